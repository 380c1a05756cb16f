from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shipshell.intents.grammar import COMMANDS
from shipshell.intents.parser import parse
from shipshell.intents.state import State
from shipshell.intents.topics import COMMAND_WORDS
from shipshell.intents.types import Help, Unclear

if TYPE_CHECKING:
    from shipshell.intents.command import Command


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("how I can void a label", "void"),
        ("how do i cancel a job", "cancel_job"),
        ("how do I approve this?", "approve"),
        ("how do I print labels", "labels"),
        ("how do I ship a file without a preview", "set_mode"),
        ("help preview", "preview"),
        ("what does restart do exactly", "restart"),
        ("help with frobnication", "frobnication"),
    ],
)
def test_a_question_is_about_a_command_or_as_typed(text: str, topic: str) -> None:
    assert parse(text, State.IDLE) == Help(topic)


@pytest.mark.parametrize(
    ("state", "topic"),
    [(State.PREVIEW, "reject"), (State.RECOVERY, "cancel_job"), (State.EXECUTING, "stop")],
)
def test_cancel_is_what_it_means_in_the_state(state: State, topic: str) -> None:
    assert parse("how do I cancel", state) == Help(topic)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_name_or_an_example_word_for_word_is_that_command(command: Command) -> None:
    for said in (
        command.name,
        command.name.replace("_", " "),
        command.name.replace("_", " ").upper(),
        *command.examples,
    ):
        assert parse(f"help {said}", State.IDLE) == Help(command.name), said


@pytest.mark.parametrize(("word", "topic"), sorted(COMMAND_WORDS.items()))
def test_every_word_is_about_its_command_alone(word: str, topic: str) -> None:
    meant = {"mode": "show_mode", "cancel": "cancel_job"}.get(word, topic)
    assert parse(f"help {word}", State.IDLE) == Help(meant)


def test_a_question_about_no_command_is_no_call_for_help() -> None:
    assert isinstance(parse("what is the total cost", State.PREVIEW), Unclear)


def test_topics_are_commands() -> None:
    assert set(COMMAND_WORDS.values()) <= {command.name for command in COMMANDS}
