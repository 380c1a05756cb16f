"""Tracking by number and by reference: what is asked, and what UPS's answers and silences mean."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from ups_kit import (
    ACCOUNT,
    PRODUCTION,
    REFERENCE,
    Loopback,
    complaints,
    error,
    example,
    needs_ups_documents,
    now,
    params,
    reply,
)

from shipshell.carriers.base import (
    CarrierError,
    Found,
    FoundVoided,
    Inconclusive,
    NotFound,
    OutcomeUnknown,
    Refused,
    Throttled,
)
from shipshell.carriers.tracking import TrackingStatus
from shipshell.carriers.ups.carrier import UpsCarrier
from shipshell.carriers.ups.client import Credentials, UpsClient
from shipshell.carriers.ups.wire.track import read_track
from shipshell.carriers.ups.wire.track_reference import read_reference
from shipshell.model.shipment import Confirmation

if TYPE_CHECKING:
    import responses

NUMBER, OTHER = "1Z12345E0205271688", "1Z12345E0393657226"
TRACK_URL = f"{PRODUCTION}/api/track/v1/details/{NUMBER}"
REFERENCE_URL = f"{PRODUCTION}/api/track/v1/reference/details/{REFERENCE}"
RECOVERY_URL = f"{PRODUCTION}/api/labels/v1/recovery"
FOUND = Found(Confirmation(NUMBER, NUMBER))


def carrier(base: str = PRODUCTION, **options: Any) -> UpsCarrier:
    client = UpsClient(base, Credentials("app", "s"), clock=now)
    return UpsCarrier(client, environment="production", account=ACCOUNT, **options)


def answer(*packages: Any, **fields: Any) -> bytes:
    shipment = {"inquiryNumber": NUMBER, **({"package": packages} if packages else {}), **fields}
    return json.dumps({"trackResponse": {"shipment": [shipment]}}).encode()


NOTHING = answer(warnings=[{"code": "TW0001", "message": "Tracking Information Not Found"}])


def parcel(number: str = NUMBER, kind: str = "M", *references: str) -> dict[str, Any]:
    listed = {"referenceNumber": [{"type": "PACKAGE", "number": one} for one in references]} if references else {}
    return {"trackingNumber": number, "currentStatus": {"type": kind, "code": "MP", "description": "made"}, **listed}


# ---- requests


@needs_ups_documents
def test_a_number_is_asked_about_as_ups_documents_it(ups: responses.RequestsMock) -> None:
    ups.get(TRACK_URL, body=NOTHING)
    carrier().track(NUMBER)
    said = params(ups.calls[1].request, "/track/v1/details/{inquiryNumber}")
    assert complaints("track", "params", said) == []
    assert (said["path"], said["query"]) == ({"inquiryNumber": NUMBER}, {})


@needs_ups_documents
def test_a_reference_is_asked_about_as_in_the_example(ups: responses.RequestsMock) -> None:
    ups.get(REFERENCE_URL, body=NOTHING)
    carrier().track_reference(REFERENCE, date(2026, 11, 17))
    said = params(ups.calls[1].request, "/track/v1/reference/details/{referenceNumber}")
    assert complaints("track-ref", "params", said) == []
    expected = example("track-ref_params")
    del expected["query"]["toPickUpDate"]
    assert {"path": said["path"], "query": said["query"]} == {"path": expected["path"], "query": expected["query"]}


# ---- by number


@needs_ups_documents
def test_upss_examples_are_read() -> None:
    assert read_track(json.dumps(example("track_response")).encode(), NUMBER) is None
    seen = json.dumps(example("track-ref_response")).encode()
    made = TrackingStatus(NUMBER, "M", "MP", "Shipper created a label", at=datetime(2026, 11, 23, 10, 15))  # noqa: DTZ001
    assert read_track(seen, NUMBER) == made
    assert read_reference(seen, REFERENCE) == FOUND


def test_a_parcel_is_read_with_all_that_is_known() -> None:
    address = {"city": "ATLANTA", "stateProvince": "GA", "country": "US"}
    package = {
        "trackingNumber": NUMBER,
        "currentStatus": {"type": "D", "code": "FS", "description": "&#xD;Delivered "},
        "deliveryDate": [{"type": "SDD", "date": "20261124"}, {"type": "DEL", "date": "20261125"}],
        "activity": [
            {"date": "20261125", "time": "141502", "location": {"address": address}, "status": {"type": "X"}},
            {"date": "20261124", "time": "080000", "status": {"type": "I"}},
        ],
    }
    assert read_track(answer(parcel(OTHER), package), NUMBER) == TrackingStatus(
        NUMBER,
        kind="D",
        code="FS",
        words="Delivered",
        at=datetime(2026, 11, 25, 14, 15, 2),  # noqa: DTZ001
        place="ATLANTA, GA, US",
        delivered=date(2026, 11, 25),
        expected=date(2026, 11, 24),
    )


def test_a_new_day_of_delivery_counts_before_the_first() -> None:
    days = [{"type": "SDD", "date": "20261124"}, {"type": "RDD", "date": "20261126"}]
    status = read_track(answer(parcel() | {"deliveryDate": days}), NUMBER)
    assert status is not None
    assert (status.expected, status.delivered) == (date(2026, 11, 26), None)


def test_dates_that_cannot_be_read_are_left_out() -> None:
    odd = {"deliveryDate": {"type": "SDD", "date": "soon"}, "activity": {"date": "20261124", "time": "9 o'clock"}}
    status = read_track(answer(parcel() | odd), NUMBER)
    assert status is not None
    assert (status.expected, status.at) == (None, datetime(2026, 11, 24))  # noqa: DTZ001
    undated = read_track(answer(parcel() | {"activity": [{"time": "101500"}]}), NUMBER)
    assert undated is not None
    assert undated.at is None


def test_one_element_may_come_without_its_list() -> None:
    single = json.dumps({"trackResponse": {"shipment": {"package": parcel()}}}).encode()
    status = read_track(single, NUMBER)
    assert status is not None
    assert status.kind == "M"
    assert read_reference(single, REFERENCE) == FOUND


@pytest.mark.parametrize("silence", [{"body": NOTHING}, {"body": answer()}, {"status": 404, "json": error("TW0001")}])
def test_nothing_shown_is_no_answer(ups: responses.RequestsMock, silence: dict[str, Any]) -> None:
    ups.get(TRACK_URL, **silence)
    ups.get(REFERENCE_URL, **silence)
    assert carrier().track(NUMBER) is None
    assert carrier(absence_is_proof=True).track_reference(REFERENCE, date(2026, 11, 17)) == NotFound(proven=False)


@pytest.mark.parametrize(
    ("failing", "kind"),
    [
        ({"status": 400, "json": error("TV1002")}, Refused),
        ({"status": 429}, Throttled),
        ({"status": 404, "body": "<html>"}, OutcomeUnknown),
        ({"body": b"{}"}, OutcomeUnknown),
        ({"body": b""}, OutcomeUnknown),
    ],
)
def test_failures_are_raised(ups: responses.RequestsMock, failing: dict[str, Any], kind: type[CarrierError]) -> None:
    ups.get(TRACK_URL, **failing)
    ups.get(REFERENCE_URL, **failing)
    for ask in (lambda: carrier().track(NUMBER), lambda: carrier().track_reference(REFERENCE, date(2026, 11, 17))):
        with pytest.raises(CarrierError) as caught:
            ask()
        assert type(caught.value) is kind
        if kind is Refused:
            assert (caught.value.problem.code, caught.value.problem.carrier_code) == ("E-3012", "TV1002")


# ---- by reference


def test_a_parcel_that_bears_the_reference_is_found_without_label_and_charge() -> None:
    found = read_reference(answer(parcel(NUMBER, "I", "PO 4471", REFERENCE.lower())), REFERENCE)
    assert found == FOUND
    assert isinstance(found, Found)
    assert (found.confirmation.label, found.confirmation.price) == (None, None)


def test_a_voided_parcel_is_found_voided_unless_another_lives() -> None:
    voided = read_reference(answer(parcel(NUMBER, "MV")), REFERENCE)
    assert isinstance(voided, FoundVoided)
    assert NUMBER in voided.words
    assert read_reference(answer(parcel(OTHER, "MV"), parcel(NUMBER)), REFERENCE) == FOUND


@pytest.mark.parametrize(
    "packages",
    [
        [parcel(), parcel(OTHER)],
        [parcel(NUMBER, "MV"), parcel(OTHER, "MV")],
        [parcel("")],
        [parcel(NUMBER, "M", "SOMEBODY ELSE'S")],
        [parcel(NUMBER, "M", REFERENCE), parcel(OTHER, "MV", "SOMEBODY ELSE'S")],
    ],
    ids=["two", "two voided", "no number", "another reference", "one of another reference"],
)
def test_what_is_not_one_shipment_of_ours_is_for_a_person(packages: list[Any]) -> None:
    finding = read_reference(answer(*packages), REFERENCE)
    assert isinstance(finding, Inconclusive)
    numbers = {package["trackingNumber"] for package in packages if package["currentStatus"]["type"] != "MV"}
    assert all(number in finding.words for number in numbers)


def test_a_strange_document_is_no_finding() -> None:
    for raw in (b"", b"{}", b'{"trackResponse": []}'):
        with pytest.raises(OutcomeUnknown):
            read_reference(raw, REFERENCE)


# ---- the second source of a look-up


def test_what_label_recovery_does_not_find_is_tracked(ups: responses.RequestsMock) -> None:
    ups.post(RECOVERY_URL, status=400, json=error("9801031"))
    ups.get(REFERENCE_URL, body=answer(parcel(NUMBER, "M", REFERENCE)))
    assert carrier().find(REFERENCE) == FOUND
    said = params(ups.calls[-1].request, "/track/v1/reference/details/{referenceNumber}")
    assert said["query"] == {"shipperNum": ACCOUNT, "refNumType": "SmallPackage"}


def test_what_neither_finds_is_not_found_but_not_proven(ups: responses.RequestsMock) -> None:
    ups.post(RECOVERY_URL, status=400, json=error("9801031"))
    ups.get(REFERENCE_URL, body=NOTHING)
    assert carrier().find(REFERENCE) == NotFound(proven=False)
    assert len(ups.calls) == 3


@pytest.mark.parametrize("failing", [{"status": 403}, {"status": 429}, {"status": 500}, {"body": b"<html>"}])
def test_where_tracking_fails_the_first_word_stands(ups: responses.RequestsMock, failing: dict[str, Any]) -> None:
    ups.post(RECOVERY_URL, status=400, json=error("9801031"))
    ups.get(REFERENCE_URL, **failing)
    assert carrier().find(REFERENCE) == NotFound()
    assert len(ups.calls) == 3


@pytest.mark.parametrize("options", [{"track_lookups": False}, {"absence_is_proof": True}])
def test_tracking_is_left_out_where_it_adds_nothing(ups: responses.RequestsMock, options: dict[str, Any]) -> None:
    ups.post(RECOVERY_URL, status=400, json=error("9801031"))
    ups.get(REFERENCE_URL, body=answer(parcel()))
    assert carrier(**options).find(REFERENCE) == NotFound(proven="absence_is_proof" in options)
    assert len(ups.calls) == 2


@pytest.mark.parametrize("code", ["9800020", "9801028"])
def test_the_number_of_a_shipment_without_a_label_is_tracked(ups: responses.RequestsMock, code: str) -> None:
    ups.post(RECOVERY_URL, status=400, json=error(code))
    ups.get(REFERENCE_URL, body=answer(parcel(NUMBER, "M", REFERENCE)))
    assert carrier().find(REFERENCE) == FOUND


def test_a_shipment_without_label_and_number_is_for_a_person(ups: responses.RequestsMock) -> None:
    ups.post(RECOVERY_URL, status=400, json=error("9800020"))
    ups.get(REFERENCE_URL, body=NOTHING)
    assert isinstance(carrier().find(REFERENCE), Inconclusive)


@pytest.mark.parametrize("code", ["9801040", "9801041"])
def test_what_label_recovery_knows_is_not_asked_again(ups: responses.RequestsMock, code: str) -> None:
    ups.post(RECOVERY_URL, status=400, json=error(code))
    carrier().find(REFERENCE)
    assert len(ups.calls) == 2


def test_a_look_up_goes_on_to_track_over_one_connection() -> None:
    first = reply(json.dumps(error("9801031")).encode(), "400 Bad Request")
    with Loopback([first, reply(answer(parcel(NUMBER, "M", REFERENCE)))]) as server:
        assert carrier(server.url).find(REFERENCE) == FOUND
        lines = [request.split(b"\r\n", 1)[0] for request in server.requests]
        assert lines[0].startswith(b"POST /api/labels/v1/recovery ")
        assert lines[1].startswith(f"GET /api/track/v1/reference/details/{REFERENCE}?".encode())
        assert server.connections == 1
