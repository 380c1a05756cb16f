"""The row that names the columns, found under titles, remarks and blank rows, in any source that is a grid of text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Cells that stand in data rows, never in a header: an e-mail address, a ZIP, a phone number.
_DATA = re.compile(r"\S+@\S+\.\w+|\d{5}(-\d{4})?|[+(]?\d(?:[\s().-]*\d){9,14}")
#: How far down the header may stand, and how many rows below a candidate are looked at.
_CANDIDATES, _BELOW = 50, 100
#: The share of the columns filled below it that a header names at least, and that a title fills at most.
_HEADER_SHARE, _TITLE_SHARE = 0.75, 0.5


def find(rows: Sequence[Sequence[str]]) -> int | None:
    """The position of the header among `rows`, none of them blank: the first that names most columns filled below it.

    None where a row comes first that is too wide for a title and too narrow for a header: taking another row for the
    header would name the columns after an order.
    """
    filled = [filled_columns(row) for row in rows[: _CANDIDATES + _BELOW]]
    for at, row in enumerate(rows[:_CANDIDATES]):
        named, below = filled[at], _usual_columns(filled[at + 1 : at + 1 + _BELOW])
        share = len(named & below) / len(below) if below else 1.0
        if share >= _HEADER_SHARE and len(named) >= min(2, len(below)):
            return at
        if share > _TITLE_SHARE and not _is_comment(row):
            return None
    return None


def filled_columns(row: Sequence[str]) -> set[int]:
    """The columns, from 0, in which the row says something."""
    return {column for column, text in enumerate(row) if text.strip()}


def is_data(text: str) -> bool:
    """Whether this cell stands in an order, never in a header."""
    return bool(_DATA.fullmatch(text.strip()))


def _usual_columns(rows: Sequence[set[int]]) -> set[int]:
    """The columns that are filled in at least half of the rows of more than one cell; in any, where they differ so."""
    wide = [columns for columns in rows if len(columns) > 1] or rows
    counts = Counter(column for columns in wide for column in columns)
    return {column for column, count in counts.items() if count * 2 >= len(wide)} or set(counts)


def _is_comment(row: Sequence[str]) -> bool:
    first = next((text.strip() for text in row if text.strip()), "")
    return first.startswith(("#", "//"))
