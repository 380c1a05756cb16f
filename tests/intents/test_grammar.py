"""The table of commands is whole: help, examples that mean what they show, shapes that can be read."""

from __future__ import annotations

import typing
from typing import TYPE_CHECKING

import pytest

from shipshell.intents import types
from shipshell.intents.grammar import COMMANDS, VOCABULARY
from shipshell.intents.parser import parse
from shipshell.intents.state import State

if TYPE_CHECKING:
    from shipshell.intents.command import Command


def test_every_intent_but_unclear_is_a_command_once() -> None:
    names = sorted(command.name for command in COMMANDS)
    assert names == sorted(intent.name for intent in typing.get_args(types.Intent) if intent is not types.Unclear)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_examples_mean_their_command_in_its_first_state(command: Command) -> None:
    assert command.help
    assert command.examples
    assert command.starts
    for example in command.examples:
        assert parse(example, command.states[0]).name == command.name, example


def test_slots_carry_their_spoken_names() -> None:
    by_name = {command.name: command for command in COMMANDS}
    assert by_name["show_rows"].slots == ("from", "to", "more")
    assert by_name["set_mode"].slots == ("mode",)
    assert by_name["quit"].slots == ()


def test_every_rule_is_used() -> None:
    used = " ".join([*VOCABULARY.values(), *(shape for command in COMMANDS for shape in command.shapes)])
    words = set("".join(letter if letter.isalnum() or letter == "_" else " " for letter in used).split())
    implicit = {"BEFORE", "AFTER", "ASKING", "ASKED", "REMARK"}
    assert [rule for rule in VOCABULARY if rule not in words | implicit] == []


def test_states_are_those_of_the_contract() -> None:
    assert [state.value for state in State] == ["idle", "preview", "recovery", "restart_confirm", "executing"]
