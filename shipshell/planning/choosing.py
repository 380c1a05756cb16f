"""Choosing the rows of a source that were asked for: what the filter keeps, less what was left out, less mere items."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.planning.item_rows import item_rows, weighed
from shipshell.sources.identity import Locator

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

    from shipshell.planning.filters import Filter
    from shipshell.planning.instructions import Instructions
    from shipshell.planning.mapping import ColumnMap
    from shipshell.sources.base import Table
    from shipshell.sources.identity import Columns


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that were asked for.

    Attributes:
        table: those that may be parcels of their own.
        total: how many the filter kept.
        words: the filter, as it was understood.
        left_out: those that a person left out.
        notes: remarks on them all.
        items: further item rows, each with the row of its order.
        heavy: those of them whose weight is added to the order's.
        not_added: those of them whose weight is not.
    """

    table: Table
    total: int
    words: str
    left_out: tuple[int, ...]
    notes: tuple[str, ...]
    items: Mapping[int, int]
    heavy: Mapping[int, int]
    not_added: Collection[int]


def choose(
    table: Table, columns: Columns, column_map: ColumnMap, instructions: Instructions, parsed: Filter | None
) -> Chosen:
    """The rows that `instructions` ask for, by the filter that they say.

    Raises:
        ShipshellError: E-1030, it leaves no row; E-2002, E-1026, as `Filter.apply`.
    """
    frame, words, unjudged = _filtered(table, parsed)
    left_out, notes = _left_out(table, columns, instructions)
    left = frame.drop(index=left_out, errors="ignore")
    items, weighty = _items(table, left, column_map)
    heavy = weighty if instructions.parcels == "together" else {}
    kept = replace(table, frame=left.drop(index=[row for row in items if row not in heavy]))
    not_added = weighty.keys() - heavy.keys()
    return Chosen(kept, len(frame), words, tuple(left_out), (*notes, *unjudged), items, heavy, not_added)


def _filtered(table: Table, parsed: Filter | None) -> tuple[pd.DataFrame, str, tuple[str, ...]]:
    """The rows that the filter keeps, the filter in words, and remarks on rows that it cannot judge."""
    if not parsed:
        return table.frame, "", ()
    kept = parsed.apply(table.frame)
    if kept.frame.empty:
        raise ShipshellError(
            "E-1030", f"no row is left where {parsed.words}", hint="Check the filter; nothing was bought."
        )
    return kept.frame, parsed.words, (kept.note,) if kept.note else ()


def _left_out(table: Table, columns: Columns, instructions: Instructions) -> tuple[list[int], list[str]]:
    """Where the rows that were left out stand now, and a remark on each that is not there as it was."""
    locator = Locator(table.frame, columns, instructions.left_out)
    places, notes = [], []
    for identity in instructions.left_out:
        place = locator.locate(identity.row)
        if place is None:
            notes.append(f"Row {identity.row} was left out, but changed since or is gone: look whether it ships now.")
        else:
            places.append(place)
    return sorted(places), notes


def _items(table: Table, frame: pd.DataFrame, column_map: ColumnMap) -> tuple[dict[int, int], dict[int, int]]:
    """The further item rows in `frame`, each with the row of its order; and those of them that have a weight."""
    there = set(frame.index)
    items = {row: head for row, head in item_rows(table.frame, column_map).items() if row in there}
    heavy = weighed(table.frame, column_map, list(items)) if items else set()
    return items, {row: head for row, head in items.items() if row in heavy}
