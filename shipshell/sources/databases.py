"""The databases that a person can name: by URL, by file, or by a name of the settings; each with its table."""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.sql_address import file_address, read_address, scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from shipshell.config import NamedSource
    from shipshell.sources.sql_address import Address
    from shipshell.sources.sql_database import SqlDatabase
    from shipshell.sources.sql_passwords import Passwords
    from shipshell.sources.sql_table import SqlTable

SUFFIXES = (".db", ".db3", ".sqlite", ".sqlite3")
_MAGIC = b"SQLite format 3\0"
_WITH_TABLE = re.compile(
    r"(?P<place>.+?)\s+table\s+(?P<table>\S+|\"[^\"]+\"|“[^”]+”|`[^`]+`)", re.IGNORECASE | re.DOTALL
)
_QUOTES = "\"“”`'"


class Databases:
    """Knows the names of the settings, and the passwords of this run of the program.

    Args:
        folder: what relative paths are seen from.
        named: the sources of the settings, by their names.
        variables: the environment's.
    """

    def __init__(self, folder: Path, named: Mapping[str, NamedSource], variables: Mapping[str, str]) -> None:
        self._folder = folder
        self._named = named
        self._variables = variables
        self._open: dict[str, SqlDatabase] = {}

    def meant(self, typed: str) -> tuple[str, str]:
        """What `typed` names, the names of the settings replaced: a place, and its table or ""."""
        place, table = self._parted(typed)
        named = self._named.get(place)
        return (named.url, table or named.table) if named else (place, table)

    def _parted(self, typed: str) -> tuple[str, str]:
        """`shop table orders` and, where the settings know a shop, `shop.orders`."""
        found = _WITH_TABLE.fullmatch(typed)
        if found:
            return found["place"].strip(_QUOTES), found["table"].strip(_QUOTES)
        place = typed.strip(_QUOTES)
        name, _, table = place.partition(".")
        return (name, table) if name in self._named and place not in self._named else (place, "")

    def address(self, place: str) -> Address | None:
        """The address of a database, None where `place` is none.

        Raises:
            ShipshellError: E-1007, it is a URL of something else.
        """
        if scheme_of(place):
            return read_address(place, self._folder)
        path = self._folder / os.path.expanduser(place)  # noqa: PTH111 - it leaves an unknown user's name alone
        return file_address(path) if path.suffix.lower() in SUFFIXES or _is_sqlite(path) else None

    def jobs_are_local(self, url: str) -> bool:
        """Whether the settings say that the database at `url` is to keep no jobs."""
        return any(address.url == url and self._named[name].jobs == "local" for name, address in self._servers())

    def open(self, address: Address, table: str) -> SqlTable:
        """A table of a database: see `sql_opening.open_table`."""
        from shipshell.sources.sql_opening import open_table  # peewee is heavy

        return open_table(self.at(address), address.table if not table else None, table)

    def at(self, address: Address) -> SqlDatabase:
        """The database of an address, with its password: the same object each time, so that all share one connection.

        Raises:
            ShipshellError: E-5012, its driver is not installed.
        """
        from shipshell.sources.sql_database import SqlDatabase

        address = self._passwords.given(address)
        known = self._open.get(address.url)
        if known is None or known.address.password != address.password:
            known = self._open[address.url] = SqlDatabase(address)
        return known

    @cached_property
    def _passwords(self) -> Passwords:
        from shipshell.sources.sql_passwords import Passwords

        addresses = dict(self._servers())
        passwords = Passwords({address.url: name for name, address in addresses.items()}, self._variables)
        for address in addresses.values():
            passwords.learn(address)
        return passwords

    def _servers(self) -> Iterator[tuple[str, Address]]:
        """The databases of the settings; what is no database, or wrong, is told when it is named."""
        for name, source in self._named.items():
            try:
                address = self.address(source.url)
            except ShipshellError:
                continue
            if address:
                yield name, address


def _is_sqlite(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except (OSError, ValueError):
        return False
