"""Labelled sentences, and the laws that no sentence may break."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from shipshell.intents.parser import parse
from shipshell.intents.state import State
from shipshell.intents.types import Approve, Help, Resume, SetMode, Ship, ShowRows, Unclear, slots

OWN = Path(__file__).with_name("utterances.jsonl")
SHARED = Path(__file__).parents[3] / "shared" / "utterances" / "dev.jsonl"
#: Read wrongly as one of these, a sentence spends money or destroys something.
DANGEROUS = {"ship", "approve", "resume", "restart", "void", "cancel_job", "retry"}

#: Words that turn any approval into none, wherever they stand.
TURNS = [
    "not",
    "no",
    "never",
    "if",
    "when",
    "but",
    "except",
    "maybe",
    "wait",
    "tomorrow",
    "unless",
    "almost",
    "should",
    "until",
    "tonight",
    "said",
    "why",
    "who",
    "yesterday",
    "barely",
]


def labelled(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.mark.parametrize("case", labelled(OWN), ids=lambda case: f"{case['state']}: {case['text']}")
def test_our_own_sentences_are_read_as_labelled(case: dict[str, Any]) -> None:
    intent = parse(case["text"], State(case["state"]))
    assert intent.name in (case["intent"], *case.get("also", []))
    if intent.name == case["intent"] and "topic" not in slots(intent):
        assert slots(intent) == case.get("slots", {})


def test_the_shared_sentences_are_read_as_labelled() -> None:
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not here")
    cases = labelled(SHARED)
    wrong: list[tuple[str, str]] = []
    dangerous: list[tuple[str, str]] = []
    for case in cases:
        name = parse(case["text"], State(case["state"])).name
        if name not in (case["intent"], *case.get("also", [])):
            (dangerous if name in DANGEROUS else wrong).append((case["text"], name))
    assert dangerous == []
    assert len(wrong) <= len(cases) * 0.03, wrong


def approvals() -> list[dict[str, Any]]:
    return [case for case in labelled(OWN) if case["intent"] == "approve" and "warnings" not in case["text"]]


@pytest.mark.parametrize("word", TURNS)
def test_a_word_that_turns_a_sentence_leaves_no_approval(word: str) -> None:
    still = []
    for case in approvals()[TURNS.index(word) % 3 :: 3]:
        said = case["text"].split()
        for at in range(len(said) + 1):
            turned = " ".join([*said[:at], word, *said[at:]])
            if parse(turned, State(case["state"])).name in DANGEROUS:
                still.append(turned)
    assert still == [text for text in still if text in HARMLESS]


#: The word belongs to a phrase of its own there: a number, a second mode, a yes to the same.
HARMLESS = {"ship all no 18 rows", "yes and always never ask me first", "ship it and never ask me every time"}


@pytest.mark.parametrize("case", approvals(), ids=lambda case: case["text"])
def test_an_approval_that_is_asked_is_a_question(case: dict[str, Any]) -> None:
    assert parse(case["text"] + "?", State(case["state"])).name not in DANGEROUS


@pytest.mark.parametrize("state", [State.IDLE, State.RECOVERY, State.EXECUTING])
def test_nothing_is_approved_where_nothing_was_asked(state: State) -> None:
    assert [case["text"] for case in approvals() if isinstance(parse(case["text"], state), Approve)] == []


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00",
        "yes\x00",
        "ship\x00it",
        "\u202eyes",
        "yes\u200b\u2060",
        "🛑",
        "yes 🛑",
        "yes :(",
        ";",
        "...",
        "'",
        '"',
    ],
)
def test_what_no_one_types_is_unclear(text: str, state: State) -> None:
    assert isinstance(parse(text, state), Unclear)


@pytest.mark.parametrize(
    "text",
    [
        "yes " * 100_000,
        "x" * 10_000_000,
        "ship it " * 400,
        "skip " + ", ".join(map(str, range(1, 900))),
        "'" * 3900,
        '"a ' * 1300,
        "ship orders.csv where " + "a and " * 500,
        "$1,1" * 900,
        "1-" * 1900,
        "(" * 3900,
        "all the " * 490,
        "good " * 590,
        "no good " * 60,
    ],
    ids=lambda text: text[:20],
)
def test_long_lines_are_answered_at_once(text: str) -> None:
    parse("warm up", State.PREVIEW)
    started = time.perf_counter()
    for state in State:
        assert not isinstance(parse(text, state), Approve | Ship)
    assert time.perf_counter() - started < 3


def test_rows_beyond_what_a_person_means_are_unclear() -> None:
    assert isinstance(parse("skip rows 1-100001", State.PREVIEW), Unclear)
    assert parse("show rows 1-999999", State.PREVIEW) == ShowRows(first=1, last=999_999)


def test_the_mode_alone_never_approves() -> None:
    assert parse("ok, switch to auto", State.PREVIEW) == SetMode("auto")
    assert parse("yes and switch to auto", State.PREVIEW) == Approve("auto")


def test_typing_mistakes_approve_only_where_nothing_else_is_near() -> None:
    assert isinstance(parse("shpi it", State.PREVIEW), Approve)
    assert isinstance(parse("slip it", State.PREVIEW), Unclear)
    assert isinstance(parse("sip it", State.PREVIEW), Unclear)


def test_a_lone_question_mark_asks_for_help() -> None:
    assert parse(" ? ", State.IDLE) == Help()


@pytest.mark.parametrize(
    ("text", "word"),
    [("leave something out", "leave something out"), ("void the thing", "void"), ("yes but no", "a yes and a reason")],
)
def test_unclear_says_what_was_understood_and_what_to_say(text: str, word: str) -> None:
    answer = parse(text, State.PREVIEW)
    assert isinstance(answer, Unclear)
    assert word in answer.understood
    assert 2 <= len(answer.suggestions) <= 3


@pytest.mark.parametrize("state", State)
def test_every_suggestion_is_understood_in_its_state(state: State) -> None:
    answer = parse("blah blah", state)
    assert isinstance(answer, Unclear)
    assert [text for text in answer.suggestions if isinstance(parse(text, state), Unclear)] == []


@pytest.mark.parametrize(
    "text",
    [
        'ship a.xlsx sheet "Mumbai returns"',
        'ship a.xlsx "Mumbai returns" sheet',
        'ship sheet "Mumbai returns" of a.xlsx',
    ],
)
def test_a_file_is_never_taken_for_the_sheet(text: str) -> None:
    assert parse(text, State.IDLE) == Ship(source="a.xlsx", sheet="Mumbai returns")


@pytest.mark.parametrize(
    "text", ["ship 3 orders", "3 rows are fine, ship it", "print 2 labels and ship", "approve 4 rows"]
)
def test_a_number_of_rows_is_not_all_of_them(text: str) -> None:
    assert isinstance(parse(text, State.PREVIEW), Unclear)


@pytest.mark.parametrize(
    ("text", "count"), [("ship all 34", 34), ("approve the 4 rows", 4), ("both orders look right, ship both", 2)]
)
def test_a_number_that_is_said_of_all_rows_is_bound_and_is_no_slot(text: str, count: int) -> None:
    intent = parse(text, State.PREVIEW)
    assert intent == Approve(count=count)
    assert slots(intent) == {}


def test_where_a_job_is_to_go_on_is_bound_and_is_no_slot() -> None:
    intent = parse("resume from row 48", State.RECOVERY)
    assert intent == Resume(row=48)
    assert slots(intent) == {}
