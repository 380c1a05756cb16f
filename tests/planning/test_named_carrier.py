"""A row that names another carrier goes by UPS, and that is said."""

from __future__ import annotations

import pytest

from shipshell.planning.named_carrier import read_carrier


@pytest.mark.parametrize(
    "cell", ["", "UPS", "ups®", "UPS Ground", "Ground", "United Parcel Service", "any", "UPSN", "-"]
)
def test_ups_may_be_named(cell: str) -> None:
    assert read_carrier("03", cell).warnings == ()


@pytest.mark.parametrize("cell", ["FedEx", "Fedex Ground", "USPS", "DHL Express", "U.S. Postal Service", "LTL"])
def test_another_carrier_is_warned_about(cell: str) -> None:
    (said,) = read_carrier("03", "UPS", cell).warnings
    assert said == f'"{cell}" is named as carrier, but it goes by UPS'


def test_another_service_is_warned_about() -> None:
    assert read_carrier("03", "UPS 2nd Day Air").warnings == (
        '"UPS 2nd Day Air" is named as carrier, but it goes by Ground',
    )
    assert read_carrier("", "UPS 2nd Day Air").warnings == ()
