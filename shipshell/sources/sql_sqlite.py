"""SQLite in its own words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peewee import OperationalError, SqliteDatabase

from shipshell.sources.sql_address import TableName
from shipshell.sources.sql_dialect import Obstacle, Relation, Statement, execute, rows_of
from shipshell.sources.sql_layout import Column, Layout

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from peewee import Database

    from shipshell.sources.search import Kind
    from shipshell.sources.sql_address import Address

_BUSY_SECONDS = 10
_BLANK = "COALESCE(CAST({} AS TEXT), '')"
_ISO_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_GLUE = " || ' ' || "


class SqliteDialect:
    """The tables of one SQLite file. Its journal mode stays as it is."""

    text_type = "TEXT"
    placeholder = "?"

    def __init__(self, address: Address) -> None:
        self._path = Path(address.database)
        # `rw`: a file that is not there is not made
        self.database: Database = SqliteDatabase(
            f"{self._path.as_uri()}?mode=rw", uri=True, timeout=_BUSY_SECONDS, pragmas={"synchronous": "full"}
        )

    def quoted(self, *names: str) -> str:
        """Double quotes."""
        return ".".join(f'"{name.replace(chr(34), chr(34) * 2)}"' for name in names if name)

    def relations(self) -> list[Relation]:
        """Tables and views, by name."""
        query = "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
        return [
            Relation(TableName("", name), _what(kind, sql or ""))
            for name, kind, sql in rows_of(self.database, query)
            if not name.startswith("sqlite_")
        ]

    def layout(self, table: TableName) -> Layout | None:
        """From the table's own declaration; generated columns are read as well."""
        query = 'SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid'
        found = rows_of(self.database, query, table.name)
        keys = sorted((place, name) for name, _, _, place in found if place)
        columns = tuple(Column(name, kind.lower(), not strict) for name, kind, strict, _ in found)
        return Layout(columns, tuple(name for _, name in keys)) if columns else None

    def server(self) -> str:
        """The file."""
        return f"sqlite:{self._path}"

    def obstacle(self, table: TableName, layout: Layout) -> Obstacle | None:
        """The rights to the file, and whether somebody holds it; SQLite itself knows no rights."""
        del table, layout
        name = self._path.name
        if not os.access(self._path, os.W_OK):
            return Obstacle(f"{name} may not be written", "Make the file writable.")
        if not os.access(self._path.parent, os.W_OK):
            return Obstacle(f"SQLite cannot keep its journal beside {name}", "Make the folder writable.")
        try:
            execute(self.database, Statement("BEGIN IMMEDIATE"))
        except OperationalError as error:
            return Obstacle(f"{name} cannot be written now: {error}", "Close the program that holds it.")
        execute(self.database, Statement("ROLLBACK"))
        return None

    def may_create_tables(self, beside: TableName) -> bool:  # noqa: ARG002 - a file has no schemas
        """Whoever may write the file may."""
        return os.access(self._path, os.W_OK)

    def same(self, column: str, other: str = "") -> str:
        """`IS`, which is true of two NULLs as well."""
        return f"{column} IS {other or '?'}"

    def moment(self, shipped_at: str, column: Column) -> Statement:
        """SQLite has no type for times: the text, as in any other source."""
        return Statement("?", (column.filled(shipped_at),))

    def kind(self, column: Column) -> Kind:
        """By its declared type, which a value need not follow."""
        return column.kind

    def apart(self, column: str, declared: Column) -> str:  # noqa: ARG002 - whatever its values are
        """Byte by byte, whatever the column's own collation."""
        return f"{column} COLLATE BINARY"

    def text(self, *columns: str) -> str:
        """Small are only the letters of ASCII."""
        return f"LOWER({_GLUE.join(_BLANK.format(column) for column in columns)})"

    def is_number(self, column: str) -> str:
        """By the type of the value itself."""
        return f"typeof({column}) IN ('integer', 'real')"

    def bound(self, number: Decimal) -> Any:
        """SQLite computes with floats."""
        return float(number)

    def is_day(self, column: str, kind: Kind) -> str:  # noqa: ARG002 - always a text
        """By the text: there is no type of days."""
        shaped = " OR ".join(f"{column} GLOB '{_ISO_DAY}{rest}'" for rest in ("", "[ T][0-9][0-9]:[0-9][0-9]*"))
        return f"({shaped}) AND date(substr({column}, 1, 10), '+0 days') IS substr({column}, 1, 10)"

    def day(self, column: str, kind: Kind) -> str:  # noqa: ARG002 - always a text
        """The text's first ten characters."""
        return f"substr({column}, 1, 10)"

    def day_bound(self, day: date, kind: Kind) -> Any:  # noqa: ARG002 - always a text
        """As text."""
        return day.isoformat()


def _what(kind: str, sql: str) -> str:
    if kind == "view":
        return "view"
    return "virtual table" if sql.upper().startswith("CREATE VIRTUAL") else "table"
