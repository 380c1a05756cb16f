"""MySQL and MariaDB in their own words."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peewee import DatabaseError, MySQLDatabase

from shipshell.sources.sql_address import TableName
from shipshell.sources.sql_dialect import (
    ISO_MOMENT,
    Obstacle,
    Relation,
    Statement,
    columns_refused,
    execute,
    rows_of,
    update_refused,
)
from shipshell.sources.sql_layout import Column, Layout

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from peewee import Database

    from shipshell.sources.search import Kind
    from shipshell.sources.sql_address import Address

_CONNECT_SECONDS = 10
_ANSWER_SECONDS = 300
#: What is cut or bent to fit is an error; nobody else's lock is waited for longer than this.
_SESSION = (
    "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES'), lock_wait_timeout = 10, "
    "innodb_lock_wait_timeout = 10"
)
_FOUND_ROWS = 2  # CLIENT.FOUND_ROWS: an UPDATE counts the rows that it finds, not those that it changes
_PLAIN = "CONVERT({} USING utf8mb4)"
_GRANT = re.compile(r"GRANT (?P<rights>.+?) ON (?P<on>\S+) TO ", re.IGNORECASE)

_RELATIONS = """
    SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name
"""
_COLUMNS = """
    SELECT c.column_name, LOWER(c.column_type), c.is_nullable = 'YES', COALESCE(s.seq_in_index, 0)
    FROM information_schema.columns c LEFT JOIN information_schema.statistics s
      ON s.table_schema = c.table_schema AND s.table_name = c.table_name AND s.column_name = c.column_name
     AND s.index_name = 'PRIMARY'
    WHERE c.table_schema = DATABASE() AND c.table_name = %s ORDER BY c.ordinal_position
"""


class MysqlDialect:
    """The tables of one database on a MySQL or MariaDB server."""

    text_type = "VARCHAR(64)"
    placeholder = "%s"

    def __init__(self, address: Address) -> None:
        self._name = address.database
        given: dict[str, Any] = {
            "host": address.host,
            "user": address.user,
            "password": address.password,
            "port": address.port if address.host else 0,
            "read_default_file": _option_file(),
            **dict(address.options),
        }
        self.database: Database = MySQLDatabase(
            address.database,
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_ANSWER_SECONDS,
            write_timeout=_ANSWER_SECONDS,
            init_command=_SESSION,
            client_flag=_FOUND_ROWS,
            **{name: value for name, value in given.items() if value},
        )

    def quoted(self, *names: str) -> str:
        """Backticks; a percent sign is doubled, for it stands beside placeholders."""
        return ".".join(f"`{name.replace('`', '``')}`" for name in names if name).replace("%", "%%")

    def relations(self) -> list[Relation]:
        """Those of the database, by name."""
        return [
            Relation(TableName("", name), "table" if kind == "BASE TABLE" else kind.lower())
            for name, kind in rows_of(self.database, _RELATIONS)
        ]

    def layout(self, table: TableName) -> Layout | None:
        """From the information schema."""
        found = rows_of(self.database, _COLUMNS, table.name)
        keys = sorted((place, name) for name, _, _, place in found if place)
        columns = tuple(Column(name, _text(kind), bool(nullable)) for name, kind, nullable, _ in found)
        return Layout(columns, tuple(name for _, name in keys)) if columns else None

    def server(self) -> str:
        """The server's own number, else its address, and the database."""
        for variable in ("@@server_uid", "@@server_uuid", "CONCAT(@@hostname, ':', @@port)"):
            try:
                number = rows_of(self.database, f"SELECT {variable}")[0][0]
            except DatabaseError:  # MariaDB knows one of them, MySQL the other
                continue
            return f"mysql:{number}/{self._name}"
        return f"mysql:/{self._name}"

    def obstacle(self, table: TableName, layout: Layout) -> Obstacle | None:
        """An engine without transactions, or rights that are missing."""
        engine = self._engine(table)
        if engine != "InnoDB":
            words = f"{table} is kept by the engine {engine}, which knows no transactions"
            return Obstacle(words, f"Have it changed: ALTER TABLE {table} ENGINE = InnoDB")
        if not layout.has_both and not self._may("ALTER", table):
            return columns_refused(self._user(), table, self.text_type)
        return None if self._may_update(table, layout) else update_refused(self._user(), table)

    def may_create_tables(self, beside: TableName) -> bool:  # noqa: ARG002 - a database has no schemas
        """As far as the grants tell."""
        return self._may("CREATE", TableName("", "*"))

    def same(self, column: str, other: str = "") -> str:
        """A key holds no NULL."""
        return f"{column} = {other or '%s'}"

    def moment(self, shipped_at: str, column: Column) -> Statement:
        """A moment where the column holds such, a TIMESTAMP exact whatever the session's zone; else the text."""
        if not shipped_at or not column.type.startswith(("timestamp", "date")):
            return Statement("%s", (column.filled(shipped_at),))
        moment = datetime.fromisoformat(shipped_at)
        if column.type.startswith("timestamp"):
            return Statement("FROM_UNIXTIME(%s)", (int(moment.timestamp()),))
        return Statement("%s", (moment.replace(tzinfo=None),))

    def kind(self, column: Column) -> Kind:
        """By its type; but a FLOAT is told with six digits, and compared with all that it has."""
        return "" if column.type.startswith("float") else column.kind

    def apart(self, column: str, declared: Column) -> str:
        """Byte by byte where it is text, whatever the column's own collation."""
        return f"CAST({_PLAIN.format(column)} AS BINARY)" if declared.kind == "text" else column

    def text(self, *columns: str) -> str:
        """Compared character by character."""
        return f"LOWER(CONCAT_WS(' ', {', '.join(_PLAIN.format(column) for column in columns)})) COLLATE utf8mb4_bin"

    def is_number(self, column: str) -> str:
        """By its type."""
        return f"{column} IS NOT NULL"

    def bound(self, number: Decimal) -> Any:
        """As it is."""
        return number

    def is_day(self, column: str, kind: Kind) -> str:
        """By its type, else by its text."""
        if kind == "day":
            return f"DAYOFMONTH({column}) > 0 AND MONTH({column}) > 0"  # `2026-11-00` can be kept
        return f"{_PLAIN.format(column)} REGEXP '{ISO_MOMENT}'"

    def day(self, column: str, kind: Kind) -> str:
        """Of a text its first ten characters."""
        return column if kind == "day" else f"LEFT({_PLAIN.format(column)}, 10) COLLATE utf8mb4_bin"

    def day_bound(self, day: date, kind: Kind) -> Any:
        """As a day, or as text."""
        return day if kind == "day" else day.isoformat()

    def _may_update(self, table: TableName, layout: Layout) -> bool:
        """The server checks the rights of a statement that it is only asked to explain."""
        columns = layout.write_back or layout.columns[:1]
        sets = ", ".join(f"{self.quoted(column.name)} = {self.quoted(column.name)}" for column in columns)
        statement = f"EXPLAIN UPDATE {self.quoted(table.name)} SET {sets} WHERE 1 = 0"  # noqa: S608 - quoted
        try:
            execute(self.database, Statement(statement))
        except DatabaseError:
            return False
        return True

    def _user(self) -> str:
        return str(rows_of(self.database, "SELECT CURRENT_USER()")[0][0])

    def _engine(self, table: TableName) -> str:
        query = "SELECT engine FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = %s"
        return str(rows_of(self.database, query, table.name)[0][0])

    def _may(self, right: str, table: TableName) -> bool:
        """Whether a right is granted; believed where a role may bring it."""
        patterns = {"*.*", f"`{self._name}`.*", f"`{self._name}`.`{table.name}`"}
        for (grant,) in rows_of(self.database, "SHOW GRANTS"):
            found = _GRANT.match(grant)
            if found is None:
                return True  # a role
            rights = {one.strip().upper() for one in found["rights"].split(",")}
            on = found["on"].replace("\\_", "_").replace("\\%", "%")
            if (on in patterns or "%" in on) and rights & {right, "ALL PRIVILEGES", "ALL"}:
                return True
        return False


def _option_file() -> str:
    """The user's own option file, where the password of a client may stand; "" where there is none."""
    path = Path.home() / ".my.cnf"
    return str(path) if path.is_file() else ""


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
