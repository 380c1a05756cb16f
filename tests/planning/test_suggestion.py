"""A column that may be meant is suggested, and only one that is there."""

from __future__ import annotations

import pytest

from shipshell.planning.mapping import map_columns
from shipshell.planning.suggestion import suggested


@pytest.mark.parametrize(
    ("columns", "suggestion"),
    [
        ("NAME, ADDR, CITY, ST, ZIP, W", ("W", "weight")),
        ("Name, Address, Cty, State, Zip, Weight", ("Cty", "city")),
        ("Name, Address, City, State, Zp, Weight, Notes", ("Zp", "postal_code")),
        ("Name, Address, City, State, Area, Weight", ("Area", "postal_code")),
        ("Zorp, Clerk, Address, City, State, Zip, Weight", None),
        ("Name, Address, Cty, Ship To Cty, State, Zip, Weight", ("Ship To Cty", "city")),
        ("Name, Return Address, Return City, Return State, Return Zip, Weight", None),
        ("Name, Address, City, State, Zip", None),
        ("Name, Address, City, State, Zip, Order Date, Combined Product Weight", None),
    ],
)
def test_the_likeliest_column(columns: str, suggestion: tuple[str, str] | None) -> None:
    assert suggested(map_columns(columns.split(", "), None, {})) == suggestion
