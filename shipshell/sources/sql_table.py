"""One table of a database as a source of orders: SQLite, PostgreSQL, MySQL or MariaDB."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.base import SHIPPED_COLUMN, TRACKING_COLUMN, SourceChanged, Table
from shipshell.sources.conditions import Numbered
from shipshell.sources.sql_reading import Reading
from shipshell.sources.sql_search import TableSearch
from shipshell.sources.sql_statements import Statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from peewee import Database

    from shipshell.sources.base import Numbers
    from shipshell.sources.conditions import Condition
    from shipshell.sources.search import Search
    from shipshell.sources.sql_address import Address, TableName
    from shipshell.sources.sql_database import SqlDatabase
    from shipshell.sources.sql_layout import Column, Layout


class SqlTable:
    """One table, its rows known by their primary key and counted in its order.

    Its statements run on `database`, in the transaction that is open there: whoever keeps jobs beside the orders has
    both in one.
    """

    def __init__(self, server: SqlDatabase, table: TableName) -> None:
        self._server = server
        self._dialect = server.dialect
        self._table = table
        self._statements = Statements(server.dialect, table)
        self._reading: Reading | None = None

    @property
    def kind(self) -> str:
        """`sqlite`, `postgresql` or `mysql`."""
        return self._server.address.kind

    @property
    def name(self) -> str:
        """`orders in shop.db`."""
        return f"{self._table} in {self._server.address.shown}"

    @property
    def location(self) -> str:
        """The table's URL without a password."""
        return self._server.address.of_table(self._table).location

    @property
    def address(self) -> Address:
        """Where the table is, with the password that opens it."""
        return self._server.address.of_table(self._table)

    @property
    def server_url(self) -> str:
        """The URL of the database, without password and table."""
        return self._server.address.url

    @property
    def database(self) -> Database:
        """What its statements run on: peewee's, with a connection and transactions for each thread."""
        return self._server.database

    @property
    def search(self) -> Search:
        """What it can be asked about its rows."""
        return TableSearch(self._server, self._statements, self)

    def read(self) -> Table:
        """Read the table anew: see `base.Source.read`. The first time it is made sure that it can be written, too.

        Raises:
            ShipshellError: E-1001, E-1002, E-1004, E-1017, E-5011, the database or the table cannot be had; E-1006, it
                has no row; E-1012, a cell cannot be decoded; E-1016, it is gone; E-1018, it cannot be shipped from.
        """
        return self._taken(None)

    def read_where(self, condition: Condition) -> Table:
        """Read anew only the rows of a condition, perhaps none: see `base.Source.read_where`."""
        return self._taken(condition)

    def _taken(self, condition: Condition | None) -> Table:
        with self._server.reading(self.name):
            if self._reading is None and not self.database.in_transaction():
                self.probe()
            self._reading = reading = self._read(condition)
            place = f"{self._dialect.server()}/{self._table}"
        layout = reading.layout
        return Table(
            frame=reading.frame,
            tracking=layout.tracking.name if layout.tracking else "",
            shipped=layout.shipped.name if layout.shipped else "",
            notes=tuple((None, words) for words in self._remarks(layout)),
            keys=layout.key,
            place=place,
        )

    def probe(self) -> None:
        """Make sure that numbers can be written into the table, without changing anything.

        Raises:
            ShipshellError: E-1018, and where the table cannot be had, as `read`.
        """
        with self._server.reading(self.name):
            obstacle = self._dialect.obstacle(self._table, self.layout())
        if obstacle:
            raise ShipshellError("E-1018", obstacle.words, hint=obstacle.remedy)

    def may_create_tables(self) -> bool:
        """Whether the `shipshell_*` tables may be added to the database, found out without changing anything.

        Raises:
            ShipshellError: the database cannot be had, as `read`.
        """
        with self._server.reading(self.name):
            return self._dialect.may_create_tables(self._table)

    def changed(self, row: int | None = None) -> bool:
        """Whether somebody else changed the row, or no row named, anything: see `base.Source.changed`.

        A table that cannot be read any more, or never was, has changed.
        """
        try:
            with self._server.reading(self.name):
                return not (self._stands() if row is None else self._row_stands(row))
        except ShipshellError:
            return True

    def add_columns(self) -> None:
        """Add the columns `tracking_number` and `shipped_at` where they are absent.

        Raises:
            ShipshellError: E-1011, the database refused.
        """
        with self._server.writing(self.name):
            for name in _absent(self.layout()):
                self._server.run(self._statements.add_column(name))
            if self._reading:
                self._reading.widen(self.layout())

    def write(self, numbers: Mapping[int, Numbers]) -> None:
        """Put the numbers into the rows, by `#` as last read: see `base.Source.write`.

        It runs in the transaction that is open on `database`; only where none is, in one of its own, and only then are
        absent columns added: MySQL would commit an open one for that.

        Raises:
            SourceChanged: a row is gone or holds another number than it did, or the table was never read.
            ShipshellError: E-1011, it cannot be written; E-1022, there is no such row.
        """
        reading = self._reading
        if reading is None:
            raise SourceChanged("E-1010", f"{self.name} was not read yet", hint="Read it first.")
        self._refuse_unknown(reading, numbers)
        if not self.database.in_transaction() and _absent(reading.layout):
            self.add_columns()
        with self._server.writing(self.name), self._server.together():
            for row, told in numbers.items():
                self._update(reading, row, told)
        reading.note(numbers)

    def opened_by(self) -> None:
        """Nobody: a database is made to be used by several."""

    def tidy(self) -> None:
        """A crash leaves nothing beside a table."""

    def layout(self) -> Layout:
        """How the table is declared now.

        Raises:
            SourceChanged: E-1016, it is gone.
            ShipshellError: E-1018, it has no primary key.
        """
        layout = self._dialect.layout(self._table)
        if layout is None:
            words = f"{self._server.address.shown} has no table {self._table}"
            raise SourceChanged("E-1016", words, hint="Check the name of the table.")
        if not layout.key:
            words = f"{self.name} has no primary key, by which a row could be found again"
            raise ShipshellError("E-1018", words, hint="Give it one: a column that tells every row from all others.")
        return layout

    # -- inside ---------------------------------------------------------------------------------------------------

    def _read(self, condition: Condition | None) -> Reading:
        layout = self.layout()
        if condition is None:
            return Reading.of(self.name, layout, self._server.all(self._statements.select(layout)))
        if isinstance(condition, Numbered) and condition.first == 1:
            rows = self._server.all(self._statements.select_first(layout, condition.last))
            return Reading.of(self.name, layout, rows, condition)
        try:
            where = self._statements.where(layout.under).said(condition)
        except ValueError as error:
            raise SourceChanged("E-1010", f"{self.name} lost a column", hint="Read it again.") from error
        rows = self._server.all(self._statements.select_where(layout, where))
        return Reading.of_part(self.name, layout, rows, condition)

    def _stands(self) -> bool:
        return self._reading is not None and self._reading.stands(self._read(self._reading.condition))

    def _row_stands(self, row: int) -> bool:
        reading = self._reading
        if reading is None or row not in reading:
            return False
        found = self._server.all(self._statements.select_one(reading.layout, reading.key(row)))
        return bool(found) and reading.says(row, found[0])

    def _update(self, reading: Reading, row: int, numbers: Numbers) -> None:
        statement = self._statements.update(reading.layout, reading.key(row), numbers, reading.number(row))
        if self._server.run(statement) != 1:
            words = f"it is gone from {self.name}, or holds another number"
            raise SourceChanged("E-1010", words, hint="Read it again.", row=row)

    def _refuse_unknown(self, reading: Reading, rows: Mapping[int, Numbers]) -> None:
        row = next((row for row in rows if row not in reading), None)
        if row is not None:
            raise ShipshellError("E-1022", f"{self.name} has no row {row}", hint="Read it again.", row=row)

    def _remarks(self, layout: Layout) -> Iterator[str]:
        absent = _absent(layout)
        if absent:
            yield f"{self.name} will get the {'columns' if absent[1:] else 'column'} {' and '.join(absent)}."
        if self.kind != "sqlite":  # which puts text into any column
            yield from self._misfits(layout)
        passed = [f'"{column.name}"' for column in layout.columns if column not in layout.read]
        if passed:
            yield f"Not read from {self.name}, for it holds no text: {', '.join(passed)}."

    def _misfits(self, layout: Layout) -> Iterator[str]:
        """What a column of the two cannot hold; both are written by one statement, so neither is then."""
        if layout.tracking and not layout.tracking.takes_numbers:
            words = f"{self._declared(layout.tracking)}: UPS's tracking numbers do not fit in"
            yield f"{words}, and will be in the job only."
        if layout.shipped and not layout.shipped.takes_times:
            words = f"{self._declared(layout.shipped)}: the time of shipping does not fit in"
            yield f"{words}, and tracking numbers will be in the job only."

    def _declared(self, column: Column) -> str:
        return f'"{column.name}" of {self.name} is {column.type}'


def _absent(layout: Layout) -> list[str]:
    """The columns that are still to be added."""
    wanted = ((TRACKING_COLUMN, layout.tracking), (SHIPPED_COLUMN, layout.shipped))
    return [name for name, column in wanted if column is None]
