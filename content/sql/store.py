"""The directory's revisions in a database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, insert, select

from content.directory import Directory
from content.errors import NothingPublished
from content.references import check_references
from content.sql.database import Database
from content.sql.directory_rows import directory_from, rows_of
from content.sql.failures import damaged
from content.sql.rows import Revised
from content.sql.tables import revisions
from content.store import Revision, nothing_published, now


class SqlStore:
    """A `DirectoryStore` in a database.

    Raises:
        StoreError: see `Database`.
    """

    def __init__(self, url: str, clock: Callable[[], datetime] = now) -> None:
        self._database = Database(url)
        self._clock = clock

    def directory(self, revision: int | None = None) -> Directory:
        """The newest revision, or the one asked for."""
        with self._database.reading() as connection:
            found = connection.scalar(_NEWEST if revision is None else _NEWEST.where(revisions.c.number == revision))
            if found is None:
                raise NothingPublished(nothing_published(revision))
            try:
                return directory_from(Revised(connection, found), found)
            except (KeyError, TypeError, ValueError) as error:
                problem, remedy = f"revision {found} makes no sense ({error})", "restore a backup"
                raise damaged(self._database.url, problem, remedy) from error

    def publish(self, directory: Directory, note: str) -> int:
        """Keep the directory as the next revision, whole or not at all."""
        check_references(directory)
        with self._database.writing() as connection:
            number = (connection.scalar(_NEWEST) or 0) + 1
            connection.execute(insert(revisions).values(number=number, published_at=self._clock(), note=note))
            rows_of(directory, number).insert(connection)
        return number

    def revision(self) -> int | None:
        """The number of the newest revision; None before the first."""
        with self._database.reading() as connection:
            newest: int | None = connection.scalar(_NEWEST)
            return newest

    def revisions(self) -> tuple[Revision, ...]:
        """Every publication, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(revisions).order_by(revisions.c.number))
            return tuple(Revision(row.number, row.published_at, row.note) for row in rows)

    def close(self) -> None:
        """Close the database."""
        self._database.close()


_NEWEST = select(func.max(revisions.c.number))
