"""Every kind of reply against UPS's own documents, as published for clients."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from ups_caller import BASIC, GRANT, SHARED, Answer, Caller, ups_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ABROAD: dict[str, Any] = {
    "Service.Code": "65",
    "Description": "Shirts",
    "Shipper.AttentionName": "Shipping",
    "Shipper.Phone": {"Number": "4105550100"},
    "ShipTo.AttentionName": "Pat Doe",
    "ShipTo.Address": {"AddressLine": ["1 High St"], "City": "London", "PostalCode": "SW1A1AA", "CountryCode": "GB"},
    "Package.0.ReferenceNumber": None,
    "ReferenceNumber": [{"Value": "SS-7Q2F9KXM-1"}],
}
EVERYTHING: dict[str, Any] = {
    "Service.Code": "01",
    "ShipmentServiceOptions.SaturdayDeliveryIndicator": "",
    "Package.0.PackageServiceOptions": {
        "DeliveryConfirmation": {"DCISType": "3"},
        "DeclaredValue": {"CurrencyCode": "USD", "MonetaryValue": "450"},
    },
    "Package.0.Dimensions.Length": "60",
}


def _after_shipping(ask: Callable[[Caller, str], Answer]) -> Callable[[Caller], Answer]:
    return lambda caller: ask(caller, caller.ship().number)


def _twice(caller: Caller) -> Answer:
    caller.ship()
    caller.ship()
    return caller.recover("SS-7Q2F9KXM-1")


def _void_twice(caller: Caller, number: str) -> Answer:
    caller.void(number)
    return caller.void(number)


CASES: list[tuple[str, str, Callable[[Caller], Answer]]] = [
    ("rate", "rate", lambda c: c.rate()),
    ("rate everything", "rate", lambda c: c.rate(EVERYTHING)),
    ("rate abroad", "rate", lambda c: c.rate(ABROAD)),
    ("shop", "rate", lambda c: c.rate(option="Shop")),
    ("rate refused", "rate", lambda c: c.rate({"Service.Code": "99"})),
    ("ship zpl", "ship", lambda c: c.ship()),
    ("ship gif", "ship", lambda c: c.ship(label="GIF")),
    ("ship epl", "ship", lambda c: c.ship(label="EPL")),
    ("ship spl", "ship", lambda c: c.ship(label="SPL")),
    ("ship everything", "ship", lambda c: c.ship(EVERYTHING)),
    ("ship abroad", "ship", lambda c: c.ship(ABROAD)),
    ("ship refused", "ship", lambda c: c.ship({"ShipTo.Address.PostalCode": "90210"})),
    ("void", "void", _after_shipping(lambda c, n: c.void(n))),
    ("void twice", "void", _after_shipping(_void_twice)),
    ("recovery", "label-recovery", _after_shipping(lambda c, _: c.recover("SS-7Q2F9KXM-1"))),
    ("recovery pdf", "label-recovery", _after_shipping(lambda c, _: c.recover("SS-7Q2F9KXM-1", "PDF"))),
    ("recovery of two", "label-recovery", _twice),
    ("recovery of none", "label-recovery", lambda c: c.recover("SS-NONE")),
    ("address", "address", lambda c: c.address()),
    ("address ambiguous", "address", lambda c: c.address({"AddressLine": ["77 Elm"]})),
    ("address unknown", "address", lambda c: c.address({"AddressLine": ["Elm"]})),
    ("track", "track", _after_shipping(lambda c, n: c.track(n))),
    ("track nothing", "track", lambda c: c.track("1Z999AA10123456784")),
    ("track reference", "track-ref", _after_shipping(lambda c, _: c.track_reference("SS-7Q2F9KXM-1"))),
    ("token", "token", lambda c: _token(c, BASIC)),
    ("token refused", "token", lambda c: _token(c, {})),
]


def _token(caller: Caller, headers: dict[str, str]) -> Answer:
    return Answer(caller.emulator.handle("POST", "/security/v1/oauth/token", headers, GRANT))


@pytest.mark.skipif(not SHARED.exists(), reason="UPS's OpenAPI documents are not at hand (../shared/ups)")
@pytest.mark.parametrize(("operation", "ask"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_reply_is_as_ups_documents_it(operation: str, ask: Callable[[Caller], Answer], tmp_path: Path) -> None:
    schema = ups_schema()
    assert schema
    answer = ask(Caller(tmp_path))
    status = str(answer.status)
    findings = schema.validate(SHARED / "openapi", operation, "response", answer.json, status=status, unknown="error")
    assert findings == []


@pytest.mark.skipif(not SHARED.exists(), reason="UPS's OpenAPI documents are not at hand (../shared/ups)")
@pytest.mark.parametrize("name", ["ship_request", "ship-international"])
def test_the_documented_requests_are_accepted(name: str, tmp_path: Path) -> None:
    document = json.loads((SHARED / "examples" / f"{name}.json").read_text())
    assert Caller(tmp_path).call("POST", "/shipments/v2409/ship", document).status == 200
