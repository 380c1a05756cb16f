"""Tracking numbers."""

from __future__ import annotations

import pytest

from shipshell.emulator.tracking import check_digit, is_emulated, tracking_number


@pytest.mark.parametrize(
    "number",
    [
        "1Z5R89390357567127",
        "1Z879E930346834440",
        "1Z410E7W0392751591",
        "1Z8V92A70367203024",
        "1Z999AA10123456784",
        "1Z023E2X0214323462",
    ],
)
def test_check_digit_of_real_numbers(number: str) -> None:
    assert check_digit(number[2:17]) == number[17]
    assert not is_emulated(number)


def test_numbers_are_recognisable_and_never_repeat_within_reach() -> None:
    numbers = [tracking_number("03", sequence) for sequence in (1, 2, 17, 9_999_999)]
    assert numbers[2] == "1ZSAMPLE0300000178"
    assert len(set(numbers)) == 4
    for number in numbers:
        assert len(number) == 18
        assert check_digit(number[2:17]) == number[17]
        assert is_emulated(number)


def test_people_write_them_their_own_way() -> None:
    assert is_emulated(" 1z sam ple 03 0000 0178 ")
    assert not is_emulated("")
    assert not is_emulated("SAMPLE")
