"""What is asked before a batch can be shown: which columns are meant, and how rows of one order become parcels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.session.replies import Asked, Output
from shipshell.session.wording import row_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.planning.batch import Batch
    from shipshell.planning.mapping import ColumnMap
    from shipshell.session.pending import Draft

PARCEL_OPTIONS = ("a parcel each", "one parcel per order")
_GROUPS_NAMED = 5


def ask_about_columns(draft: Draft, column_map: ColumnMap) -> Iterator[Output]:
    """Ask which column feeds each doubtful field.

    Raises:
        ShipshellError: E-1029, a required field has no column.
    """
    for doubt in column_map.doubtful:
        options = tuple(f'map "{name}" to {doubt.field}' for name in doubt.candidates)
        yield Asked(f"{draft.source.name}: {doubt.question}", options)
    if column_map.missing:
        fields = ", ".join(column_map.missing)
        unused = ", ".join(f'"{name}"' for name in column_map.unused) or "none"
        example = f'map "{(column_map.unused or ("Column",))[0]}" to {column_map.missing[0]}'
        raise ShipshellError(
            "E-1029",
            f"{draft.source.name} has no column for {fields}; columns not used: {unused}",
            hint=f"If one of them is meant, say for example: {example}",
        )


def ask_about_parcels(draft: Draft, batch: Batch) -> Iterator[Output]:
    """Ask whether rows that repeat an order are parcels of their own: silently, each would buy a label.

    Raises:
        ShipshellError: E-1032, in auto mode, where nobody looks.
    """
    groups = [row_ranges(rows) for rows in batch.repeated]
    named = "; ".join(groups[:_GROUPS_NAMED])
    more = f"; and {len(groups) - _GROUPS_NAMED} more orders" if len(groups) > _GROUPS_NAMED else ""
    words = f"{draft.source.name} has several rows for one order at the same address: rows {named}{more}"
    if draft.mode == "auto":
        raise ShipshellError(
            "E-1032", f"{words}; nothing was bought", hint='Say "a parcel each" to ship every row as a parcel.'
        )
    yield Asked(f"{words}. A parcel each, or one parcel per order?", PARCEL_OPTIONS)
