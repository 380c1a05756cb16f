"""How a parcel is to go: packaging, service, value, signature, and who pays."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shipshell.planning.parcel import (
    lane_fault,
    packaging_code,
    read_declared_for,
    read_declared_value,
    read_parcel_count,
    read_residential,
    read_saturday,
    read_service,
    read_signature,
    read_signatures,
    read_weight,
)
from shipshell.planning.readings import Reading


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


def test_declared_values() -> None:
    assert read_declared_value("$1,200.50").value == Decimal("1200.50")
    assert read_declared_value("0").value is None
    for text in ("much", "€5", "50000.01"):
        assert [fault.code for fault in read_declared_value(text).faults] == ["E-2002"]


def test_to_puerto_rico_a_value_is_wanted() -> None:
    there = ("US", "PR")
    assert read_declared_for("5", "", there, "02").value == Decimal(5)
    for text, option in (("", ""), ("0", ""), ("5", "N")):
        assert [fault.code for fault in read_declared_for(text, option, there, "02").faults] == ["E-2001"]
    assert [fault.code for fault in read_declared_for("much", "", there, "02").faults] == ["E-2002"]
    assert read_declared_for("", "", there, "01").faults == ()
    assert read_declared_for("", "", ("PR", "PR"), "02").faults == ()


def test_an_amount_beside_the_value_is_never_left_out_silently() -> None:
    lane = ("US", "US")
    for text, option in (("", "100"), ("50", "$100.00"), ("", "60000")):
        (fault,) = read_declared_for(text, option, lane, "02").faults
        assert (fault.code, fault.field) == ("E-2002", "declared_option")
    assert read_declared_for("100", "$100.00", lane, "02").value == Decimal(100)
    assert read_declared_for("50", "carrier", lane, "02").value == Decimal(50)


def test_insurance_without_a_value_is_warned_about() -> None:
    asked = read_declared_for("", "yes", ("US", "US"), "02")
    assert (asked.value, asked.faults, len(asked.warnings)) == (None, (), 1)


@pytest.mark.parametrize(
    ("cell", "said"), [("2", "several"), ("Two", "several"), ("3 small", "several"), ("Small", "no number")]
)
def test_what_counts_no_parcels_is_not_called_several(cell: str, said: str) -> None:
    (fault,) = read_parcel_count(cell).faults
    assert said in fault.message


@pytest.mark.parametrize("cell", ["", "1", "1.0", "one", "1 of 1"])
def test_one_parcel(cell: str) -> None:
    assert read_parcel_count(cell).faults == ()


def test_signatures() -> None:
    assert [read_signature(text).value for text in ("", "no", "Yes", "Direct", "ADULT")] == [
        "", "", "signature", "signature", "adult",
    ]  # fmt: skip
    assert [fault.code for fault in read_signature("indirect").faults] == ["E-2002"]


@pytest.mark.parametrize("cell", ["yes", "Y", "x", "1", "Required", "21+", "Adult"])
def test_an_adults_signature_has_columns_of_its_own(cell: str) -> None:
    for others in (("", cell), ("yes", cell), ("adult", cell), ("", "no", cell)):
        assert read_signatures(*others) == Reading("adult")


def test_without_a_yes_no_adult_is_asked_for() -> None:
    assert [read_signatures(*cells) for cells in (("", ""), ("", "no"), ("yes", "N"), ("", "not required"))] == [
        Reading(""), Reading(""), Reading("signature"), Reading(""),
    ]  # fmt: skip


def test_of_two_signatures_the_stricter_counts_and_is_said() -> None:
    for cells in (("no", "yes"), ("adult", "no")):
        read = read_signatures(*cells)
        assert (read.value, len(read.warnings), read.faults) == ("adult", 1, ())


def test_a_cell_that_asks_for_no_known_signature_is_an_error() -> None:
    (fault,) = read_signatures("yes", "no", "perhaps").faults
    assert (fault.code, fault.field, fault.which) == ("E-2002", "adult_signature", 1)
    assert [fault.field for fault in read_signatures("indirect", "yes").faults] == ["signature"]


def test_saturday_and_residential() -> None:
    assert [read_saturday(text).value for text in ("", "Y", "no")] == [False, True, False]
    assert [read_residential(text).value for text in ("", "Y", "0", "Commercial", "residential")] == [
        None, True, False, False, True,
    ]  # fmt: skip
    assert [fault.field for fault in read_saturday("maybe").faults] == ["saturday"]
    assert [fault.field for fault in read_residential("maybe").faults] == ["residential"]
