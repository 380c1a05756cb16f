from __future__ import annotations

import pytest

from shipshell.intents.typos import Near, Speller

KNOWN = frozenset(["ship", "skip", "show", "yes", "preview", "confirmation", "approve"])
SPELLER = Speller(KNOWN, frozenset({"shop", "who"}))


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("shpi", Near("ship", alone=True)), ("shipp", Near("ship", alone=True)), ("aprove", Near("approve", alone=True)),
        ("yse", Near("yes", alone=True)), ("shwo", Near("show", alone=True)), ("confrimatoin", Near("confirmation", alone=True)),
    ],
)  # fmt: skip
def test_a_slip_is_mended(typed: str, near: Near) -> None:
    assert SPELLER.near(typed) == near


@pytest.mark.parametrize("typed", ["shop", "ship", "who", "sip", "yet", "ye", "x", "orders2", "prevent"])
def test_real_short_and_doubtful_words_are_left_alone(typed: str) -> None:
    assert SPELLER.near(typed) is None
