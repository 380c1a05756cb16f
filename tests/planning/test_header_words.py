"""Headers as people shorten and misspell them."""

from __future__ import annotations

import pytest

from shipshell.planning.header_words import spelled_out, words_of


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("addr_ln_1", "address line 1"),
        ("CUST_NM", "customer name"),
        ("Order-Nr.", "order number"),
        ("FNAME", "first name"),
        ("wieght", "weight"),
        ("Recepient adress", "recipient address"),
    ],
)
def test_short_and_misspelled_words_are_spelled_out(header: str, words: str) -> None:
    assert " ".join(spelled_out(words_of(header))) == words


@pytest.mark.parametrize("header", ["County", "Height", "State", "Freight", "Dress", "Postage", "Addressee"])
def test_other_words_are_no_misspellings(header: str) -> None:
    assert spelled_out(words_of(header)) == (header.lower(),)
