"""Addresses compared: spelling is no difference, another place is one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shipshell.carriers.address_check import Difference, differences
from shipshell.model.address import Address

HOME = Address(("77 Elm Avenue", "Apt. 4"), "St. Louis", "MO", "63101")


@pytest.mark.parametrize(
    "spelled",
    [
        replace(HOME, lines=("77 ELM AVE APT 4",), city="SAINT LOUIS", state="mo", postal_code="631011234"),
        replace(HOME, lines=("77 Elm Ave, #4",)),
        replace(HOME, lines=("77 Elm Av", "Suite # 4")),
        replace(HOME, lines=("77 Élm Ave", "Apt 4"), postal_code=" 63101"),
    ],
)
def test_spelling_is_no_difference(spelled: Address) -> None:
    assert differences(HOME, spelled) == ()
    assert differences(spelled, HOME) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 N.E. Fifth Street", "1 NE 5TH ST"),
        ("2 O'Brien Hills Crossing", "2 OBRIEN HLS XING"),
        ("12-34 Queens Boulevard", "12-34 QUEENS BLVD"),
        ("3 Main St Building B Floor 2", "3 MAIN ST BLDG B FL 2"),
        ("4 Winston-Salem Rd", "4 WINSTON SALEM RD"),
        ("4 Peña\u2019s Way", "4 PENAS WAY"),
    ],
)
def test_the_post_office_s_abbreviations_are_the_same_words(one: str, other: str) -> None:
    assert differences(replace(HOME, lines=(one,)), replace(HOME, lines=(other,))) == ()


@pytest.mark.parametrize(
    ("suggested", "part"),
    [
        (replace(HOME, lines=("77 Elm Avenue",)), "street"),
        (replace(HOME, lines=("77 Elm Avenue", "Apt 14")), "street"),
        (replace(HOME, lines=("77 Elm Street", "Apt 4")), "street"),
        (replace(HOME, lines=("12-34 Elm Avenue", "Apt 4")), "street"),
        (replace(HOME, city="Saint Paul"), "city"),
        (replace(HOME, state="IL"), "state"),
        (replace(HOME, postal_code="631021234"), "postal_code"),
    ],
)
def test_another_place_is_a_difference_in_that_part(suggested: Address, part: str) -> None:
    (found,) = differences(HOME, suggested)
    assert found.part == part


def test_a_difference_shows_both_as_they_are_written() -> None:
    suggested = Address(("77 ELM AVE",), "ST LOUIS", "IL", "622011234")
    assert differences(HOME, suggested) == (
        Difference("street", "77 Elm Avenue, Apt. 4", "77 ELM AVE"),
        Difference("state", "MO", "IL"),
        Difference("postal_code", "63101", "62201-1234"),
    )


def test_puerto_rico_is_a_state_or_a_country() -> None:
    as_state = Address(("1 Calle Sol",), "San Juan", "PR", "00901")
    as_country = replace(as_state, state="", country="PR")
    assert differences(as_state, as_country) == ()
    assert differences(as_state, replace(as_state, state=""))[0].part == "state"
