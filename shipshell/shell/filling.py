"""A form on the terminal: one question after the other, kept at the end. Answers enter no history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.history import DummyHistory

from shipshell.model.errors import ShipshellError
from shipshell.session.replies import Failed, Said
from shipshell.shell.reader import Reader

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output as Display

    from shipshell.session.setup_form import Form
    from shipshell.shell.screen import Screen

_HELP = "Enter takes what stands on the line; Ctrl-C leaves everything as it was."
_UNCHANGED = "Nothing was changed."


def answer_reader(screen: Screen, typed: Input | None, display: Display | None) -> Reader:
    """A reader that remembers nothing."""
    return Reader(PromptSession(history=DummyHistory(), input=typed, output=display), screen)


class Clerk:
    """Puts forms to the person at the terminal.

    Attributes:
        interrupted: whether a signal asked to end meanwhile.
    """

    def __init__(self, screen: Screen, reader: Reader) -> None:
        self._screen = screen
        self._reader = reader
        self.interrupted = False

    def interrupt(self) -> None:
        """Give up the form that is being filled in, if there is one. From any thread."""
        self.interrupted = True
        self._reader.interrupt()

    def fill(self, form: Form) -> bool:
        """Have a form filled in and keep its answers; whether that was done."""
        self._screen.draw(Said(_HELP))
        if not self._ask(form):
            self._screen.draw(Said(_UNCHANGED))
            return False
        try:
            for line in form.keep():
                self._screen.draw(Said(line))
        except ShipshellError as error:
            self._screen.draw(Failed(error.problem))
            return False
        return True

    def _ask(self, form: Form) -> bool:
        """Put every question until it has a good answer; whether all have one."""
        while question := form.question:
            try:
                line = self._reader.read(f"{question.text}: ", question.default, hidden=question.hidden)
            except (KeyboardInterrupt, EOFError, OSError):
                return False
            if self.interrupted:
                return False
            complaint = form.answer(line)
            if complaint:
                self._screen.draw(Said(complaint))
        return True
