"""Whether UPS could pick up from the configured shipper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from shipshell.config import emulator_shipper
from shipshell.model.errors import ShipshellError
from shipshell.planning.shipper import check_shipper

GOOD = emulator_shipper()


def test_a_good_shipper_passes_with_a_phone_and_without() -> None:
    check_shipper(GOOD)
    check_shipper(replace(GOOD, phone=""))


@pytest.mark.parametrize(
    ("party", "address", "words"),
    [
        ({"phone": "12"}, {}, 'phone: phone "12" has 2 digits'),
        ({}, {"lines": ("PO Box 5",)}, "address1: UPS does not deliver to PO boxes"),
        ({}, {"lines": ("1 Rd", "PO Box 5")}, "address2: UPS does not deliver to PO boxes"),
        ({}, {"postal_code": "90210"}, "postal_code: The ZIP code is in California, not in Maryland"),
        ({}, {"state": "ZZ"}, "state: This is no US state"),
        ({}, {"country": "CA"}, "country: International shipments (CA) are not supported yet"),
    ],
)
def test_a_shipper_that_ups_would_not_take_is_named(party: dict[str, Any], address: dict[str, Any], words: str) -> None:
    shipper = replace(GOOD, address=replace(GOOD.address, **address), **party)
    with pytest.raises(ShipshellError) as caught:
        check_shipper(shipper)
    assert caught.value.problem.code == "E-5004"
    assert words in caught.value.problem.message


def test_everything_that_is_wrong_is_said_at_once() -> None:
    shipper = replace(GOOD, phone="12", address=replace(GOOD.address, lines=("PO Box 5",)))
    with pytest.raises(ShipshellError, match=r"address1: .*; phone: "):
        check_shipper(shipper)
