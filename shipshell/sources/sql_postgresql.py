"""PostgreSQL in its own words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from peewee import DatabaseError, PostgresqlDatabase

from shipshell.sources.sql_address import TableName
from shipshell.sources.sql_dialect import (
    ISO_MOMENT,
    Obstacle,
    Relation,
    Statement,
    columns_refused,
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
_BLANK = "COALESCE(CAST({} AS text), '')"
_GLUE = " || ' ' || "
#: What `pg_class.relkind` says.
_WHAT = {"r": "table", "p": "table", "v": "view", "m": "materialized view", "f": "foreign table"}

_RELATIONS = """
    SELECT n.nspname, c.relname, c.relkind::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
      AND n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'
    ORDER BY COALESCE(array_position(current_schemas(false), n.nspname), 10000), 1, 2
"""
_COLUMNS = """
    SELECT a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, array_position(i.indkey::int2[], a.attnum)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    WHERE n.nspname = %s AND c.relname = %s AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
_RIGHTS = """
    SELECT current_user::text, current_setting('transaction_read_only') = 'on', pg_has_role(c.relowner, 'USAGE'),
           has_table_privilege(c.oid, 'UPDATE')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relname = %s
"""
_COLUMN_RIGHT = """
    SELECT has_column_privilege(c.oid, %s::text, 'UPDATE')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relname = %s
"""


class _Server(PostgresqlDatabase):
    """A database whose statements do not wait for somebody else's locks for ever."""

    def _connect(self) -> Any:
        connection: Any = super()._connect()  # type: ignore[misc] # its types leave it out
        connection.execute("SET lock_timeout = '10s'")
        return connection


class PostgresqlDialect:
    """The tables of one database on a PostgreSQL server."""

    text_type = "text"
    placeholder = "%s"

    def __init__(self, address: Address) -> None:
        self._where = f"{address.host}:{address.port}"
        given: dict[str, Any] = {
            "host": address.host,
            "port": address.port if address.host else 0,
            "user": address.user,
            "password": address.password,
            **dict(address.options),
        }
        self.database: Database = _Server(
            address.database,
            prefer_psycopg3=True,
            encoding="UTF8",
            connect_timeout=_CONNECT_SECONDS,
            prepare_threshold=None,  # a pool between us and the server, or a table that changes, would break them
            **{name: value for name, value in given.items() if value},
        )

    def quoted(self, *names: str) -> str:
        """Double quotes; a percent sign is doubled, for it stands beside placeholders."""
        return ".".join(f'"{name.replace(chr(34), chr(34) * 2)}"' for name in names if name).replace("%", "%%")

    def relations(self) -> list[Relation]:
        """All that is not the system's, the schemas of the search path first."""
        found = rows_of(self.database, _RELATIONS)
        return [Relation(TableName(schema, name), _WHAT[kind]) for schema, name, kind in found]

    def layout(self, table: TableName) -> Layout | None:
        """From the catalogue."""
        found = rows_of(self.database, _COLUMNS, table.schema, table.name)
        keys = sorted((place, name) for name, _, _, place in found if place is not None)
        columns = tuple(Column(name, kind, nullable) for name, kind, nullable, _ in found)
        return Layout(columns, tuple(name for _, name in keys)) if columns else None

    def server(self) -> str:
        """The server's own number, else its address, and the database."""
        database = rows_of(self.database, "SELECT current_database()")[0][0]
        try:
            with self.database.atomic():  # a refusal must not spoil the transaction that may be open
                number = rows_of(self.database, "SELECT system_identifier FROM pg_control_system()")[0][0]
        except DatabaseError:  # not everybody may ask
            number = self._where
        return f"postgresql:{number}/{database}"

    def obstacle(self, table: TableName, layout: Layout) -> Obstacle | None:
        """The server's own word on our rights."""
        user, read_only, owns, may_update = rows_of(self.database, _RIGHTS, table.schema, table.name)[0]
        if read_only:
            return Obstacle(f"the database is read-only for {user}", "Name the primary server, not a copy of it.")
        if not layout.has_both and not owns:
            return columns_refused(user, table, self.text_type)
        if not may_update and not all(self._may_update(table, column) for column in layout.write_back):
            return update_refused(user, table)
        return None

    def may_create_tables(self, beside: TableName) -> bool:
        """In the table's own schema."""
        query = "SELECT has_schema_privilege(%s::text, 'CREATE')"
        return bool(rows_of(self.database, query, beside.schema or "public")[0][0])

    def same(self, column: str, other: str = "") -> str:
        """A key holds no NULL."""
        return f"{column} = {other or '%s'}"

    def moment(self, shipped_at: str, column: Column) -> Statement:
        """A moment where the column holds such, with its zone or in UTC; else the text."""
        if not shipped_at or not column.type.startswith(("timestamp", "date")):
            return Statement("%s", (column.filled(shipped_at),))
        moment = datetime.fromisoformat(shipped_at)
        has_zone = column.type.endswith("with time zone")
        return Statement("%s", (moment if has_zone else moment.replace(tzinfo=None),))

    def kind(self, column: Column) -> Kind:
        """By its type."""
        return column.kind

    def apart(self, column: str, declared: Column) -> str:
        """Byte by byte where it is text, whatever the column's own collation; 2 and 2.0 where its scale is its own."""
        if declared.type == "numeric":
            return f"CAST({column} AS text)"
        return f'{column} COLLATE "C"' if declared.kind == "text" else column

    def text(self, *columns: str) -> str:
        """Small are only the letters of ASCII: those of a locale depend on the server."""
        return f'LOWER(({_GLUE.join(_BLANK.format(column) for column in columns)}) COLLATE "C")'

    def is_number(self, column: str) -> str:
        """By its type; there is a number that is none."""
        return f"{column} IS NOT NULL AND CAST({column} AS double precision) <> 'NaN'"

    def bound(self, number: Decimal) -> Any:
        """As it is."""
        return number

    def is_day(self, column: str, kind: Kind) -> str:
        """By its type, else by its text."""
        if kind == "day":
            return f"{column} IS NOT NULL"
        return f"CAST({column} AS text) ~ '{ISO_MOMENT}'"

    def day(self, column: str, kind: Kind) -> str:
        """Of a text its first ten characters."""
        return column if kind == "day" else f'LEFT(CAST({column} AS text), 10) COLLATE "C"'

    def day_bound(self, day: date, kind: Kind) -> Any:
        """As a day, or as text."""
        return day if kind == "day" else day.isoformat()

    def _may_update(self, table: TableName, column: Column) -> bool:
        """Whether the right was granted for this column alone."""
        return bool(rows_of(self.database, _COLUMN_RIGHT, column.name, table.schema, table.name)[0][0])
