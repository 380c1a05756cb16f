"""The wish to end that comes as a signal: Ctrl-C, termination, a terminal that hung up."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from shipshell.shell.outcome import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType

#: Windows has no hang-up, and calls Ctrl-Break a signal of its own.
_HANG_UP = getattr(signal, "SIGHUP", None)
_BREAK = getattr(signal, "SIGBREAK", None)


def terminations() -> list[int]:
    """The signals that others send to end a program; a hang-up only where nobody (`nohup`) had it ignored."""
    numbers: list[int] = [signal.SIGTERM]
    if _HANG_UP is not None and signal.getsignal(_HANG_UP) != signal.SIG_IGN:
        numbers.append(_HANG_UP)
    if _BREAK is not None:
        numbers.append(_BREAK)
    return numbers


class Interrupts:
    """Hears the signals that end a program. The first one asks for a good end; a second one exits at once.

    A hang-up never counts as the second: the kernel and the login shell may both send one.

    Args:
        numbers: the signals to hear.
        ask: called by the first signal, in the main thread, wherever that is.

    Attributes:
        asked: whether one came.
    """

    def __init__(self, numbers: Iterable[int], ask: Callable[[], None]) -> None:
        self._numbers = tuple(numbers)
        self._ask = ask
        self.asked = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen for as long as the block runs, and once a signal came, to the end of the program.

        Outside the main thread, where no signal arrives, do nothing.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._hear) for number in self._numbers}
        try:
            yield
        finally:
            if not self.asked:
                for number, handler in before.items():
                    signal.signal(number, handler)

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        if not self.asked:
            self.asked = True
            self._ask()
        elif number != _HANG_UP:
            os._exit(INTERRUPTED)
