"""The tables of the directory, named after HSDS where it has the thing.

Every table is keyed by revision first: publishing adds rows and never changes any, so a revision
stays as it was published. `position` keeps the order of a list.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Time,
)

from content.sql.columns import Moment, text_columns

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

revisions = Table(
    "revisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("published_at", Moment, nullable=False),
    Column("note", String, nullable=False),
)


def _record(name: str, *rest: Any) -> Table:
    """A table of records with ids."""
    return Table(
        name,
        metadata,
        Column("revision", Integer, ForeignKey(revisions.c.number), nullable=False),
        Column("id", String, nullable=False),
        Column("position", Integer, nullable=False),
        *rest,
        PrimaryKeyConstraint("revision", "id"),
    )


def _list(name: str, owner: Table, key: str, *rest: Any, within: tuple[str, ...] = ()) -> Table:
    """A table of what a record has several of, in order; `within` divides it into several lists."""
    return Table(
        name,
        metadata,
        Column("revision", Integer, nullable=False),
        Column(key, String, nullable=False),
        *(column for column in rest if isinstance(column, Column) and column.name in within),
        Column("position", Integer, nullable=False),
        *(part for part in rest if not (isinstance(part, Column) and part.name in within)),
        PrimaryKeyConstraint("revision", key, *within, "position"),
        ForeignKeyConstraint(["revision", key], [owner.c.revision, owner.c.id]),
    )


organizations = _record("organizations", Column("name", String, nullable=False))

topics = _record(
    "topics",
    *text_columns("name"),
    Column("parent", String),
    ForeignKeyConstraint(
        ["revision", "parent"], ["topics.revision", "topics.id"], deferrable=True, initially="DEFERRED"
    ),
)

services = _record(
    "services",
    Column("organization_id", String, nullable=False),
    Column("url", String),
    Column("free", Boolean),
    Column("papers_asked", Boolean),
    Column("schedules_known", Boolean, nullable=False),
    Column("documents_known", Boolean, nullable=False),
    Column("languages_known", Boolean, nullable=False),
    Column("verified_on", Date),
    Column("verified_by", String),
    Column("seen_on", String),
    Column("confidence", String, nullable=False),
    Column("editor_notes", String),
    ForeignKeyConstraint(["revision", "organization_id"], [organizations.c.revision, organizations.c.id]),
)
"""`free` and `papers_asked` are empty where not known; so are the lists whose `..._known` is false."""

service_texts = Table(
    "service_texts",
    metadata,
    Column("revision", Integer, nullable=False),
    Column("service_id", String, nullable=False),
    Column("field", String, nullable=False),
    Column("language", String, nullable=False),
    Column("value", String, nullable=False),
    Column("reviewed_on", Date),
    PrimaryKeyConstraint("revision", "service_id", "field", "language"),
    ForeignKeyConstraint(["revision", "service_id"], [services.c.revision, services.c.id]),
)
"""One text of a service in one language, and the day it was read over."""

service_topics = _list(
    "service_topics",
    services,
    "service_id",
    Column("topic_id", String, nullable=False),
    ForeignKeyConstraint(["revision", "topic_id"], [topics.c.revision, topics.c.id]),
)

phones = _list("phones", services, "service_id", Column("number", String, nullable=False), *text_columns("label"))

phone_languages = _list(
    "phone_languages",
    services,
    "service_id",
    Column("phone", Integer, nullable=False),
    Column("code", String, nullable=False),
    within=("phone",),
)
"""`phone` is the position of the phone."""

locations = _list(
    "locations",
    services,
    "service_id",
    Column("street", String),
    Column("unit", String),
    Column("city", String),
    Column("state", String),
    Column("postal_code", String),
    Column("neighborhood", String),
    Column("latitude", Float),
    Column("longitude", Float),
)
"""A location without a street has no address."""

schedules = _list(
    "schedules",
    services,
    "service_id",
    Column("days", String, nullable=False),
    Column("opens", Time, nullable=False),
    Column("closes", Time, nullable=False),
    Column("months", String),
    Column("timezone", String),
)
"""`days` as in HSDS `byday`: `MO,TU`; `months` as in iCalendar: `4,5`, empty for the whole year."""

closures = _list(
    "closures",
    services,
    "service_id",
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    *text_columns("reason"),
)

required_documents = _list("required_documents", services, "service_id", *text_columns("name"))

languages = _list("languages", services, "service_id", *text_columns("name"), Column("code", String))

keywords = _list(
    "keywords",
    services,
    "service_id",
    Column("language", String, nullable=False),
    Column("value", String, nullable=False),
    within=("language",),
)

wordings = _list(
    "wordings",
    services,
    "service_id",
    Column("language", String, nullable=False),
    Column("value", String, nullable=False),
    within=("language",),
)

service_sources = _list("service_sources", services, "service_id", Column("value", String, nullable=False))

guides = _record("guides", *text_columns("title"))

guide_steps = _list("guide_steps", guides, "guide_id", *text_columns("title"), *text_columns("text"))

guide_step_services = _list(
    "guide_step_services",
    guides,
    "guide_id",
    Column("step", Integer, nullable=False),
    Column("service_id", String, nullable=False),
    ForeignKeyConstraint(["revision", "service_id"], [services.c.revision, services.c.id]),
    within=("step",),
)
"""`step` is the position of the step."""

guide_sources = _list("guide_sources", guides, "guide_id", Column("value", String, nullable=False))

crises = _record(
    "crises",
    Column("title_en", String, nullable=False),
    Column("title_es", String, nullable=False),
    Column("advice_en", String, nullable=False),
    Column("advice_es", String, nullable=False),
)

crisis_lines = _list(
    "crisis_lines",
    crises,
    "crisis_id",
    Column("id", String, nullable=False),
    Column("number", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("name_es", String, nullable=False),
)

crisis_phrases = _list(
    "crisis_phrases",
    crises,
    "crisis_id",
    Column("language", String, nullable=False),
    Column("danger", Boolean, nullable=False),
    Column("value", String, nullable=False),
    within=("language", "danger"),
)
"""What people say in danger, and (`danger` false) what only sounds like it."""

holidays = Table(
    "holidays",
    metadata,
    Column("revision", Integer, ForeignKey(revisions.c.number), nullable=False),
    Column("position", Integer, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    *text_columns("reason"),
    PrimaryKeyConstraint("revision", "position"),
)
