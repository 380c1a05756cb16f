"""Real databases for tests: SQLite always, PostgreSQL and MySQL or MariaDB where a server is named.

`SHIPSHELL_TEST_POSTGRESQL` and `SHIPSHELL_TEST_MYSQL` are URLs of a database on the server, with a user who may create
databases. Each test has a database of its own, dropped at its end, so that tests may run at the same time.
"""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from shipshell.sources.databases import Databases
from shipshell.sources.opening import open_source
from shipshell.sources.sql_address import Address, read_address
from shipshell.sources.sql_database import SqlDatabase
from shipshell.sources.sql_dialect import Statement, execute
from shipshell.sources.sql_table import SqlTable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VARIABLES = {"postgresql": "SHIPSHELL_TEST_POSTGRESQL", "mysql": "SHIPSHELL_TEST_MYSQL"}
KINDS = ("sqlite", *VARIABLES)


@dataclass(frozen=True)
class TestDatabase:
    """A fresh database of one test.

    Attributes:
        url: with its password, if it has one.
        folder: where its file lies, if it is one.
    """

    __test__ = False

    kind: str
    url: str
    folder: Path

    @property
    def address(self) -> Address:
        """Its address."""
        return read_address(self.url, self.folder)

    def run(self, *statements: str) -> None:
        """Run statements as somebody else, over a connection of their own."""
        for statement in statements:
            self.rows(statement if self.kind == "sqlite" else statement.replace("%", "%%"))

    def rows(self, query: str, *values: Any) -> list[Any]:
        """What a query gives, over a connection of its own."""
        database = SqlDatabase(self.address).database
        database.connect()
        with closing(database):
            cursor = execute(database, Statement(query, values))
            return list(cursor.fetchall()) if cursor.description else []

    def tables(self) -> list[str]:
        """The names of its tables and views."""
        server = SqlDatabase(self.address)
        with server.reading(self.kind):
            return [str(relation.table) for relation in server.dialect.relations()]

    def table(self, name: str = "", **variables: str) -> SqlTable:
        """The source of one of its tables, as somebody opens it who types its URL."""
        typed = f'{self.url} table "{name}"' if name else self.url
        source = open_source(typed, self.folder, databases=Databases(self.folder, {}, variables))
        assert isinstance(source, SqlTable)
        return source


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[TestDatabase]:
    """A database of that kind, dropped at the end; the test is skipped where there is no server for it."""
    if kind == "sqlite":
        (folder / "shop.db").touch()
        yield TestDatabase(kind, f"sqlite:///{(folder / 'shop.db').as_posix()}", folder)
        return
    url = os.environ.get(VARIABLES[kind], "")
    if not url:
        pytest.skip(f"database: {VARIABLES[kind]} is not set")
    server = TestDatabase(kind, url, folder)
    name = f"shipshell_test_{uuid4().hex[:12]}"
    server.run(f"CREATE DATABASE {name}")
    try:
        yield TestDatabase(kind, _with_database(url, name), folder)
    finally:
        server.run(f"DROP DATABASE {name}{' WITH (FORCE)' if kind == 'postgresql' else ''}")


@pytest.fixture(params=KINDS)
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestDatabase]:
    """A fresh database of each kind in turn."""
    with fresh_database(request.param, tmp_path) as database:
        yield database


def _with_database(url: str, name: str) -> str:
    """The URL with another database."""
    base, _, query = url.partition("?")
    return f"{base.rpartition('/')[0]}/{name}{f'?{query}' if query else ''}"
