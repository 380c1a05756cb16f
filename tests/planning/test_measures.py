"""Weights and sizes, in whatever unit they come."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shipshell.model.package import Dimensions
from shipshell.planning.measures import package_size, package_weight, pounds, told_weight


@pytest.mark.parametrize(
    ("text", "unit", "weight"),
    [
        ("16 oz", "lb", "1.0"),
        ("16", "oz", "1.0"),
        ("0 lb 24 oz", "lb", "1.5"),
        ("2 lb 4 oz", "oz", "2.3"),
        ("2lb, 4oz", "lb", "2.3"),
        ("1.2kg", "lb", "2.7"),
        ("500", "g", "1.2"),
        ("3 lbs.", "kg", "3.0"),
        (".5", "lb", "0.5"),
        ("0.01", "lb", "0.1"),
        ("150", "lb", "150.0"),
        ("1 kg 500 g", "lb", "3.4"),
    ],
)
def test_weights_in_pounds_never_below_the_true_one(text: str, unit: str, weight: str) -> None:
    read = package_weight(text, unit)
    assert read.value is not None
    assert (told_weight(read.value), read.faults, read.warnings) == (Decimal(weight), (), ())


def test_a_decimal_comma_is_read_and_said() -> None:
    read = package_weight("1,5", "lb")
    assert read.value == Decimal("1.5")
    assert read.warnings == ('weight "1,5" is read as 1.5',)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "E-2001"),
        ("n/a", "E-2001"),
        ("0", "E-2005"),
        ("-1", "E-2005"),
        ("150.04", "E-2005"),
        ("2500 oz", "E-2005"),
        ("heavy", "E-2002"),
        ("1,500", "E-2002"),
        ("2 3", "E-2002"),
        ("4 oz 2 lb", "E-2002"),
        ("2 lb 32 oz", "E-2002"),
        ("1.2E+1", "E-2002"),
        ("3 stone", "E-2002"),
    ],
)
def test_a_weight_is_never_made_up(text: str, code: str) -> None:
    read = package_weight(text, "lb")
    assert read.value is None
    assert [fault.code for fault in read.faults] == [code]


def test_pounds_are_exact_for_comparing() -> None:
    assert pounds("2 lb 4 oz", "lb") == Decimal("2.25")


@pytest.mark.parametrize(
    ("cells", "size"),
    [
        (("4", "12", "9", ""), (12, 9, 4)),
        (("12.2", "9", "4", ""), (13, 9, 4)),
        (("", "", "", "12x9x4"), (12, 9, 4)),
        (("", "", "", "12 X 9.5 X 4 in"), (12, 10, 4)),
        (("", "", "", '12" x 9" x 4"'), (12, 9, 4)),
        (("", "", "", "30.48x20x10 cm"), (12, 8, 4)),
        (("30.48 cm", "9 in", "4", ""), (12, 9, 4)),
        (("300 mm", "0.2 m", "1 ft", ""), (12, 12, 8)),
        (("", "", "", "300x200x100 mm"), (12, 8, 4)),
        (("", "", "", "2x1x1 ft"), (24, 12, 12)),
        (("12 1/2", "3", "4", ""), (13, 4, 3)),
        (("108", "5", "5", ""), (108, 5, 5)),
        (("107", "15", "14", ""), (107, 15, 14)),  # 165 in of length plus girth
    ],
)
def test_sizes_in_whole_inches_the_longest_first(cells: tuple[str, str, str, str], size: tuple[int, int, int]) -> None:
    read = package_size(*cells)
    assert (read.value, read.faults) == (Dimensions(*size), ())


def test_no_size_is_no_size() -> None:
    assert package_size("", "", "", "").value is None
    zero = package_size("0", "0.00", "0", "")
    assert (zero.value, zero.faults) == (None, ())
    assert zero.warnings


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (("12", "", "", ""), ["E-2001", "E-2001"]),
        (("12", "0", "4", ""), ["E-2005"]),
        (("wide", "3", "4", ""), ["E-2002"]),
        (("", "", "", "12x9"), ["E-2002"]),
        (("109", "1", "1", ""), ["E-2005"]),
        (("108", "15", "14", ""), ["E-2005"]),  # 166 in
    ],
)
def test_sizes_that_ups_does_not_take(cells: tuple[str, str, str, str], codes: list[str]) -> None:
    assert [fault.code for fault in package_size(*cells).faults] == codes


@pytest.mark.parametrize(
    ("cells", "field"),
    [(("5", "200", "4", ""), "width"), (("60", "61", "62", ""), "height"), (("", "", "", "5x200x4"), "dimensions")],
)
def test_the_longest_side_is_named_where_the_parcel_is_too_large(cells: tuple[str, str, str, str], field: str) -> None:
    assert [fault.field for fault in package_size(*cells).faults] == [field]
