"""Void, Label Recovery and Track: what is known of a shipment afterwards."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest
from ups_caller import Caller, recovery_body, ship_body

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = "SS-7Q2F9KXM-1"
RECOVERY = "/labels/v1/recovery"


def _ship_two(caller: Caller) -> list[str]:
    """One shipment of two packages; their numbers."""
    document = ship_body()
    document["ShipmentRequest"]["Shipment"]["Package"] *= 2
    results = caller.call("POST", "/shipments/v2409/ship", document).shipped["PackageResults"]
    return [package["TrackingNumber"] for package in results]


def _events(answer: Any) -> list[str]:
    package = answer.json["trackResponse"]["shipment"][0]["package"][0]
    return [activity["status"]["type"] for activity in package["activity"]]


def _found(answer: Any) -> list[str]:
    shipment = answer.json["trackResponse"]["shipment"][0]
    return [package["trackingNumber"] for package in shipment.get("package", [])]


def test_recovery_finds_either_reference_and_the_number(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    number = caller.ship().number
    by_number = {"LabelRecoveryRequest": {"Request": {}, "TrackingNumber": number}}
    for answer in (caller.recover(REFERENCE), caller.recover("PO 4471"), caller.call("POST", RECOVERY, by_number)):
        recovered = answer.json["LabelRecoveryResponse"]
        assert recovered["ShipmentIdentificationNumber"] == number
        assert [label["TrackingNumber"] for label in recovered["LabelResults"]] == [number]


def test_recovery_gives_the_same_label_that_ship_gave(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    shipped = caller.ship(label="GIF").shipped["PackageResults"][0]["ShippingLabel"]
    (recovered,) = caller.recover(REFERENCE, "GIF").json["LabelRecoveryResponse"]["LabelResults"]
    assert recovered["LabelImage"]["GraphicImage"] == shipped["GraphicImage"]
    (pdf,) = caller.recover(REFERENCE, "PDF").json["LabelRecoveryResponse"]["LabelResults"]
    assert base64.b64decode(pdf["LabelImage"]["GraphicImage"]).startswith(b"%PDF")


def test_recovery_of_another_account_or_reference_finds_nothing(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    caller.ship()
    stranger = recovery_body(REFERENCE)
    stranger["LabelRecoveryRequest"]["ReferenceValues"]["ShipperNumber"] = "ZZZZZZ"
    assert caller.call("POST", RECOVERY, stranger).code == "9801031"
    assert caller.recover(REFERENCE[:-1]).code == "9801031"


def test_recovery_tells_a_voided_shipment_from_none(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    caller.void(caller.ship().number)
    assert caller.recover(REFERENCE).code == "9801040"
    again = caller.ship().number
    assert caller.recover(REFERENCE).json["LabelRecoveryResponse"]["ShipmentIdentificationNumber"] == again


def test_recovery_names_the_candidates_where_several_match(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    numbers = [caller.ship().number, caller.ship().number]
    recovered = caller.recover(REFERENCE).json["LabelRecoveryResponse"]
    assert [candidate["TrackingNumber"] for candidate in recovered["TrackingCandidate"]] == numbers
    assert recovered["LabelResults"] == []


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("9801050", {"LabelSpecification": {"LabelImageFormat": {"Code": "GIF"}, "LabelStockSize": {"Height": "6"}}}),
        ("20008", {"LabelSpecification": {"LabelImageFormat": {"Code": "PNG"}}}),
        ("20007", {"ReferenceValues": {"ReferenceNumber": {"Value": REFERENCE}}}),
    ],
)
def test_recovery_refuses(code: str, changes: dict[str, Any], tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    caller.ship()
    document = recovery_body(REFERENCE)
    document["LabelRecoveryRequest"] |= changes
    assert caller.call("POST", RECOVERY, document).code == code


def test_void_is_told_once_and_then_refused_as_done(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    number = caller.ship().number
    caller.clock.move(minutes=5)
    voided = caller.void(number).json["VoidShipmentResponse"]
    assert voided["SummaryResult"]["Status"]["Code"] == "1"
    time = caller.clock.now
    caller.clock.move(minutes=5)
    assert caller.void(number).code == "190117"
    (shipment,) = caller.emulator.shipments()
    assert shipment.voided == time


@pytest.mark.parametrize(
    ("number", "code"),
    [("1Z999AA10123456784", "190102"), ("12345", "190100"), ("XX999AA10123456784", "190100")],
)
def test_void_refuses_what_was_never_shipped(number: str, code: str, tmp_path: Path) -> None:
    assert Caller(tmp_path).void(number).code == code


def test_void_has_its_time(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    number = caller.ship().number
    caller.clock.move(days=29)
    caller.headers |= caller.sign_in()
    assert caller.void(number).code == "190101"
    assert caller.emulator.shipments()[0].voided is None


def test_packages_can_be_voided_one_by_one(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    first, second = _ship_two(caller)
    assert caller.void(second).code == "190100"
    assert caller.void(first, packages=f'["{second}"]').status == 200
    assert caller.emulator.shipments()[0].voided is None
    assert _events(caller.track(second)) == ["MV", "M"]
    assert _events(caller.track(first)) == ["M"]
    labels = caller.recover(REFERENCE).json["LabelRecoveryResponse"]["LabelResults"]
    assert [label["TrackingNumber"] for label in labels] == [first]
    assert caller.void(first, packages=first).status == 200
    assert caller.emulator.shipments()[0].voided


@pytest.mark.parametrize(("packages", "code"), [("1Z999AA10123456784", "190122"), ("[1", "190109"), ("[1]", "190109")])
def test_void_refuses_packages_that_are_not_of_the_shipment(packages: str, code: str, tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    assert caller.void(caller.ship().number, packages=packages).code == code


def test_track_shows_a_label_made_and_a_label_voided(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    number = caller.ship().number
    assert _events(caller.track(number)) == ["M"]
    caller.void(number)
    assert _events(caller.track(number)) == ["MV", "M"]


def test_track_of_nothing_is_a_warning_in_a_200(tmp_path: Path) -> None:
    answer = Caller(tmp_path).track("1Z999AA10123456784")
    (shipment,) = answer.json["trackResponse"]["shipment"]
    assert answer.status == 200
    assert shipment["warnings"][0]["code"] == "TW0001"
    assert "package" not in shipment


def test_track_forgets_after_120_days(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    number = caller.ship().number
    caller.clock.move(days=120)
    caller.headers |= caller.sign_in()
    assert _found(caller.track(number)) == []


def test_track_by_reference_looks_at_account_and_dates(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    number = caller.ship().number
    for query in ("", "shipperNum=A1B2C3", "fromPickUpDate=20261123&toPickUpDate=20261123"):
        assert _found(caller.track_reference(REFERENCE, query)) == [number]
    for query in ("shipperNum=ZZZZZZ", "fromPickUpDate=20261124", "toPickUpDate=20261122"):
        assert _found(caller.track_reference(REFERENCE, query)) == []
    assert caller.track_reference(REFERENCE, "fromPickUpDate=yesterday").code == "20008"
    caller.clock.move(days=15)
    caller.headers |= caller.sign_in()
    assert _found(caller.track_reference(REFERENCE)) == []


def test_a_reference_with_a_slash_or_space_is_found(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    number = caller.ship(reference="A B#1").number
    assert _found(caller.track_reference("A%20B%231")) == [number]


@pytest.mark.parametrize("header", ["transId", "transactionSrc"])
def test_track_wants_its_headers(header: str, tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    del caller.headers[header]
    assert caller.track("1Z999AA10123456784").code == "20007"
