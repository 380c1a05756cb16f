"""The standard streams as a program is given them: in any encoding, closed, or broken."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def replace_closed_streams() -> None:
    """Names are written as they are, whatever the system's own encoding; a closed stream swallows what is said.

    Its number must not be left free either: the job store would be the next file to get it.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def let_go_of_broken_streams() -> None:
    """What could not be written never can: the interpreter must not try, and complain, when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
