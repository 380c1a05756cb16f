"""Rates: every distinct shipment is asked about once, and the total is exact."""

from __future__ import annotations

import threading
import time
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest
from planning_kit import request

from shipshell.carriers.base import NotSent, OutcomeUnknown, Refused, Unauthorised
from shipshell.model.money import Price
from shipshell.model.shipment import Quote
from shipshell.planning.asking import READS_AT_ONCE, Progress
from shipshell.planning.rating import RATING, Quotes, rate_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from shipshell.carriers.base import Carrier
    from shipshell.model.shipment import ShipmentRequest


class PriceList:
    """As much of a carrier as rating may use: it prices by weight; `answer` may do otherwise."""

    def __init__(self, answer: Callable[[ShipmentRequest], Quote] | None = None) -> None:
        self.asked: list[str] = []
        self._answer = answer or self._by_weight

    def rate_key(self, request: ShipmentRequest) -> str:
        return f"{request.package.weight}|{request.service}"

    def rate(self, request: ShipmentRequest) -> Quote:
        self.asked.append(self.rate_key(request))
        return self._answer(request)

    @staticmethod
    def _by_weight(request: ShipmentRequest) -> Quote:
        weight = request.package.weight or Decimal(0)
        return Quote(Price(weight + Decimal("0.10"), weight + Decimal("0.01") if weight > 1 else None))


def rated(requests: dict[int, ShipmentRequest], carrier: PriceList) -> Quotes:
    *_, last = rate_rows(requests, cast("Carrier", carrier), seconds=lambda: 0.0)
    assert isinstance(last, Quotes)
    return last


def test_shipments_of_one_price_are_asked_about_once() -> None:
    carrier = PriceList()
    quotes = rated({row: request(name=f"Pat {row}", weight=str(1 + row % 2)) for row in range(1, 101)}, carrier)
    assert len(carrier.asked) == 2
    assert list(quotes.quoted) == list(range(1, 101))


def test_the_total_is_the_exact_sum_of_what_is_due() -> None:
    quotes = rated({1: request(weight="1"), 2: request(weight="2"), 3: request(weight="2")}, PriceList())
    assert quotes.total.amount == Decimal("1.10") + 2 * Decimal("2.01")
    assert Quotes({}, {}).total.amount == 0


def test_a_row_without_a_rate_is_named_and_left_out_of_the_total() -> None:
    def answer(asked: ShipmentRequest) -> Quote:
        if asked.package.weight == 2:
            raise Refused("E-3009", "no such service there")
        if asked.package.weight == 3:
            raise OutcomeUnknown("E-3003", "UPS did not answer in time")
        return Quote(Price(Decimal(5)))

    quotes = rated({row: request(weight=str(row)) for row in (1, 2, 3)}, PriceList(answer))
    assert list(quotes.quoted) == [1]
    assert {row: problem.code for row, problem in quotes.unrated.items()} == {2: "E-3009", 3: "E-3003"}
    assert quotes.total.amount == 5


@pytest.mark.parametrize("error", [Unauthorised("E-5002", "who are you?"), NotSent("E-3002", "nobody listens")])
def test_what_would_stop_every_row_stops_at_once(error: Exception) -> None:
    def answer(_asked: ShipmentRequest) -> Quote:
        time.sleep(0.005)
        raise error

    carrier = PriceList(answer)
    with pytest.raises(type(error)):
        rated({row: request(weight=str(row)) for row in range(1, 100)}, carrier)
    assert len(carrier.asked) < 99


def test_no_more_reads_at_once_than_agreed() -> None:
    inside, most, lock = [0], [0], threading.Lock()
    several = threading.Event()

    def answer(_asked: ShipmentRequest) -> Quote:
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            if inside[0] == READS_AT_ONCE:
                several.set()
        several.wait(5)
        with lock:
            inside[0] -= 1
        return Quote(Price(Decimal(1)))

    rated({row: request(weight=str(row)) for row in range(1, 40)}, PriceList(answer))
    assert most[0] == READS_AT_ONCE


def test_progress_tells_how_far_it_is_and_what_is_left() -> None:
    ticks = iter(range(0, 10_000, 10))
    requests = {row: request(weight=str(row)) for row in range(1, 30)}
    steps = list(rate_rows(requests, cast("Carrier", PriceList()), seconds=lambda: float(next(ticks))))
    told = [step for step in steps if isinstance(step, Progress)]
    assert told
    assert all(0 < step.done <= step.total == 29 for step in told)
    assert told[-1].done == 29
    assert told[-1].seconds_left == 0
    assert Progress(RATING, 1, 100, 31).long
    assert not Progress(RATING, 99, 100, 30).long


def test_nothing_to_rate_is_no_work() -> None:
    assert rated({}, PriceList()) == Quotes({}, {})
