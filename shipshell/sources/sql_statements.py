"""The statements that a table is read and written with: names quoted, values always parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shipshell.sources.sql_dialect import Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.sources.base import Numbers
    from shipshell.sources.sql_address import TableName
    from shipshell.sources.sql_dialect import Dialect
    from shipshell.sources.sql_layout import Column, Layout


class Statements:
    """Writes the statements about one table in the words of its database."""

    def __init__(self, dialect: Dialect, table: TableName) -> None:
        self._dialect = dialect
        self._table = dialect.quoted(table.schema, table.name)

    def select(self, layout: Layout) -> Statement:
        """All rows in the order of their key."""
        order = ", ".join(map(self._column, layout.key))
        return Statement(f"{self._selection(layout)} ORDER BY {order}")

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
        columns = ", ".join(self._column(column.name) for column in layout.read)
        return f"SELECT {columns} FROM {self._table}"  # noqa: S608 - all quoted

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
