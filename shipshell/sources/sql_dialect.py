"""What the three kinds of databases have in common, and what each of them must be asked in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from peewee import __exception_wrapper__  # type: ignore[attr-defined] # its types leave it out

from shipshell.sources.base import SHIPPED_COLUMN, TRACKING_COLUMN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from peewee import Database

    from shipshell.sources.search import Kind
    from shipshell.sources.sql_address import TableName
    from shipshell.sources.sql_layout import Column, Layout

#: A day that there is in any year, alone or with a time: what a server knows by a regular expression.
ISO_MOMENT = (
    "^[0-9]{4}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
    "([ T][0-9]{2}:[0-9]{2}.*)?$"
)
#: The tables in which a database source keeps its jobs.
OWN_TABLES = "shipshell_"


@dataclass(frozen=True, slots=True)
class Relation:
    """What can be read like a table, and what it is: `table`, or a word for what it is instead."""

    table: TableName
    what: str = "table"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement or a part of one, and the values of its placeholders."""

    text: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why numbers cannot be written into a table, and what to do about it."""

    words: str
    remedy: str


class Dialect(Protocol):
    """One database, asked and told in its own words. Every call needs an open connection."""

    database: Database
    #: The type of the columns that are added, and what stands for a value in a statement.
    text_type: str
    placeholder: str

    def quoted(self, *names: str) -> str:
        """Names, each in the database's quotes, with dots between, as they stand in a statement with parameters."""

    def relations(self) -> Sequence[Relation]:
        """What can be read like a table, those of the default schema first."""

    def layout(self, table: TableName) -> Layout | None:
        """How a table is declared; None if it is gone."""

    def server(self) -> str:
        """Which database of which server this is, the same however it was named."""

    def obstacle(self, table: TableName, layout: Layout) -> Obstacle | None:
        """What stands in the way of writing numbers into the table. Nothing is changed to find out."""

    def may_create_tables(self, beside: TableName) -> bool:
        """Whether tables of our own may be added beside one. Nothing is changed to find out."""

    def same(self, column: str, other: str = "") -> str:
        """The condition that a column, as quoted, equals another one, or without one a placeholder's value."""

    def moment(self, shipped_at: str, column: Column) -> Statement:
        """A time of shipping (ISO 8601, UTC), as the column takes it."""

    # -- for questions to a table, see `search` -------------------------------------------------------------------

    def kind(self, column: Column) -> Kind:
        """What a column is declared to hold."""

    def apart(self, column: str, declared: Column) -> str:
        """A column, as quoted, whose values are one only where they are spelled alike."""

    def text(self, *columns: str) -> str:
        """Columns, as quoted, as one text in small letters, joined by blanks; NULL is an empty one."""

    def is_number(self, column: str) -> str:
        """The condition that a column of numbers, as quoted, holds one."""

    def bound(self, number: Decimal) -> Any:
        """A number as the value of a placeholder that is compared with a column of numbers."""

    def is_day(self, column: str, kind: Kind) -> str:
        """The condition that a column, as quoted, holds a day or a moment, as such or as in `2026-11-23`."""

    def day(self, column: str, kind: Kind) -> str:
        """A column, as quoted, as it is compared with a `day_bound`."""

    def day_bound(self, day: date, kind: Kind) -> Any:
        """The beginning of a day, as the value of a placeholder."""


def execute(database: Database, statement: Statement) -> Any:
    """The cursor of a statement that ran."""
    run: Any = database.execute_sql  # peewee tells no types of it
    return run(statement.text, statement.values)


def fetch(database: Database, statement: Statement) -> list[Any]:
    """The rows that a statement gives."""
    cursor = execute(database, statement)
    with __exception_wrapper__:  # peewee itself leaves errors at this point as the driver raises them
        return list(cursor.fetchall())


def rows_of(database: Database, query: str, *values: Any) -> list[Any]:
    """The rows that a query gives."""
    return fetch(database, Statement(query, values))


def update_refused(user: str, table: TableName) -> Obstacle:
    """The user lacks the right to change rows."""
    return Obstacle(f"{user} may not update {table}", f"Have its owner say: GRANT UPDATE ON {table} TO {user}")


def columns_refused(user: str, table: TableName, text_type: str) -> Obstacle:
    """The user lacks the right to add the two columns."""
    added = f"ADD {TRACKING_COLUMN} {text_type}, ADD {SHIPPED_COLUMN} {text_type}"
    words = f"{user} may not add the columns {TRACKING_COLUMN} and {SHIPPED_COLUMN} to {table}"
    return Obstacle(words, f"Have its owner add them: ALTER TABLE {table} {added}")
