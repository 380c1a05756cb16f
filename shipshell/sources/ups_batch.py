"""The batch file of UPS.com and CampusShip: a table without a header, told by where its cells stand.

Source: UPS CampusShip, "Batch File Shipping", and files that programs write for it (exports.md).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.sources.base import SHIPPED_COLUMN, TRACKING_COLUMN

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What stands at each position, in UPS's words but for the unit of the weight; further ones hold notifications.
POSITIONS = (
    "Contact Name", "Company or Name", "Country", "Address 1", "Address 2", "Address 3", "City",
    "State/Province/Other", "Postal Code", "Telephone", "Ext", "Residential Ind", "Consignee Email", "Packaging Type",
    "Customs Value", "Weight", "Length", "Width", "Height", "Weight Unit", "Description of Goods",
    "Documents of No Commercial Value", "GNIFC", "Pkg Decl Value", "Service", "Delivery Confirmation",
    "Shipper Release", "Ret of Documents", "Saturday Deliver", "Carbon Neutral", "Large Package", "Addl handling",
    "Reference 1", "Reference 2", "Reference 3",
)  # fmt: skip

#: What a person confirms before such a file ships.
ASSUMED = "it has no header row; its cells stand as in a batch file of UPS.com"

#: What the cells at some positions look like in every row.
_SHAPES = {
    "Company or Name": re.compile(r".*[^\W\d].*"),
    "Country": re.compile(r"[A-Za-z]{2}|United States(?: of America)?|USA", re.IGNORECASE),
    "Address 1": re.compile(r".*\w.*"),
    "City": re.compile(r".*[^\W\d].*"),
    "Postal Code": re.compile(r"|(?=.*\d)[\w -]{3,10}"),
    "Weight": re.compile(r"|\d*\.?\d+"),
}
_LOOKED_AT = 20
#: As write-back says when a parcel shipped.
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def is_batch(rows: Sequence[Sequence[str]]) -> bool:
    """Whether these rows, none of them blank, are a batch file; a delimiter stands there for every empty cell too."""
    return bool(rows) and all(map(_fits, rows[:_LOOKED_AT]))


def names(rows: Sequence[Sequence[str]]) -> list[str]:
    """One name a column; the two that write-back added at the end of rows are known by the time that stands there."""
    width = max(map(len, rows))
    places = [*POSITIONS, *(f"Column {number}" for number in range(len(POSITIONS) + 1, width + 1))]
    if any(len(row) == width and _TIME.fullmatch(row[-1]) for row in rows):
        return [*places[: width - 2], TRACKING_COLUMN, SHIPPED_COLUMN]
    return places


def _fits(row: Sequence[str]) -> bool:
    return len(row) >= len(POSITIONS) and all(
        shape.fullmatch(row[POSITIONS.index(name)].strip()) for name, shape in _SHAPES.items()
    )
