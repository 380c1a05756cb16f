"""Headers are read word by word: party, field and unit."""

from __future__ import annotations

import pytest

from shipshell.planning.header_words import words_of
from shipshell.planning.headers import Header, party_of, read_header


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("ShipTo_CompanyOrName", ("ship", "to", "company", "or", "name")),
        ("ship-address-1", ("ship", "address", "1")),
        ("Address1", ("address", "1")),
        ("ZIPCode", ("zip", "code")),
        ("Weight - WeightLbs", ("weight", "lbs")),
        ("P. O. #", ("p", "o")),
    ],
)
def test_words(header: str, words: tuple[str, ...]) -> None:
    assert words_of(header) == words


@pytest.mark.parametrize(
    ("header", "party", "field", "unit"),
    [
        ("Shipping Name", "to", "name", ""),
        ("recipient-name", "to", "name", ""),
        ("Ship To", "to", "name", ""),
        ("SHIPTO_COMPANYORNAME", "to", "name", ""),
        ("Deliver To City", "to", "city", ""),
        ("First Name (Shipping)", "to", "first_name", ""),
        ("State/Province", "", "state", ""),
        ("Zip/Postal Code", "", "postal_code", ""),
        ("E-mail", "", "email", ""),
        ("Customer", "customer", "name", ""),
        ("Wt (oz)", "", "weight", "oz"),
        ("Weight_oz", "", "weight", "oz"),
        ("Weight in lbs", "", "weight", "lb"),
        ("Weight (kg)", "", "weight", "kg"),
        ("Pounds", "", "weight", "lb"),
        ("Length (in)", "", "length", "in"),
        ("Height cm", "", "height", "cm"),
        ("Package_Weight", "", "weight", ""),
        ("Package_Reference1", "", "reference", ""),
        ("Saturday Delivery", "", "saturday", ""),
        ("Delivery Confirmation", "", "signature", ""),
        ("Adult Signature Required", "", "adult_signature", ""),
        ("Adult Sig", "", "adult_signature", ""),
        ("21+", "", "adult_signature", ""),
        ("ShipmentInformation_BillingOption", "", "billing", ""),
        ("Ship To - Residential Flag", "to", "residential", ""),
    ],
)
def test_headers_that_name_a_field(header: str, party: str, field: str, unit: str) -> None:
    read = read_header(header)
    assert read is not None
    assert (read.party, read.field, read.unit) == (party, field, unit)


@pytest.mark.parametrize(
    "header",
    [
        "Shipping",
        "Shipping And Handling",
        "shipping_total",
        "Shipping Amount",
        "shipping-price",
        "Ship Date",
        "Ship By Date",
        "Order Value",
        "Length (lb)",
        "Notes",
        "Id",
        "Quantity",
        "21",
        "Order Shipping",
        "Clinic City",
        "",
    ],
)
def test_headers_that_name_none(header: str) -> None:
    assert read_header(header) is None


@pytest.mark.parametrize(
    "header",
    [
        "Billing Name",
        "Bill To City",
        "City (Billing)",
        "buyer-name",
        "Sold To Zip",
        "Payer Name",
        "bill-address-1",
        "Return Address",
        "Ship From City",
        "Sender Phone",
        "Payment Reference",
        "Ultimate Consignee Name",
    ],
)
def test_another_party_is_told(header: str) -> None:
    assert party_of(header) == "other"
    read = read_header(header)
    assert read is None or read.party == "other"


def test_an_item_is_not_the_parcel() -> None:
    assert read_header("Item Weight") == Header("item", "weight", 2)
    assert read_header("Item - Weight (oz)") == Header("item", "weight", 2, "oz")
    assert read_header("Weight Unit") == Header("", "weight_unit", 0)


def test_a_third_party_is_told_from_others() -> None:
    assert party_of("ThirdParty_CompanyOrName") == "third"
    assert party_of("3rd Party Account") == "third"
