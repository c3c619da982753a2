"""Kinds of column the tables share, and directory texts spread over four of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Date, DateTime, Dialect, Row, String, TypeDecorator

from content.language import Text


class Moment(TypeDecorator[datetime]):
    """A moment with its zone, kept in UTC: not every database remembers a zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """As the database keeps it."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """As we use it."""
        return value and value.replace(tzinfo=UTC)


def text_columns(stem: str) -> list[Column[Any]]:
    """The four columns of a text: what it says in each language, and when each was read over."""
    return [
        Column(f"{stem}_en", String),
        Column(f"{stem}_es", String),
        Column(f"{stem}_reviewed_en", Date),
        Column(f"{stem}_reviewed_es", Date),
    ]


def text_values(stem: str, text: Text | None) -> dict[str, object]:
    """What goes into the four columns of a text."""
    return {
        f"{stem}_en": text and text.en,
        f"{stem}_es": text and text.es,
        f"{stem}_reviewed_en": text and text.reviewed_en,
        f"{stem}_reviewed_es": text and text.reviewed_es,
    }


def text_from(row: Row[Any], stem: str) -> Text:
    """The text of four columns that are not all empty."""
    columns = row._mapping
    return Text(*(columns[f"{stem}_{end}"] for end in ("en", "es", "reviewed_en", "reviewed_es")))


def maybe_text_from(row: Row[Any], stem: str) -> Text | None:
    """The text of four columns, or None where they are empty."""
    columns = row._mapping
    return text_from(row, stem) if columns[f"{stem}_en"] or columns[f"{stem}_es"] else None
