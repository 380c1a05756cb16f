"""UPS as a carrier: what is sent where, what is kept, and what a look-up by reference says."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from ups_kit import ACCOUNT, BASE, REFERENCE, SHIPMENT, error, now

from shipshell.carriers.base import (
    CarrierError,
    Found,
    FoundVoided,
    Inconclusive,
    NotFound,
    NotSent,
    OutcomeUnknown,
    Refused,
    Throttled,
    Unauthorised,
)
from shipshell.carriers.ups.carrier import UpsCarrier
from shipshell.carriers.ups.client import Credentials, UpsClient
from shipshell.model.address import Shipper

if TYPE_CHECKING:
    import responses

    from shipshell.carriers.base import Carrier

RATE_URL = f"{BASE}/api/rating/v2409/Rate"
SHIP_URL = f"{BASE}/api/shipments/v2409/ship"
RECOVERY_URL = f"{BASE}/api/labels/v1/recovery"
NUMBER = "1Z12345E0205271688"
REPLY = json.dumps({"ShipmentResponse": {"ShipmentResults": {"ShipmentIdentificationNumber": NUMBER}}}).encode()


@pytest.fixture
def carrier() -> Carrier:
    return UpsCarrier(UpsClient(BASE, Credentials("app", "secret"), clock=now), environment="test", account=ACCOUNT)


def test_absence_is_no_proof_unless_the_carrier_lives_inside(ups: responses.RequestsMock) -> None:
    ups.post(RECOVERY_URL, status=400, json=error("9801031"))
    client = UpsClient(BASE, Credentials("app", "secret"), clock=now)
    assert UpsCarrier(client, environment="test", account=ACCOUNT).find(REFERENCE) == NotFound(proven=False)
    inside = UpsCarrier(client, environment="emulator", account=ACCOUNT, absence_is_proof=True)
    assert inside.find(REFERENCE) == NotFound(proven=True)


def test_it_says_who_it_is(carrier: Carrier) -> None:
    assert (carrier.name, carrier.environment, carrier.account, carrier.host) == ("UPS", "test", ACCOUNT, BASE)


def test_the_one_inside_is_named_by_its_scheme() -> None:
    client = UpsClient("emulator://ups", Credentials("app", "secret"), clock=now)
    assert UpsCarrier(client, environment="emulator", account=ACCOUNT).host == "emulator:"


def test_a_rate_is_asked_and_read(carrier: Carrier, ups: responses.RequestsMock) -> None:
    ups.post(RATE_URL, json={"RateResponse": {"RatedShipment": [{"TotalCharges": {"MonetaryValue": "14.31"}}]}})
    assert str(carrier.rate(SHIPMENT).price.due) == "$14.31"


def test_requests_that_differ_in_name_share_a_rate(carrier: Carrier) -> None:
    namesake = replace(SHIPMENT, ship_to=replace(SHIPMENT.ship_to, name="Jo"))
    assert carrier.rate_key(namesake) == carrier.rate_key(SHIPMENT)


def test_a_rate_that_is_refused_has_a_code_of_its_own(carrier: Carrier, ups: responses.RequestsMock) -> None:
    ups.post(RATE_URL, status=400, json=error("111210"))
    with pytest.raises(Refused) as caught:
        carrier.rate(SHIPMENT)
    assert (caught.value.problem.code, caught.value.field) == ("E-3009", "service")


def test_a_reply_is_kept_before_it_is_read(carrier: Carrier, ups: responses.RequestsMock) -> None:
    ups.post(SHIP_URL, body=REPLY)
    kept: list[bytes] = []
    confirmation = carrier.ship(SHIPMENT, REFERENCE, kept.append)
    assert kept == [REPLY]
    assert confirmation.tracking_number == NUMBER
    assert carrier.read_reply(kept[0]) == confirmation


def test_an_unreadable_reply_is_kept_too(carrier: Carrier, ups: responses.RequestsMock) -> None:
    ups.post(SHIP_URL, body=b'{"ShipmentResp')
    kept: list[bytes] = []
    with pytest.raises(OutcomeUnknown):
        carrier.ship(SHIPMENT, REFERENCE, kept.append)
    assert kept == [b'{"ShipmentResp']
    assert len(ups.calls) == 2


def test_a_refusal_is_not_kept(carrier: Carrier, ups: responses.RequestsMock) -> None:
    ups.post(SHIP_URL, status=400, json=error("120802"))
    kept: list[bytes] = []
    with pytest.raises(Refused) as caught:
        carrier.ship(SHIPMENT, REFERENCE, kept.append)
    assert (caught.value.problem.code, caught.value.field, kept) == ("E-3001", "address1", [])


def test_nothing_is_sent_for_another_account(carrier: Carrier, ups: responses.RequestsMock) -> None:
    foreign = replace(SHIPMENT, shipper=Shipper(SHIPMENT.shipper.party, "ZZZZZZ"))
    with pytest.raises(Unauthorised) as caught:
        carrier.ship(foreign, REFERENCE, lambda _: None)
    assert caught.value.problem.code == "E-5008"
    assert len(ups.calls) == 0


def test_a_look_up_asks_for_the_reference_under_the_account(carrier: Carrier, ups: responses.RequestsMock) -> None:
    ups.post(RECOVERY_URL, json={"LabelRecoveryResponse": {"LabelResults": [{"TrackingNumber": NUMBER}]}})
    found = carrier.find(REFERENCE)
    assert isinstance(found, Found)
    assert found.confirmation.tracking_number == NUMBER
    body = json.loads(ups.calls[1].request.body or b"")
    assert body["LabelRecoveryRequest"]["ReferenceValues"] == {
        "ReferenceNumber": {"Value": REFERENCE},
        "ShipperNumber": ACCOUNT,
    }


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("9801031", NotFound),
        ("300007", NotFound),
        ("9801040", FoundVoided),
        ("300033", FoundVoided),
        ("9800020", Inconclusive),
        ("9801028", Inconclusive),
        ("9801041", Inconclusive),
        ("300001", Inconclusive),
        ("300035", Inconclusive),
        ("9801050", Inconclusive),
        ("777777", Inconclusive),
    ],
)
@pytest.mark.parametrize("status", [400, 404])
def test_upss_codes_for_a_reference(
    carrier: Carrier, ups: responses.RequestsMock, code: str, finding: type, status: int
) -> None:
    ups.post(RECOVERY_URL, status=status, json=error(code))
    found = carrier.find(REFERENCE)
    assert type(found) is finding
    if isinstance(found, FoundVoided | Inconclusive):
        assert code in found.words


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"status": 429}, Throttled),
        ({"status": 403, "json": error("250009")}, Unauthorised),
        ({"status": 500, "json": error("9801031")}, OutcomeUnknown),
        ({"status": 404, "body": "<html>"}, OutcomeUnknown),
        ({"status": 400, "json": error("20001")}, OutcomeUnknown),
        ({"status": 503, "json": error("250050")}, NotSent),
        ({"body": b""}, OutcomeUnknown),
    ],
)
def test_a_look_up_that_fails_says_nothing_of_the_shipment(
    carrier: Carrier, ups: responses.RequestsMock, answer: dict[str, Any], kind: type[CarrierError]
) -> None:
    ups.post(RECOVERY_URL, **answer)
    with pytest.raises(CarrierError) as caught:
        carrier.find(REFERENCE)
    assert type(caught.value) is kind
