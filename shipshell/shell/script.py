"""Running without a terminal: one command a line, no prompt, a batch runs to its end before the next line is read."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from shipshell.session import replies
from shipshell.shell.interrupts import Interrupts, terminations
from shipshell.shell.lines import is_command
from shipshell.shell.outcome import FAILED, INTERRUPTED, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shipshell.session.first_aid import FirstAid
    from shipshell.session.replies import Output
    from shipshell.session.run import Run
    from shipshell.session.session import Session
    from shipshell.shell.screen import Screen


class Script:
    """Feeds lines to a session. The first command that fails ends the run, unless it is told to keep going.

    A signal, or a screen that nobody reads any more, ends the run as well: a batch after the row in hand.
    """

    def __init__(self, session: Session | FirstAid, screen: Screen, *, keep_going: bool) -> None:
        self._session = session
        self._screen = screen
        self._keep_going = keep_going
        self._outcome = Outcome()
        self._interrupts = Interrupts((signal.SIGINT, *terminations()), self._asked_to_end)
        self._run: Run | None = None

    def run(self, lines: Iterable[str]) -> int:
        """Run every line; the exit code."""
        with self._interrupts.listening():
            try:
                goes_on = self._answer(self._session.start())
                for line in lines:
                    if not goes_on:
                        break
                    goes_on = self._goes_on_with(line.strip())
                if goes_on:
                    self._answer(self._session.end())
            except KeyboardInterrupt:
                pass  # only `_asked_to_end` raises it, and the interrupts remember
        if self._interrupts.asked:
            return INTERRUPTED
        return self._outcome.code or (FAILED if self._screen.lost else 0)

    def _goes_on_with(self, line: str) -> bool:
        """Carry out one line; whether to read the next."""
        if not is_command(line):
            return True
        stays = self._answer(self._session.handle(line))
        return stays and (self._keep_going or not self._outcome.failed)

    def _answer(self, outputs: Iterator[Output]) -> bool:
        """Draw outputs, then the batch that they started; whether anything can come after them."""
        left = False
        for output in _unfolded(outputs):
            left = left or isinstance(output, replies.Left)
            if isinstance(output, replies.Started):
                self._run = output.run
            self._draw(output)
            if self._screen.lost and self._run is None:
                return False  # nothing is bought that nobody can read
        self._drain()
        return not (left or self._screen.lost or self._interrupts.asked)

    def _drain(self) -> None:
        """See the batch through, if there is one: whatever becomes of the screen, its books are kept."""
        run = self._run
        if run is None:
            return
        for output in self._session.drain(run):
            self._draw(output)
            if self._screen.lost:
                run.stop()
        self._run = None

    def _draw(self, output: Output) -> None:
        self._outcome.note(output)
        self._screen.draw(output)

    def _asked_to_end(self) -> None:
        if self._run is None:
            raise KeyboardInterrupt
        self._run.stop()


def _unfolded(outputs: Iterator[Output]) -> Iterator[Output]:
    """Nobody is there to fill in a form: it is told how things stand instead."""
    for output in outputs:
        if isinstance(output, replies.Filling):
            from shipshell.session.setup import standing

            yield from standing(output.surroundings)
        else:
            yield output
