"""What the tests of filters share: two dozen orders as messy as exports are, and what each filter means of them.

`filters.jsonl` holds filters as people say them, each with the rows that it keeps, or null where it says nothing certain.
Nearly all were written, and their rows worked out, before the language was read.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from shipshell.model.errors import ShipshellError
from shipshell.planning.cell_texts import FrameTexts
from shipshell.planning.filter_orders import Orders
from shipshell.planning.filters import parse_filter
from shipshell.planning.mapping import map_columns

if TYPE_CHECKING:
    from shipshell.planning.filters import Filter

_HERE = Path(__file__).parent
#: A Monday.
TODAY = date(2026, 11, 23)


def orders() -> pd.DataFrame:
    """The orders as a source reads them: every cell a text, counted from 1."""
    frame = pd.read_csv(_HERE / "filter_orders.csv", dtype="str", keep_default_na=False)
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    return frame


def told() -> list[dict[str, Any]]:
    """The filters with their rows."""
    return [json.loads(line) for line in (_HERE / "filters.jsonl").read_text(encoding="utf-8").splitlines()]


def parsed(text: str, frame: pd.DataFrame) -> Filter:
    """The filter that `text` says of the orders in `frame`."""
    return parse_filter(text, Orders(FrameTexts(frame), map_columns(list(frame.columns), frame, {}), TODAY))


def kept(text: str, frame: pd.DataFrame) -> list[int] | None:
    """The rows that `text` keeps, None where it is not understood."""
    try:
        return list(parsed(text, frame).apply(frame).frame.index)
    except ShipshellError as error:
        if error.problem.code != "E-1026":
            raise
        return None
