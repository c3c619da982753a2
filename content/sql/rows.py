"""Rows on their way into the tables of one revision, and lists of them on their way out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select

from content.language import Language, Localized
from content.sql.tables import metadata

Listed = Mapping[str, list[Row[Any]]]
"""The rows of a table by the record that has them, in order."""
Said = Mapping[tuple[str, str], tuple[str, ...]]
"""Words by record and language, in order."""


class Rows:
    """The rows of one revision, gathered table by table and put in at once."""

    def __init__(self, revision: int) -> None:
        self._revision = revision
        self._rows: dict[str, list[dict[str, object]]] = defaultdict(list)

    def add(self, table: Table, **values: object) -> None:
        """One row."""
        self._rows[table.name].append({"revision": self._revision, **values})

    def add_list(self, table: Table, items: Iterable[object], column: str = "value", **owner: object) -> None:
        """One row an item, in order."""
        for position, item in enumerate(items):
            self.add(table, **owner, position=position, **{column: item})

    def insert(self, connection: Connection) -> None:
        """Put all of them in, each table after those it refers to."""
        for table in metadata.sorted_tables:
            if rows := self._rows.get(table.name):
                connection.execute(insert(table), rows)


class Revised:
    """The tables as one revision has them."""

    def __init__(self, connection: Connection, revision: int) -> None:
        self._connection = connection
        self._revision = revision

    def records(self, table: Table) -> list[Row[Any]]:
        """The records of a table, in order."""
        return self._select(table, table.c.position)

    def lists(self, table: Table) -> Listed:
        """The rows of a table by the record that has them, in order."""
        lists: dict[str, list[Row[Any]]] = defaultdict(list)
        _, owner, *_ = table.primary_key.columns
        for row in self._select(table, *table.primary_key.columns):
            lists[row._mapping[owner]].append(row)
        return lists

    def said(self, table: Table) -> Said:
        """The words of a table by record and language."""
        _, owner, language, position = table.primary_key.columns
        query = select(owner, language, table.c.value).where(table.c.revision == self._revision)
        said: dict[tuple[str, str], list[str]] = defaultdict(list)
        for of, spoken, value in self._connection.execute(query.order_by(owner, language, position)):
            said[of, spoken].append(value)
        return {key: tuple(values) for key, values in said.items()}

    def _select(self, table: Table, *order: Any) -> list[Row[Any]]:
        query = select(table).where(table.c.revision == self._revision).order_by(*order)
        return list(self._connection.execute(query))


def localized_values(stem: str, text: Localized) -> dict[str, object]:
    """What goes into the two columns of a text of ours."""
    return {f"{stem}_{language}": text[language] for language in Language}


def localized_from(row: Row[Any], stem: str) -> Localized:
    """The text of ours in two columns."""
    return Localized(*(row._mapping[f"{stem}_{language}"] for language in Language))
