"""Databases that keep jobs beside their orders: reached, checked, and left alone a while where they do not answer."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from peewee import PeeweeException

from shipshell.jobs.catalogue import TABLE, PlaceNumbers
from shipshell.jobs.migrations import migrate
from shipshell.jobs.reader import Reader
from shipshell.jobs.store import known_version
from shipshell.jobs.table_locks import kept_job_lock
from shipshell.jobs.tables import SCHEMA_VERSION, Tables
from shipshell.model.errors import ShipshellError
from shipshell.sources.sql_address import read_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from peewee import Database

    from shipshell.jobs.catalogue import Catalogue
    from shipshell.jobs.ledger import Ledger
    from shipshell.jobs.locks import Holdable
    from shipshell.sources.sql_address import Address
    from shipshell.sources.sql_database import SqlDatabase
    from shipshell.sources.sql_table import SqlTable

#: A database that could not be reached is left alone for so many seconds: each try may keep a person waiting.
_LEFT_ALONE_SECONDS = 60.0


_UNREAD = "They are left as they are; look again when the database can be reached."


@dataclass(frozen=True, slots=True)
class JobStore:
    """One database that keeps jobs, and who reads and writes them there; `lock` is that of one of them, by number."""

    tables: Tables
    ledger: Ledger
    reader: Reader
    lock: Callable[[int], Holdable]


class Places:
    """The stores in databases of orders, by their `Address.home`. Each thread has connections of its own.

    Args:
        ledger: makes the ledger of a store.
        connect: the database at a URL, the same object each time; not connected yet.
        clock: the present moment.
        seconds: a monotonic clock.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        ledger: Callable[[Tables], Ledger],
        connect: Callable[[str], SqlDatabase],
        clock: Callable[[], datetime],
        seconds: Callable[[], float],
    ) -> None:
        self._catalogue = catalogue
        self._ledger = ledger
        self._connect = connect
        self._clock = clock
        self._seconds = seconds
        self._open: dict[str, JobStore] = {}
        self._failures: dict[str, tuple[float, ShipshellError]] = {}

    @property
    def open_now(self) -> dict[str, JobStore]:
        """The stores that were reached so far, by URL."""
        return dict(self._open)

    @property
    def failures(self) -> dict[str, ShipshellError]:
        """What kept stores from being read when they were last wanted, by URL."""
        return {url: error for url, (_, error) in self._failures.items()}

    def at(self, url: str) -> JobStore:
        """The store in the database at a URL.

        Raises:
            ShipshellError: E-4003, E-4014, E-4015.
        """
        return self._open.get(url) or self._reach(url)

    def answering(self, url: str) -> JobStore:
        """The store in the database at a URL, made sure that it answers.

        Raises:
            ShipshellError: as `at`.
        """
        found = self.at(url)
        try:
            with _worded(url):
                found.tables.version()
        except ShipshellError as error:
            found.ledger.let_go()
            self._failures[url] = (self._seconds(), error)
            del self._open[url]
            raise
        return found

    def beside(self, table: SqlTable) -> JobStore | None:
        """The store in the table's database, on the connection that writes the table; None where it keeps no jobs.

        Raises:
            ShipshellError: as `at`.
        """
        return self._take_in(table.database, table.address)

    def made_beside(self, table: SqlTable) -> JobStore:
        """The store in the table's database, made where it is missing.

        Raises:
            ShipshellError: as `at`.
        """
        address = table.address
        with _worded(address.home):
            tables = Tables.on(table.database, PlaceNumbers(self._catalogue, address.home), address.home_schema)
            if not tables.version():
                tables.create()
        return self.beside(table) or self.at(address.home)

    # -- inside -------------------------------------------------------------------------------------------------

    def _reach(self, url: str) -> JobStore:
        since, failure = self._failures.get(url, (0.0, None))
        if failure is not None and self._seconds() - since < _LEFT_ALONE_SECONDS:
            raise failure
        try:
            server = self._connect(url)
            found = self._take_in(server.database, replace(server.address, table=None, schema=_schema(url)))
        except ShipshellError as error:
            self._failures[url] = (self._seconds(), error)
            raise
        if found is None:
            raise ShipshellError("E-4014", f"{url} keeps no jobs any more", hint="Put back its shipshell_* tables.")
        return found

    def _take_in(self, database: Database, address: Address) -> JobStore | None:
        home = address.home
        known = self._open.get(home)
        if known and known.tables.database is database:
            return known
        tables = self._checked(database, home, address.home_schema)
        if tables is None:
            return None
        if known:
            known.tables.database.close()
        lock = partial(self._lock, address)
        self._open[home] = JobStore(tables, self._ledger(tables), Reader(tables), lock)
        self._failures.pop(home, None)
        return self._open[home]

    def _checked(self, database: Database, url: str, schema: str) -> Tables | None:
        """The job tables in a database, or in a schema of it, of the present version; None where there are none.

        A connection that was opened for nothing is closed again: nobody else would.
        """
        was_closed, tables = database.is_closed(), None
        try:
            with _worded(url):
                tables = _tables(database, PlaceNumbers(self._catalogue, url), schema)
        finally:
            if tables is None and was_closed:
                with suppress(PeeweeException):
                    database.close()
        return tables

    def _lock(self, address: Address, job: int) -> Holdable:
        return kept_job_lock(address, self._catalogue.key_of(job), self._clock)


def _schema(home: str) -> str:
    return read_address(home, Path()).home_schema


def _tables(database: Database, numbers: PlaceNumbers, schema: str) -> Tables | None:
    tables = Tables.on(database, numbers, schema)
    version = known_version(tables, numbers.url)
    if not version:
        return None
    if database.table_exists(TABLE, schema or None):  # jobs go by their numbers there, and no keys may come among them
        raise ShipshellError(
            "E-4015",
            f"{numbers.url} is itself a job store, which SHIPSHELL_STORE names",
            hint='Keep the jobs on its tables in your own store: [sources.NAME] url = "..." jobs = "local".',
        )
    if version < SCHEMA_VERSION:
        migrate(tables)
    return tables


@contextmanager
def _worded(url: str) -> Iterator[None]:
    """Say of whatever the driver complains which database it is about.

    Raises:
        ShipshellError: E-4014.
    """
    try:
        yield
    except (PeeweeException, sqlite3.Error, OSError, ImportError) as error:
        words = str(error.args[-1] if error.args else error).strip().partition("\n")[0]
        refused = "Have your user granted the rights on them." if "permission denied" in words else _UNREAD
        raise ShipshellError("E-4014", f"the jobs in {url} cannot be read: {words}", hint=refused) from error
