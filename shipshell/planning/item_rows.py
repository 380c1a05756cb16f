"""Further rows of an order: an item each, with the order's number but no address. They are no parcels of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.planning.cells import Cells
from shipshell.planning.values import code, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from shipshell.planning.mapping import ColumnMap

_WHERE = ("name", "company", "attention", "address1", "address2", "address3", "city", "state", "postal_code")


def item_rows(frame: pd.DataFrame, column_map: ColumnMap) -> dict[int, int]:
    """The row of its order for each row that only adds an item to it, both by `#`."""
    cells = Cells(frame, column_map)
    addressed = _addressed(cells)
    if all(addressed):
        return {}
    references = [code(text) for text in cells.field("reference")]
    heads: dict[str, int] = {}
    for row, reference, filled in zip(cells.rows, references, addressed, strict=True):
        if reference and filled:
            heads.setdefault(reference, row)
    return {
        row: heads[reference]
        for row, reference, filled in zip(cells.rows, references, addressed, strict=True)
        if not filled and reference in heads
    }


def are_addressed(frame: pd.DataFrame, column_map: ColumnMap) -> bool:
    """Whether every row has an address of its own, so that none only adds an item to another's order."""
    return all(_addressed(Cells(frame, column_map)))


def weighed(frame: pd.DataFrame, column_map: ColumnMap, rows: Sequence[int]) -> set[int]:
    """Those of the rows that say a weight of their own, which is a part of the parcel's."""
    weights = Cells(frame.loc[list(rows)], column_map).field("weight")
    return {row for row, weight in zip(rows, weights, strict=True) if words(weight)}


def _addressed(cells: Cells) -> list[bool]:
    columns = [cells.field(field) for field in _WHERE]
    return [any(cell and words(cell) for cell in row) for row in zip(*columns, strict=True)]
