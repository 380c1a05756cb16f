"""The shell on a terminal where no session can be opened: it can be set up and looked after, and ships nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from shipshell.session import replies
from shipshell.shell.filling import Clerk, answer_reader
from shipshell.shell.interrupts import Interrupts, terminations
from shipshell.shell.outcome import FAILED, INTERRUPTED
from shipshell.shell.screen import Screen
from shipshell.shell.terminal import TerminalDrawer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.session.first_aid import FirstAid
    from shipshell.session.replies import Output

_WORDS = "shipshell (setup or doctor?)> "


class FirstAidApp:
    """Talks until the person leaves, or the settings were changed.

    Attributes:
        begins_anew: whether it ended because the settings were changed: a session may open now.
    """

    def __init__(self, aid: FirstAid) -> None:
        self._aid = aid
        self._screen = Screen(TerminalDrawer(lambda: shutil.get_terminal_size().columns))
        self._reader = answer_reader(self._screen, None, None)
        self._clerk = Clerk(self._screen, self._reader)
        self._terminated = Interrupts(terminations(), self._clerk.interrupt)
        self.begins_anew = False

    def run(self) -> int:
        """The exit code: nothing could be shipped."""
        with self._terminated.listening():
            goes_on = self._answer(self._aid.welcome())
            while goes_on and not (self._screen.lost or self._terminated.asked):
                goes_on = self._one_line()
        return INTERRUPTED if self._terminated.asked else FAILED

    def _one_line(self) -> bool:
        """Read and answer one line; whether to go on here."""
        try:
            line = self._reader.read(_WORDS)
        except KeyboardInterrupt:
            return True
        except (EOFError, OSError):
            return False
        return not line or self._answer(self._aid.handle(line))

    def _answer(self, outputs: Iterator[Output]) -> bool:
        """Draw outputs; whether to go on here."""
        for output in outputs:
            self._screen.draw(output)
            if isinstance(output, replies.Left):
                return False
            if isinstance(output, replies.Filling) and self._clerk.fill(output.form):
                self.begins_anew = True
                return False
        return True
