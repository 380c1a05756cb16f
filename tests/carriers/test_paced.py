"""Pacing: reads are patient and slow down when told to; a purchase is passed on once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest

from shipshell.carriers.address_check import AddressCheck, AddressNotFound
from shipshell.carriers.base import (
    CarrierError,
    Finding,
    Keep,
    NotFound,
    NotSent,
    OutcomeUnknown,
    Refused,
    Throttled,
)
from shipshell.carriers.paced import ANSWERS_PER_STEP, Pace, PacedCarrier, backoff
from shipshell.carriers.tracking import TrackingStatus
from shipshell.carriers.voids import VoidDone, VoidOutcome
from shipshell.model.money import Price
from shipshell.model.shipment import Confirmation, LabelImage, Quote, ShipmentRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shipshell.carriers.base import Carrier
    from shipshell.model.address import Address

QUOTE = Quote(Price(Decimal("14.31")))
REQUEST = cast("ShipmentRequest", "only passed on")
ADDRESS = cast("Address", "passed on too")
STATUS = TrackingStatus("1Z", "M", "MP", "label made")
DAY = date(2026, 11, 17)


class Time:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Scripted:
    """A carrier that fails in the given ways, then answers."""

    name, environment, account, host = "UPS", "test", "A1B2C3", "https://wwwcie.ups.com"

    def __init__(self, *failures: CarrierError) -> None:
        self.failures = list(failures)
        self.calls: list[str] = []

    def _call(self, what: str) -> None:
        self.calls.append(what)
        if self.failures:
            raise self.failures.pop(0)

    def rate(self, request: ShipmentRequest) -> Quote:
        self._call("rate")
        return QUOTE

    def ship(self, request: ShipmentRequest, reference: str, keep: Keep) -> Confirmation:
        self._call(f"ship {reference}")
        keep(b"raw")
        return Confirmation("1Z", "1Z")

    def read_reply(self, raw: bytes) -> Confirmation:
        return Confirmation(raw.decode(), "1Z")

    def rate_key(self, request: ShipmentRequest) -> str:
        return f"key of {request}"

    def find(self, reference: str) -> Finding:
        self._call(f"find {reference}")
        return NotFound()

    def recover_label(self, tracking_number: str) -> LabelImage | None:
        self._call(f"recover_label {tracking_number}")
        return None

    def track_reference(self, reference: str, shipped_on: date) -> Finding:
        self._call(f"track_reference {reference} {shipped_on}")
        return NotFound()

    def track(self, tracking_number: str) -> TrackingStatus | None:
        self._call(f"track {tracking_number}")
        return STATUS

    def void(self, shipment_id: str) -> VoidOutcome:
        self._call(f"void {shipment_id}")
        return VoidDone()

    def void_packages(self, shipment_id: str, tracking_numbers: Sequence[str]) -> dict[str, VoidOutcome]:
        self._call(f"void_packages {shipment_id} {' '.join(tracking_numbers)}")
        return {number: VoidDone() for number in tracking_numbers}

    def check_address(self, address: Address) -> AddressCheck:
        self._call(f"check_address {address}")
        return AddressNotFound()

    def address_key(self, address: Address) -> str:
        return f"key of {address}"


def throttled(retry_after: float | None = None) -> Throttled:
    error = Throttled("E-3004", "slow down")
    error.retry_after = retry_after
    return error


def not_sent() -> NotSent:
    return NotSent("E-3002", "no network")


def unknown() -> OutcomeUnknown:
    return OutcomeUnknown("E-3003", "UPS API timeout")


def paced(carrier: Carrier, time: Time) -> PacedCarrier:
    return PacedCarrier(carrier, monotonic=time.monotonic, sleep=time.sleep, random=lambda: 1.0)


def test_waits_double_up_to_a_minute_and_differ() -> None:
    assert [backoff(attempt, lambda: 1.0) for attempt in (*range(8), 10_000)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert [backoff(attempt, lambda: 0.0) for attempt in (0, 10)] == [0.5, 30]


def test_it_is_the_carrier_that_it_paces() -> None:
    carrier = paced(Scripted(), Time())
    assert (carrier.name, carrier.environment, carrier.account) == ("UPS", "test", "A1B2C3")
    assert carrier.host == "https://wwwcie.ups.com"
    assert carrier.read_reply(b"1Z9").tracking_number == "1Z9"
    assert carrier.rate_key(REQUEST) == "key of only passed on"
    assert carrier.address_key(ADDRESS) == "key of passed on too"


def test_a_rate_waits_as_long_as_it_is_told() -> None:
    time, carrier = Time(), Scripted(throttled(7), throttled())
    assert paced(carrier, time).rate(REQUEST) == QUOTE
    assert time.slept == [7, 2]
    assert carrier.calls == ["rate"] * 3


@pytest.mark.parametrize(("failure", "waits"), [(throttled, [1, 2, 4, 8, 16, 32, 60, 60, 60]), (not_sent, [1, 2, 4])])
def test_a_read_is_given_up_after_a_while(failure: Callable[[], CarrierError], waits: list[float]) -> None:
    time, carrier = Time(), Scripted(*(failure() for _ in range(100)))
    with pytest.raises(CarrierError):
        paced(carrier, time).rate(REQUEST)
    assert time.slept == waits


def test_a_wait_that_is_too_long_is_not_begun() -> None:
    time = Time()
    carrier = paced(Scripted(throttled(3600)), time)
    with pytest.raises(Throttled):
        carrier.rate(REQUEST)
    assert time.slept == []
    carrier.rate(REQUEST)
    assert time.slept == [60]


def test_a_rate_of_unknown_outcome_is_tried_twice_more() -> None:
    time, carrier = Time(), Scripted(unknown(), unknown(), unknown(), unknown())
    with pytest.raises(OutcomeUnknown):
        paced(carrier, time).rate(REQUEST)
    assert carrier.calls == ["rate"] * 3
    assert paced(Scripted(unknown(), unknown()), time).rate(REQUEST) == QUOTE


def test_a_refusal_is_an_answer() -> None:
    carrier = Scripted(Refused("E-3009", "no rate"))
    with pytest.raises(Refused):
        paced(carrier, Time()).rate(REQUEST)
    assert carrier.calls == ["rate"]


def test_an_address_check_which_only_warns_is_given_up_sooner() -> None:
    time = Time()
    with pytest.raises(Throttled):
        paced(Scripted(*(throttled(5.0) for _ in range(20))), time).check_address(ADDRESS)
    assert sum(time.slept) <= 25.0
    time = Time()
    with pytest.raises(Throttled):
        paced(Scripted(*(throttled(5.0) for _ in range(99))), time).rate(REQUEST)
    assert sum(time.slept) > 250.0


def test_a_look_up_is_patient_with_throttling_only() -> None:
    carrier = Scripted(throttled(), throttled())
    assert paced(carrier, Time()).find("SS-1") == NotFound()
    assert carrier.calls == ["find SS-1"] * 3
    for failure in (unknown(), not_sent()):
        with pytest.raises(type(failure)):
            paced(Scripted(failure), Time()).find("SS-1")


def look_up_by_reference(carrier: Carrier) -> object:
    return carrier.track_reference("SS-1", DAY)


def recover_label(carrier: Carrier) -> object:
    return carrier.recover_label("1Z")


def track(carrier: Carrier) -> object:
    return carrier.track("1Z")


def void(carrier: Carrier) -> object:
    return carrier.void("1Z")


def void_packages(carrier: Carrier) -> object:
    return carrier.void_packages("1Z", ["A", "B"])


def check_address(carrier: Carrier) -> object:
    return carrier.check_address(ADDRESS)


#: Everything but rates, look-ups and purchases: the call, the answer, and the errors after which it is made again.
OTHERS: list[tuple[Callable[[Carrier], object], object, str, set[type[CarrierError]]]] = [
    (look_up_by_reference, NotFound(), "track_reference SS-1 2026-11-17", {Throttled}),
    (recover_label, None, "recover_label 1Z", {Throttled}),
    (track, STATUS, "track 1Z", {Throttled, NotSent}),
    (void, VoidDone(), "void 1Z", {Throttled, NotSent}),
    (void_packages, {"A": VoidDone(), "B": VoidDone()}, "void_packages 1Z A B", {Throttled, NotSent}),
    (check_address, AddressNotFound(), "check_address passed on too", {Throttled, NotSent}),
]


@pytest.mark.parametrize(("ask", "answer", "call", "worth_while"), OTHERS)
@pytest.mark.parametrize("failure", [throttled, not_sent, unknown])
def test_what_is_safe_to_repeat_is_asked_again_where_nothing_was_done(
    ask: Callable[[Carrier], object],
    answer: object,
    call: str,
    worth_while: set[type[CarrierError]],
    failure: Callable[[], CarrierError],
) -> None:
    error = failure()
    carrier = Scripted(error)
    if type(error) in worth_while:
        assert ask(paced(carrier, Time())) == answer
        assert carrier.calls == [call] * 2
    else:
        with pytest.raises(type(error)):
            ask(paced(carrier, Time()))
        assert carrier.calls == [call]


@pytest.mark.parametrize("failure", [throttled, not_sent, unknown])
def test_a_purchase_is_passed_on_once(failure: Callable[[], CarrierError]) -> None:
    time, carrier = Time(), Scripted(failure())
    with pytest.raises(CarrierError):
        paced(carrier, time).ship(REQUEST, "SS-1", lambda _: None)
    assert carrier.calls == ["ship SS-1"]
    assert time.slept == []


def test_a_purchase_goes_through_with_its_keeper() -> None:
    kept: list[bytes] = []
    assert paced(Scripted(), Time()).ship(REQUEST, "SS-1", kept.append).tracking_number == "1Z"
    assert kept == [b"raw"]


def test_a_throttled_purchase_slows_the_reads() -> None:
    time = Time()
    carrier = paced(Scripted(throttled(9)), time)
    with pytest.raises(Throttled):
        carrier.ship(REQUEST, "SS-1", lambda _: None)
    assert carrier.pace.at_once == 4
    carrier.rate(REQUEST)
    assert time.slept == [9]


def test_waiting_ends_when_sleep_raises() -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    carrier = PacedCarrier(Scripted(not_sent()), monotonic=Time().monotonic, sleep=stop, random=lambda: 1.0)
    with pytest.raises(KeyboardInterrupt):
        carrier.rate(REQUEST)


def test_the_pace_halves_once_for_those_under_way_together_and_recovers_slowly() -> None:
    time = Time()
    pace = Pace(8, monotonic=time.monotonic, sleep=time.sleep)
    started = time.now
    time.now += 1
    pace.slow_down(started, 1)
    pace.slow_down(started, 1)
    assert pace.at_once == 4
    for _ in range(5):
        time.now += 1
        pace.slow_down(time.now, 1)
    assert pace.at_once == 1
    for _ in range(ANSWERS_PER_STEP):
        pace.went_well()
    assert pace.at_once == 2
    for _ in range(100 * ANSWERS_PER_STEP):
        pace.went_well()
    assert pace.at_once == 8


def test_no_more_reads_are_under_way_than_the_pace_allows() -> None:
    pace = Pace(3, monotonic=Time().monotonic, sleep=Time().sleep)
    lock, under_way, most = threading.Lock(), 0, 0
    full = threading.Event()

    def read() -> None:
        nonlocal under_way, most
        with pace.slot():
            with lock:
                under_way += 1
                most = max(most, under_way)
                if under_way == 3:
                    full.set()
            full.wait(5)
            with lock:
                under_way -= 1

    with ThreadPoolExecutor(12) as pool:
        for future in [pool.submit(read) for _ in range(12)]:
            future.result()
    assert most == 3


def test_a_place_is_given_back_by_a_read_that_fails() -> None:
    time = Time()
    carrier = PacedCarrier(
        Scripted(*(Refused("E-3009", "no") for _ in range(3))),
        monotonic=time.monotonic,
        sleep=time.sleep,
        random=lambda: 1.0,
        reads_at_once=1,
    )
    for _ in range(3):
        with pytest.raises(Refused):
            carrier.rate(REQUEST)
    assert carrier.rate(REQUEST) == QUOTE
