"""Tells half a weight from a whole one: ounces that go with pounds in another column, and the other way round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

OUNCES_IN_POUND = 16
NUMBER = re.compile(r"\d*\.?\d+|\d+\.")
#: How the halves of a pair are called: `WeightOz` in one word, or `Ounces` alone. `Weight (oz)`, `Weight_oz` and `Lbs`
#: are whole weights.
_HALF = re.compile(r"(?i:.*weight(?:lbs?|oz|pounds?|ounces?)|oz|ozs|ounces?)")


def may_be_half(column: str, unit: str, cells: Iterable[str] | None) -> bool:
    """Whether a column that weighs the parcel alone may be the half of a weight.

    Args:
        unit: of its header, `lb` or `oz`.
        cells: to look at, None where there are none. Sixteen ounces, and a part of a pound, are a whole weight.
    """
    if not _HALF.fullmatch(column.strip().rstrip(".")):
        return False
    numbers = [float(cell) for cell in map(str.strip, cells or ()) if NUMBER.fullmatch(cell)]
    if unit == "oz":
        return all(number < OUNCES_IN_POUND for number in numbers)
    return all(number.is_integer() for number in numbers)
