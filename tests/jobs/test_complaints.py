"""What the carrier complains of, traced back to the source."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shipshell.jobs.complaints import traced
from shipshell.model.address import Address, Party, Shipper
from shipshell.model.errors import Problem
from shipshell.model.package import Package
from shipshell.model.shipment import ShipmentRequest

PARTY = Party("Pat Doe", Address(("1 Main St",), "Timonium", "MD", "21093"))
REQUEST = ShipmentRequest(Shipper(PARTY, "A1B2C3"), PARTY, Package(Decimal(2)), "03")
PROBLEM = Problem("E-3001", "UPS says no")


@pytest.mark.parametrize(
    ("field", "columns", "column", "value"),
    [
        ("city", {"city": "Ship City"}, "Ship City", "Timonium"),
        ("postal_code", {"city_state_zip": "Place"}, "Place", "21093"),
        ("country", {"city": "Ship City"}, "", "US"),
        ("", {"city": "Ship City"}, "", ""),
    ],
)
def test_a_column_is_named_where_one_feeds_the_field(
    field: str, columns: dict[str, str], column: str, value: str
) -> None:
    found = traced(PROBLEM, field, REQUEST, columns, 3)
    assert (found.row, found.column, found.value) == (3, column, value)
