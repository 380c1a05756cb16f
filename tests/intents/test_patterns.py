from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from shipshell.intents import tokens
from shipshell.intents.captures import CAPTURES
from shipshell.intents.patterns import Line, Patterns, words_of

RULES = {"IT": "it|them", "GO": "go [ahead] / ship IT"}


def read(phrase: str, text: str) -> list[dict[str, Any]]:
    """The bindings of every match of the whole text."""
    line = Line(text, tokens.tokens(text), "idle")
    found = Patterns(RULES, CAPTURES).compile(phrase).match(line, 0)
    return [dict(bound) for end, bound in found if line.skip(end) == len(line.tokens)]


@pytest.mark.parametrize("text", ["go", "go ahead", "ship it", "Ship, them!"])
def test_rules_options_and_punctuation(text: str) -> None:
    assert read("GO", text) == [{}]


@pytest.mark.parametrize("text", ["ahead", "ship", "go go", "ship it it", "go & ship it"])
def test_every_word_is_accounted_for(text: str) -> None:
    assert read("GO", text) == []


def test_a_bar_binds_single_units_and_a_slash_sequences() -> None:
    assert read("a|b c", "b c") == [{}]
    assert read("a|b c", "a") == []
    assert read("a / b c", "a") == [{}]


def test_captures_bind_under_their_own_or_another_name() -> None:
    assert read("row {row}", "row 12") == [{"row": 12}]
    assert read("row {first:row} to {last:row}", "row 1 to 9") == [{"first": 1, "last": 9}]
    assert read("see {_count}", "see 4") == [{}]
    assert read("go <mode=auto> <bad> <count=2>", "go") == [{"mode": "auto", "bad": True, "count": 2}]


def test_a_name_is_bound_to_one_value() -> None:
    assert read("(row {row})*", "row 1 row 2") == []
    assert read("(row {row})*", "row 2 row 2") == [{"row": 2}]


@pytest.mark.parametrize("phrase", ["(go", "[go", "go)", "NOWHERE", "go %"])
def test_a_phrase_that_is_not_well_formed_is_refused(phrase: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        Patterns(RULES, CAPTURES).compile(phrase)


def test_the_words_of_a_phrase_leave_out_captures_and_bindings() -> None:
    assert words_of("go|run [ahead] {row} <mode=auto> IT") == {"go", "run", "ahead"}


def test_a_phrase_needs_one_of_the_words_that_it_cannot_do_without() -> None:
    patterns = Patterns(RULES, CAPTURES)
    assert patterns.compile("[please] go|run {row}").needs == frozenset(["go", "run"])
    assert patterns.compile("GO").needs == frozenset(["go", "ship"])
    assert patterns.compile("go / {row}").needs is None
    assert patterns.compile("[go]").needs is None


def test_a_misspelt_word_counts_where_all_that_it_may_be_is_meant() -> None:
    [token] = tokens.tokens("lookes")
    near = replace(token, close=frozenset(["looks", "looked"]))
    line = Line("lookes", [near], "idle", exact=True)
    assert Patterns(RULES, CAPTURES).compile("looks|looked").match(line, 0)
    assert not Patterns(RULES, CAPTURES).compile("looks").match(line, 0)
