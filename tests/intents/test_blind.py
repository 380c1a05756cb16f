"""Sentences written by many hands before the grammar was read: shares that may not fall, and no dangerous misreading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from shipshell.intents.parser import parse
from shipshell.intents.state import State
from shipshell.intents.types import slots

#: Read wrongly as one of these, a sentence spends money or destroys something.
DANGEROUS = {"ship", "approve", "resume", "restart", "void", "cancel_job", "retry"}

Read = tuple[dict[str, Any], str, dict[str, Any]]


@pytest.fixture(scope="module")
def read() -> list[Read]:
    """Each labelled sentence, with the intent and the slots that it is read as."""
    lines = Path(__file__).with_name("blind.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    intents = [parse(case["text"], State(case["state"])) for case in cases]
    return [(case, intent.name, slots(intent)) for case, intent in zip(cases, intents, strict=True)]


def right(case: dict[str, Any], name: str) -> bool:
    return name in (case["intent"], *case.get("also", []))


def test_no_sentence_is_taken_for_an_action_that_it_is_not(read: list[Read]) -> None:
    taken = [(case["state"], case["text"], name) for case, name, _ in read if name in DANGEROUS]
    wrong = [(case["state"], case["text"], name) for case, name, _ in read if not right(case, name)]
    assert len(taken) > len(read) * 0.2
    assert [one for one in wrong if one[2] in DANGEROUS] == []


def test_nearly_every_sentence_is_read_as_it_was_meant(read: list[Read]) -> None:
    wrong = [(case["state"], case["text"], name) for case, name, _ in read if not right(case, name)]
    assert len(wrong) <= len(read) * 0.01, wrong


def test_slots_are_read_as_they_were_meant(read: list[Read]) -> None:
    """The topic of a question is advisory."""
    wrong = [
        (case["text"], found)
        for case, name, found in read
        if name == case["intent"] and "topic" not in found and found != case["slots"]
    ]
    assert len(wrong) <= len(read) * 0.002, wrong
