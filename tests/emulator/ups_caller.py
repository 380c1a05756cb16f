"""A caller of the emulator for tests: it signs in, speaks JSON, and holds every reply against UPS's documents."""

from __future__ import annotations

import base64
import copy
import importlib.util
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shipshell.emulator.app import Emulator
from shipshell.emulator.faults import Faults

if TYPE_CHECKING:
    from types import ModuleType

    from shipshell.emulator.replies import Reply

SHARED = Path(__file__).parents[2].parent / "shared" / "ups"
BASIC = {"Authorization": "Basic " + base64.b64encode(b"client:secret").decode()}
GRANT = b"grant_type=client_credentials"

_SHIPPER = {
    "Name": "Acme Depot",
    "ShipperNumber": "A1B2C3",
    "Address": {
        "AddressLine": ["400 Depot Rd"],
        "City": "Timonium",
        "StateProvinceCode": "MD",
        "PostalCode": "21093",
        "CountryCode": "US",
    },
}
_SHIP_TO = {
    "Name": "Pat Doe",
    "Phone": {"Number": "7705550101"},
    "Address": {
        "AddressLine": ["77 Elm Ave", "Apt 4"],
        "City": "Alpharetta",
        "StateProvinceCode": "GA",
        "PostalCode": "30005",
        "CountryCode": "US",
        "ResidentialAddressIndicator": "",
    },
}
_PACKAGE = {
    "Packaging": {"Code": "02"},
    "Dimensions": {"UnitOfMeasurement": {"Code": "IN"}, "Length": "12", "Width": "9", "Height": "4"},
    "PackageWeight": {"UnitOfMeasurement": {"Code": "LBS"}, "Weight": "3.5"},
    "ReferenceNumber": [{"Value": "SS-7Q2F9KXM-1"}, {"Value": "PO 4471"}],
}


def ship_body(changes: dict[str, Any] | None = None, *, label: str = "ZPL", reference: str = "") -> dict[str, Any]:
    """A Ship request; `changes` maps dotted paths under Shipment to values, None to leave the element out."""
    shipment: dict[str, Any] = copy.deepcopy(
        {
            "Shipper": _SHIPPER,
            "ShipTo": _SHIP_TO,
            "PaymentInformation": {"ShipmentCharge": [{"Type": "01", "BillShipper": {"AccountNumber": "A1B2C3"}}]},
            "ShipmentRatingOptions": {"NegotiatedRatesIndicator": ""},
            "Service": {"Code": "03"},
            "Package": [_PACKAGE],
        }
    )
    if reference:
        shipment["Package"][0]["ReferenceNumber"][0]["Value"] = reference
    for path, value in (changes or {}).items():
        change(shipment, path, value)
    return {
        "ShipmentRequest": {
            "Request": {"RequestOption": "nonvalidate", "SubVersion": "2205"},
            "Shipment": shipment,
            "LabelSpecification": {
                "LabelImageFormat": {"Code": label},
                "LabelStockSize": {"Height": "6", "Width": "4"},
            },
        }
    }


def rate_body(changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """The Rate request for the same shipment as `ship_body`."""
    shipment = ship_body(changes)["ShipmentRequest"]["Shipment"]
    shipment["PaymentDetails"] = shipment.pop("PaymentInformation")
    for package in shipment["Package"]:
        package["PackagingType"] = package.pop("Packaging")
        package.pop("ReferenceNumber", None)
    return {"RateRequest": {"Request": {"SubVersion": "2409"}, "Shipment": shipment}}


def recovery_body(reference: str, label: str = "ZPL") -> dict[str, Any]:
    return {
        "LabelRecoveryRequest": {
            "Request": {"SubVersion": "1903"},
            "LabelSpecification": {"LabelImageFormat": {"Code": label}},
            "ReferenceValues": {"ReferenceNumber": {"Value": reference}, "ShipperNumber": "A1B2C3"},
        }
    }


def change(node: Any, path: str, value: Any) -> None:
    """Set, or with None remove, the element at a dotted path; digits index lists."""
    *parents, last = path.split(".")
    for name in parents:
        node = node[int(name)] if isinstance(node, list) else node.setdefault(name, {})
    if value is None:
        node.pop(last, None)
    else:
        node[int(last) if isinstance(node, list) else last] = value


def ups_schema() -> ModuleType | None:
    """UPS's documents as a checker; None where they are not at hand."""
    path = SHARED / "validate_ups.py"
    if "validate_ups" not in sys.modules and path.exists():
        spec = importlib.util.spec_from_file_location("validate_ups", path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules["validate_ups"] = module
        spec.loader.exec_module(module)
    return sys.modules.get("validate_ups")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Answer:
    """A reply, read."""

    reply: Reply

    @property
    def status(self) -> int:
        return self.reply.status

    @property
    def json(self) -> Any:
        return json.loads(self.reply.body)

    @property
    def code(self) -> str:
        """UPS's error code, "" in a success."""
        return "" if self.status == 200 else str(self.json["response"]["errors"][0]["code"])

    @property
    def shipped(self) -> dict[str, Any]:
        results: dict[str, Any] = self.json["ShipmentResponse"]["ShipmentResults"]
        return results

    @property
    def number(self) -> str:
        return str(self.shipped["ShipmentIdentificationNumber"])


class Caller:
    """Calls an emulator in `folder` as a client that is signed in would."""

    def __init__(self, folder: Path, faults: list[dict[str, Any]] | None = None, clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
        self.emulator = Emulator(folder, clock=self.clock, faults=Faults.from_config(faults or []))
        self.headers = {"transId": "t-1", "transactionSrc": "shipshell"} | self.sign_in()

    def sign_in(self) -> dict[str, str]:
        token = json.loads(self.emulator.handle("POST", "/security/v1/oauth/token", BASIC, GRANT).body)["access_token"]
        return {"Authorization": f"Bearer {token}"}

    def call(self, method: str, path: str, document: Any = None) -> Answer:
        body = b"" if document is None else json.dumps(document).encode()
        return Answer(self.emulator.handle(method, f"https://wwwcie.ups.com/api{path}", self.headers, body))

    def ship(self, changes: dict[str, Any] | None = None, *, label: str = "ZPL", reference: str = "") -> Answer:
        return self.call("POST", "/shipments/v2409/ship", ship_body(changes, label=label, reference=reference))

    def rate(self, changes: dict[str, Any] | None = None, option: str = "Rate") -> Answer:
        return self.call("POST", f"/rating/v2409/{option}", rate_body(changes))

    def void(self, number: str, packages: str = "") -> Answer:
        query = f"?trackingnumber={packages}" if packages else ""
        return self.call("DELETE", f"/shipments/v2409/void/cancel/{number}{query}")

    def recover(self, reference: str, label: str = "ZPL") -> Answer:
        return self.call("POST", "/labels/v1/recovery", recovery_body(reference, label))

    def track(self, number: str) -> Answer:
        return self.call("GET", f"/track/v1/details/{number}")

    def track_reference(self, reference: str, query: str = "") -> Answer:
        return self.call("GET", f"/track/v1/reference/details/{reference}?{query}")

    def address(self, changes: dict[str, Any] | None = None, option: str = "3") -> Answer:
        key: dict[str, Any] = {
            "ConsigneeName": "Pat Doe",
            "AddressLine": ["77 Elm Ave", "Apt 4"],
            "PoliticalDivision2": "Alpharetta",
            "PoliticalDivision1": "GA",
            "PostcodePrimaryLow": "30005",
            "CountryCode": "US",
        }
        for path, value in (changes or {}).items():
            change(key, path, value)
        return self.call("POST", f"/addressvalidation/v2/{option}", {"XAVRequest": {"AddressKeyFormat": key}})
