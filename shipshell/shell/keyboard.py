"""Keys that are typed while nobody reads them: they do not show, and those before a question answer nothing."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from shipshell.session import replies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit.input import Input

    from shipshell.session.replies import Output


def is_question(output: Output) -> bool:
    """Whether `output` makes earlier keys void: the person could not have meant them as an answer to it."""
    return isinstance(output, (replies.Previewed, replies.Asked, replies.Offered, replies.Filling))


def forget_typeahead(typed: Input) -> None:
    """Throw away what the terminal and prompt_toolkit hold of keys that nobody has read."""
    from prompt_toolkit.input.typeahead import clear_typeahead

    clear_typeahead(typed)
    typed.flush_keys()
    with contextlib.suppress(OSError, ValueError, NotImplementedError):  # no terminal behind it: a pipe
        _drain(typed.fileno())


@contextlib.contextmanager
def unechoed(typed: Input) -> Iterator[None]:
    """Keys do not show by themselves for as long as this runs: an echo would stand where the prompt is drawn next."""
    with contextlib.ExitStack() as later:
        with contextlib.suppress(OSError, ValueError, NotImplementedError):  # no terminal behind it: a pipe
            later.enter_context(_echo_off(typed.fileno()))
        yield


if sys.platform == "win32":

    @contextlib.contextmanager
    def _echo_off(handle: int) -> Iterator[None]:
        del handle  # a key shows only where a program reads it
        yield

    def _drain(handle: int) -> None:
        import msvcrt

        del handle
        while msvcrt.kbhit():
            msvcrt.getwch()

else:

    @contextlib.contextmanager
    def _echo_off(handle: int) -> Iterator[None]:
        import termios

        try:
            before = termios.tcgetattr(handle)
        except termios.error:
            yield
            return
        silent = [*before]
        silent[3] &= ~termios.ECHO
        termios.tcsetattr(handle, termios.TCSANOW, silent)
        try:
            yield
        finally:
            with contextlib.suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(handle, termios.TCSANOW, before)

    def _drain(handle: int) -> None:
        import termios

        with contextlib.suppress(termios.error):
            termios.tcflush(handle, termios.TCIFLUSH)
