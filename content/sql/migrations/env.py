"""Run by Alembic for every command: the connection and the transaction are the caller's."""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from content.sql.columns import Moment
from content.sql.journal_tables import questions_asked
from content.sql.schema import VERSION_TABLE


def _frozen(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """A migration names no type of ours, which may change after it."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=questions_asked.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    render_item=_frozen,
)
with context.begin_transaction():
    context.run_migrations()
