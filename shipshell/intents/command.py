"""A command as data: what it means, when it makes sense, and every shape in which it may be said."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

from shipshell.intents.state import State
from shipshell.intents.types import UNSPOKEN

if TYPE_CHECKING:
    from shipshell.intents.types import Intent


class Manner(StrEnum):
    """How strictly a command is read."""

    ANSWER = "answer"  # all of the sentence, misspelt words only where nothing else is near
    ACT = "act"  # all of the sentence, with manners around it; never a question
    READ = "read"  # likewise, and it may be a question: nothing comes of it but words


@dataclass(frozen=True, slots=True)
class Command:
    """One intent as a command.

    Attributes:
        intent: its class.
        help: one line.
        examples: sentences that mean it, in the first of `states`.
        manner: how strictly it is read.
        shapes: the phrases in which it is said.
        states: where it makes sense.
        starts: first words to offer while a person types.
    """

    intent: type[Intent]
    help: str
    examples: tuple[str, ...]
    manner: Manner
    shapes: tuple[str, ...]
    states: tuple[State, ...] = tuple(State)
    starts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The intent's name."""
        return self.intent.name

    @property
    def slots(self) -> tuple[str, ...]:
        """The intent's slots, by their spoken names."""
        named = [slot.name for slot in fields(self.intent) if slot.metadata != UNSPOKEN]
        return tuple({"first": "from", "last": "to"}.get(name, name) for name in named)
