"""What may tell when to ship, and what can only tell which orders."""

from __future__ import annotations

import pytest

from shipshell.intents.moments import ends_in_a_moment, is_moment
from shipshell.intents.parser import parse
from shipshell.intents.state import State
from shipshell.intents.types import Ship, Unclear


@pytest.mark.parametrize(
    "text",
    [
        "on Monday", "Monday", "not today", "except Friday", "on Mondays", "after 5", "at 5pm", "after 17:00", "next week",
        "this afternoon", "on December 24th", "Dec 24", "on the 5th", "2026-12-01", "in January", "in an hour", "tonight",
        "Mon-Fri", "on Monday or Tuesday", "from Monday to Friday", "every Monday", "in two weeks", "late on Friday",
    ],
)  # fmt: skip
def test_a_time_that_may_still_come(text: str) -> None:
    assert is_moment(text)


@pytest.mark.parametrize(
    "text",
    [
        "since Monday", "yesterday", "ordered on Monday", "New York", "next of kin", "Augusta", "Martin", "Sunnyvale", "5",
        "except 5", "row 5", "Minute Maid", "this customer", "Mont", "May and Sons", "Sun and Sea", "since Monday and before Friday",
    ],
)  # fmt: skip
def test_what_is_past_or_no_time_at_all(text: str) -> None:
    assert not is_moment(text)


@pytest.mark.parametrize(
    "text", ["Texas on Monday", "state is TX, on Monday", "state is TX just not today", "NV at 5pm"]
)
def test_a_time_hangs_on_to_what_has_none(text: str) -> None:
    assert ends_in_a_moment(text)


@pytest.mark.parametrize(
    "text",
    [
        "ordered on Monday", "order date before Friday", "name is Friday", "orders from Monday", "Ruby Tuesday", "Texas",
        "order date is Monday, Tuesday", "ordered from Nov 1 to Nov 5",
    ],
)  # fmt: skip
def test_a_time_belongs_to_a_condition(text: str) -> None:
    assert not ends_in_a_moment(text)


@pytest.mark.parametrize(
    "line",
    [
        "ship orders.csv only Texas on Monday", "ship orders.csv where state is TX, only on Monday",
        "ship orders.csv only on Monday", "ship orders.csv just not today", "ship orders.csv except Friday",
        "ship orders.csv ground only after Friday", "ship all orders in orders.csv only on Monday", "ship orders.csv in January only",
    ],
)  # fmt: skip
def test_a_postponement_is_no_filter_and_the_answer_says_what_one_could_mean(line: str) -> None:
    read = parse(line, State.IDLE)
    assert isinstance(read, Unclear)
    assert "which orders to ship or when" in read.understood


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        ("ship orders.csv only orders from Monday", "from Monday"), ("ship orders.csv where on Monday", "on Monday"),
        ("ship only January orders from orders.csv", "January"), ("ship orders.csv only since Monday", "since Monday"),
        ("ship orders.csv only New York", "New York"),
        ("ship orders.csv where deadline before Friday", "deadline before Friday"),
        ("ship orders.csv only ordered on Monday", "ordered on Monday"),
    ],
)  # fmt: skip
def test_a_day_that_tells_which_orders_is_a_filter(line: str, condition: str) -> None:
    assert parse(line, State.IDLE) == Ship(source="orders.csv", filter=condition)
