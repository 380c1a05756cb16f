"""A database at its address: reached when it is needed, asked in its own words, its complaints told in ours."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from peewee import ImproperlyConfigured, PeeweeException

from shipshell.model.errors import ShipshellError
from shipshell.sources.sql_dialect import execute, fetch
from shipshell.sources.sql_drivers import load_driver
from shipshell.sources.sql_errors import not_connected, not_read, not_written
from shipshell.sources.sql_mysql import MysqlDialect
from shipshell.sources.sql_postgresql import PostgresqlDialect
from shipshell.sources.sql_sqlite import SqliteDialect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from peewee import Database

    from shipshell.sources.sql_address import Address, Kind
    from shipshell.sources.sql_dialect import Dialect, Statement

_DIALECTS: dict[Kind, Callable[[Address], Dialect]] = {
    "sqlite": SqliteDialect,
    "postgresql": PostgresqlDialect,
    "mysql": MysqlDialect,
}
_DRIVERS: dict[Kind, str] = {"sqlite": "sqlite3", "postgresql": "psycopg", "mysql": "pymysql"}


class SqlDatabase:
    """One database. Each thread has its own connection; where none is open, one is opened for the while."""

    def __init__(self, address: Address) -> None:
        """Name the database; nothing is reached yet.

        Raises:
            ShipshellError: E-5012, its driver is not installed.
        """
        if find_spec(_DRIVERS[address.kind]) is None:
            words = f"the driver for {address.kind} is not installed"
            raise ShipshellError("E-5012", words, hint=f"Install it: pip install 'shipshell[{address.kind}]'")
        load_driver(address.kind)
        self.address = address
        self.dialect = _DIALECTS[address.kind](address)

    @property
    def database(self) -> Database:
        """What runs the statements: peewee's, with a connection and transactions for each thread."""
        return self.dialect.database

    @contextmanager
    def reading(self, name: str) -> Iterator[None]:
        """While something called `name` is read.

        Raises:
            ShipshellError: E-1001, E-1002, E-1004, E-1012, E-1017, E-5011, E-5012.
        """
        with self._connected():
            try:
                yield
            except PeeweeException as error:
                raise not_read(error, self.address, name) from error

    @contextmanager
    def writing(self, name: str) -> Iterator[None]:
        """While something called `name` is written.

        Raises:
            ShipshellError: E-1011, and where there is no connection, as `reading`.
        """
        with self._connected():
            try:
                yield
            except PeeweeException as error:
                raise not_written(error, name) from error

    def together(self) -> AbstractContextManager[Any]:
        """All or nothing of what is written: in the transaction that is open, else in one for the while."""
        return nullcontext() if self.database.in_transaction() else self.database.atomic()

    def all(self, statement: Statement) -> list[Any]:
        """The rows that a statement gives."""
        return fetch(self.database, statement)

    def run(self, statement: Statement) -> int:
        """How many rows a statement touched."""
        return int(execute(self.database, statement).rowcount)

    @contextmanager
    def _connected(self) -> Iterator[None]:
        borrowed = not self.database.is_closed()
        if not borrowed:
            self._connect()
        try:
            yield
        except ShipshellError:
            borrowed = borrowed and not self._is_lost()
            raise
        finally:
            if not borrowed:
                self.database.close()

    def _is_lost(self) -> bool:
        """Whether the connection broke; one with a transaction is left to whoever opened that."""
        return not self.database.in_transaction() and not self.database.is_connection_usable()

    def _connect(self) -> None:
        try:
            self.database.connect()
        except (ImproperlyConfigured, RuntimeError) as error:  # a library that the driver needs is not there
            words = f"the driver for {self.address.kind} cannot be used: {error}"
            hint = f"Install it with all it needs: pip install 'shipshell[{self.address.kind}]'"
            raise ShipshellError("E-5012", words, hint=hint) from error
        except PeeweeException as error:
            raise not_connected(error, self.address) from error
