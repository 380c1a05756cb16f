"""Spending limits: to the cent, and only ever lower."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shipshell.config import Limits
from shipshell.model.errors import ShipshellError
from shipshell.planning.limits import any_limit, lowered, over_limit

NOTHING = Decimal(0)
QUOTES = {1: Decimal("10.00"), 2: Decimal("20.01"), 3: Decimal("5.00")}


def test_a_limit_of_the_session_may_be_lower_or_the_same() -> None:
    configured = Limits(batch=Decimal(500))
    assert lowered(configured, "batch", Decimal(500), configured).batch == Decimal(500)
    lower = lowered(configured, "batch", Decimal(50), configured)
    assert lower.batch == Decimal(50)
    assert lowered(lower, "batch", Decimal(400), configured).batch == Decimal(400)
    assert lowered(lower, "day", Decimal(9999), configured).day == Decimal(9999)


def test_it_may_not_be_higher_than_configured() -> None:
    configured = Limits(row=Decimal(50))
    with pytest.raises(ShipshellError) as raised:
        lowered(configured, "row", Decimal("50.01"), configured)
    assert raised.value.problem.code == "E-2020"
    assert "$50.00" in raised.value.problem.message


@pytest.mark.parametrize(
    ("limits", "before", "today", "words"),
    [
        (Limits(), NOTHING, NOTHING, ""),
        (Limits(batch=Decimal("35.01")), NOTHING, NOTHING, ""),
        (Limits(batch=Decimal("35.00")), NOTHING, NOTHING, "the batch costs $35.01; the limit per batch is $35.00"),
        (
            Limits(batch=Decimal("40.00")),
            Decimal("5.00"),
            NOTHING,
            "the batch costs $35.01, after $5.00 that it cost before; the limit per batch is $40.00",
        ),
        (Limits(row=Decimal("20.01")), NOTHING, NOTHING, ""),
        (Limits(row=Decimal("20.00")), NOTHING, NOTHING, "row 2 costs $20.01; the limit per row is $20.00"),
        (Limits(day=Decimal("45.01")), NOTHING, Decimal(10), ""),
        (
            Limits(day=Decimal("45.00")),
            NOTHING,
            Decimal(10),
            "the batch costs $35.01, and $10.00 was spent today; the limit per day is $45.00",
        ),
        (Limits(batch=NOTHING), NOTHING, NOTHING, "the batch costs $35.01; the limit per batch is $0.00"),
    ],
)
def test_a_batch_fits_or_is_told_why_not(limits: Limits, before: Decimal, today: Decimal, words: str) -> None:
    problem = over_limit(limits, QUOTES, spent_on_batch=before, spent_today=today)
    assert (problem.message if problem else "") == words
    assert any_limit(limits) == (limits != Limits())
