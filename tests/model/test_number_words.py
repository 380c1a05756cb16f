"""Numbers in words."""

from __future__ import annotations

import pytest

from shipshell.model.number_words import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("Seven", 7),
        ("twenty-five", 25),
        ("twenty five", 25),
        ("two hundred", 200),
        ("two hundred and six", 206),
        ("nine hundred ninety-nine", 999),
    ],
)
def test_a_number_in_words_is_read(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "and six", "hundred", "twenty eleven", "one hundred and", "seven-ish", "-3", "1.5"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert whole_number(text) is None
