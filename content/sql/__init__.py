"""The directory and the journal in a database: SQLite on a kiosk, PostgreSQL behind a fleet.

Only this package knows that there is a database, and only it imports SQLAlchemy and Alembic.
"""

from __future__ import annotations

from content.sql.journal import SqlJournal
from content.sql.store import SqlStore

__all__ = ["SqlJournal", "SqlStore"]
