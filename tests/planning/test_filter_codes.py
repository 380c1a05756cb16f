"""`OR` and `IN` are Oregon and Indiana where no word of the grammar can stand."""

from __future__ import annotations

import pytest

from shipshell.planning.filter_codes import spelled_out
from shipshell.planning.filter_words import tokens_of


def read(text: str) -> str:
    return " ".join(token.text for token in spelled_out(tokens_of(text)))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("state is OR", "state is Oregon"),
        ("state in (IN, OR)", "state in ( Indiana , Oregon )"),
        ("CA or OR", "CA or Oregon"),
        ("OR orders", "Oregon orders"),
        ("state is OR OR state is CA", "state is Oregon OR state is CA"),
        ("except IN", "except Indiana"),
    ],
)
def test_codes_are_spelled_out(said: str, meant: str) -> None:
    assert read(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "state is CA OR state is NV",
        "state IN ( CA , NV )",
        "weight > 5 OR",
        "weight > 5 , OR state is CA",
        "orders IN",
        "state is or",
        "country is IN",
    ],
)
def test_words_stay_words(said: str) -> None:
    assert read(said) == said
