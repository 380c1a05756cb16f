"""A label that somebody else is to pay for is never bought on our account."""

from __future__ import annotations

import pandas as pd
import pytest

from shipshell.planning.mapping import ColumnMap, map_columns

PLAIN = ["Name", "Address", "City", "State", "Zip", "Weight"]
GOOD = ["Pat Doe", "77 Elm Ave", "Alpharetta", "GA", "30005", "3.5"]


def mapped(header: str, *cells: str) -> ColumnMap:
    frame = pd.DataFrame([[*GOOD, cell] for cell in cells], columns=[*PLAIN, header], dtype="str")
    return map_columns(list(frame.columns), frame, {})


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Freight Terms", "Third Party"), ("Shipping Terms", "COLLECT"), ("Payment Terms", "Freight Collect"),
        ("Payor", "Third Party"), ("Billing Type", "3rd Party"), ("Charge To", "Collect"), ("Bill To", "Receiver"),
        ("Who Pays Freight", "Consignee"), ("Terms", "FC"), ("Freight Terms", "Prepaid"),
    ],
)  # fmt: skip
def test_a_column_about_payment_is_read_for_its_payer(header: str, cell: str) -> None:
    assert mapped(header, "", cell).columns_of("payer") == (header,)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Payment Terms Name", "Net 30"), ("Payment Method", "Shopify Payments"), ("Billing Name", "Recipient"),
        ("Billing Company", "Collect"), ("Bill To", "Acme Corp"), ("Freight", "12.50"), ("Payment Reference", "c123"),
        ("ShipmentInformation_BillDutyTaxTo", "Receiver"), ("Bill Duty Tax To", "Third Party"),
    ],
)  # fmt: skip
def test_payment_of_the_goods_is_left_alone(header: str, cell: str) -> None:
    found = mapped(header, cell)
    assert (found.columns_of("payer"), found.columns_of("billing")) == ((), ())


@pytest.mark.parametrize(
    "header",
    [
        "Bill Third Party Account #", "Bill Receiver Account Number", "Bill Recipient Acct", "Customer UPS Account",
        "UPS Account", "Receiver Account", "Consignee Acct No", "Third Party Zip", "Third Party Payor", "Collect Acct",
        "Freight Collect", "Billing Account Number", "Payer Account", "Bill Recipient", "Carrier Account #",
        "Collect Billing Account", "Shipping Account",
    ],
)  # fmt: skip
def test_a_header_may_name_another_payer(header: str) -> None:
    assert mapped(header, "A1B2C3").columns_of("billing") == (header,)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Customer Account", "C1023"), ("Customer Account Manager", "A1B2C3"), ("Click And Collect", "Yes"),
        ("Shipper Account", "A1B2C3"), ("Account Number", "10023"), ("eBay Collected Tax", "3.10"),
        ("Our UPS Account", "A1B2C3"), ("Third-Party Seller", "Acme"), ("Recipient Address 2", "Apt 1"),
    ],
)  # fmt: skip
def test_other_accounts_name_no_payer(header: str, cell: str) -> None:
    assert mapped(header, cell).columns_of("billing") == ()


def test_a_customers_account_that_looks_like_one_with_ups_names_the_payer() -> None:
    assert mapped("Customer Account Number", "", "A1B2C3").columns_of("billing") == ("Customer Account Number",)


@pytest.mark.parametrize("header", ["COD Amount", "cod-collectible-amount", "Collect Amount"])
def test_money_to_be_collected_is_seen(header: str) -> None:
    assert mapped(header, "30.00").columns_of("cod") == (header,)


@pytest.mark.parametrize("cell", ["Third party", "PayPal - Third party", "3rd Party"])
def test_how_an_order_was_paid_is_not_who_pays_the_carrier(cell: str) -> None:
    found = mapped("Payment Type", cell, "Visa")
    assert (found.columns_of("payer"), found.columns_of("order_payment")) == ((), ("Payment Type",))


@pytest.mark.parametrize("beside", ["Prepaid", "Collect", "Recipient", "Third party: A1B2C3"])
def test_a_payment_type_that_speaks_of_freight_elsewhere_is_of_the_carrier(beside: str) -> None:
    assert mapped("Payment Type", "Third party", beside).columns_of("payer") == ("Payment Type",)
