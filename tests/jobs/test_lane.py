"""One row's way to UPS and back, for everything that can happen on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jobs_kit import request

from shipshell.jobs.lane import waits_ahead
from shipshell.jobs.verdicts import NOTHING_SHOWN, Accepted, Declined, Doubtful, NeverLeft, Voided
from shipshell.model.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobs_kit import Bench

REFERENCE = "SS-7Q2F9KXM-1"
UNKNOWN = Problem("E-3003", "UPS API timeout")


def ship(fault: str, **more: Any) -> dict[str, Any]:
    return {"operation": "ship", "fault": fault, **more}


def find(fault: str, **more: Any) -> dict[str, Any]:
    return {"operation": "recovery", "fault": fault, **more}


def send(bench: Bench) -> Any:
    return bench.lane().send(request(1), REFERENCE)


def test_an_answer_is_kept_before_it_is_read(bench: Bench) -> None:
    verdict = send(bench)
    assert isinstance(verdict, Accepted)
    assert (verdict.looked_up, verdict.trouble) == (False, None)
    kept = bench.spool.read(REFERENCE)
    assert kept is not None
    assert verdict.confirmation.tracking_number.encode() in kept
    assert bench.time.pauses == []


@pytest.mark.parametrize("fault", ["reply_lost", "reply_reset", "server_error_after", "truncated", "garbled", "empty"])
def test_a_shipment_whose_answer_was_lost_is_found_by_its_reference(
    make_bench: Callable[..., Bench], fault: str
) -> None:
    bench = make_bench(1, ship(fault))
    verdict = send(bench)
    assert isinstance(verdict, Accepted)
    assert verdict.looked_up
    assert [verdict.confirmation.tracking_number] == bench.numbers()
    assert verdict.confirmation.label is not None
    assert bench.time.pauses == []


def test_nothing_found_is_no_proof_that_there_is_nothing(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(1, ship("server_error"))
    verdict = send(bench)
    assert isinstance(verdict, Doubtful)
    assert (verdict.problem.code, verdict.answer) == ("E-3005", NOTHING_SHOWN)
    assert bench.time.pauses == [5.0, 25.0, 90.0]


def test_a_carrier_inside_this_program_proves_that_nothing_came(make_bench: Callable[..., Bench]) -> None:
    verdict = send(make_bench(1, ship("server_error"), proof=True))
    assert isinstance(verdict, NeverLeft)


def test_a_shipment_that_shows_late_is_found_late(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(1, ship("reply_lost"), ship("slow_to_show", seconds=29))
    verdict = send(bench)
    assert isinstance(verdict, Accepted)
    assert bench.time.pauses == [5.0, 25.0]


def test_a_look_up_that_fails_says_nothing_and_is_made_again(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(1, ship("reply_lost"), find("server_error", nth=1), find("throttle", nth=2))
    assert isinstance(send(bench), Accepted)
    assert bench.time.pauses == [5.0, 25.0]


@pytest.mark.parametrize("fault", ["request_lost", "unauthorised", "server_error", "throttle"])
def test_without_any_answer_to_a_look_up_nobody_knows(make_bench: Callable[..., Bench], fault: str) -> None:
    verdict = send(make_bench(1, ship("reply_lost"), find(fault)))
    assert isinstance(verdict, Doubtful)
    assert verdict.answer not in ("", NOTHING_SHOWN)


def test_two_shipments_of_one_reference_are_for_a_person(make_bench: Callable[..., Bench]) -> None:
    verdict = send(make_bench(1, ship("reply_lost"), find("two_candidates")))
    assert isinstance(verdict, Doubtful)
    assert verdict.answer not in ("", NOTHING_SHOWN)


def test_a_refusal_is_final(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(1, ship("refuse", code="120207"))
    verdict = send(bench)
    assert isinstance(verdict, Declined)
    assert (verdict.problem.carrier_code, verdict.field) == ("120207", "postal_code")
    assert bench.numbers() == []


def test_credentials_that_are_refused_twice_decline(make_bench: Callable[..., Bench]) -> None:
    verdict = send(make_bench(1, ship("unauthorised")))
    assert isinstance(verdict, Declined)
    assert verdict.problem.code == "E-5002"


def test_credentials_that_are_refused_once_are_renewed(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(1, ship("unauthorised", nth=1))
    assert isinstance(send(bench), Accepted)
    assert len(bench.numbers()) == 1


def test_a_connection_that_never_opened_did_nothing(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(1, ship("request_lost"))
    verdict = send(bench)
    assert isinstance(verdict, NeverLeft)
    assert (verdict.problem.code, verdict.wait) == ("E-3002", None)


# -- throttling ---------------------------------------------------------------------------------------------------


def test_a_throttled_request_is_looked_up_before_it_may_be_sent_again(make_bench: Callable[..., Bench]) -> None:
    verdict = send(make_bench(1, ship("throttle", retry_after=7)))
    assert isinstance(verdict, NeverLeft)
    assert (verdict.problem.code, verdict.wait) == ("E-3004", 7.0)


def test_a_throttled_request_that_was_carried_out_all_the_same_is_found(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(1, ship("refuse_after", code="10429", status=429))
    verdict = send(bench)
    assert isinstance(verdict, Accepted)
    assert verdict.looked_up
    assert len(bench.numbers()) == 1


def test_where_look_ups_are_throttled_too_they_wait(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(1, ship("throttle"), find("throttle", nth=[1, 2]))
    assert isinstance(send(bench), NeverLeft)
    assert bench.time.pauses == [5.0, 25.0]
    assert isinstance(send(make_bench(1, ship("throttle"), find("throttle"))), Doubtful)


# -- voids, kept replies, and what nobody foresaw -----------------------------------------------------------------


def test_a_shipment_that_was_voided_since_is_told(bench: Bench) -> None:
    bench.carrier.ship(request(1), REFERENCE, lambda _raw: None)
    bench.emulator._ledger.void(tuple(bench.numbers()), bench.time.now())
    assert isinstance(bench.lane().look_up(REFERENCE, UNKNOWN, (0.0,)), Voided)


def test_a_kept_reply_is_read_before_anybody_is_asked(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(1, find("request_lost"))
    send(bench)
    verdict = bench.lane().look_up(REFERENCE, UNKNOWN, (0.0,))
    assert isinstance(verdict, Accepted)
    assert not verdict.looked_up
    assert verdict.confirmation.price is not None


def test_a_reply_that_cannot_be_kept_is_booked_all_the_same_and_is_trouble(
    bench: Bench,
) -> None:
    (bench.folder / "spool").rmdir()
    (bench.folder / "spool").write_text("a file where the folder should be")
    verdict = send(bench)
    assert isinstance(verdict, Accepted)
    assert verdict.trouble is not None
    assert verdict.trouble.code == "E-4010"
    assert verdict.confirmation.price is not None


def test_whatever_breaks_after_sending_the_shipment_is_looked_for(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_raw: bytes) -> None:
        raise RecursionError

    monkeypatch.setattr("shipshell.carriers.ups.carrier.read_ship", broken)
    verdict = send(bench)
    assert isinstance(verdict, Accepted)
    assert verdict.looked_up
    assert len(bench.numbers()) == 1


def test_what_nobody_foresaw_leaves_a_doubt(make_bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch) -> None:
    bench = make_bench(1)

    def broken(*_: object) -> None:
        raise KeyError("Shipment")

    monkeypatch.setattr("shipshell.carriers.ups.carrier.ship_body", broken)
    verdict = send(bench)
    assert isinstance(verdict, Doubtful)
    assert verdict.problem.code == "E-4009"


# -- waiting ------------------------------------------------------------------------------------------------------


def test_a_wish_to_stop_ends_the_waiting_after_one_more_question(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(1, ship("server_error"))
    bench.time.stop_at_pause = 2
    assert isinstance(send(bench), Doubtful)
    assert bench.time.pauses == [5.0, 25.0]


def test_a_wish_to_stop_does_not_prevent_the_first_question(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(1, ship("reply_lost"))
    bench.time.stopped = True
    assert isinstance(send(bench), Accepted)


@pytest.mark.parametrize(
    ("moments", "age", "waits"),
    [
        ((0.0, 5.0, 30.0, 120.0), 0.0, (0.0, 5.0, 25.0, 90.0)),
        ((0.0, 5.0, 30.0, 120.0), 20.0, (0.0, 10.0, 90.0)),
        ((0.0, 5.0, 30.0, 120.0), 1000.0, (0.0,)),
        ((30.0, 5.0), 0.0, (0.0, 5.0, 25.0)),
        ((), 0.0, (0.0,)),
    ],
)
def test_waits_lead_to_the_moments_that_are_still_ahead(
    moments: tuple[float, ...], age: float, waits: tuple[float, ...]
) -> None:
    assert waits_ahead(moments, age) == waits
