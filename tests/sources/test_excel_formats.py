"""Cells as Excel shows them. The expected texts are Excel's own, as its users see them in the United States."""

from __future__ import annotations

import pytest

from shipshell.sources.cell_text import shown_number, shown_text
from shipshell.sources.number_format import BUILT_IN, sections

PHONE = "[<=9999999]###-####;(###) ###-####"
ACCOUNTING = '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("stored", "code", "expected"),
    [
        ("2139", "00000", "02139"),
        ("21391234", "00000-0000", "02139-1234"),
        ("123456789", "000-00-0000", "123-45-6789"),
        ("5551234567", PHONE, "(555) 123-4567"),
        ("5551234", PHONE, "555-1234"),
        ("123", "0000-00-00", "0000-01-23"),
        ("0.125", "0%", "13%"),
        ("0.125", "0.0%", "12.5%"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("1234", "#,##0.0##", "1,234.0"),
        ("1234567", "#,##0,", "1,235"),
        ("1000000", '0.0,,"M"', "1.0M"),
        ("-1234.5", "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        ("-1234.5", "#,##0.00_);[Red](#,##0.00)", "(1,234.50)"),
        ("-3.2", "0", "-3"),
        ("-0.2", "0", "0"),
        ("1.005", "0.00", "1.01"),
        ("0.5", "0", "1"),
        ("0.30000000000000004", "0.00000000000000000", "0.30000000000000000"),
        ("12", "#.##", "12."),
        ("0.5", "#.0", ".5"),
        ("0", "#", ""),
        ("5", ";;;", ""),
        ("0", "0;-0;;@", ""),
        ("-7", "0;-0;;@", "-7"),
        ("-5", "[Red][<0]-0;[Blue]0", "-5"),
        ("5", "[Red][<0]-0;[Blue]0", "5"),
        ("250", "[>=100]0;[<=-100]-0;0.0", "250"),
        ("-250", "[>=100]0;[<=-100]-0;0.0", "-250"),
        ("2.5", "[>=100]0;[<=-100]-0;0.0", "2.5"),
        ("0", ACCOUNTING, "$-"),
        ("12.5", ACCOUNTING, "$12.50"),
        ("-12.5", ACCOUNTING, "$(12.50)"),
        ("12.5", "[$€-407] #,##0.00", "€ 12.50"),
        ("5", '0\\ "lb"', "5 lb"),
        ("5", 'General" kg"', "5 kg"),
        ("-5", 'General" kg"', "-5 kg"),
        ("42", "@", "42"),
        ("1234.5", "0.00E+00", "1.23E+03"),
        ("0.00012", "0.0E-0", "1.2E-4"),
        ("12345", "##0.0E+0", "12.3E+3"),
        ("9.999", "0.0E+0", "1.0E+1"),
        ("1.5", "# ?/?", "1 1/2"),
        ("0.333333333", "# ?/?", "1/3"),
        ("2.99", "# ?/?", "3"),
        ("1.25", "# ?/8", "1 2/8"),
        ("1.5", "?/?", "3/2"),
    ],
)
def test_numbers(stored: str, code: str, expected: str) -> None:
    assert shown_number(stored, code) == expected


@pytest.mark.parametrize(
    ("stored", "code", "expected"),
    [
        ("45000", "m/d/yyyy", "3/15/2023"),
        ("45000", "mm-dd-yy", "03-15-23"),
        ("45000", "yyyy-mm-dd", "2023-03-15"),
        ("45000", "[$-409]d-mmm-yy;@", "15-Mar-23"),
        ("45000", "[$-F800]dddd, mmmm dd, yyyy", "Wednesday, March 15, 2023"),
        ("45000", "ddd mmmmm", "Wed M"),
        ("36161", "d. mmmm yyyy", "1. January 1999"),
        ("45000.75", "m/d/yyyy h:mm AM/PM", "3/15/2023 6:00 PM"),
        ("45000", "h AM/PM", "12 AM"),
        ("45000.5", "m/d/yy h:mm;@", "3/15/23 12:00"),
        ("0.5", "h:mm", "12:00"),
        ("1.5", "[h]:mm:ss", "36:00:00"),
        ("0.0625", "[mm]:ss", "90:00"),
        ("0.00001157407", "mm:ss.0", "00:01.0"),
        ("45000.999999999", "yyyy-mm-dd hh:mm:ss", "2023-03-16 00:00:00"),
        ("1", "yyyy-mm-dd", "1900-01-01"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("60", "yyyy-mm-dd", "1900-02-29"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("0", "yyyy-mm-dd", "1900-01-00"),
        ("2958465", "yyyy-mm-dd", "9999-12-31"),
        ("2958466", "yyyy-mm-dd", "########"),
        ("-1", "m/d/yyyy", "########"),
    ],
)
def test_dates_and_times(stored: str, code: str, expected: str) -> None:
    assert shown_number(stored, code) == expected


def test_days_counted_from_1904() -> None:
    assert shown_number("43538", "yyyy-mm-dd", since_1904=True) == "2023-03-15"
    assert shown_number("0", "ddd yyyy-mm-dd", since_1904=True) == "Fri 1904-01-01"


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("2139", "2139"),
        ("16.0", "16"),
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.3"),
        ("-12345678901", "-12345678901"),
        ("12345678901.5", "12345678902"),
        ("123456789012", "123456789012"),
        ("-999999999999999", "-999999999999999"),
        ("1234567890123456", "1.23457E+15"),
        ("100000000000", "100000000000"),
        ("99999999999.9", "1E+11"),
        ("1234.5678901234", "1234.56789"),
        ("0.123456789012", "0.123456789"),
        ("0.000123456789", "0.000123457"),
        ("0.00001", "0.00001"),
        ("0.0000123456789", "1.23457E-05"),
        ("1E-20", "1E-20"),
        ("1.5E3", "1500"),
    ],
)
def test_general(stored: str, expected: str) -> None:
    assert shown_number(stored, "General") == expected


@pytest.mark.parametrize("stored", ["", "n/a", "1,5", "NaN", "INF"])
def test_what_is_no_number_is_shown_as_it_is_stored(stored: str) -> None:
    assert shown_number(stored, "0.00") == stored


@pytest.mark.parametrize(
    ("code", "expected"),
    [("General", "02139"), ("@", "02139"), ("00000", "02139"), ('0;0;0;@" (old)"', "02139 (old)"), ("0;0;0;", "")],
)
def test_text(code: str, expected: str) -> None:
    assert shown_text("02139", code) == expected


@pytest.mark.parametrize("number", BUILT_IN)
def test_every_built_in_format_shows_something(number: int) -> None:
    assert sections(BUILT_IN[number])
    assert shown_number("45000.25", BUILT_IN[number])
