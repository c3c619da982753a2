"""The journal: what was asked, and how it was rated."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "questions_asked",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("hour", sa.DateTime, nullable=False),
        sa.Column("site", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("language", sa.String),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("question", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_questions_asked"),
    )
    op.create_index("ix_questions_asked_hour", "questions_asked", ["hour"])
    op.create_table(
        "ratings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("hour", sa.DateTime, nullable=False),
        sa.Column("site", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("good", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ratings"),
    )
    op.create_index("ix_ratings_hour", "ratings", ["hour"])
    op.create_index("ix_ratings_code", "ratings", ["code"])
    for name, owner, key in (
        ("question_services", "questions_asked", "question_id"),
        ("rating_services", "ratings", "rating_id"),
    ):
        op.create_table(
            name,
            sa.Column(key, sa.Integer, nullable=False),
            sa.Column("position", sa.Integer, nullable=False),
            sa.Column("service_id", sa.String, nullable=False),
            sa.PrimaryKeyConstraint(key, "position", name=f"pk_{name}"),
            sa.ForeignKeyConstraint([key], [f"{owner}.id"], name=f"fk_{name}_{key}"),
        )
