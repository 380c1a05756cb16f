"""Voids: what is asked, what became of each package, and what a refusal says."""

from __future__ import annotations

import json
from typing import Any

import pytest
import responses
from ups_kit import ACCOUNT, BASE, Loopback, complaints, error, example, needs_ups_documents, now, params, reply, reset

from shipshell.carriers.base import CarrierError, NotSent, OutcomeUnknown, Throttled, Unauthorised
from shipshell.carriers.ups.carrier import UpsCarrier
from shipshell.carriers.ups.client import Credentials, UpsClient
from shipshell.carriers.ups.wire.void import read_package_voids, read_void
from shipshell.carriers.voids import VoidBefore, VoidDone, VoidOutcome, VoidRefused

SHIPMENT_ID = "1Z12345E0205271688"
URL = f"{BASE}/api/shipments/v2409/void/cancel/{SHIPMENT_ID}"
TEMPLATE = "/shipments/{version}/void/cancel/{shipmentidentificationnumber}"
NUMBERS = [f"1Z12345E02{serial:08}" for serial in range(45)]
DONE, NOT_DONE = {"Code": "1", "Description": "Voided"}, {"Code": "0", "Description": "Not Voided"}


def carrier(base: str = BASE) -> UpsCarrier:
    return UpsCarrier(UpsClient(base, Credentials("app", "s"), clock=now), environment="test", account=ACCOUNT)


def answer(summary: Any = DONE, **statuses: Any) -> bytes:
    blocks = [{"TrackingNumber": number, "Status": status} for number, status in statuses.items()]
    parts = {"PackageLevelResults": blocks} if blocks else {}
    return json.dumps({"VoidShipmentResponse": {"SummaryResult": {"Status": summary}, **parts}}).encode()


def is_refused(outcome: VoidOutcome, *words: str) -> bool:
    return isinstance(outcome, VoidRefused) and all(word in outcome.problem.message for word in words)


# ---- requests


@needs_ups_documents
@pytest.mark.parametrize("numbers", [(), NUMBERS[:1], NUMBERS[:20]])
def test_every_request_is_valid_by_upss_documents(ups: responses.RequestsMock, numbers: list[str]) -> None:
    ups.delete(URL, body=answer())
    made = carrier()
    assert (made.void_packages(SHIPMENT_ID, numbers) if numbers else made.void(SHIPMENT_ID)) is not None
    said = params(ups.calls[1].request, TEMPLATE)
    assert complaints("void", "params", said) == []
    assert said["path"] == {"version": "v2409", "shipmentidentificationnumber": SHIPMENT_ID}
    assert ups.calls[1].request.body is None


def test_a_whole_shipment_is_voided_by_naming_no_package(ups: responses.RequestsMock) -> None:
    ups.delete(URL, body=answer())
    assert carrier().void(SHIPMENT_ID) == VoidDone()
    assert ups.calls[1].request.url == URL


def test_packages_go_twenty_to_a_request(ups: responses.RequestsMock) -> None:
    ups.delete(URL, body=answer())
    assert carrier().void_packages(SHIPMENT_ID, [*NUMBERS[:40], NUMBERS[40]]) == dict.fromkeys(NUMBERS[:41], VoidDone())
    asked = [params(call.request, TEMPLATE)["query"]["trackingnumber"] for call in list(ups.calls)[1:]]
    assert [json.loads(asked[0]), json.loads(asked[1]), asked[2]] == [NUMBERS[:20], NUMBERS[20:40], NUMBERS[40]]


def test_no_package_is_no_request(ups: responses.RequestsMock) -> None:
    assert carrier().void_packages(SHIPMENT_ID, []) == {}
    assert len(ups.calls) == 0


def test_a_number_cannot_reach_another_path(ups: responses.RequestsMock) -> None:
    ups.delete(f"{BASE}/api/shipments/v2409/void/cancel/1Z%2F..%3Fa", body=answer())
    assert carrier().void("1Z/..?a") == VoidDone()


# ---- answers


@needs_ups_documents
def test_upss_example_is_read() -> None:
    raw = json.dumps(example("void_response")).encode()
    assert read_void(raw) == VoidDone()
    assert read_package_voids(raw, NUMBERS[:2]) == dict.fromkeys(NUMBERS[:2], VoidDone())


def test_each_package_has_its_own_answer() -> None:
    outcomes = read_package_voids(answer(A=DONE, B=NOT_DONE, C=DONE), ["A", "B"])
    assert outcomes["A"] == VoidDone()
    assert is_refused(outcomes["B"], "Not Voided")
    assert outcomes.keys() == {"A", "B"}


def test_a_shipment_is_void_only_if_none_of_it_stands() -> None:
    assert read_void(answer(A=DONE, B=DONE)) == VoidDone()
    assert is_refused(read_void(answer(A=DONE, B=NOT_DONE)), "B: Not Voided")
    assert is_refused(read_void(answer(NOT_DONE)), "Not Voided")
    assert is_refused(read_void(answer({"Code": "0"}, A=DONE)), "not voided")


def test_a_refused_void_has_a_code_of_its_own() -> None:
    outcome = read_void(answer(NOT_DONE))
    assert isinstance(outcome, VoidRefused)
    assert outcome.problem.code == "E-3010"
    assert outcome.problem.hint


def test_one_package_may_come_without_its_list_and_under_the_singular() -> None:
    single = {"TrackingNumber": "&#xD;A", "Status": {"Code": "&#xD;0", "Description": "&#xD;Too late"}}
    document = {"VoidShipmentResponse": {"SummaryResult": {"Status": DONE}, "PackageLevelResult": single}}
    raw = json.dumps(document).encode()
    assert is_refused(read_void(raw), "A: Too late")
    assert is_refused(read_package_voids(raw, ["A"])["A"], "Too late")


@pytest.mark.parametrize(
    "raw", [b"", b"<html>", b"{}", b'{"VoidShipmentResponse": {}}', answer({"Code": ""}), answer(A={})]
)
def test_an_answer_that_does_not_say_leaves_it_unknown(raw: bytes) -> None:
    with pytest.raises(OutcomeUnknown):
        read_void(raw)
    with pytest.raises(OutcomeUnknown):
        read_package_voids(raw, ["A"])


def test_a_package_that_is_passed_over_is_unknown() -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        read_package_voids(answer(A=DONE), ["A", "B"])
    assert "B" in caught.value.problem.message


# ---- refusals


@pytest.mark.parametrize("code", ["190100", "190101", "190102", "190103", "190113", "190121", "190122", "777777"])
def test_a_refusal_is_an_answer_with_upss_code(ups: responses.RequestsMock, code: str) -> None:
    ups.delete(URL, status=400, json=error(code))
    for outcome in (carrier().void(SHIPMENT_ID), carrier().void_packages(SHIPMENT_ID, ["A"])["A"]):
        assert is_refused(outcome, f"words of {code}")
        assert isinstance(outcome, VoidRefused)
        assert (outcome.problem.code, outcome.problem.carrier_code) == ("E-3010", code)


def test_what_was_void_before_is_void(ups: responses.RequestsMock) -> None:
    ups.delete(URL, status=400, json=error("190117"))
    assert carrier().void(SHIPMENT_ID) == VoidBefore()
    assert carrier().void_packages(SHIPMENT_ID, ["A"]) == {"A": VoidBefore()}


def test_a_refusal_of_several_is_asked_of_each(ups: responses.RequestsMock) -> None:
    def decide(request: Any) -> tuple[int, dict[str, str], str]:
        asked = params(request, TEMPLATE)["query"]["trackingnumber"]
        codes = {"A": "190117", "C": "190122"}
        if asked.startswith("[") or asked in codes:
            return 400, {}, json.dumps(error(codes.get(asked, "190117")))
        return 200, {}, answer(**{asked: DONE}).decode()

    ups.add_callback(responses.DELETE, URL, decide)
    outcomes = carrier().void_packages(SHIPMENT_ID, ["A", "B", "C"])
    assert (outcomes["A"], outcomes["B"]) == (VoidBefore(), VoidDone())
    assert is_refused(outcomes["C"], "190122")
    assert len(ups.calls) == 5


@pytest.mark.parametrize(
    ("failing", "kind"),
    [
        ({"status": 429}, Throttled),
        ({"status": 403, "json": error("250009")}, Unauthorised),
        ({"status": 500}, OutcomeUnknown),
        ({"status": 400, "json": error("20001")}, OutcomeUnknown),
        ({"status": 400, "json": error("190001")}, NotSent),
    ],
)
def test_what_is_no_answer_is_raised(
    ups: responses.RequestsMock, failing: dict[str, Any], kind: type[CarrierError]
) -> None:
    ups.delete(URL, **failing)
    for void in (lambda: carrier().void(SHIPMENT_ID), lambda: carrier().void_packages(SHIPMENT_ID, ["A", "B"])):
        with pytest.raises(CarrierError) as caught:
            void()
        assert type(caught.value) is kind


def test_a_void_whose_answer_is_lost_is_sent_once_and_settled_by_asking_again() -> None:
    before = reply(json.dumps(error("190117")).encode(), "400 Bad Request")
    with Loopback([reset, before]) as server:
        made = carrier(server.url)
        with pytest.raises(OutcomeUnknown):
            made.void(SHIPMENT_ID)
        assert len(server.requests) == 1
        assert server.requests[0].startswith(f"DELETE /api/shipments/v2409/void/cancel/{SHIPMENT_ID} ".encode())
        assert made.void(SHIPMENT_ID) == VoidBefore()
