"""Running without a terminal: one command a line, no prompt, a batch runs to its end before the next line is read."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from shipshell.session import replies
from shipshell.shell.outcome import INTERRUPTED, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

    from shipshell.session.replies import Output
    from shipshell.session.session import Session


class Drawer(Protocol):
    """Draws outputs, as text or as JSON."""

    def draw(self, output: Output) -> None:
        """Draw one output."""


class Script:
    """Feeds lines to a session. The first command that fails ends the run, unless it is told to keep going."""

    def __init__(self, session: Session, drawer: Drawer, *, keep_going: bool) -> None:
        self._session = session
        self._drawer = drawer
        self._keep_going = keep_going
        self._outcome = Outcome()
        self._interrupts = 0

    def run(self, lines: Iterable[str]) -> int:
        """Run every line; the exit code."""
        with self._listening():
            try:
                self._draw_all(self._session.start())
                for line in lines:
                    if not self._goes_on_with(line.strip()):
                        break
            except KeyboardInterrupt:
                self._interrupts += 1
        return INTERRUPTED if self._interrupts else self._outcome.code

    def _goes_on_with(self, line: str) -> bool:
        """Carry out one line; whether to read the next."""
        if not line or line.startswith("#"):
            return True
        left = self._draw_all(self._session.handle(line))
        stopped = self._outcome.failed and not self._keep_going
        return not (left or stopped or self._interrupts)

    def _draw_all(self, outputs: Iterator[Output]) -> bool:
        """Draw outputs, draining a batch where one starts; whether the session was left."""
        for output in outputs:
            if isinstance(output, replies.Left):
                return True
            self._draw(output)
            if isinstance(output, replies.Started):
                self._draw_all(self._session.drain(output.run))
        return False

    def _draw(self, output: Output) -> None:
        self._outcome.note(output)
        self._drawer.draw(output)

    @contextmanager
    def _listening(self) -> Iterator[None]:
        """The first interrupt finishes the row in hand; a second one exits at once."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        self._interrupts += 1
        if self._interrupts > 1:
            os._exit(INTERRUPTED)
        if self._session.run is None:
            raise KeyboardInterrupt
        self._session.run.stop()
