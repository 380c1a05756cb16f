"""A filter that breaks off is named as what it is."""

from __future__ import annotations

import pytest

from shipshell.intents.parser import parse
from shipshell.intents.state import State
from shipshell.intents.types import Unclear


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("weight <", "something is missing after `<`"),
        ("qty =", "something is missing after `=`"),
        ("weight < and", "something is missing after `and`"),
        ("weight over", "something is missing after `over`"),
        ("state is in", "something is missing after `in`"),
        ("weight < 3 or", "something is missing after `or`"),
        ("(weight < 3", "a parenthesis is not closed"),
        ("((weight<3) and qty > 1", "a parenthesis is not closed"),
        ("weight < 3)", "a parenthesis is closed that none opened"),
        ("", "it is empty"),
    ],
)
@pytest.mark.parametrize("verb", ["ship", "preview"])
def test_what_is_wrong_with_it(verb: str, typed: str, why: str) -> None:
    answer = parse(f"{verb} orders.csv where {typed}", State.IDLE)
    assert isinstance(answer, Unclear)
    assert (answer.code, answer.understood) == ("E-1026", f'The filter "{typed}" was not understood: {why}')
    assert not any(isinstance(parse(text, State.IDLE), Unclear) for text in answer.suggestions)


@pytest.mark.parametrize(
    "line",
    [
        "ship orders.csv where weight < but wait",
        "ship orders.csv where weight < 10 tomorrow",
        "ship orders.csv maybe (",
        "where is it (",
    ],
)
def test_other_unclear_lines_are_of_no_filter(line: str) -> None:
    answer = parse(line, State.IDLE)
    assert not isinstance(answer, Unclear) or answer.code == ""
