"""What a cell says of who pays for a label."""

from __future__ import annotations

import pytest

from shipshell.planning.payer_cells import denies_payer, is_third_party, names_third_party, other_pays

TERMS = ("freight", "terms")
GOODS = ("payment", "terms")
OURS = "X1Y2Z3"


@pytest.mark.parametrize(
    "cell",
    [
        "Collect", "FREIGHT COLLECT", "Third Party", "3rd Party", "third-party billing", "TP", "FC", "Bill Receiver",
        "Consignee pays", "Recipient", "3rd Party - Acme Corp", "Collect: A1B2C3", "Collect A1B2C3", "Prepaid/Collect",
        "Please bill recipient", "FOB Origin, Freight Collect", "Collect via customer's UPS acct 123456",
        "Customer's UPS #12345A", "not prepaid", "Do not bill sender", "No prepaid, collect",
    ],
)  # fmt: skip
def test_another_payer_is_told_under_any_header(cell: str) -> None:
    assert other_pays(cell, GOODS)
    assert other_pays(cell, TERMS)


@pytest.mark.parametrize(
    "cell",
    [
        "Customer Account", "Bill to customer", "Customer pays", "buyer", "Client\u2019s account", "their own account",
        "At customer's expense", "Use acct 1A2B3C", "UPS acct 123456", "A1B2C3", "Bill to Acme Corp",
        "Acme's UPS account", "Not our account", "Don't bill us", "Cust acct on file", "Recipient account on file",
        "Freight collect per PO 4455", "UPS 12345A per Jim",
    ],
)  # fmt: skip
def test_under_freight_terms_a_customer_or_an_account_is_another_payer(cell: str) -> None:
    assert other_pays(cell, TERMS, OURS)


@pytest.mark.parametrize(
    "cell",
    [
        "", "Prepaid", "Shipper", "Sender", "PP", "Net 30", "Due on receipt", "Third Party Logistics Inc", "Paid",
        "Collectible Toys LLC", "Shopify Payments", "45.00", "Recipient Services LLC", "no collect", "Not third party",
        "non-collect", "Do not bill receiver", "Don't ship collect", "never collect", "Prepaid, charge on invoice",
    ],
)  # fmt: skip
def test_other_words_name_no_payer(cell: str) -> None:
    assert not other_pays(cell, GOODS)
    assert not other_pays(cell, TERMS)


@pytest.mark.parametrize(
    "cell",
    [
        "Prepaid & charge customer",
        "Customer pickup",
        "UPS acct X1Y2Z3",
        "x1y2z3",
        "bill to us",
        "Our account",
        "Prepaid not collect",
    ],
)
def test_under_freight_terms_we_and_our_account_pay(cell: str) -> None:
    assert not other_pays(cell, TERMS, OURS)


@pytest.mark.parametrize("cell", ["Customer Account", "Customer pays", "Use acct 1A2B3C", "Client account 1023"])
def test_a_customers_account_for_the_goods_is_with_us(cell: str) -> None:
    assert not other_pays(cell, GOODS)


@pytest.mark.parametrize(
    ("cell", "denied"),
    [
        ("no collect", True),
        ("No third party", True),
        ("Collect", False),
        ("No third party, collect", False),
        ("", False),
    ],
)
def test_another_payer_may_be_denied(cell: str, denied: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert denies_payer(cell) is denied


@pytest.mark.parametrize(
    ("cell", "named", "alone"),
    [
        ("Third party", True, True), ("PayPal - Third party", True, False), ("Third party billing", False, False),
        ("Third party: A1B2C3", False, False), ("Visa", False, False),
    ],
)  # fmt: skip
def test_a_third_party_may_have_paid_for_anything(cell: str, named: bool, alone: bool) -> None:  # noqa: FBT001
    assert (names_third_party(cell), is_third_party(cell)) == (named, alone)
