"""The tables of the journal: all that is ever stored about visitors.

A column added here changes what visitors are promised on the first screen.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, PrimaryKeyConstraint, String, Table

from content.sql.columns import Moment
from content.sql.tables import metadata

questions_asked = Table(
    "questions_asked",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hour", Moment, nullable=False, index=True),
    Column("site", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("language", String),
    Column("verdict", String, nullable=False),
    Column("question", String),
)

question_services = Table(
    "question_services",
    metadata,
    Column("question_id", Integer, ForeignKey(questions_asked.c.id), nullable=False),
    Column("position", Integer, nullable=False),
    Column("service_id", String, nullable=False),
    PrimaryKeyConstraint("question_id", "position"),
)
"""The services shown, in whichever revision was current."""

ratings = Table(
    "ratings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hour", Moment, nullable=False, index=True),
    Column("site", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("code", String, nullable=False, index=True),
    Column("about", String, nullable=False),
    Column("good", Boolean, nullable=False),
)

rating_services = Table(
    "rating_services",
    metadata,
    Column("rating_id", Integer, ForeignKey(ratings.c.id), nullable=False),
    Column("position", Integer, nullable=False),
    Column("service_id", String, nullable=False),
    PrimaryKeyConstraint("rating_id", "position"),
)
