"""Where a database table is: read from a URL or a path, written as a URL that names it the same way every time."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from shipshell.model.errors import ShipshellError

Kind = Literal["sqlite", "postgresql", "mysql"]

_SCHEMES: dict[str, Kind] = {
    "sqlite": "sqlite",
    "sqlite3": "sqlite",
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "pg": "postgresql",
    "mysql": "mysql",
    "mariadb": "mysql",
}
_PUBLIC = "public"
_PORTS = {"postgresql": 5432, "mysql": 3306}
#: What a URL may say behind its `?`, besides the table.
_OPTIONS: dict[Kind, frozenset[str]] = {
    "sqlite": frozenset(),
    "postgresql": frozenset({"host", "schema", "sslmode", "sslrootcert", "sslcert", "sslkey"}),
    "mysql": frozenset({"unix_socket", "ssl_ca", "ssl_cert", "ssl_key"}),
}
_URL = re.compile(r"([a-z][a-z0-9+.-]+)://.*", re.IGNORECASE | re.DOTALL)
#: The password of a URL ends at the last @ of the word: it may hold one itself.
_PASSWORD = re.compile(r"(\w+://[^\s:/@]*):\S*@")
_TOLD_PASSWORD = re.compile(r"([?&](?:password|passwd|pwd)=)[^\s&]*", re.IGNORECASE)
_PARTS = re.compile(r"[^:]+://(?:(?P<user>[^:/@]*)(?::(?P<password>.*))?@)?(?P<rest>[^@]*)", re.DOTALL)
_EXAMPLE = "Write it like sqlite:///shop.db, postgresql://ops@db/shop or mysql://ops@db/shop."


@dataclass(frozen=True, slots=True, order=True)
class TableName:
    """A table in its schema, of which only PostgreSQL has any."""

    schema: str
    name: str

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}" if self.schema not in ("", _PUBLIC) else self.name


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is, and which of its tables is meant.

    Attributes:
        database: its name; of SQLite, the absolute real path of its file.
        table: None as long as nobody knows which.
        host: "" where the driver's own default serves.
        schema: of PostgreSQL, the schema that is meant where no table is named; it is no part of `url`.
        password: as it stood in the URL; it never shows, and is part of no URL that we write.
    """

    kind: Kind
    database: str
    table: TableName | None = None
    host: str = ""
    port: int = 0
    user: str = ""
    options: tuple[tuple[str, str], ...] = ()
    schema: str = ""
    password: str = field(default="", repr=False, compare=False)

    @property
    def url(self) -> str:
        """The database's URL, without password and table."""
        query = f"?{urlencode(self.options)}" if self.options else ""
        return f"{self._base}{query}"

    @property
    def location(self) -> str:
        """The table's URL: read again, it gives the same address."""
        if self.table is None:
            return self.url
        parts = (self.table.schema, self.table.name) if self.table.schema else (self.table.name,)
        table = ".".join(quote(part, safe="").replace(".", "%2E") for part in parts)
        options = f"{urlencode(self.options)}&" if self.options else ""
        return f"{self._base}?{options}table={table}"

    @property
    def home_schema(self) -> str:
        """The schema in which jobs stand beside the orders: the table's own; "" where there are none."""
        if self.kind != "postgresql":
            return ""
        return (self.table.schema if self.table else "") or self.schema or _PUBLIC

    @property
    def home(self) -> str:
        """The URL of where jobs are kept beside the orders: the database's, with a schema other than `public`."""
        if self.home_schema in ("", _PUBLIC):
            return self.url
        options = f"{urlencode(self.options)}&" if self.options else ""
        return f"{self._base}?{options}schema={quote(self.home_schema, safe='')}"

    @property
    def shown(self) -> str:
        """How a person calls the database: the file's name, or the database's."""
        return Path(self.database).name if self.kind == "sqlite" else self.database

    def of_table(self, table: TableName) -> Address:
        """The same database, with its table."""
        return replace(self, table=table)

    @property
    def _base(self) -> str:
        if self.kind == "sqlite":
            return f"sqlite:///{quote(Path(self.database).as_posix(), safe='/:')}"
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        port = f":{self.port}" if self.host else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.kind}://{user}{host}{port}/{quote(self.database, safe='')}"


def scheme_of(text: str) -> str:
    """The scheme of a URL in lower case, "" where `text` is none."""
    found = _URL.fullmatch(text)
    return found[1].lower() if found else ""


def without_password(text: str) -> str:
    """`text` without the password of a URL in it: what may be kept and shown."""
    return _TOLD_PASSWORD.sub(r"\1", _PASSWORD.sub(r"\1@", text))


def file_address(path: Path) -> Address:
    """The address of a SQLite file."""
    return Address("sqlite", os.path.realpath(path))


def read_address(url: str, folder: Path) -> Address:
    """The address that a URL says; a relative SQLite path is seen from `folder`.

    Raises:
        ShipshellError: E-1007, it is of no database that is supported, or says what no URL of it says.
    """
    kind = _SCHEMES.get(scheme_of(url))
    if kind is None:
        words = f"{scheme_of(url)}:// addresses are not supported as a source"
        raise ShipshellError("E-1007", words, hint=_EXAMPLE)
    login = _PARTS.fullmatch(url)
    try:
        parts = urlsplit(f"{kind}://{login['rest'] if login else ''}")
        port = parts.port or _PORTS.get(kind, 0)
    except ValueError:
        raise ShipshellError("E-1007", f"the {kind} address cannot be read", hint=_EXAMPLE) from None
    query = _query(parts.query, kind)
    table, schema = _table(query.pop("table", "")), query.pop("schema", "")
    if kind == "sqlite":
        return replace(file_address(folder / _sqlite_path(parts)), table=table)
    database = unquote(parts.path.strip("/"))
    if not database:
        raise ShipshellError("E-1007", f"the {kind} address names no database", hint=_EXAMPLE)
    return Address(
        kind,
        database,
        table,
        unquote(parts.hostname or ""),
        port,
        unquote((login and login["user"]) or ""),
        tuple(sorted(query.items())),
        schema,
        unquote((login and login["password"]) or ""),
    )


def _query(text: str, kind: Kind) -> dict[str, str]:
    """What stands behind the `?`; the table stays quoted, for its dots count."""
    query = dict(parse_qsl(text, keep_blank_values=True))
    raw = re.search(r"(?:^|&)table=([^&]*)", text)
    if raw:
        query["table"] = raw[1]
    unknown = sorted(set(query) - _OPTIONS[kind] - {"table"})
    if unknown:
        known = ", ".join(sorted(_OPTIONS[kind] | {"table"}))
        raise ShipshellError("E-1007", f"a {kind} address says no {unknown[0]}", hint=f"Behind the ? it says {known}.")
    return query


def _table(quoted: str) -> TableName | None:
    if not quoted:
        return None
    schema, _, name = quoted.rpartition(".")
    return TableName(unquote(schema), unquote(name))


def _sqlite_path(parts: SplitResult) -> str:
    if parts.netloc:
        raise ShipshellError("E-1007", "a sqlite address has three slashes", hint="Write sqlite:///shop.db.")
    path = unquote(parts.path)[1:]
    return os.path.expanduser(path)  # noqa: PTH111 - unlike Path's, it leaves an unknown user's name alone
