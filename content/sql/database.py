"""One database, opened: its connections, its transactions, and the shape it must have."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from content.errors import StoreUnavailable
from content.sql.failures import failures_told
from content.sql.schema import bring_up_to_date, is_current

_PATIENCE = 10.0
"""Seconds to wait for another program's write to end."""
_TRANSACTION = "sqlite_transaction"


class Database:
    """A database with the tables of this version; they are made, or brought up to date, when it is opened.

    Args:
        url: as SQLAlchemy spells it: `sqlite:////var/lib/ventanilla/kiosk.db`, `postgresql+psycopg://...`.

    Raises:
        StoreError: it cannot be opened, is not ours, or is newer than this program.
    """

    def __init__(self, url: str) -> None:
        self.url = _parsed(url)
        with failures_told(self.url):
            self._engine = _engine(self.url)
        try:
            with self.reading() as connection:
                current = is_current(connection)
            if not current:
                with self.writing() as connection:
                    bring_up_to_date(connection, self.url)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database throughout."""
        with failures_told(self.url), self._connected("BEGIN") as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is written wholly when the block ends, or not at all when it raises."""
        with failures_told(self.url), self._connected("BEGIN IMMEDIATE") as connection, connection.begin():
            yield connection

    def shed_deleted(self) -> None:
        """Make what was deleted or overwritten unreadable on the disk too, as far as this is in our hands."""
        if self._engine.dialect.name == "sqlite":
            with failures_told(self.url), self._connected(None) as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _connected(self, transaction: str | None) -> Connection:
        """A connection whose transactions begin with this statement where the database is SQLite."""
        return self._engine.connect().execution_options(**{_TRANSACTION: transaction})


_OURS_ALONE = 0o600
"""The mode of a new database: what people asked is nobody else's business."""


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        remedy = "write one such as sqlite:////var/lib/ventanilla/kiosk.db"
        raise StoreUnavailable(f'"{url}" is not the address of a database; {remedy}') from error


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, isolation_level="REPEATABLE READ")
    if url.database and not url.database.startswith(("file:", ":memory:")):
        path = Path(url.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        if _never_changes(path):
            file = f"file:{quote(str(path.absolute()))}"
            url = url.set(database=file).update_query_dict({"uri": "true", "immutable": "1"})
        else:
            with suppress(OSError):  # opening it tells what is wrong
                path.touch(_OURS_ALONE, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _never_changes(file: Path) -> bool:
    """Whether a database may be read without locks: neither it nor anything beside it can be written by us.

    A database with a write-ahead log is otherwise not even read there, because reading makes files beside it. Where
    a log lies there already, somebody may be writing, or what was written last is in it alone; then it is opened as
    usual (https://www.sqlite.org/wal.html#read_only_databases).
    """
    log = file.with_name(f"{file.name}-wal")
    writable = any(os.access(path, os.W_OK, effective_ids=True) for path in (file, file.parent))
    return file.is_file() and not writable and not log.exists()


def _prepare(connection: Any, _record: object) -> None:
    """What each SQLite connection needs; transactions are begun by us, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    if cursor.execute("PRAGMA journal_mode").fetchone() == ("delete",):
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")  # what is recorded survives a power cut
    cursor.execute("PRAGMA secure_delete = ON")  # words a visitor was promised are gone are overwritten
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the write lock at once where it will be needed: taken later, it can be refused without waiting."""
    if statement := connection.get_execution_options()[_TRANSACTION]:
        connection.exec_driver_sql(statement)
