"""The directory: revisions, and everything published in one."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "revisions",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("published_at", sa.DateTime, nullable=False),
        _string("note"),
        sa.PrimaryKeyConstraint("number", name="pk_revisions"),
    )
    _records("organizations", _string("name"))
    _records(
        "topics",
        *_text("name"),
        _string("parent", empty=True),
        _reference("topics", "parent", "topics", deferrable=True, initially="DEFERRED"),
    )
    _records(
        "services",
        _string("organization_id"),
        _string("url", empty=True),
        sa.Column("free", sa.Boolean),
        sa.Column("papers_asked", sa.Boolean),
        sa.Column("schedules_known", sa.Boolean, nullable=False),
        sa.Column("documents_known", sa.Boolean, nullable=False),
        sa.Column("languages_known", sa.Boolean, nullable=False),
        sa.Column("verified_on", sa.Date),
        _string("verified_by", empty=True),
        _string("seen_on", empty=True),
        _string("confidence"),
        _string("editor_notes", empty=True),
        _reference("services", "organization_id", "organizations"),
    )
    _service_lists()
    _guides_and_crises()
    op.create_table(
        "holidays",
        sa.Column("revision", sa.Integer, nullable=False),
        _number("position"),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        *_text("reason"),
        sa.PrimaryKeyConstraint("revision", "position", name="pk_holidays"),
        sa.ForeignKeyConstraint(["revision"], ["revisions.number"], name="fk_holidays_revision"),
    )


def _service_lists() -> None:
    op.create_table(
        "service_texts",
        _number("revision"),
        _string("service_id"),
        _string("field"),
        _string("language"),
        _string("value"),
        sa.Column("reviewed_on", sa.Date),
        sa.PrimaryKeyConstraint("revision", "service_id", "field", "language", name="pk_service_texts"),
        _reference("service_texts", "service_id", "services"),
    )
    of_service = ("services", "service_id")
    _lists("service_topics", *of_service, _string("topic_id"), _reference("service_topics", "topic_id", "topics"))
    _lists("phones", *of_service, _string("number"), *_text("label"))
    _lists("phone_languages", *of_service, _string("code"), within=[_number("phone")])
    place = [_string(name, empty=True) for name in ("street", "unit", "city", "state", "postal_code", "neighborhood")]
    _lists("locations", *of_service, *place, sa.Column("latitude", sa.Float), sa.Column("longitude", sa.Float))
    _lists(
        "schedules",
        *of_service,
        _string("days"),
        sa.Column("opens", sa.Time, nullable=False),
        sa.Column("closes", sa.Time, nullable=False),
        _string("months", empty=True),
        _string("timezone", empty=True),
    )
    _lists(
        "closures",
        *of_service,
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        *_text("reason"),
    )
    _lists("required_documents", *of_service, *_text("name"))
    _lists("languages", *of_service, *_text("name"), _string("code", empty=True))
    for name in ("keywords", "wordings"):
        _lists(name, *of_service, _string("value"), within=[_string("language")])
    _lists("service_sources", *of_service, _string("value"))


def _guides_and_crises() -> None:
    _records("guides", *_text("title"))
    of_guide = ("guides", "guide_id")
    _lists("guide_steps", *of_guide, *_text("title"), *_text("text"))
    served = [_string("service_id"), _reference("guide_step_services", "service_id", "services")]
    _lists("guide_step_services", *of_guide, *served, within=[_number("step")])
    _lists("guide_sources", *of_guide, _string("value"))
    _records("crises", *map(_string, ("title_en", "title_es", "advice_en", "advice_es")))
    of_crisis = ("crises", "crisis_id")
    _lists("crisis_lines", *of_crisis, *map(_string, ("id", "number", "name_en", "name_es")))
    danger: sa.Column[Any] = sa.Column("danger", sa.Boolean, nullable=False)
    _lists("crisis_phrases", *of_crisis, _string("value"), within=[_string("language"), danger])


def _records(name: str, *rest: Any) -> None:
    op.create_table(
        name,
        _number("revision"),
        _string("id"),
        _number("position"),
        *rest,
        sa.PrimaryKeyConstraint("revision", "id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["revision"], ["revisions.number"], name=f"fk_{name}_revision"),
    )


def _lists(name: str, owner: str, key: str, *rest: Any, within: list[sa.Column[Any]] | None = None) -> None:
    apart = within or []
    op.create_table(
        name,
        _number("revision"),
        _string(key),
        *apart,
        _number("position"),
        *rest,
        sa.PrimaryKeyConstraint("revision", key, *(column.name for column in apart), "position", name=f"pk_{name}"),
        _reference(name, key, owner),
    )


def _reference(name: str, key: str, owner: str, **options: Any) -> sa.ForeignKeyConstraint:
    columns, referred = ["revision", key], [f"{owner}.revision", f"{owner}.id"]
    return sa.ForeignKeyConstraint(columns, referred, name=f"fk_{name}_revision_{key}", **options)


def _text(stem: str) -> list[sa.Column[Any]]:
    dates: list[sa.Column[Any]] = [sa.Column(f"{stem}_reviewed_{language}", sa.Date) for language in ("en", "es")]
    return [_string(f"{stem}_en", empty=True), _string(f"{stem}_es", empty=True), *dates]


def _string(name: str, *, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String, nullable=empty)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)
