# ruff: noqa: RUF001 - people paste these marks
from __future__ import annotations

import pytest

from shipshell.intents import numbers, tokens
from shipshell.intents.patterns import Line


def line(text: str) -> Line:
    return Line(text, tokens.tokens(text), "idle")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("#12", 12), ("no. 4", 4), ("twelve", 12), ("forty-eight", 48), ("forty eight", 48), ("twenty", 20),
        ("one hundred", 100), ("two hundred and five", 205), ("row 7", 7),
    ],
)  # fmt: skip
def test_one_number(text: str, value: int) -> None:
    assert numbers.one(line(text), 0) == [(len(line(text).tokens), value)]


@pytest.mark.parametrize("text", ["0", "1.5", "1234567890", "lots", "-", "-1", "−1", "row -1", "3-", "3:5"])
def test_what_is_no_row(text: str) -> None:
    assert numbers.one(line(text), 0) == []


@pytest.mark.parametrize("text", ["row-7", "#7", "7- wrong address", "7-wrong address", "7—wrong address", "7: gone"])
def test_a_dash_beside_a_row_is_no_minus_and_opens_no_range(text: str) -> None:
    assert [value for _, value in numbers.one(line(text), 0)] == [7]


@pytest.mark.parametrize("text", ["3-", "3- of job 8", "rows 3-, 7", "3:5", "3=5", "-3", "7 and 3:5"])
def test_rows_that_leave_open_which_are_meant(text: str) -> None:
    assert [value for end, value in numbers.rows(line(text), 0) if end == len(line(text).tokens)] == []


def test_a_range_may_be_typed_with_loose_dashes() -> None:
    assert [numbers.rows(line(text), 0)[0][1] for text in ("3 -5", "3- 5", "3 - 5", "3~5", "#3-#5")] == [(3, 4, 5)] * 5


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("3, 5 and 9", (3, 5, 9)), ("40 to 44", (40, 41, 42, 43, 44)), ("2-5", (2, 3, 4, 5)), ("2–4", (2, 3, 4)),
        ("rows 1 and row 3", (1, 3)), ("1-3, 7", (1, 2, 3, 7)), ("5, 3, 5", (3, 5)), ("one, two", (1, 2)),
    ],
)  # fmt: skip
def test_lists_and_ranges(text: str, rows: tuple[int, ...]) -> None:
    assert numbers.rows(line(text), 0) == [(len(line(text).tokens), rows)]


def test_or_leaves_open_which_row_is_meant_unless_neither_is() -> None:
    either, neither = line("3 or 4"), line("not 3 or 4")
    assert numbers.rows(either, 0) == [(1, (3,))]
    assert numbers.rows(neither, 1) == [(4, (3, 4))]


@pytest.mark.parametrize("text", ["9-3", "1-999999999", "1-60000, 100000-190000, 300000-390000", "rows"])
def test_senseless_lists(text: str) -> None:
    assert [value for end, value in numbers.rows(line(text), 0) if end == len(line(text).tokens)] == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$500", "500"),
        ("$1,200.50", "1200.50"),
        ("1,200", "1200"),
        ("350", "350"),
        ("99.50", "99.50"),
        ("fifty", "50"),
        ("20$", "20"),
    ],
)
def test_dollars(text: str, amount: str) -> None:
    assert numbers.dollars(line(text), 0) == [(len(line(text).tokens), amount)]
