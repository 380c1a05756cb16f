"""Keys that were typed before a question was drawn: they answer nothing, and are thrown away."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from shipshell.session import replies

if TYPE_CHECKING:
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


if sys.platform == "win32":

    def _drain(handle: int) -> None:
        import msvcrt

        del handle
        while msvcrt.kbhit():
            msvcrt.getwch()

else:

    def _drain(handle: int) -> None:
        import termios

        with contextlib.suppress(termios.error):
            termios.tcflush(handle, termios.TCIFLUSH)
