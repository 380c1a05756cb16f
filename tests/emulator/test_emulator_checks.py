"""What the emulator refuses, and with which of UPS's codes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from ups_caller import Caller, change, ship_body

from shipshell.emulator import geography

if TYPE_CHECKING:
    from pathlib import Path

GB = {"AddressLine": ["1 High St"], "City": "London", "PostalCode": "SW1A1AA", "CountryCode": "GB"}
REFERENCES = [{"Value": "A"}, {"Value": "B"}, {"Value": "C"}]
ABROAD: dict[str, Any] = {
    "Service.Code": "65",
    "Description": "Shirts",
    "Shipper.AttentionName": "Shipping",
    "Shipper.Phone": {"Number": "4105550100"},
    "ShipTo.AttentionName": "Pat Doe",
    "ShipTo.Address": GB,
    "Package.0.ReferenceNumber": None,
    "ReferenceNumber": [{"Value": "SS-1"}],
}

REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("20007", {"ShipTo": None}),
    ("20008", {"ShipTo": "Pat"}),
    ("20008", {"ShipTo.Name": 7}),
    ("20008", {"ShipTo.Name": "\ud800"}),
    ("20008", {"ShipTo.Address.AddressLine": [["77 Elm Ave"]]}),
    ("120100", {"Shipper.ShipperNumber": "A1B2"}),
    ("120101", {"Shipper.Name": ""}),
    ("120102", {"Shipper.Address.AddressLine": []}),
    ("120105", {"Shipper.Address.City": ""}),
    ("120107", {"Shipper.Address.PostalCode": "2109"}),
    ("120109", {"Shipper.Phone": {"Number": "555"}}),
    ("120801", {"Shipper.Address.PostalCode": "90210"}),
    ("120200", {"ShipTo.Name": "x" * 36}),
    ("120200", {"ShipTo.Name": " "}),
    ("120201", {"ShipTo.AttentionName": "x" * 36}),
    ("120202", {"ShipTo.Address.AddressLine": ["x" * 36]}),
    ("120203", {"ShipTo.Address.AddressLine": ["1 A St", "x" * 36]}),
    ("120204", {"ShipTo.Address.AddressLine": ["1 A St", "b", "c", "d"]}),
    ("120205", {"ShipTo.Address.City": "x" * 31}),
    ("120206", {"ShipTo.Address.StateProvinceCode": "ZZ"}),
    ("120207", {"ShipTo.Address.PostalCode": "30005-1234"}),
    ("120207", {"ShipTo.Address.PostalCode": "²0005"}),
    ("120208", {"ShipTo.Address.CountryCode": "USA"}),
    ("120802", {"ShipTo.Address.PostalCode": "90210"}),
    ("120802", {"ShipTo.Address.PostalCode": "00001"}),
    ("120210", {"ShipTo.EMailAddress": "x" * 51}),
    ("120213", {"ShipTo.Phone.Number": "5550101"}),
    ("120217", {"ShipTo.Phone.Number": "1" * 16}),
    ("120803", {"ShipFrom": {"Name": "Acme", "Address": {**GB, "CountryCode": "US", "StateProvinceCode": "MD",
                                                         "PostalCode": "30005"}}}),
    ("120400", {"PaymentInformation": None}),
    ("120400", {"PaymentInformation.ShipmentCharge.0.Type": "02"}),
    ("120400", {"PaymentInformation.ShipmentCharge.0.BillShipper": None}),
    ("120410", {"PaymentInformation.ShipmentCharge": [{"Type": "01", "BillShipper": {"AccountNumber": "A1B2C3"}},
                                                      {"Type": "02", "BillShipper": {"AccountNumber": "A1B2C3"}}]}),
    ("120415", {"PaymentInformation.ShipmentCharge.0.BillShipper.AccountNumber": "ZZZZZZ"}),
    ("120416", {"PaymentInformation.ShipmentCharge.0.BillReceiver": {"AccountNumber": "ZZZZZZ"}}),
    ("120500", {"Service": None}),
    ("120503", {"Description": "x" * 51}),
    ("121210", {"Service.Code": "65"}),
    ("121210", {"Service.Code": "12", "ShipTo.Address.StateProvinceCode": "HI", "ShipTo.Address.PostalCode": "96813"}),
    ("121210", {"ShipTo.Address.StateProvinceCode": "AE", "ShipTo.Address.PostalCode": "09012"}),
    ("121200", {"ShipmentServiceOptions.SaturdayDeliveryIndicator": ""}),
    ("120598", {"ShipmentServiceOptions.DeliveryConfirmation": {"DCISType": "1"}}),
    ("120599", {"Package.0.PackageServiceOptions.DeliveryConfirmation": {"DCISType": "9"}}),
    ("120541", {"ReferenceNumber": [{"Value": "SS-1"}]}),
    ("120544", {"Package.0.ReferenceNumber": REFERENCES}),
    ("120603", {"Package.0.ReferenceNumber": [{"Value": "x" * 36}]}),
    ("120607", {"Package.0.ReferenceNumber.0.Code": "POX"}),
    ("120600", {"Package": []}),
    ("120600", {"Package.0.Packaging.Code": "99"}),
    ("121206", {"Package.0.Packaging.Code": "04"}),
    ("120601", {"Package.0.PackageWeight": None}),
    ("120601", {"Package.0.PackageWeight.Weight": "heavy"}),
    ("120601", {"Package.0.PackageWeight.Weight": "-1"}),
    ("120616", {"Package.0.PackageWeight.Weight": "3.5000"}),
    ("121030", {"Package.0.PackageWeight.Weight": "0.0"}),
    ("121035", {"Package.0.PackageWeight.Weight": "150.1"}),
    ("120546", {"Package.0.PackageWeight.UnitOfMeasurement.Code": "OZS"}),
    ("120547", {"Package.0.Dimensions.UnitOfMeasurement.Code": "FT"}),
    ("120548", {"Package.0.PackageWeight.UnitOfMeasurement.Code": "KGS"}),
    ("120609", {"Package.0.Dimensions.Height": None}),
    ("120609", {"Package.0.Dimensions.Height": "0"}),
    ("121055", {"Package.0.Dimensions.Length": "109"}),
    ("121050", {"Package.0.Dimensions": {"UnitOfMeasurement": {"Code": "IN"}, "Length": "60", "Width": "30",
                                         "Height": "30"}}),
    ("120604", {"Package.0.PackageServiceOptions.DeclaredValue": {"MonetaryValue": "much"}}),
    ("121025", {"Package.0.PackageServiceOptions.DeclaredValue": {"MonetaryValue": "50001"}}),
    ("120542", {**ABROAD, "Package.0.ReferenceNumber": [{"Value": "SS-1"}]}),
    ("120543", {**ABROAD, "ReferenceNumber": REFERENCES}),
    ("120501", {**ABROAD, "ReferenceNumber": [{"Value": ""}]}),
    ("120110", {**ABROAD, "Shipper.AttentionName": None}),
    ("120201", {**ABROAD, "ShipTo.AttentionName": None}),
    ("120209", {**ABROAD, "ShipTo.Phone": None}),
    ("120512", {**ABROAD, "Description": None}),
    ("120502", {**ABROAD, "Service.Code": "11", "ShipTo.Address": {**GB, "CountryCode": "CA", "StateProvinceCode":
                                                                   "ON"}}),
    ("121210", {**ABROAD, "Service.Code": "03"}),
    ("121100", {"ShipFrom": {"Name": "Acme", "Address": GB}}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "changes"), REFUSED, ids=[f"{code}-{'-'.join(c)}" for code, c in REFUSED])
def test_ship_refuses_with_ups_code_and_makes_nothing(code: str, changes: dict[str, Any], tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    answer = caller.ship(changes)
    assert (answer.status, answer.code) == (400, code)
    assert caller.emulator.shipments() == []


@pytest.mark.parametrize(
    "changes",
    [
        {},
        ABROAD,
        {"ShipTo.Address.PostalCode": "300051234"},
        {"ShipTo.Address.StateProvinceCode": "NY", "ShipTo.Address.PostalCode": "06390"},
        {"ShipTo.Name": "x" * 35, "ShipTo.Address.AddressLine": ["x" * 35] * 3},
        {"ShipTo.Address.AddressLine": "77 Elm Ave"},
        {"Package.0.PackageWeight.Weight": "150"},
        {"Package.0.Dimensions": None},
        {"Package.0.Dimensions.Length": "108"},
        {"Service.Code": "01", "Package.0.Packaging.Code": "01", "Package.0.PackageWeight": None},
        {"Package.0.PackageWeight": {"UnitOfMeasurement": {"Code": "KGS"}, "Weight": "70"},
         "Package.0.Dimensions.UnitOfMeasurement.Code": "CM"},
        {"Package.0.ReferenceNumber": None},
    ],
)  # fmt: skip
def test_ship_accepts_what_ups_accepts(changes: dict[str, Any], tmp_path: Path) -> None:
    assert Caller(tmp_path).ship(changes).status == 200


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("110601", {"Package.0.PackageWeight": None}),
        ("111210", {"Service.Code": "65"}),
        ("111285", {"ShipTo.Address.PostalCode": "90210"}),
        ("111286", {"ShipTo.Address.StateProvinceCode": "ZZ"}),
        ("111580", {"Shipper.ShipperNumber": ""}),
    ],
)
def test_rate_refuses_with_ratings_own_code(code: str, changes: dict[str, Any], tmp_path: Path) -> None:
    answer = Caller(tmp_path).rate(changes)
    assert (answer.status, answer.code) == (400, code)


def test_a_rate_wants_no_names(tmp_path: Path) -> None:
    assert Caller(tmp_path).rate({"ShipTo.Name": None, "ShipTo.Address.AddressLine": None}).status == 200


def test_puerto_rico_is_not_domestic_for_references(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    island = {
        "ShipTo.Address.StateProvinceCode": "PR",
        "ShipTo.Address.PostalCode": "00901",
        "InvoiceLineTotal": {"CurrencyCode": "USD", "MonetaryValue": "20"},
    }
    assert caller.ship(island).code == "120542"
    moved = island | {"Package.0.ReferenceNumber": None, "ReferenceNumber": [{"Value": "SS-1"}]}
    assert caller.ship(moved | {"InvoiceLineTotal": None}).code == "120502"
    assert caller.ship(moved).status == 200


@pytest.mark.parametrize(
    ("code", "path", "value"),
    [
        ("120051", "Request.RequestOption", "city"),
        ("120700", "LabelSpecification.LabelImageFormat.Code", "PDF"),
        ("120700", "LabelSpecification", {}),
        ("120704", "LabelSpecification.LabelStockSize", None),
    ],
)
def test_ship_refuses_options_and_labels_that_are_not(code: str, path: str, value: Any, tmp_path: Path) -> None:
    document = ship_body()
    change(document["ShipmentRequest"], path, value)
    caller = Caller(tmp_path)
    assert caller.call("POST", "/shipments/v2409/ship", document).code == code
    assert caller.emulator.shipments() == []


@pytest.mark.parametrize(
    ("state", "postal_code", "right"),
    [
        ("MD", "21093", True),
        ("MA", "02139", True),
        ("VA", "20171", True),
        ("DC", "20500", True),
        ("CA", "96150", True),
        ("AS", "96799", True),
        ("TX", "88510", True),
        ("TX", "73301", True),
        ("OK", "73301", False),
        ("MD", "22201", False),
        ("XX", "00000", False),
        ("NY", "1001", False),
    ],
)
def test_states_and_zip_codes_agree(state: str, postal_code: str, right: bool) -> None:  # noqa: FBT001 - a table
    assert geography.agree(state, postal_code) is right


def test_no_two_groups_of_zip_codes_overlap() -> None:
    groups = geography._GROUPS
    assert all(a.first <= a.last < b.first for a, b in pairwise(groups))
    assert len(geography.STATES) == 50 + 1 + 3 + 5  # states, DC, military, PR VI GU AS MP
