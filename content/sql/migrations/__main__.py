"""Writes the next migration: the difference between the tables as they are declared and as the last one left them."""

from __future__ import annotations

import sys

from alembic.command import revision, upgrade
from alembic.config import Config
from sqlalchemy import create_engine

from content.sql.schema import CURRENT, MIGRATIONS


def main(message: str) -> None:
    """Write a migration that says what it is for."""
    with create_engine("sqlite://").begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        upgrade(config, CURRENT)
        number = len(list((MIGRATIONS / "versions").glob("v*.py"))) + 1
        revision(config, message, autogenerate=True, rev_id=f"v{number:04}")


if __name__ == "__main__":
    main(sys.argv[1])
