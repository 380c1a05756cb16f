"""The statements that a table is read and written with: names quoted, values always parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shipshell.sources.sql_conditions import Where
from shipshell.sources.sql_dialect import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shipshell.sources.base import Numbers
    from shipshell.sources.sql_address import TableName
    from shipshell.sources.sql_dialect import Dialect
    from shipshell.sources.sql_layout import Column, Layout

#: What the `#` of a row is called in statements that tell it.
NUMBER = "numbered.n"


class Statements:
    """Writes the statements about one table in the words of its database."""

    def __init__(self, dialect: Dialect, table: TableName) -> None:
        self._dialect = dialect
        self._table = dialect.quoted(table.schema, table.name)

    def select(self, layout: Layout) -> Statement:
        """All rows in the order of their key."""
        order = ", ".join(map(self._column, layout.key))
        return Statement(f"{self._selection(layout)} ORDER BY {order}")

    def select_first(self, layout: Layout, count: int) -> Statement:
        """The first rows in the order of their key."""
        every = self.select(layout)
        return Statement(f"{every.text} LIMIT {int(count)}", every.values)

    def select_where(self, layout: Layout, condition: Statement) -> Statement:
        """The rows of a condition in the order of their key, each behind its `#`, which is called `NUMBER` in it."""
        keys = list(map(self._column, layout.key))
        told = ", ".join(f"{key} AS k{at}" for at, key in enumerate(keys))
        order = ", ".join(keys)
        counted = f"SELECT {told}, ROW_NUMBER() OVER (ORDER BY {order}) AS n FROM {self._table}"  # noqa: S608 - quoted
        same = " AND ".join(self._dialect.same(key, f"numbered.k{at}") for at, key in enumerate(keys))
        return Statement(
            f"SELECT {NUMBER}, {self._columns(layout)} FROM {self._table} "  # noqa: S608 - quoted
            f"JOIN ({counted}) AS numbered ON {same} WHERE {condition.text} ORDER BY {order}",
            condition.values,
        )

    def select_keys(self, layout: Layout) -> Statement:
        """The keys of all rows."""
        return Statement(f"SELECT {', '.join(map(self._column, layout.key))} FROM {self._table}")  # noqa: S608 - quoted

    def select_distinct(self, columns: Sequence[str], condition: Statement, most: int) -> Statement:
        """So many of the different combinations of columns, as quoted, in the rows of a condition."""
        named = ", ".join(columns)
        text = f"SELECT DISTINCT {named} FROM {self._table} WHERE {condition.text} LIMIT {int(most)}"  # noqa: S608 - quoted
        return Statement(text, condition.values)

    def where(self, column: Callable[[str], Column]) -> Where:
        """What says conditions on the table; `column` tells the declared column of a header."""
        return Where(self._dialect, self._table, NUMBER, column)

    def select_one(self, layout: Layout, key: Sequence[Any]) -> Statement:
        """The row of this key."""
        return Statement(f"{self._selection(layout)} WHERE {self._is(layout)}", tuple(key))

    def update(self, layout: Layout, key: Sequence[Any], numbers: Numbers, before: str) -> Statement:
        """Put numbers into the row of this key, if its tracking number is still `before`."""
        if layout.tracking is None or layout.shipped is None:
            raise ValueError("the table has no columns for the numbers")
        shipped = self._dialect.moment(numbers.shipped_at, layout.shipped)
        guard = self._unchanged(layout.tracking, before)
        return Statement(
            f"UPDATE {self._table} SET {self._quoted(layout.tracking)} = {self._dialect.placeholder}, "  # noqa: S608
            f"{self._quoted(layout.shipped)} = {shipped.text} WHERE {self._is(layout)} AND {guard.text}",
            (layout.tracking.filled(numbers.tracking_number), *shipped.values, *key, *guard.values),
        )

    def add_column(self, name: str) -> Statement:
        """Add a column of text."""
        return Statement(f"ALTER TABLE {self._table} ADD COLUMN {self._dialect.quoted(name)} {self._dialect.text_type}")

    def _selection(self, layout: Layout) -> str:
        return f"SELECT {self._columns(layout)} FROM {self._table}"  # noqa: S608 - all quoted

    def _columns(self, layout: Layout) -> str:
        return ", ".join(self._column(column.name) for column in layout.read)

    def _is(self, layout: Layout) -> str:
        return " AND ".join(self._dialect.same(self._column(name)) for name in layout.key)

    def _unchanged(self, tracking: Column, before: str) -> Statement:
        column = self._column(tracking.name)
        if before:
            return Statement(f"{column} = {self._dialect.placeholder}", (before,))
        return Statement(f"({column} IS NULL OR {column} = '')")

    def _quoted(self, column: Column) -> str:
        return self._dialect.quoted(column.name)

    def _column(self, name: str) -> str:
        """With its table: SQLite takes a bare quoted name that is no column for a text."""
        return f"{self._table}.{self._dialect.quoted(name)}"
