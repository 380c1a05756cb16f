"""What is asked before a batch can be shown: which columns are meant, and how rows of one order become parcels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import Problem, ShipshellError
from shipshell.planning.suggestion import suggested
from shipshell.session.replies import Asked, Output
from shipshell.session.wording import row_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.planning.batch import Batch
    from shipshell.planning.doubt import Doubt
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
        yield Asked(f"{draft.source.name}: {doubt.question}", _answers(doubt))
    if column_map.missing:
        fields = ", ".join(column_map.missing)
        what, hint = _whole_addresses(column_map) if column_map.whole else _not_used(column_map)
        raise ShipshellError("E-1029", f"{draft.source.name} has no column for {fields}; {what}", hint=hint)


def open_columns(draft: Draft, column_map: ColumnMap) -> Problem | None:
    """What is wrong if nobody says which columns are meant; None where some are missing, an error by itself."""
    if column_map.missing:
        return None
    first = column_map.doubtful[0]
    words = f"{draft.source.name}: nobody answered, and nothing was bought: {first.question}"
    return Problem("E-1029", words, hint=f"Say for example: {_answers(first)[0]}")


def _answers(doubt: Doubt) -> tuple[str, ...]:
    return tuple(f'map "{name}" to {doubt.field}' for name in doubt.candidates)


def _not_used(column_map: ColumnMap) -> tuple[str, str]:
    unused = ", ".join(f'"{name}"' for name in column_map.unused) or "none"
    likely = suggested(column_map)
    if likely is None:
        hint = "Add it to the source under a header that says what it is, or `map` the column that is meant."
        return f"columns not used: {unused}", hint
    meant = "one of them" if likely[0] in column_map.unused else "another column"
    return f"columns not used: {unused}", f'If {meant} is meant, say for example: map "{likely[0]}" to {likely[1]}'


def _whole_addresses(column_map: ColumnMap) -> tuple[str, str]:
    names = ", ".join(f'"{name}"' for name in column_map.whole)
    what = f"whole addresses in single cells ({names}) cannot be taken apart with certainty"
    return what, "Put name, street, city, state and ZIP code into columns of their own."


def ask_about_parcels(draft: Draft, batch: Batch) -> Iterator[Output]:
    """Ask whether rows that repeat an order are parcels of their own: silently, each would buy a label.

    Raises:
        ShipshellError: E-1032, in auto mode, where nobody looks.
    """
    if draft.mode == "auto":
        raise ShipshellError.of(open_parcels(draft, batch))
    yield Asked(f"{_repeated(draft, batch)}. A parcel each, or one parcel per order?", PARCEL_OPTIONS)


def open_parcels(draft: Draft, batch: Batch) -> Problem:
    """What is wrong if nobody says how the rows of an order become parcels."""
    return Problem(
        "E-1032",
        f"{_repeated(draft, batch)}; nothing was bought",
        hint='Say "a parcel each" or "one parcel per order".',
    )


def _repeated(draft: Draft, batch: Batch) -> str:
    groups = [row_ranges(rows) for rows in batch.repeated]
    named = "; ".join(groups[:_GROUPS_NAMED])
    more = f"; and {len(groups) - _GROUPS_NAMED} more orders" if len(groups) > _GROUPS_NAMED else ""
    return f"{draft.source.name} has several rows for one order at the same address: rows {named}{more}"
