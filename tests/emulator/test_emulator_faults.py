"""What can be made to go wrong: which calls a rule strikes, and what each fault does."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from ups_caller import Caller

from shipshell.emulator.faults import Call, Fault, Faults, Kind, ReplyLost, ReplyReset, RequestLost, Rule
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = "SS-7Q2F9KXM-1"


def _struck(entry: dict[str, Any], calls: list[Call]) -> list[int]:
    """The places, from 1, of the calls that the rule strikes."""
    faults = Faults.from_config([{"fault": "refuse"} | entry])
    return [place for place, call in enumerate(calls, start=1) if faults.of(call)]


@pytest.mark.parametrize(
    ("entry", "struck"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"operation": "ship"}, [1, 3, 4, 5]),
        ({"operation": "ship", "nth": 3}, [4]),
        ({"operation": "ship", "nth": [1, 4]}, [1, 5]),
        ({"operation": "ship", "since": 3}, [4, 5]),
        ({"name": "pat*"}, [1, 2, 4]),
        ({"name": "Pat Doe", "nth": 3}, [4]),
        ({"operation": "ship", "name": "pat ?oe"}, [1, 4]),
        ({"reference": "SS-*-2"}, [3, 4]),
        ({"reference": "ss-a-2", "name": "Ann"}, [3]),
        ({"name": "Pat"}, []),
    ],
)
def test_rules_strike_the_calls_they_describe(entry: dict[str, Any], struck: list[int]) -> None:
    calls = [
        Call("ship", "Pat Doe", ("SS-A-1", "PO 1")),
        Call("rate", "Pat Doe"),
        Call("ship", "Ann", ("SS-A-2", "PO 2")),
        Call("ship", "PAT DOE", ("SS-B-2",)),
        Call("ship"),
    ]
    assert _struck(entry, calls) == struck


def test_a_rule_may_ask_any_question() -> None:
    faults = Faults([Rule(Fault(Kind.REFUSE), when=lambda call: len(call.references) > 1)])
    assert not faults.of(Call("ship", references=("A",)))
    assert faults.of(Call("ship", references=("A", "B")))


@pytest.mark.parametrize(
    "entry",
    [
        {"fault": "explode"},
        {"operation": "ship"},
        {"fault": "refuse", "colour": "red"},
        {"fault": "refuse", "operation": "shop"},
        {"fault": "late", "seconds": "soon"},
        {"fault": "above_quote", "percent": "much"},
        {"fault": "refuse", "nth": "x"},
        {"fault": "refuse", "since": None},
    ],
)
def test_what_is_not_understood_is_named(entry: dict[str, Any]) -> None:
    with pytest.raises(ShipshellError) as caught:
        Faults.from_config([entry])
    assert caught.value.problem.code == "E-5004"
    assert str(entry) in str(caught.value)


def test_calls_are_described_by_what_they_carry(tmp_path: Path) -> None:
    seen: list[Call] = []

    def look(call: Call) -> bool:
        seen.append(call)
        return False

    caller = Caller(tmp_path)
    caller.emulator._faults = Faults([Rule(Fault(Kind.REFUSE), when=look)])
    number = caller.ship().number
    caller.rate()
    caller.recover(REFERENCE)
    caller.track(number)
    caller.track_reference(REFERENCE)
    caller.void(number)
    caller.address()
    caller.call("POST", "/shipments/v2409/ship", [])
    assert seen == [
        Call("ship", "Pat Doe", (REFERENCE, "PO 4471")),
        Call("rate", "Pat Doe"),
        Call("recovery", "", (REFERENCE,)),
        Call("track", "", (), number),
        Call("track_reference", "", (REFERENCE,)),
        Call("void", "", (), number),
        Call("address", "Pat Doe"),
        Call("ship"),
    ]


BEFORE: list[tuple[dict[str, Any], int, str]] = [
    ({"fault": "refuse", "code": "120207"}, 400, "120207"),
    ({"fault": "refuse"}, 400, "120802"),
    ({"fault": "refuse", "code": "250003", "status": 403, "message": "Blocked"}, 403, "250003"),
    ({"fault": "unauthorised"}, 401, "250002"),
    ({"fault": "throttle"}, 429, "10429"),
]


@pytest.mark.parametrize(("entry", "status", "code"), BEFORE, ids=[str(case[0]) for case in BEFORE])
def test_before_the_call_nothing_is_made(entry: dict[str, Any], status: int, code: str, tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "ship", "nth": 1} | entry])
    answer = caller.ship()
    assert (answer.status, answer.code) == (status, code)
    assert caller.emulator.shipments() == []
    assert caller.ship().status == 200


def test_words_and_pauses_are_as_configured(tmp_path: Path) -> None:
    rules = [
        {"operation": "rate", "nth": 1, "fault": "refuse", "message": "Not today"},
        {"operation": "rate", "nth": 2, "fault": "throttle", "retry_after": 7},
        {"operation": "rate", "nth": 3, "fault": "throttle"},
    ]
    caller = Caller(tmp_path, rules)
    assert caller.rate().json["response"]["errors"][0]["message"] == "Not today"
    assert caller.rate().reply.headers["Retry-After"] == "7"
    assert "Retry-After" not in caller.rate().reply.headers


def test_a_request_that_is_lost_makes_nothing(tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "ship", "fault": "request_lost"}])
    with pytest.raises(RequestLost):
        caller.ship()
    assert caller.emulator.shipments() == []


@pytest.mark.parametrize(("kind", "error"), [("reply_lost", ReplyLost), ("reply_reset", ReplyReset)])
def test_a_reply_that_is_lost_leaves_a_shipment(kind: str, error: type[Exception], tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "ship", "fault": kind}])
    with pytest.raises(error):
        caller.ship()
    (shipment,) = caller.emulator.shipments()
    recovered = caller.recover(REFERENCE).json["LabelRecoveryResponse"]
    assert recovered["ShipmentIdentificationNumber"] == shipment.tracking_number


@pytest.mark.parametrize(("kind", "made"), [("server_error", 0), ("server_error_after", 1)])
def test_server_errors_are_pages(kind: str, made: int, tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "ship", "fault": kind, "status": 502}])
    reply = caller.ship().reply
    assert (reply.status, reply.headers["Content-Type"]) == (502, "text/html")
    assert reply.body.startswith(b"<html>")
    assert len(caller.emulator.shipments()) == made


def test_a_refusal_may_be_a_lie(tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "ship", "fault": "refuse_after", "code": "20001"}])
    assert caller.ship().code == "20001"
    assert len(caller.emulator.shipments()) == 1


@pytest.mark.parametrize("kind", ["truncated", "garbled", "empty"])
def test_unreadable_successes(kind: str, tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "ship", "fault": kind}])
    reply = caller.ship().reply
    assert reply.status == 200
    with pytest.raises(ValueError, match=r"."):
        json.loads(reply.body)
    assert len(caller.emulator.shipments()) == 1


def test_a_late_reply_says_how_late(tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "ship", "fault": "late", "seconds": 90}])
    assert caller.ship().reply.delay == 90
    assert caller.rate().reply.delay == 0


def test_slow_to_show_hides_a_shipment_from_every_look_up_for_a_while(tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "ship", "fault": "slow_to_show", "seconds": 20}])
    number = caller.ship().number
    for seconds, shown in ((0, False), (19, False), (1, True)):
        caller.clock.move(seconds=seconds)
        assert (caller.recover(REFERENCE).code == "") is shown
        assert (b"TW0001" not in caller.track(number).reply.body) is shown
        assert (b"TW0001" not in caller.track_reference(REFERENCE).reply.body) is shown
    assert caller.void(number).status == 200


def test_a_lost_label_is_given_once(tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "ship", "fault": "label_lost"}])
    assert caller.ship().shipped["PackageResults"][0]["ShippingLabel"]["GraphicImage"]
    assert caller.recover(REFERENCE).code == "9801028"


def test_two_candidates_of_which_one_is_a_stranger(tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "recovery", "fault": "two_candidates"}])
    number = caller.ship().number
    candidates = caller.recover(REFERENCE).json["LabelRecoveryResponse"]["TrackingCandidate"]
    assert len(candidates) == 2
    assert candidates[0]["TrackingNumber"] == number != candidates[1]["TrackingNumber"]
    assert caller.recover("SS-NONE").code == "9801031"


def test_no_negotiated_price(tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"fault": "no_negotiated"}])
    answer = caller.ship()
    assert "NegotiatedRateCharges" not in answer.shipped
    assert "120900" in [alert["Code"] for alert in answer.json["ShipmentResponse"]["Response"]["Alert"]]
    assert caller.emulator.shipments()[0].negotiated is None
    (rated,) = caller.rate().json["RateResponse"]["RatedShipment"]
    assert "NegotiatedRateCharges" not in rated


def test_a_charge_above_its_quote(tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "ship", "fault": "above_quote", "percent": 10}])
    (rated,) = caller.rate().json["RateResponse"]["RatedShipment"]
    shipped = caller.ship().shipped
    for block, total in (("NegotiatedRateCharges", "TotalCharge"), ("ShipmentCharges", "TotalCharges")):
        quote = rated.get(block, rated)
        ratio = Decimal(shipped[block][total]["MonetaryValue"]) / Decimal(quote[total]["MonetaryValue"])
        assert abs(ratio - Decimal("1.1")) < Decimal("0.001")


def test_a_void_reply_with_an_object_for_a_list(tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "void", "fault": "single_object"}])
    number = caller.ship().number
    reply = caller.void(number).json["VoidShipmentResponse"]
    assert reply["PackageLevelResult"]["TrackingNumber"] == number
    assert "PackageLevelResults" not in reply


def test_carriage_returns_before_every_value_but_the_image(tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"operation": "ship", "fault": "carriage_returns"}])
    (package,) = caller.ship().shipped["PackageResults"]
    assert package["TrackingNumber"].startswith("&#xD;1Z")
    assert not package["ShippingLabel"]["GraphicImage"].startswith("&")


@pytest.mark.parametrize("kind", ["single_object", "carriage_returns"])
def test_refusals_and_pages_are_not_rewritten(kind: str, tmp_path: Path) -> None:
    caller = Caller(tmp_path, [{"fault": kind, "operation": "ship"}, {"fault": "server_error", "operation": "ship"}])
    assert caller.ship().reply.body.startswith(b"<html>")


def test_several_faults_strike_one_call(tmp_path: Path) -> None:
    rules: list[dict[str, Any]] = [
        {"operation": "ship", "fault": "slow_to_show", "seconds": 20},
        {"operation": "ship", "fault": "label_lost"},
        {"operation": "ship", "fault": "reply_lost"},
    ]
    caller = Caller(tmp_path, rules)
    with pytest.raises(ReplyLost):
        caller.ship()
    assert caller.recover(REFERENCE).code == "9801031"
    caller.clock.move(seconds=20)
    assert caller.recover(REFERENCE).code == "9801028"
