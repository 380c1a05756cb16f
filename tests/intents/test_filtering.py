"""Filters in a sentence are taken as typed, and a condition or a hesitation is none."""

from __future__ import annotations

import pytest

from shipshell.intents.parser import parse
from shipshell.intents.state import State
from shipshell.intents.types import Preview, Ship, Unclear


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ship rows 1-50 of orders.csv", "rows 1-50"),
        ("ship orders.csv where state is OR", "state is OR"),
        ("ship orders.csv where state in (CA, OR)", "state in (CA, OR)"),
        ("ship orders.csv where state is CA or OR", "state is CA or OR"),
        ("ship all orders where state is IN from orders.csv", "state is IN"),
        ("ship only rows 3, 5 and 9 from orders.csv", "rows 3, 5 and 9"),
        ("ship row 7 of orders.csv", "row 7"),
        ("ship the first 20 rows of orders.csv", "first 20 rows"),
        ("ship the first ten of orders.csv", "first ten"),
        ("ship all orders over 5 lbs from orders.csv", "over 5 lbs"),
        ("ship orders.csv, only orders of at most 2.5kg", "at most 2.5kg"),
        ("ship everything heavier than 2.5kg from orders.csv", "heavier than 2.5kg"),
        ("ship orders.csv without Alaska", "without Alaska"),
        ("ship orders.csv but not the Texas orders", "but not the Texas orders"),
        ("ship everything but Texas from orders.csv", "everything but Texas"),
        ("ship orders.csv except for row 3", "except for row 3"),
        ("ship Ohio, Texas and Nevada orders from orders.csv", "Ohio, Texas and Nevada"),
        ("ship orders.csv weight under 5", "weight under 5"),
        ("ship orders.csv where weight < 5 and state = TX", "weight < 5 and state = TX"),
        ("ship orders.csv to customers in Texas", "Texas"),
        ("ship everything over 5 lbs to California from orders.csv", "over 5 lbs to California"),
        ("ship US orders from orders.csv", "US"),
        ("ship orders.csv over 5 lbs and US", "over 5 lbs and US"),
        ("ship all but row 7 from orders.csv", "all but row 7"),
        ("ship only order no A-1003 from orders.csv", "order no A-1003"),
        ("ship the last 10 rows of orders.csv", "last 10 rows"),
        ("ship orders ordered since Monday from orders.csv", "ordered since Monday"),
        ("ship orders.csv minus Texas", "minus Texas"),
        ("ship orders.csv, (state is CA or state is NV) and weight < 5", "(state is CA or state is NV) and weight < 5"),
        ("ship orders.csv, not residential", "not residential"),
        ("ship orders.csv 10 lb or more", "10 lb or more"),
        ("ship yesterday's orders from orders.csv", "yesterday's orders"),
        ("ship orders.csv where category = auto", "category = auto"),
        ("ship orders.csv where method: ground", "method: ground"),
        ("ship orders.csv where method = UPS ground", "method = UPS ground"),
        ("ship orders.csv where date = today", "date = today"),
        ("ship orders.csv where date is 11/03/2026 and state = CA", "date is 11/03/2026 and state = CA"),
        ("ship orders.csv ordered between 11/3/26 and 11/5/26", "ordered between 11/3/26 and 11/5/26"),
        ("ship orders.csv where state = NV and shipped", "state = NV and shipped"),
    ],
)
def test_a_filter_is_taken_as_typed(text: str, expected: str) -> None:
    intent = parse(f"{text} ground", State.IDLE)
    assert intent == Ship("orders.csv", service="Ground", filter=expected)


@pytest.mark.parametrize(
    "text",
    [
        "ship orders.csv but not yet",
        "ship orders.csv before Friday",
        "ship orders.csv after lunch",
        "ship orders.csv on Monday",
        "ship orders.csv, no rush if it is cheap",
        "ship orders.csv over 5 lbs tomorrow",
        "ship orders.csv with row 3 last",
        "ship orders.csv but not today",
        "ship orders.csv only if it is cheap",
        "ship orders.csv without me",
        "ship orders.csv except",
        "ship orders.csv service=ground",
        "ship rows 1-50",
    ],
)
def test_what_is_no_filter_leaves_no_order(text: str) -> None:
    assert isinstance(parse(text, State.IDLE), Unclear)


def test_a_service_before_orders_says_which_are_meant() -> None:
    assert parse("ship Ground orders to Texas from orders.csv", State.IDLE) == Ship(
        "orders.csv", filter="Ground orders to Texas"
    )


@pytest.mark.parametrize("text", ["ship orders.csv without buying", "run orders.csv but not buying anything"])
def test_not_buying_is_a_preview_and_no_filter(text: str) -> None:
    assert parse(text, State.IDLE) == Preview("orders.csv")
