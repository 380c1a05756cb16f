"""One table of a database, asked about its rows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from types import NoneType
from typing import TYPE_CHECKING, Any, Protocol

from shipshell.model.errors import ShipshellError
from shipshell.sources.conditions import Among, Resembles, both
from shipshell.sources.identity import key_prints
from shipshell.sources.search import MOST, Distinct, Unsearchable
from shipshell.sources.sql_dialect import Statement, execute
from shipshell.sources.sql_reading import as_text, text_frame

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from contextlib import AbstractContextManager

    from shipshell.sources.conditions import Condition
    from shipshell.sources.search import Kind
    from shipshell.sources.sql_database import SqlDatabase
    from shipshell.sources.sql_layout import Column, Layout
    from shipshell.sources.sql_statements import Statements

#: What a database gives and takes back as the same value. A float of a server's may be a shorter one by its nature.
_EXACT = (str, int, bool, Decimal, date, datetime, NoneType)
_BATCH = 10_000


class SearchedTable(Protocol):
    """What of a table is needed to ask it."""

    @property
    def name(self) -> str:
        """As a person calls it."""

    @property
    def kind(self) -> str:
        """Which database it is in."""

    def layout(self) -> Layout:
        """How it is declared now."""


class TableSearch:
    """Asks `table`, whose statements are `statements`, on `server`; its columns are those that it had at first."""

    def __init__(self, server: SqlDatabase, statements: Statements, table: SearchedTable) -> None:
        self._server = server
        self._statements = statements
        self._table = table

    def together(self) -> AbstractContextManager[None]:
        """One connection for several questions: see `search.Search`."""
        return self._server.reading(self._table.name)

    def records(self, keys: Collection[str]) -> Condition:
        """The condition of the rows of these keys: see `search.Search`."""
        if len(keys) > MOST:
            raise Unsearchable
        layout = self._layout
        try:
            with self._server.reading(self._table.name):
                found = list(self._keys(layout, set(keys)))
        except ShipshellError as error:
            raise Unsearchable from error
        columns = zip(map(layout.header, layout.key), _turned(found, layout.key), strict=True)
        return both(*(Among(header, tuple(dict.fromkeys(values))) for header, values in columns))

    def kind(self, column: str) -> Kind:
        """What a column is declared to hold."""
        return self._server.dialect.kind(self._layout.under(column))

    def distinct(self, columns: Sequence[str]) -> Distinct:
        """All that columns hold: see `search.Search`."""
        return self._distinct(self._layout, columns, Statement("1 = 1"))

    def resembling(self, columns: Sequence[str], text: str) -> Distinct:
        """What columns hold that may be a text: see `search.Search`."""
        layout = self._layout
        condition = Resembles(tuple(columns), text)
        return self._distinct(layout, columns, self._statements.where(layout.under).said(condition))

    def undated(self, column: str) -> Distinct:
        """What a column holds that begins with no day: see `search.Search`."""
        layout = self._layout
        return self._distinct(layout, [column], self._statements.where(layout.under).undated(column))

    @cached_property
    def _layout(self) -> Layout:
        with self._server.reading(self._table.name):
            return self._table.layout()

    def _distinct(self, layout: Layout, columns: Sequence[str], condition: Statement) -> Distinct:
        where = self._statements.where(layout.under)
        statement = self._statements.select_distinct([where.apart(column) for column in columns], condition, MOST + 1)
        try:
            with self._server.reading(self._table.name):
                rows = self._server.all(statement)
        except ShipshellError as error:
            raise Unsearchable from error
        exact = (*_EXACT, float, bytes) if self._table.kind == "sqlite" else _EXACT
        if len(rows) > MOST or any(not isinstance(value, exact) for row in rows for value in row):
            raise Unsearchable
        cells = _texts([layout.under(column) for column in columns], rows)
        return Distinct(text_frame(columns, cells, range(len(rows))), rows)

    def _keys(self, layout: Layout, wanted: set[str]) -> Iterator[Sequence[Any]]:
        """The keys that have one of these fingerprints, as the database gives them."""
        columns = [layout.under(layout.header(name)) for name in layout.key]
        cursor = execute(self._server.database, self._statements.select_keys(layout))
        while rows := cursor.fetchmany(_BATCH):
            texts = zip(*_texts(columns, rows), strict=True)
            yield from (row for row, key in zip(rows, key_prints(texts), strict=True) if key in wanted)


def _texts(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    return [as_text(column, told) for column, told in zip(columns, _turned(rows, columns), strict=True)]


def _turned(rows: Sequence[Sequence[Any]], columns: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The values column by column."""
    return list(zip(*rows, strict=True)) or [()] * len(columns)
