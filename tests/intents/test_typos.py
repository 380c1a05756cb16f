from __future__ import annotations

import pytest

from shipshell.intents.typos import Near, Speller

KNOWN = frozenset(["ship", "skip", "show", "yes", "preview", "confirmation", "approve"])
SPELLER = Speller(KNOWN, frozenset({"shop", "who"}))


def near(word: str) -> Near:
    return Near(word, frozenset([word]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shpi", near("ship")), ("shipp", near("ship")), ("aprove", near("approve")),
        ("yse", near("yes")), ("shwo", near("show")), ("confrimatoin", near("confirmation")),
    ],
)  # fmt: skip
def test_a_slip_is_mended(typed: str, meant: Near) -> None:
    assert SPELLER.near(typed) == meant


@pytest.mark.parametrize("typed", ["shop", "ship", "who", "yet", "ye", "x", "orders2", "prevent"])
def test_real_short_and_doubtful_words_are_left_alone(typed: str) -> None:
    assert SPELLER.near(typed) is None


def test_a_slip_near_to_several_words_names_them_all() -> None:
    assert Speller(frozenset(["looks", "looked"]), frozenset()).near("lookes") == Near(
        "", frozenset(["looks", "looked"])
    )


@pytest.mark.parametrize("typed", ["shipnt", "approvent", "yesnt"])
def test_a_word_that_its_ending_denies_is_no_slip(typed: str) -> None:
    assert Speller(KNOWN | {"shipit", "yes"}, frozenset()).near(typed) is None


@pytest.mark.parametrize("typed", ["approved", "approves", "approver", "confirmations", "exectued", "previewing"])
def test_another_form_of_a_known_word_is_no_slip(typed: str) -> None:
    known = KNOWN | {"execute", "expect"}
    assert Speller(known, frozenset()).near(typed) is None
