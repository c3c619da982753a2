"""The journal in a database.

A kind of entry is one `_Shelf`: its table, the table of the services it names, and the two ways between entry and row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Row, Table, insert, select, update

from content.directory import ServiceId
from content.language import Language
from content.sql.database import Database
from content.sql.journal_tables import question_services, questions_asked, rating_services, ratings
from content.store import Entry, Kind, QuestionAsked, Rated, Rating, VerdictKind

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class _Shelf(Generic[Kept]):
    """Where one kind of entry is kept, and how."""

    table: Table
    services: Table
    values: Callable[[Kept], dict[str, object]]
    entry: Callable[[Row[Any], tuple[ServiceId, ...]], Kept]


def _question_values(asked: QuestionAsked) -> dict[str, object]:
    return {
        "hour": asked.hour,
        "site": asked.site,
        "channel": asked.channel,
        "language": asked.language and asked.language.value,
        "verdict": asked.verdict.value,
        "question": asked.question,
    }


def _question(row: Row[Any], shown: tuple[ServiceId, ...]) -> QuestionAsked:
    language = Language(row.language) if row.language else None
    return QuestionAsked(row.hour, row.site, row.channel, language, VerdictKind(row.verdict), row.question, shown)


def _rating_values(rating: Rating) -> dict[str, object]:
    return {
        "hour": rating.hour,
        "site": rating.site,
        "channel": rating.channel,
        "code": rating.code,
        "about": rating.about.value,
        "good": rating.good,
    }


def _rating(row: Row[Any], shown: tuple[ServiceId, ...]) -> Rating:
    return Rating(row.hour, row.site, row.channel, row.code, Rated(row.about), row.good, shown)


_SHELVES: dict[type[Any], _Shelf[Any]] = {
    QuestionAsked: _Shelf(questions_asked, question_services, _question_values, _question),
    Rating: _Shelf(ratings, rating_services, _rating_values, _rating),
}


class SqlJournal:
    """A `Journal` in a database, which may be the directory's.

    Raises:
        StoreError: see `Database`.
    """

    def __init__(self, url: str) -> None:
        self._database = Database(url)

    def record(self, entry: Entry) -> None:
        """Keep an entry; it is on the disk when this returns."""
        shelf = _SHELVES[type(entry)]
        with self._database.writing() as connection:
            key = connection.execute(insert(shelf.table).values(shelf.values(entry))).inserted_primary_key
            number = key[0] if key else None
            if entry.shown:
                owner, position, service = shelf.services.columns
                rows = [{owner.name: number, position.name: at, service.name: id} for at, id in enumerate(entry.shown)]
                connection.execute(insert(shelf.services), rows)

    def entries(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Every entry of a kind, in the order recorded."""
        shelf = _SHELVES[kind]
        with self._database.reading() as connection:
            shown = _shown(connection, shelf.services)
            rows = connection.execute(select(shelf.table).order_by(shelf.table.c.id))
            return tuple(shelf.entry(row, tuple(shown[row.id])) for row in rows)

    def forget_questions(self, before: datetime) -> int:
        """Drop the words of all questions from before a moment, from the disk as well; how many were dropped."""
        old = (questions_asked.c.hour < before) & questions_asked.c.question.is_not(None)
        with self._database.writing() as connection:
            dropped = connection.execute(update(questions_asked).where(old).values(question=None)).rowcount
        if dropped:
            self._database.shed_deleted()
        return dropped

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def _shown(connection: Connection, services: Table) -> dict[int, list[ServiceId]]:
    """The services each entry names, in order."""
    shown: dict[int, list[ServiceId]] = defaultdict(list)
    for owner, _, service in connection.execute(select(services).order_by(*services.primary_key.columns)):
        shown[owner].append(ServiceId(service))
    return shown
