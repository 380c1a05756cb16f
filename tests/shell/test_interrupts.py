"""Signals that end a program: the first asks for a good end, the second exits at once, however late it comes."""

from __future__ import annotations

import os
import signal

import pytest

from shipshell.shell.interrupts import Interrupts

posix_only = pytest.mark.skipif(os.name != "posix", reason="signals of another kind")


def _exit_code_of_a_child(signals_within: int, signals_after: int) -> int:
    """What a process ends with that gets so many signals while it listens, and after it did."""
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        interrupts = Interrupts((signal.SIGUSR1,), lambda: None)
        with interrupts.listening():
            for _ in range(signals_within):
                os.kill(os.getpid(), signal.SIGUSR1)
        for _ in range(signals_after):
            os.kill(os.getpid(), signal.SIGUSR1)
        os._exit(7)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


@posix_only
@pytest.mark.parametrize(("within", "after", "code"), [(1, 0, 7), (2, 0, 130), (1, 1, 130), (0, 1, -signal.SIGUSR1)])
def test_a_second_signal_exits_at_once_even_while_the_program_ends(within: int, after: int, code: int) -> None:
    assert _exit_code_of_a_child(within, after) == code
