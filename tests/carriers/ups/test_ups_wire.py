"""UPS's JSON: requests against its examples and its OpenAPI files, answers as it really gives them."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from ups_kit import ACCOUNT, REFERENCE, SHIPMENT, complaints, example, needs_ups_documents

from shipshell.carriers.base import Found, Inconclusive, OutcomeUnknown
from shipshell.carriers.ups.wire.rate import rate_body, rate_key, read_rate
from shipshell.carriers.ups.wire.recovery import label_body, read_recovery, recovery_body
from shipshell.carriers.ups.wire.ship import read_ship, ship_body
from shipshell.model.address import Address, Party, Shipper
from shipshell.model.money import Price
from shipshell.model.package import Dimensions, Package, Signature
from shipshell.model.shipment import LabelImage, Quote, ShipmentRequest

if TYPE_CHECKING:
    from shipshell.model.shipment import LabelFormat

NUMBER = "1Z12345E0205271688"
SAN_JUAN = Address(("1 Calle Sol",), "San Juan", "PR", "00901", country="PR")
SAN_JUAN_AS_STATE = replace(SAN_JUAN, country="US")
TORONTO = Address(("1 Front St W",), "Toronto", "ON", "M5J 2X5", country="CA")
LONDON = Address(("1 High St",), "London", "", "SW1A 1AA", country="GB")


def to(address: Address, request: ShipmentRequest = SHIPMENT) -> ShipmentRequest:
    return replace(request, ship_to=replace(request.ship_to, address=address))


def coming_from(address: Address, request: ShipmentRequest = SHIPMENT) -> ShipmentRequest:
    return replace(request, shipper=Shipper(replace(request.shipper.party, address=address), ACCOUNT))


def holding(package: Package) -> ShipmentRequest:
    return replace(SHIPMENT, package=package)


def shipped(request: ShipmentRequest) -> Any:
    return ship_body(request, REFERENCE)["ShipmentRequest"]["Shipment"]


def rated(request: ShipmentRequest) -> Any:
    return rate_body(request)["RateRequest"]["Shipment"]


def raw(document: Any) -> bytes:
    return json.dumps(document).encode()


# ---- requests


@needs_ups_documents
def test_a_rate_request_is_that_of_the_example() -> None:
    expected = example("rate_request")
    del expected["RateRequest"]["Request"]["TransactionReference"]
    assert rate_body(SHIPMENT) == expected


@needs_ups_documents
def test_a_ship_request_is_that_of_the_example() -> None:
    expected = example("ship_request")
    expected["ShipmentRequest"]["Request"]["TransactionReference"]["CustomerContext"] = REFERENCE
    expected["ShipmentRequest"]["Shipment"]["ShipFrom"] |= {
        "AttentionName": "Shipping",
        "Phone": {"Number": "4105550100"},
    }
    assert ship_body(SHIPMENT, REFERENCE) == expected


@needs_ups_documents
def test_a_recovery_request_is_that_of_the_example() -> None:
    expected = example("label-recovery-by-reference")
    expected["LabelRecoveryRequest"]["Request"]["TransactionReference"]["CustomerContext"] = REFERENCE
    assert recovery_body(REFERENCE, ACCOUNT, "ZPL") == expected


PACKAGES = [
    Package(Decimal("3.5"), Dimensions(12, 9, 4)),
    Package(Decimal(150)),
    Package(None, packaging="01"),
    Package(Decimal("0.1"), packaging="2a", declared_value=Decimal(50000), signature="adult"),
    Package(Decimal(1), Dimensions(1, 1, 1), declared_value=Decimal("99.9"), signature="signature"),
]
ADDRESSES = [SHIPMENT.ship_to.address, SAN_JUAN, SAN_JUAN_AS_STATE, TORONTO, LONDON]


@needs_ups_documents
@pytest.mark.parametrize("address", ADDRESSES, ids=["US", "PR", "PR as a state", "CA", "GB"])
@pytest.mark.parametrize("package", PACKAGES)
def test_every_request_is_valid_by_upss_documents(address: Address, package: Package) -> None:
    request = replace(to(address), package=package, reference="", saturday=True, service="14", label_format="GIF")
    assert complaints("ship", "request", ship_body(request, REFERENCE)) == []
    assert complaints("rate", "request", rate_body(request)) == []


@needs_ups_documents
@pytest.mark.parametrize("label_format", ["GIF", "ZPL", "EPL", "SPL"])
def test_every_label_format_is_valid_by_upss_documents(label_format: LabelFormat) -> None:
    request = replace(SHIPMENT, label_format=label_format)
    assert complaints("ship", "request", ship_body(request, REFERENCE)) == []
    assert complaints("label-recovery", "request", recovery_body(REFERENCE, ACCOUNT, label_format)) == []
    assert complaints("label-recovery", "request", label_body("1Z12345E0205271688", label_format)) == []


HOME = SHIPMENT.ship_to.address


@pytest.mark.parametrize(
    ("origin", "destination", "level"),
    [
        (HOME, HOME, "Package"),
        (SAN_JUAN, SAN_JUAN_AS_STATE, "Package"),
        (HOME, SAN_JUAN, "Shipment"),
        (HOME, SAN_JUAN_AS_STATE, "Shipment"),
        (SAN_JUAN, HOME, "Shipment"),
        (HOME, TORONTO, "Shipment"),
        (TORONTO, TORONTO, "Shipment"),
    ],
)
def test_references_stand_where_the_lane_wants_them(origin: Address, destination: Address, level: str) -> None:
    shipment = shipped(coming_from(origin, to(destination)))
    places = {"Shipment": shipment, "Package": shipment["Package"][0]}
    assert places.pop(level)["ReferenceNumber"] == [{"Value": REFERENCE}, {"Value": "PO 4471"}]
    assert "ReferenceNumber" not in next(iter(places.values()))


def test_without_a_reference_of_the_customers_ours_stands_alone() -> None:
    assert shipped(replace(SHIPMENT, reference=""))["Package"][0]["ReferenceNumber"] == [{"Value": REFERENCE}]


@pytest.mark.parametrize(
    ("origin", "destination", "signature", "on_package", "on_shipment"),
    [
        (HOME, HOME, "signature", "2", None),
        (HOME, HOME, "adult", "3", None),
        (HOME, SAN_JUAN, "adult", "3", None),
        (SAN_JUAN, HOME, "signature", "2", None),
        (TORONTO, TORONTO, "adult", "3", None),
        (HOME, TORONTO, "signature", None, "1"),
        (TORONTO, HOME, "adult", None, "2"),
    ],
)
def test_signature_codes_differ_by_level(
    origin: Address, destination: Address, signature: Signature, on_package: str | None, on_shipment: str | None
) -> None:
    package = replace(SHIPMENT.package, signature=signature)
    request = replace(coming_from(origin, to(destination)), package=package)
    for shipment in (shipped(request), rated(request)):
        package_options = shipment["Package"][0].get("PackageServiceOptions", {})
        shipment_options = shipment.get("ShipmentServiceOptions", {})
        assert package_options.get("DeliveryConfirmation", {}).get("DCISType") == on_package
        assert shipment_options.get("DeliveryConfirmation", {}).get("DCISType") == on_shipment


@pytest.mark.parametrize(
    ("pounds", "text"),
    [("3.5", "3.5"), ("3.50", "3.5"), ("3", "3"), ("3.0", "3"), ("1E+2", "100"), ("0.04", "0.1"), ("149.91", "150")],
)
def test_weights_have_one_decimal_at_most_and_are_never_less(pounds: str, text: str) -> None:
    for shipment in (shipped(holding(Package(Decimal(pounds)))), rated(holding(Package(Decimal(pounds))))):
        assert shipment["Package"][0]["PackageWeight"]["Weight"] == text


def test_a_letter_has_neither_weight_nor_size() -> None:
    letter = holding(Package(Decimal("0.5"), Dimensions(12, 9, 1), packaging="01"))
    assert shipped(letter)["Package"][0].keys() == {"Packaging", "ReferenceNumber"}
    assert rated(letter)["Package"] == [{"PackagingType": {"Code": "01"}}]


def test_options_are_asked_for_in_rate_and_ship_alike() -> None:
    request = replace(holding(replace(SHIPMENT.package, declared_value=Decimal("1234.5"))), saturday=True)
    for shipment in (shipped(request), rated(request)):
        assert shipment["ShipmentServiceOptions"] == {"SaturdayDeliveryIndicator": ""}
        assert shipment["Package"][0]["PackageServiceOptions"] == {
            "DeclaredValue": {"CurrencyCode": "USD", "MonetaryValue": "1234.50"}
        }


@pytest.mark.parametrize(("residential", "marked"), [(True, True), (None, True), (False, False)])
def test_an_address_is_a_home_unless_said_otherwise(residential: bool | None, marked: bool) -> None:  # noqa: FBT001
    request = to(replace(HOME, residential=residential))
    for shipment in (shipped(request), rated(request)):
        assert ("ResidentialAddressIndicator" in shipment["ShipTo"]["Address"]) is marked
        assert "ResidentialAddressIndicator" not in shipment["ShipFrom"]["Address"]


def test_postal_codes_travel_bare_and_empty_states_not_at_all() -> None:
    address = shipped(to(LONDON))["ShipTo"]["Address"]
    assert address["PostalCode"] == "SW1A1AA"
    assert "StateProvinceCode" not in address
    assert shipped(to(replace(HOME, postal_code="30005-1234")))["ShipTo"]["Address"]["PostalCode"] == "300051234"


def test_puerto_rico_is_a_country_to_ups() -> None:
    assert shipped(to(SAN_JUAN_AS_STATE))["ShipTo"]["Address"]["CountryCode"] == "PR"


@pytest.mark.parametrize("request_", [to(TORONTO), replace(SHIPMENT, service="14")])
def test_a_person_is_named_where_ups_insists(request_: ShipmentRequest) -> None:
    assert shipped(request_)["ShipTo"]["AttentionName"] == "Pat Doe"
    assert "AttentionName" not in shipped(SHIPMENT)["ShipTo"]


def test_what_is_known_of_the_receiver_is_sent() -> None:
    known = Party("Acme Ltd", HOME, attention="Pat", phone="7705550101", email="pat@example.com")
    form = shipped(replace(SHIPMENT, ship_to=known))["ShipTo"]
    assert (form["AttentionName"], form["Phone"], form["EMailAddress"]) == (
        "Pat",
        {"Number": "7705550101"},
        "pat@example.com",
    )
    bare = shipped(replace(SHIPMENT, ship_to=Party("Acme Ltd", HOME), description=""))
    assert bare["ShipTo"].keys() == {"Name", "Address"}
    assert "Description" not in bare


@pytest.mark.parametrize(
    ("address", "value", "total"),
    [
        (SAN_JUAN, "99.10", "100"),
        (TORONTO, "0.20", "1"),
        (HOME, "99.10", None),
        (SAN_JUAN, None, None),
        (LONDON, "5", None),
    ],
)
def test_the_value_of_goods_is_told_to_puerto_rico_and_canada(
    address: Address, value: str | None, total: str | None
) -> None:
    package = replace(SHIPMENT.package, declared_value=Decimal(value) if value else None)
    shipment = shipped(replace(to(address), package=package))
    assert shipment.get("InvoiceLineTotal", {}).get("MonetaryValue") == total


def test_an_image_needs_a_user_agent_and_its_recovery_no_stock_size() -> None:
    bought = ship_body(replace(SHIPMENT, label_format="GIF"), REFERENCE)["ShipmentRequest"]["LabelSpecification"]
    assert bought == {
        "LabelImageFormat": {"Code": "GIF"},
        "HTTPUserAgent": "Mozilla/4.5",
        "LabelStockSize": {"Height": "6", "Width": "4"},
    }
    recovered = recovery_body(REFERENCE, ACCOUNT, "GIF")["LabelRecoveryRequest"]["LabelSpecification"]
    assert "LabelStockSize" not in recovered


def test_a_rate_is_asked_once_for_what_differs_in_names_only() -> None:
    same = replace(
        SHIPMENT,
        ship_to=replace(SHIPMENT.ship_to, name="Jo", attention="J", phone="1", email="x@y.z"),
        reference="other",
        reference2="more",
        description="else",
        label_format="GIF",
    )
    assert rate_key(same) == rate_key(SHIPMENT)


@pytest.mark.parametrize(
    "other",
    [
        to(replace(HOME, postal_code="30006")),
        to(replace(HOME, residential=False)),
        to(replace(HOME, lines=("78 Elm Ave",))),
        replace(SHIPMENT, service="02"),
        replace(SHIPMENT, saturday=True),
        holding(replace(SHIPMENT.package, weight=Decimal("3.6"))),
        holding(replace(SHIPMENT.package, declared_value=Decimal(200))),
        holding(replace(SHIPMENT.package, signature="adult")),
    ],
)
def test_a_rate_is_asked_again_for_what_may_cost_something_else(other: ShipmentRequest) -> None:
    assert rate_key(other) != rate_key(SHIPMENT)


# ---- answers


def charges(amount: str, currency: str = "USD") -> dict[str, str]:
    return {"CurrencyCode": currency, "MonetaryValue": amount}


def rate_answer(**fields: Any) -> dict[str, Any]:
    shipment = {"Service": {"Code": "03"}, "TotalCharges": charges("14.31"), **fields}
    return {"RateResponse": {"Response": {"ResponseStatus": {"Code": "1"}}, "RatedShipment": [shipment]}}


def ship_answer(**fields: Any) -> dict[str, Any]:
    results = {
        "ShipmentCharges": {"TotalCharges": charges("14.31")},
        "ShipmentIdentificationNumber": NUMBER,
        "PackageResults": [
            {
                "TrackingNumber": NUMBER,
                "ShippingLabel": {"ImageFormat": {"Code": "ZPL"}, "GraphicImage": "XlhBXlha"},
            }
        ],
        **fields,
    }
    return {"ShipmentResponse": {"Response": {"ResponseStatus": {"Code": "1"}}, "ShipmentResults": results}}


@needs_ups_documents
def test_upss_example_of_a_rate_is_read() -> None:
    price = Price(Decimal("14.31"), Decimal("11.02"), "USD")
    assert read_rate(raw(example("rate_response"))) == Quote(price, (("110971", "Your invoice may vary"),))


@needs_ups_documents
def test_upss_example_of_a_shipment_is_read() -> None:
    confirmation = read_ship(raw(example("ship_response")))
    assert (confirmation.tracking_number, confirmation.shipment_id) == (NUMBER, NUMBER)
    assert confirmation.price == Price(Decimal("14.31"), Decimal("11.02"), "USD")
    assert confirmation.label == LabelImage("ZPL", b"^XA^XZ")
    assert confirmation.alerts == (("120900", "Not eligible for negotiated rates"),)


@needs_ups_documents
def test_upss_example_of_a_recovery_is_read() -> None:
    found = read_recovery(raw(example("label-recovery_response")))
    assert isinstance(found, Found)
    assert found.confirmation.tracking_number == NUMBER
    assert found.confirmation.price is None
    assert found.confirmation.label == LabelImage("ZPL", b"^XA^XZ")


def test_answers_are_read_however_ups_dresses_them() -> None:
    answer = rate_answer(TotalCharges=charges("&#xD;\n14.31 ", "&#xD;USD"))
    answer["RateResponse"]["RatedShipment"] = answer["RateResponse"]["RatedShipment"][0]
    answer["RateResponse"]["Response"]["Alert"] = {"Code": "&#xD;120900", "Description": "none"}
    assert read_rate(raw(answer)) == Quote(Price(Decimal("14.31")), (("120900", "none"),))
    shipment = ship_answer(PackageResults={"TrackingNumber": f"&#xD;{NUMBER}\n"})
    assert read_ship(raw(shipment)).tracking_number == NUMBER


@pytest.mark.parametrize(
    "answer",
    [
        {"RateResponse": {"RatedShipment": []}},
        {"RateResponse": None},
        {},
        rate_answer(TotalCharges=None),
        rate_answer(TotalCharges=charges("")),
        rate_answer(TotalCharges=charges("NaN")),
        rate_answer(TotalCharges=charges("Infinity")),
        rate_answer(TotalCharges=charges("-1.00")),
        rate_answer(NegotiatedRateCharges={"TotalCharge": charges("a lot")}),
        rate_answer(NegotiatedRateCharges={"TotalCharge": charges("11.02", "CAD")}),
    ],
)
def test_a_rate_without_a_price_is_no_quote(answer: Any) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        read_rate(raw(answer))
    assert caught.value.problem.code == "E-3006"


BROKEN = [b"", b"  ", b"<html>", b"null", b"[]", b'"text"', b"\xff\xfe", b"[" * 100_000, b"{}"]


@pytest.mark.parametrize("body", BROKEN)
@pytest.mark.parametrize("read", [read_rate, read_ship, read_recovery])
def test_an_unreadable_success_leaves_the_outcome_unknown(read: Any, body: bytes) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        read(body)
    assert caught.value.problem.code == "E-3006"


def test_no_damage_to_price_or_label_hides_the_number() -> None:
    labels: list[Any] = [None, "text", {"GraphicImage": "not base64!"}, {"GraphicImage": "é"}, {"GraphicImage": ""}]
    prices: list[Any] = [None, [], {"TotalCharges": charges("?")}]
    for label, price in product(labels, prices):
        package = [{"TrackingNumber": NUMBER, "ShippingLabel": label}]
        confirmation = read_ship(raw(ship_answer(PackageResults=package, ShipmentCharges=price)))
        assert confirmation.tracking_number == NUMBER
        assert confirmation.price is None
        assert confirmation.label is None


def test_the_number_of_the_shipment_stands_in_for_that_of_its_package() -> None:
    assert read_ship(raw(ship_answer(PackageResults=[]))).tracking_number == NUMBER
    assert read_ship(raw(ship_answer(ShipmentIdentificationNumber=""))).shipment_id == NUMBER


def test_a_success_without_a_number_or_with_another_status_confirms_nothing() -> None:
    nameless = ship_answer(PackageResults=[], ShipmentIdentificationNumber="")
    failed = ship_answer()
    failed["ShipmentResponse"]["Response"]["ResponseStatus"]["Code"] = "0"
    for answer in (nameless, failed):
        with pytest.raises(OutcomeUnknown):
            read_ship(raw(answer))


def recovery_answer(**fields: Any) -> bytes:
    return raw({"LabelRecoveryResponse": {"Response": {"ResponseStatus": {"Code": "1"}}, **fields}})


def test_a_recovery_tolerates_one_element_without_its_list() -> None:
    image = {"LabelImageFormat": {"Code": "gif"}, "GraphicImage": base64.b64encode(b"GIF89a").decode()}
    found = read_recovery(recovery_answer(LabelResults={"TrackingNumber": NUMBER, "LabelImage": image}))
    assert isinstance(found, Found)
    assert found.confirmation.label == LabelImage("GIF", b"GIF89a")
    assert found.confirmation.shipment_id == NUMBER


def test_one_candidate_is_found_and_several_are_for_a_person() -> None:
    one = read_recovery(recovery_answer(LabelResults=[], TrackingCandidate=[{"TrackingNumber": NUMBER}]))
    assert isinstance(one, Found)
    assert one.confirmation.label is None
    two = read_recovery(recovery_answer(TrackingCandidate=[{"TrackingNumber": NUMBER}, {"TrackingNumber": "1Z2"}]))
    assert isinstance(two, Inconclusive)
    assert NUMBER in two.words
    assert "1Z2" in two.words


def test_a_recovery_without_any_number_is_for_a_person() -> None:
    assert isinstance(read_recovery(recovery_answer(LabelResults=[{"LabelImage": {}}])), Inconclusive)
    assert isinstance(read_recovery(recovery_answer(ShipmentIdentificationNumber=NUMBER, LabelResults=[{}])), Found)
