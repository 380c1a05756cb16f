"""Which columns weigh the parcel: their unit in a column of its own, pounds and ounces joined, half a weight told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.planning.candidate import JOINED_RANK, SAMPLE, Candidate
from shipshell.planning.measures import weight_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from shipshell.planning.candidate import Candidates

_OUNCES_IN_POUND = 16
_NUMBER = re.compile(r"\d*\.?\d+|\d+\.")
#: How the halves of a pair are called: `WeightOz` in one word, or `Ounces` alone. `Weight (oz)`, `Weight_oz` and `Lbs`
#: are whole weights.
_HALF = re.compile(r"(?i:.*weight(?:lbs?|oz|pounds?|ounces?)|oz|ozs|ounces?)")


def tell_units(found: Candidates, columns: Sequence[str], sample: pd.DataFrame | None) -> None:
    """A column of nothing but `LB` and `KG` is the weights' unit, whatever its header says."""
    if sample is None or found.by_field.get("weight_unit"):
        return
    units = [column for column in columns if _may_be_unit(column, found) and _all_units(sample[column])]
    if len(units) == 1:
        found.by_field["weight_unit"] = [Candidate((units[0],), ("",), "", 1)]
        found.drop("address2", units)


def _may_be_unit(column: str, found: Candidates) -> bool:
    """Whether the header leaves it open: a `Unit` may be an apartment's."""
    header = found.headers.get(column)
    return header is None or header.field == "address2"


def _all_units(cells: pd.Series[str]) -> bool:
    texts = {text for cell in cells.tolist()[:SAMPLE] if (text := cell.strip())}
    return all(weight_unit(text) and text != "#" for text in texts) and not texts <= {"G"}  # an apartment's letter


def join_pounds_and_ounces(found: Candidates, sample: pd.DataFrame | None) -> None:
    """A column of pounds and one of ounces that are the two parts of a weight become one candidate."""
    weights = found.of("weight")
    pounds = [weight for weight in weights if weight.units == ("lb",) and weight.rank > JOINED_RANK]
    ounces = [weight for weight in weights if weight.units == ("oz",) and weight.rank > JOINED_RANK]
    if len(pounds) == len(ounces) == 1 and _are_parts(sample, pounds[0].columns[0], ounces[0].columns[0]):
        rest = [weight for weight in weights if weight not in (pounds[0], ounces[0])]
        found.by_field["weight"] = [*rest, pounds[0].joined(ounces[0], JOINED_RANK)]


def _are_parts(sample: pd.DataFrame | None, pounds: str, ounces: str) -> bool:
    """Whether the ounces come on top of whole pounds, rather than being the same weight in another unit."""
    if sample is None:
        return True
    pairs = [
        (float(whole or 0), float(rest or 0))
        for whole, rest in zip(sample[pounds].str.strip()[:SAMPLE], sample[ounces].str.strip()[:SAMPLE], strict=True)
        if all(not text or _NUMBER.fullmatch(text) for text in (whole, rest))
    ]
    whole_pounds = all(whole.is_integer() and rest < _OUNCES_IN_POUND for whole, rest in pairs)
    return bool(pairs) and whole_pounds


def halves_of(found: Candidates, sample: pd.DataFrame | None) -> frozenset[str]:
    """The columns of pounds or ounces whose other half may be lacking."""
    alone = [(weight.columns[0], weight.units[0]) for weight in found.of("weight") if len(weight.columns) == 1]
    return frozenset(
        column
        for column, unit in alone
        if unit in ("lb", "oz") and may_be_half(column, unit, None if sample is None else sample[column].tolist())
    )


def may_be_half(column: str, unit: str, cells: Iterable[str] | None) -> bool:
    """Whether a column that weighs the parcel alone may be the half of a weight.

    Args:
        unit: of its header, `lb` or `oz`.
        cells: to look at, None where there are none. Sixteen ounces, and a part of a pound, are a whole weight.
    """
    if not _HALF.fullmatch(column.strip().rstrip(".")):
        return False
    numbers = [float(cell) for cell in map(str.strip, cells or ()) if _NUMBER.fullmatch(cell)]
    if unit == "oz":
        return all(number < _OUNCES_IN_POUND for number in numbers)
    return all(number.is_integer() for number in numbers)
