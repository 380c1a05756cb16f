"""Filters as people say them keep exactly the rows they mean, and what says nothing certain keeps none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from filter_kit import TODAY, kept, orders, parsed, told

from shipshell.intents.parser import parse
from shipshell.intents.state import State
from shipshell.intents.types import Ship
from shipshell.model.errors import ShipshellError
from shipshell.planning.filter_dates import cell_date, date_order, said_span

if TYPE_CHECKING:
    from typing import Any

ORDERS = orders()


@pytest.mark.parametrize("case", told(), ids=lambda case: case["filter"])
def test_a_filter_keeps_the_rows_that_it_means(case: dict[str, Any]) -> None:
    assert kept(case["filter"], ORDERS) == case["rows"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2-5 lbs", "weight at least 2 lbs and weight at most 5 lbs"),
        ("five pounds or more", "weight at least 5 pounds"),
        ("placed yesterday", '"Order Date" is 2026-11-22'),
        ("ordered since Monday", '"Order Date" since 2026-11-23'),
        ("before Nov 3", '"Order Date" before 2026-11-03'),
        ("last week", '"Order Date" is 2026-11-16 to 2026-11-22'),
        ("worth more than $500", '"Order Total" over $500'),
        ("for Bolt", "company contains Bolt"),
        ("without a phone", ""),
        ("without a company", "company is empty"),
        ("with a company", "not (company is empty)"),
        ("row 7 onwards", "rows from 7 on"),
        ("all but the last 3", "not (last 3)"),
        ("the last 3 over 5 lb", "last 3 of weight over 5 lb"),
        ("high priority", '"Priority" is high'),
        ("Reno", "city is Reno"),
    ],
)
def test_it_is_read_back_in_full(text: str, words: str) -> None:
    if words:
        assert parsed(text, ORDERS).words == words
    else:
        assert kept(text, ORDERS) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("state is CA maybe", "`maybe` makes no sense there"),
        ("over 5 bananas", "`over 5 bananas`"),
        ("Acme", "company contains Acme"),
        ("between 5 lb and 2 lb", "5 lb is more than 2 lb"),
        ("Ground or over 5 lb to California", "how far the `or` reaches"),
        ("except Texas and over 5 lbs", "how far the exception reaches"),
        ("before Feb 30", "`30` makes no sense there"),
    ],
)
def test_what_was_not_understood_is_named(text: str, named: str) -> None:
    with pytest.raises(ShipshellError) as caught:
        parsed(text, ORDERS)
    assert named in caught.value.problem.message


def test_an_empty_cell_is_left_out_whatever_is_asked_of_it_and_that_is_said() -> None:
    for text in ("over 5 lbs", "not over 5 lbs"):
        found = parsed(text, ORDERS).apply(ORDERS)
        assert 4 not in found.frame.index
        assert "row 4:" in found.note
    assert parsed("California", ORDERS).apply(ORDERS).note == ""


def test_the_date_meant_is_asked_about_where_several_columns_tell_one() -> None:
    frame = ORDERS.assign(**{"Paid Date": "2026-11-20"})
    assert kept("paid on Nov 20", frame) == list(frame.index)
    assert kept("ordered today", frame) == [23, 24]
    assert kept("ordered today", frame.rename(columns={"Order Date": "Date", "Paid Date": "Any Date"})) is None


# -- in a sentence -----------------------------------------------------------------------------------------------------

#: What nobody can tell from an order to ship in another way, or from a deadline, needs a `where`.
NEEDS_WHERE = {
    "Reno",
    "for Acme Inc",
    "before Nov 3",
    "after 11/20",
    "on 2026-11-05",
    "today's orders",
    "only UPS Ground",
}
NEEDS_WHERE |= {"California but not San Diego", "everything going Ground", "Ground or 2nd Day Air", "2nd day air only"}


def _shipped(sentence: str) -> list[int] | str | None:
    intent = parse(sentence, State.IDLE)
    if not isinstance(intent, Ship):
        return "no order"
    assert (intent.source, intent.service) == ("orders.csv", None), sentence
    return kept(intent.filter, ORDERS) if intent.filter else list(ORDERS.index)


@pytest.mark.parametrize("shape", ["ship {} from orders.csv", "ship orders.csv, {}", "ship orders.csv where {}"])
def test_it_means_the_same_in_a_sentence(shape: str) -> None:
    cases = [case for case in told() if case["rows"] and (case["filter"] not in NEEDS_WHERE)]
    read = [(_shipped(shape.format(case["filter"])), case) for case in cases]
    assert [(case["filter"], rows) for rows, case in read if rows not in (case["rows"], "no order")] == []
    assert sum(rows == "no order" for rows, _ in read) <= len(cases) * 0.04


def test_nonsense_in_a_sentence_ships_nothing() -> None:
    cases = [case["filter"] for case in told() if case["rows"] is None]
    sentences = [f"ship orders.csv where {text}" for text in cases]
    assert [one for one in sentences if _shipped(one) not in ("no order", None)] == []


# -- dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", 23, 23),
        ("yesterday's", 22, 22),
        ("Monday", 23, 23),
        ("last Monday", 16, 16),
        ("Fri", 20, 20),
        ("this week", 23, 23),
        ("last week", 16, 22),
        ("past 7 days", 16, 23),
        ("2 days ago", 21, 21),
        ("Nov 5th", 5, 5),
        ("5 November 2026", 5, 5),
        ("11/05/26", 5, 5),
        ("November", 1, 30),
    ],
)
def test_days_are_understood_as_said(text: str, first: int, last: int) -> None:
    assert said_span(text, TODAY) == (date(2026, 11, first), date(2026, 11, last))


def test_a_day_without_its_year_is_the_nearest() -> None:
    assert said_span("Dec 28", date(2027, 1, 3)) == (date(2026, 12, 28), date(2026, 12, 28))
    assert said_span("Jan 2", date(2026, 12, 30)) == (date(2027, 1, 2), date(2027, 1, 2))


@pytest.mark.parametrize("text", ["Feb 30", "13/13/2026", "the flood", "7", "Blursday", ""])
def test_what_is_no_day_is_none(text: str) -> None:
    assert said_span(text, TODAY) is None


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["2026-11-03", ""], "month"),
        (["03/11/2026", "13/11/2026 10:05"], "day"),
        (["11/13/2026", "11/03/2026"], "month"),
        (["Tue, Nov 3, 2026 10:05 AM", "3 Nov 2026"], "month"),
        (["x", "y", "2026-11-03"], None),
        ([""], None),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_column(cells: list[str], order: str | None) -> None:
    assert date_order(cells) == order


def test_a_cell_is_the_day_it_names() -> None:
    days = {cell_date("3/11/2026", "day"), cell_date("2026-11-03T23:59:00Z", "month"), cell_date("3.11.2026", "month")}
    assert days == {date(2026, 11, 3)}
    with pytest.raises(ValueError, match="Nov 3"):
        cell_date("Nov 3", "month")


def test_dates_with_the_day_first_are_compared_as_such() -> None:
    frame = pd.DataFrame({"Name": ["a", "b"], "Order Date": ["02/11/2026", "25/11/2026"]}, index=[1, 2], dtype="str")
    assert kept("ordered before Nov 10", frame) == [1]
    assert kept("order date >= 24/11/2026", frame) == [2]
