from __future__ import annotations

import pytest

from shipshell.sources import headers


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["Name", "City"], ["Name", "City"]),
        (["Name", "Name", "Name"], ["Name", "Name (2)", "Name (3)"]),
        (["Name", "Name (2)", "Name"], ["Name", "Name (2)", "Name (3)"]),
        (["Name", "Name", "Name (2)"], ["Name", "Name (3)", "Name (2)"]),
        (["a", "", " "], ["a", "Column 2", "Column 3"]),
        (["Column 2", ""], ["Column 2", "Column 2 (2)"]),
        ([" Name "], [" Name "]),
    ],
)
def test_unique(given: list[str], names: list[str]) -> None:
    assert headers.unique(given) == names


@pytest.mark.parametrize("header", ["tracking_number", "Tracking Number", "TRACKING-NUMBER", " trackingNumber "])
def test_a_column_is_found_whatever_its_case_or_spacing(header: str) -> None:
    assert headers.find(["Name", header], "tracking_number") == 1


def test_the_exact_name_goes_first() -> None:
    assert headers.find(["Tracking Number", "tracking_number"], "tracking_number") == 1


@pytest.mark.parametrize("header", ["Tracking", "tracking_number_2", "Number", ""])
def test_another_column_is_not_taken(header: str) -> None:
    assert headers.find([header], "tracking_number") is None
