"""One table of a database, asked about its rows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from types import NoneType
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from shipshell.model.errors import ShipshellError
from shipshell.sources.conditions import Among, Resembles, Within, both, either
from shipshell.sources.identity import key_prints
from shipshell.sources.search import MOST, Distinct, Unsearchable
from shipshell.sources.sql_dialect import Statement, execute
from shipshell.sources.sql_reading import as_text, text_frame

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from contextlib import AbstractContextManager

    from shipshell.sources.conditions import Condition
    from shipshell.sources.search import Kind
    from shipshell.sources.sql_conditions import Where
    from shipshell.sources.sql_database import SqlDatabase
    from shipshell.sources.sql_layout import Column, Layout
    from shipshell.sources.sql_statements import Statements

#: What a database gives and takes back as the same value. A float of a server's may be a shorter one by its nature.
_EXACT = (str, int, bool, Decimal, date, datetime, NoneType)
#: What PostgreSQL takes for one only where it is spelled alike, by what a column holds; not so a JSON, or an interval.
_TOLD_APART: dict[Kind, frozenset[type]] = {
    "text": frozenset({str, NoneType}),
    "number": frozenset({int, float, str, Decimal, NoneType}),
    "": frozenset({str, bool, UUID, NoneType}),
}
_BATCH = 10_000
#: Of many values, a tenth of so many as may be named is a few.
_NEARLY = 10
#: The only numbers that have letters.
_LETTERED = ("infinity", "nan")
#: How far what is spelled alike may be apart: a float is no decimal.
_SLACK = Decimal("0.000001")


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

    def records(self, columns: Sequence[str], keys: Collection[str]) -> Condition:
        """The condition of the rows of these keys: see `search.Search`."""
        layout, sought = self._layout, set(keys)
        if len(sought) > MOST or tuple(columns) != layout.key:
            raise Unsearchable
        try:
            with self._server.reading(self._table.name):
                found = list(self._keys(layout, sought))
        except ShipshellError as error:
            raise Unsearchable from error
        if len(found) < len(sought):  # one that is gone may come back: then it must not be passed over
            raise Unsearchable
        named = zip(map(layout.header, layout.key), _turned(found, layout.key), strict=True)
        return both(*(Among(header, tuple(dict.fromkeys(map(_in_utc, values)))) for header, values in named))

    def kind(self, column: str) -> Kind:
        """What a column is declared to hold."""
        return self._server.dialect.kind(self._layout.under(column))

    def distinct(self, columns: Sequence[str]) -> Distinct:
        """All that columns hold: see `search.Search`."""
        return self._distinct(columns, Statement("1 = 1"), MOST)

    def resembling(self, columns: Sequence[str], text: str) -> Distinct:
        """What columns hold that may be a text: see `search.Search`."""
        kinds = {self.kind(column) for column in columns}
        if kinds == {"text"}:
            return self._distinct(columns, self._where.said(Resembles(tuple(columns), text)), MOST)
        if kinds == {"number"} and not columns[1:]:
            return self._distinct(columns, self._where.said(_number_like(columns[0], text)), MOST)
        raise Unsearchable  # the database writes what it holds in another way than we do

    def undated(self, column: str) -> Distinct:
        """What a column holds that is no day, if it is little: see `search.Search`."""
        return self._distinct([column], self._where.undated(column), MOST // _NEARLY)

    def datelike(self, column: str) -> Distinct:
        """What a column holds that may be a day, if it is little: see `search.Search`."""
        return self._distinct([column], self._where.datelike(column), MOST // _NEARLY)

    @cached_property
    def _layout(self) -> Layout:
        with self._server.reading(self._table.name):
            return self._table.layout()

    @property
    def _where(self) -> Where:
        return self._statements.where(self._layout.under)

    def _distinct(self, columns: Sequence[str], condition: Statement, most: int) -> Distinct:
        statement = self._statements.select_distinct(list(map(self._where.apart, columns)), condition, most + 1)
        try:
            with self._server.reading(self._table.name):
                rows = self._server.all(statement)
        except ShipshellError as error:
            raise Unsearchable from error
        if len(rows) > most:
            raise Unsearchable
        declared = [self._layout.under(column) for column in columns]
        by_column = list(map(self._told, declared, _turned(rows, columns)))
        cells = [as_text(column, values) for column, values in zip(declared, by_column, strict=True)]
        exact = (*_EXACT, float, bytes) if self._table.kind == "sqlite" else _EXACT
        is_exact = all(isinstance(value, exact) for values in by_column for value in values)
        is_exact &= not any(column.is_moment_of_a_zone for column in declared)
        return Distinct(text_frame(columns, cells, range(len(rows))), list(zip(*by_column, strict=True)), is_exact)

    def _told(self, column: Column, values: Sequence[Any]) -> Sequence[Any]:
        """The values of a column as it gives them itself, where they were told apart in another form.

        Raises:
            Unsearchable: the server takes for one what we read apart.
        """
        allowed = _TOLD_APART.get(column.kind) if self._table.kind == "postgresql" else None
        if allowed and not allowed.issuperset(map(type, values)):
            raise Unsearchable
        if self._table.kind == "mysql" and column.kind == "text":
            return [value.decode() if isinstance(value, bytes) else value for value in values]
        return list(map(_in_utc, values))

    def _keys(self, layout: Layout, wanted: set[str]) -> Iterator[Sequence[Any]]:
        """The keys that have one of these fingerprints, as the database gives them."""
        columns = [layout.under(layout.header(name)) for name in layout.key]
        cursor = execute(self._server.database, self._statements.select_keys(layout))
        while rows := cursor.fetchmany(_BATCH):
            texts = zip(*_texts(columns, rows), strict=True)
            yield from (row for row, key in zip(rows, key_prints(texts), strict=True) if key in wanted)


def _in_utc(value: Any) -> Any:
    """A moment of a zone in UTC, for in a zone two moments of the hour that comes twice are equal; else as it is."""
    return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else value


def _number_like(column: str, text: str) -> Condition:
    """Where a column of numbers may hold one that is spelled so."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if number.is_finite():
        return Within(column, number - _SLACK, number + _SLACK)
    letters = "".join(filter(str.isalpha, text.lower()))
    if letters and not any(letters in word for word in _LETTERED):
        return either()
    raise Unsearchable


def _texts(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    return [as_text(column, told) for column, told in zip(columns, _turned(rows, columns), strict=True)]


def _turned(rows: Sequence[Sequence[Any]], columns: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The values column by column."""
    return list(zip(*rows, strict=True)) or [()] * len(columns)
