"""Sentences written by many hands before the grammar was read: shares that may not fall, and no dangerous misreading.

Each file of `blind/` is a table: `many_hands` of every command, `approvals` as people at a bench type them,
`no_approvals` that look like one, `jobs` about what ships, stops, goes on, starts over, and is dropped or voided,
`look_alikes` of every order that are none (another number, another form of the word, a report, a denial, an `or`), and
`plain_ways` of saying the same things, with remarks, counts, comparisons and signs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from shipshell.intents.parser import parse
from shipshell.intents.state import State
from shipshell.intents.types import slots

#: Read wrongly as one of these, a sentence spends money or destroys something.
DANGEROUS = {"ship", "approve", "resume", "restart", "void", "cancel_job", "retry", "resolve", "exclude_rows"}
#: The share of each table that may be read as something harmless instead of what it means.
MISSED = {
    "many_hands": 0.01,
    "approvals": 0.05,
    "no_approvals": 0.02,
    "jobs": 0.02,
    "look_alikes": 0.01,
    "plain_ways": 0.02,
}

Read = tuple[dict[str, Any], str, dict[str, Any]]


@pytest.fixture(scope="module", params=MISSED)
def table(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def read(table: str) -> list[Read]:
    """Each labelled sentence, with the intent and the slots that it is read as."""
    lines = (Path(__file__).parent / "blind" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    intents = [parse(case["text"], State(case["state"])) for case in cases]
    return [(case, intent.name, slots(intent)) for case, intent in zip(cases, intents, strict=True)]


def right(case: dict[str, Any], name: str) -> bool:
    return name in (case["intent"], *case.get("also", []))


def test_no_sentence_is_taken_for_an_action_that_it_is_not(read: list[Read]) -> None:
    wrong = [(case["state"], case["text"], name) for case, name, _ in read if not right(case, name)]
    assert len(read) > 200
    assert [one for one in wrong if one[2] in DANGEROUS] == []


def test_nearly_every_sentence_is_read_as_it_was_meant(table: str, read: list[Read]) -> None:
    wrong = [(case["state"], case["text"], name) for case, name, _ in read if not right(case, name)]
    assert len(wrong) <= len(read) * MISSED[table], wrong


def test_slots_are_read_as_they_were_meant(read: list[Read]) -> None:
    """The topic of a question is advisory."""
    wrong = [
        (case["text"], found)
        for case, name, found in read
        if name == case["intent"] and "topic" not in found and found != case["slots"]
    ]
    assert len(wrong) <= len(read) * 0.002, wrong
