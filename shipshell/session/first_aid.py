"""What a shell can still do where settings are wrong or the job store cannot be opened: `setup`, `doctor`, leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.intents import types as intents
from shipshell.intents.parser import parse
from shipshell.intents.state import State
from shipshell.model.errors import ShipshellError
from shipshell.session.doctor import doctor
from shipshell.session.replies import Failed, Left, Output, Said
from shipshell.session.setup import setup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.model.errors import Problem
    from shipshell.session.run import Run
    from shipshell.session.surroundings import Surroundings

_HELP = 'Say "doctor" to check everything, "setup" to enter the settings, or "quit".'


class FirstAid:
    """A session that cannot ship, because of `problem`."""

    def __init__(self, surroundings: Surroundings, problem: Problem) -> None:
        self._surroundings = surroundings
        self._problem = problem

    @staticmethod
    def helps_with(text: str) -> bool:
        """Whether a line is one that can be answered here."""
        return isinstance(parse(text, State.IDLE), (intents.Doctor, intents.Setup))

    def start(self) -> Iterator[Output]:
        """Nothing is ready; why is said in answer to whatever wants more than help."""
        return iter(())

    def welcome(self) -> Iterator[Output]:
        """Say to a person why nothing can be shipped, and what can be done."""
        yield Failed(self._problem)
        yield Said(_HELP)

    def handle(self, text: str) -> Iterator[Output]:
        """Answer one line; errors come out as replies."""
        try:
            yield from self._answer(parse(text, State.IDLE))
        except ShipshellError as error:
            yield Failed(error.problem)

    def end(self) -> Iterator[Output]:
        """Nothing waits here."""
        return iter(())

    def drain(self, _run: Run) -> Iterator[Output]:
        """Nothing is ever started here."""
        return iter(())

    def _answer(self, intent: intents.Intent) -> Iterator[Output]:
        if isinstance(intent, intents.Doctor):
            yield from doctor(self._surroundings)
        elif isinstance(intent, intents.Setup):
            yield from setup(self._surroundings)
        elif isinstance(intent, intents.Help):
            yield Said(_HELP)
        elif isinstance(intent, intents.Quit):
            yield Left()
        else:
            yield Failed(self._problem)
