"""Single cells are read as people write them, and nothing is made up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shipshell.planning.values import (
    clean,
    code,
    dollars,
    email_address,
    is_shortened,
    limited_text,
    phone_digits,
    words,
    yes_or_no,
)


def test_control_and_direction_characters_are_left_out() -> None:
    assert clean("a\u202eb\x07c\u200d") == "abc"
    assert clean(" tab\tand\nbreak\u00a0 end ") == "tab and break end"
    assert clean("José Ñandú") == "José Ñandú"


@pytest.mark.parametrize("text", ["", "  ", "-", "--", "N/A", "#N/A", "S******* s********", "null"])
def test_what_says_nothing_is_nothing(text: str) -> None:
    assert words(text) == ""


@pytest.mark.parametrize("text", ["'02139", '="02139"', " 02139\t", "02139"])
def test_wrappings_are_no_part_of_a_code(text: str) -> None:
    assert code(text) == "02139"


def test_an_apostrophe_stays_in_a_name() -> None:
    assert words("'s-Gravenhage O'Neil") == "'s-Gravenhage O'Neil"


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("+1 479-692-3507", "4796923507"),
        ("(512) 555-0134", "5125550134"),
        ("5125550134 ext. 5", "5125550134"),
        ("'+15125550134", "5125550134"),
        ("", ""),
    ],
)
def test_phones(text: str, digits: str) -> None:
    read = phone_digits(text)
    assert (read.value, read.warnings, read.faults) == (digits, (), ())


@pytest.mark.parametrize("text", ["555-0134", "5.12555E+09", "1234567890123456"])
def test_a_useless_phone_is_left_out_with_a_warning(text: str) -> None:
    read = phone_digits(text)
    assert read.value == ""
    assert len(read.warnings) == 1
    assert text in read.warnings[0]


def test_emails() -> None:
    assert email_address("a@b.co").value == "a@b.co"
    assert email_address("nobody").value == ""
    assert email_address("nobody").warnings
    assert email_address("a@" + "b" * 50 + ".co").value == ""


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$10.00", "10"),
        ("1,234.50", "1234.5"),
        ("1.234,50", "1234.5"),
        ("10.00 USD", "10"),
        ("5,5", "5.5"),
        ("1,234", "1234"),
        ("7", "7"),
    ],
)
def test_money(text: str, amount: str) -> None:
    assert dollars(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["1.234", "€5", "-3", "ten", "", "1,23,4", "10 CAD"])
def test_money_that_is_not_certain(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its text is not for people
        dollars(text)


def test_yes_or_no() -> None:
    assert [yes_or_no(text) for text in ("Y", "true", "1", "x")] == [True] * 4
    assert [yes_or_no(text) for text in ("", "N", "False", "0")] == [False] * 4
    assert yes_or_no("perhaps") is None


def test_shortened_numbers() -> None:
    assert [text for text in ("1.2E+11", "5.12555E+09", "1E5", "PO1.2E", "12") if is_shortened(text)] == [
        "1.2E+11",
        "5.12555E+09",
    ]


def test_a_reference_is_never_cut_nor_printed_without_its_digits() -> None:
    assert limited_text("reference", '="00123"', 35).value == "00123"
    assert [fault.code for fault in limited_text("reference", "x" * 36, 35).faults] == ["E-2003"]
    assert [fault.code for fault in limited_text("reference", "1.2E+11", 35).faults] == ["E-2007"]
