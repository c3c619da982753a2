"""What the database could not do, told as our own errors: the one place that knows its exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from content.errors import DamagedDatabase, DiskFull, StoreError, StoreUnavailable

_SQLITE = {
    "SQLITE_FULL": (DiskFull, "the disk is full", "make room on it and try again"),
    "SQLITE_NOTADB": (DamagedDatabase, "this file is not a database", "name another file, or restore a backup"),
    "SQLITE_CORRUPT": (DamagedDatabase, "the database is damaged", "restore a backup, or import the directory anew"),
    "SQLITE_READONLY": (StoreUnavailable, "the database may not be written", "allow writing to it and to its folder"),
    "SQLITE_CANTOPEN": (StoreUnavailable, "the database cannot be opened", "look whether its folder is there for us"),
    "SQLITE_BUSY": (StoreUnavailable, "another program is writing to the database", "try again in a minute"),
    "SQLITE_LOCKED": (StoreUnavailable, "another program is writing to the database", "try again in a minute"),
    "SQLITE_IOERR": (StoreUnavailable, "the disk does not answer as it should", "look at the disk and its cable"),
}
_SQLSTATE = {
    "53100": (DiskFull, "the disk of the database is full", "make room on it and try again"),
    "25006": (StoreUnavailable, "the database may not be written", "name the server that takes changes"),
    "23505": (StoreUnavailable, "another program published at the same moment", "try again"),
    "40001": (StoreUnavailable, "another program is writing to the database", "try again in a minute"),
}
_OTHERWISE = (StoreUnavailable, "the database cannot be used", "look whether it is there and lets us in")


@contextmanager
def failures_told(url: URL) -> Iterator[None]:
    """Raise a `StoreError` of one line in place of what the database, or the way to it, raises."""
    try:
        yield
    except DBAPIError as error:
        raise _told(url, error) from error
    except (SQLAlchemyError, OSError, ImportError) as error:
        kind, problem, remedy = _OTHERWISE
        raise kind(_line(url, f"{problem} ({_first_line(error)})", remedy)) from error


def damaged(url: URL, problem: str, remedy: str) -> DamagedDatabase:
    """The database is there but is not what it should be."""
    return DamagedDatabase(_line(url, problem, remedy))


def name_of(url: URL) -> str:
    """The database as messages name it: its file, or its address without the password."""
    return url.database or "memory" if url.get_backend_name() == "sqlite" else url.render_as_string()


def _told(url: URL, error: DBAPIError) -> StoreError:
    cause = error.orig
    name = getattr(cause, "sqlite_errorname", None) or ""
    state = getattr(cause, "sqlstate", None) or ""
    kind, problem, remedy = _SQLSTATE.get(state, _OTHERWISE)
    for start, told in _SQLITE.items():
        if name.startswith(start):
            kind, problem, remedy = told
    if (kind, problem, remedy) == _OTHERWISE:
        problem = f"{problem} ({_first_line(cause or error)})"
    return kind(_line(url, problem, remedy))


def _line(url: URL, problem: str, remedy: str) -> str:
    return f"{name_of(url)}: {problem}; {remedy}"


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
