"""Reads which carrier a row names: all rows go by UPS, and one that names another is told."""

from __future__ import annotations

import re

from shipshell.model.service import BY_CODE, service_named
from shipshell.planning.readings import Reading
from shipshell.planning.values import words, yes_or_no

#: UPS under its names and its codes in electronic orders, and what leaves the choice to us.
_OURS = frozenset({"ups", "upsn", "upsc", "upgf", "upss"})
_ANY = frozenset({"any", "best", "cheapest", "default", "parcel", "united parcel service"})


def read_carrier(service: str, *cells: str) -> Reading[None]:
    """Nothing, unless a cell names another carrier, or another service than the row goes by.

    Args:
        service: the code of the row's service, "" where it could not be read.
    """
    return Reading(None, tuple(said for cell in cells if (said := _other(words(cell), service))))


def _other(cell: str, service: str) -> str:
    if yes_or_no(cell) is False or cell.lower() in _ANY:
        return ""
    named = service_named(cell)
    if named and service and named.code != service:
        return f'"{cell}" is named as carrier, but it goes by {BY_CODE[service].name}'
    ours = named or not _OURS.isdisjoint(re.findall("[a-z]+", cell.lower()))
    return "" if ours else f'"{cell}" is named as carrier, but it goes by UPS'
