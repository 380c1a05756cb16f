"""How a parcel is to go: packaging, service, value, signature, and who pays."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shipshell.planning.parcel import (
    lane_fault,
    packaging_code,
    read_parcel_count,
    read_residential,
    read_saturday,
    read_service,
    read_weight,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", ""),
        ("02", "02"),
        ("1", "01"),
        ("2A", "2a"),
        ("CP", "02"),
        ("UPS Letter", "01"),
        ("UPS® Letter", "01"),
        ("Pak", "04"),
        ("UPS Express Box - Large", "2c"),
        ("crate", None),
    ],
)
def test_packagings(text: str, code: str | None) -> None:
    assert packaging_code(text) == code


def test_only_a_letter_needs_no_weight() -> None:
    assert read_weight("", "01", "", "lb").faults == ()
    assert [fault.code for fault in read_weight("", "02", "", "lb").faults] == ["E-2001"]
    assert read_weight("2", "01", "", "lb").value == Decimal(2)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "03"), ("2nd Day Air", "02"), ("UPS Ground", "03"), ("GND", "03"), ("13", "13"), ("1", "01")],
)
def test_services(text: str, code: str) -> None:
    read = read_service(text, "03")
    assert (read.value, read.faults) == (code, ())


@pytest.mark.parametrize("text", ["Standard", "economy", "Expedited", "USPS Priority Mail", "Warp"])
def test_a_shops_word_is_no_ups_service(text: str) -> None:
    (fault,) = read_service(text, "03").faults
    assert (fault.code, fault.field) == ("E-2002", "service")
    assert text not in fault.message  # it stands beside the message, so that rows with other words share it


def test_lanes() -> None:
    assert [lane_fault(code, "02") for code in ("01", "02", "03", "12", "13", "14", "59")] == [None] * 7
    for service, packaging in (("11", "02"), ("08", "02"), ("93", "02"), ("03", "01"), ("12", "21")):
        fault = lane_fault(service, packaging)
        assert fault is not None
        assert fault.code == "E-2006"
    assert lane_fault("01", "01") is None


@pytest.mark.parametrize(
    ("cell", "said"), [("2", "several"), ("Two", "several"), ("3 small", "several"), ("Small", "no number")]
)
def test_what_counts_no_parcels_is_not_called_several(cell: str, said: str) -> None:
    (fault,) = read_parcel_count(cell).faults
    assert said in fault.message


@pytest.mark.parametrize("cell", ["", "1", "1.0", "one", "1 of 1"])
def test_one_parcel(cell: str) -> None:
    assert read_parcel_count(cell).faults == ()


def test_saturday_and_residential() -> None:
    assert [read_saturday(text).value for text in ("", "Y", "no")] == [False, True, False]
    assert [read_residential(text).value for text in ("", "Y", "0", "Commercial", "residential")] == [
        None, True, False, False, True,
    ]  # fmt: skip
    assert [fault.field for fault in read_saturday("maybe").faults] == ["saturday"]
    assert [fault.field for fault in read_residential("maybe").faults] == ["residential"]
