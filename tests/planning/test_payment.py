"""Who pays for a parcel."""

from __future__ import annotations

from functools import partial

import pytest

from shipshell.planning.payment import read_billing, read_order_payment, read_payer


@pytest.mark.parametrize("cells", [("",), ("PP",), ("Prepaid", ""), ("Shipper",), ("No", "0"), ("no collect",)])
def test_we_pay(cells: tuple[str, ...]) -> None:
    assert read_billing(*cells).faults == ()


@pytest.mark.parametrize("cells", [("TP",), ("", "A1B2C3"), ("Freight Collect",), ("PP", "Receiver")])
def test_another_payer_is_never_ignored(cells: tuple[str, ...]) -> None:
    assert [fault.code for fault in read_billing(*cells).faults] == ["E-2008"]


def test_freight_terms_are_read_with_their_header_and_our_account() -> None:
    read = partial(read_payer, columns=("Payment Terms", "Freight Terms"), account="X1Y2Z3")
    assert read("Customer Account", "UPS acct X1Y2Z3").faults == ()
    (fault,) = read("Net 30", "Customer Account").faults
    assert (fault.code, fault.which) == ("E-2008", 1)


def test_a_third_party_who_paid_for_the_order_is_warned_about() -> None:
    assert read_order_payment("Third party").warnings == (
        '"Third party" is taken for how the order was paid; UPS bills you',
    )
    assert read_order_payment("PayPal - Third party").warnings == ()
