"""Tables under proof on servers, each in a database of its own: PostgreSQL, MySQL or MariaDB, by their drivers alone."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import psycopg
import pymysql
from desks import ADDRESS, HEADER, order

if TYPE_CHECKING:
    from pathlib import Path

#: Where the servers are: URLs of a database, with a user who may create databases.
VARIABLES = {"postgresql": "SHIPSHELL_TEST_POSTGRESQL", "mysql": "SHIPSHELL_TEST_MYSQL"}


def servers() -> tuple[str, ...]:
    """The kinds of servers that are named."""
    return tuple(kind for kind, variable in VARIABLES.items() if os.environ.get(variable))


class ServerDesk:
    """A table of a server, beside another that is nobody's business; the database is dropped in the end."""

    kind: ClassVar[str]
    keeps_jobs: ClassVar[bool] = True
    _MARK: ClassVar[str] = '"'

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder = folder
        self.path = folder / "none"
        self._url = os.environ[VARIABLES[self.kind]]
        self._base = f"prove_{uuid4().hex[:12]}"
        self._run(urlsplit(self._url).path[1:], f"CREATE DATABASE {self._base}")
        place = self._url.partition("?")[0].rpartition("/")[0]
        self.name = f"{place}/{self._base} table orders where id > 0"  # all rows, but asked for
        self._columns = ", ".join(f"{self._MARK}{name}{self._MARK}" for name in HEADER)
        self._fill(rows)
        self._before = self._rows()

    def numbers(self) -> list[str]:
        if not self._has("orders", "tracking_number"):
            return [""] * (len(self._before) - 1)
        return [number or "" for (number,) in self.rows("SELECT tracking_number FROM orders ORDER BY id")]

    def edit(self, row: int, address: str) -> None:
        column = f"{self._MARK}{HEADER[ADDRESS]}{self._MARK}"
        self.rows(f"UPDATE orders SET {column} = %s WHERE id = %s", address, row)
        self._before = self._rows()

    def put_number(self, row: int, number: str) -> None:
        self.rows("UPDATE orders SET tracking_number = %s WHERE id = %s", number, row)

    def put_back(self) -> None:
        self.rows("UPDATE orders SET tracking_number = NULL, shipped_at = NULL")

    def differences(self) -> list[str]:
        return [f"row {row}" for row in sorted(set(self._rows()) ^ set(self._before), key=str)]

    def content(self) -> object:
        return self._rows(), self.numbers()

    def leftovers(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    def select(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query on the job tables finds; nothing where there are none."""
        return self.rows(sql) if self._has("shipshell_label", "id") else []

    def close(self) -> None:
        """Drop the database, whoever is connected."""
        force = " WITH (FORCE)" if self.kind == "postgresql" else ""
        self._run(urlsplit(self._url).path[1:], f"DROP DATABASE {self._base}{force}")

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a statement gives."""
        return self._run(self._base, query, *values)

    # -- inside -------------------------------------------------------------------------------------------------

    def _fill(self, rows: int) -> None:
        texts = ", ".join(f"{self._MARK}{name}{self._MARK} VARCHAR(80)" for name in HEADER)
        self.rows(f"CREATE TABLE orders (id INTEGER PRIMARY KEY, {texts})")
        self.rows("CREATE TABLE secrets (word VARCHAR(10))")
        self.rows("INSERT INTO secrets VALUES ('kept')")
        marks = ", ".join("%s" for _ in HEADER)
        for row in range(1, rows + 1):
            self.rows(f"INSERT INTO orders (id, {self._columns}) VALUES (%s, {marks})", row, *order(row))

    def _rows(self) -> list[tuple[Any, ...]]:
        orders = self.rows(f"SELECT id, {self._columns} FROM orders ORDER BY id")
        return [*map(tuple, orders), *map(tuple, self.rows("SELECT word FROM secrets"))]

    def _has(self, table: str, column: str) -> bool:
        query = (
            "SELECT 1 FROM information_schema.columns WHERE table_name = %s AND column_name = %s"
            f" AND {'table_schema' if self.kind == 'mysql' else 'table_catalog'} = %s"
        )
        return bool(self.rows(query, table, column, self._base))

    def _run(self, database: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(self._connected(database)) as connection:
            cursor = connection.cursor()
            cursor.execute(query, values or None)
            return list(cursor.fetchall()) if cursor.description else []

    def _connected(self, database: str) -> Any:
        raise NotImplementedError


class PostgresDesk(ServerDesk):
    """A table of PostgreSQL."""

    kind: ClassVar[str] = "postgresql"

    def _connected(self, database: str) -> Any:
        return psycopg.connect(self._url, dbname=database, autocommit=True)


class MysqlDesk(ServerDesk):
    """A table of MySQL or MariaDB."""

    kind: ClassVar[str] = "mysql"
    _MARK: ClassVar[str] = "`"

    def _connected(self, database: str) -> Any:
        url = urlsplit(self._url)
        return pymysql.connect(
            host=url.hostname or "127.0.0.1",
            port=url.port or 3306,
            user=unquote(url.username or ""),
            password=unquote(url.password or ""),
            database=database,
            charset="utf8mb4",
            autocommit=True,
        )


SERVER_DESKS: dict[str, type[PostgresDesk | MysqlDesk]] = {"postgresql": PostgresDesk, "mysql": MysqlDesk}
