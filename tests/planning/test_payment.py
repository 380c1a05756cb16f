"""Who pays for a parcel."""

from __future__ import annotations

import pytest

from shipshell.planning.payment import read_billing


@pytest.mark.parametrize("cells", [("",), ("PP",), ("Prepaid", ""), ("Shipper",), ("No", "0")])
def test_we_pay(cells: tuple[str, ...]) -> None:
    assert read_billing(*cells).faults == ()


@pytest.mark.parametrize("cells", [("TP",), ("", "A1B2C3"), ("Freight Collect",), ("PP", "Receiver")])
def test_another_payer_is_never_ignored(cells: tuple[str, ...]) -> None:
    assert [fault.code for fault in read_billing(*cells).faults] == ["E-2008"]
