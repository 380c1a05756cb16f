"""What a parcel is declared to be worth."""

from __future__ import annotations

from decimal import Decimal

from shipshell.planning.declared_value import read_declared_for, read_declared_value
from shipshell.planning.readings import Reading


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


def test_nothing_paid_for_insurance_takes_no_value_away() -> None:
    assert read_declared_for("100", "0.00", ("US", "US"), "02") == Reading(Decimal(100))
    assert read_declared_for("", "0.00", ("US", "US"), "02") == Reading(None)
    assert read_declared_for("100", "no", ("US", "US"), "02").value is None
