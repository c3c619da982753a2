"""Which version of the tables a database has, and the way to ours.

The version is read before Alembic is imported: a database that is up to date, as it nearly always is, never loads it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, column, inspect, select, table

from content.errors import NewerDatabase
from content.sql.failures import damaged, name_of

CURRENT = "v0002"
"""The newest migration."""
VERSION_TABLE = "ventanilla_version"
MIGRATIONS = Path(__file__).parent / "migrations"


def is_current(connection: Connection) -> bool:
    """Whether the database has the tables of this version."""
    return _version(connection) == CURRENT


def bring_up_to_date(connection: Connection, url: URL) -> None:
    """Make or change the tables, inside the connection's transaction.

    Raises:
        NewerDatabase: a later version of this program made them.
        DamagedDatabase: the database holds tables of something else.
    """
    version = _version(connection)
    if version == CURRENT:
        return  # another program did it while we waited for the lock
    if version is None and inspect(connection).get_table_names():
        raise damaged(url, "this database belongs to another program", "name another file or an empty database")

    from alembic.command import upgrade
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        remedy = "update the program, or name another database"
        raise NewerDatabase(f"{name_of(url)}: a later version of this program made this database ({version}); {remedy}")
    upgrade(config, CURRENT)


def _version(connection: Connection) -> str | None:
    """The version a database says it has; None when it says nothing."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))
