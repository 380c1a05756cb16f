"""From an address to the table that is meant: named, or the only one that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.sql_dialect import OWN_TABLES
from shipshell.sources.sql_table import SqlTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.sources.sql_address import Address, TableName
    from shipshell.sources.sql_database import SqlDatabase
    from shipshell.sources.sql_dialect import Relation

#: How many tables a message names.
_SHOWN = 10


def open_table(server: SqlDatabase, known: TableName | None = None, wanted: str = "") -> SqlTable:
    """A table of a database: the `known` one, else the one that is called `wanted`, or else the only one.

    For a known one the database is not reached yet.

    Raises:
        ShipshellError: E-1016, there is no such table, or several could be meant; E-1018, it is none; E-1001, E-1002,
            E-1004, E-1017, E-5011, E-5012, the database cannot be had.
    """
    if known:
        return SqlTable(server, known)
    address = server.address
    with server.reading(address.shown):
        relations = server.dialect.relations()
    found = _named(relations, wanted, address) if wanted else _only(relations, address)
    if found.what != "table":
        words = f"{found.table} in {address.shown} is a {found.what}, which takes no tracking numbers"
        raise ShipshellError("E-1018", words, hint="Name the table that it shows.")
    return SqlTable(server, found.table)


def _named(relations: Sequence[Relation], wanted: str, address: Address) -> Relation:
    """The first that is called so, alone or with its schema; else the first that is so in another case."""
    for plain in (str, str.casefold):
        for relation in relations:
            table = relation.table
            if plain(wanted) in (plain(table.name), plain(f"{table.schema}.{table.name}")):
                return relation
    words = f"{address.shown} has no table {wanted}"
    raise ShipshellError("E-1016", words, hint=_which(relations, address))


def _only(relations: Sequence[Relation], address: Address) -> Relation:
    tables = _candidates(relations)
    if len(tables) == 1:
        return tables[0]
    many = f"has {len(tables)} tables" if tables else "has no table"
    raise ShipshellError("E-1016", f"{address.shown} {many}", hint=_which(relations, address))


def _candidates(relations: Sequence[Relation]) -> list[Relation]:
    """The tables that are not our own."""
    return [one for one in relations if one.what == "table" and not one.table.name.startswith(OWN_TABLES)]


def _which(relations: Sequence[Relation], address: Address) -> str:
    """What could be said."""
    names = [str(one.table) for one in _candidates(relations)]
    if not names:
        return "Put the orders into a table first."
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    place = address.shown if address.kind == "sqlite" else address.url
    example = f'"{names[0]}"' if " " in names[0] else names[0]
    return f"Its tables are {', '.join(names[:_SHOWN])}{more}. Say for example: ship {place} table {example}"
