"""Words, brackets and signs that may not get lost."""

from __future__ import annotations

import pytest

from shipshell.intents.parser import parse
from shipshell.intents.state import State
from shipshell.intents.types import Approve, SetLimit, Ship, Unclear


@pytest.mark.parametrize(
    "line",
    [
        "ship p.csv where state is NY and",
        "ship p.csv where state is NY then",
        "ship p.csv where (zip is 10007",
        "ship p.csv where zip is 10007)",
        "set limit -5",
        "limit - $50 per row",
        "set limit 1,000.555",
    ],
)
def test_what_would_get_lost_makes_the_line_unclear(line: str) -> None:
    assert isinstance(parse(line, State.IDLE), Unclear)


def test_whole_conditions_and_plain_limits_are_read() -> None:
    line = 'ship "March (final).csv" where weight > 2 and (state is NY or state is CA)'
    read = parse(line, State.IDLE)
    assert isinstance(read, Ship)
    assert read.filter == "weight > 2 and (state is NY or state is CA)"
    limit = parse("set limit $49.99 per row", State.IDLE)
    assert limit == SetLimit("49.99", "row")


@pytest.mark.parametrize(
    "line",
    ["ship it, ask me first", "looks good, ask me before you buy", "yes and ask me", "ok ship it, show me first"],
)
def test_who_wants_to_be_asked_first_approves_nothing(line: str) -> None:
    assert isinstance(parse(line, State.PREVIEW), Unclear)


@pytest.mark.parametrize(
    "line", ["ship it and always ask me first", "yes and ask me from now on", "ship it and set mode confirm"]
)
def test_who_wants_to_be_asked_from_now_on_approves_this_one(line: str) -> None:
    assert parse(line, State.PREVIEW) == Approve(mode="confirm")
