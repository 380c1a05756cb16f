"""Consoles: how wide, and with which colours."""

from __future__ import annotations

import os
from typing import TextIO

from rich.console import Console

_PLAIN_WIDTH = 80


class _FrankConsole(Console):
    """A console that says when nobody reads it any more; rich itself would end the program in the middle of a batch."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def plain_console(stream: TextIO) -> Console:
    """A console for a pipe or file: no colour, as wide as `COLUMNS`, else 80."""
    given = os.environ.get("COLUMNS", "").strip()
    width = int(given) if given.isascii() and given.isdecimal() and int(given) > 0 else _PLAIN_WIDTH
    return _FrankConsole(file=stream, width=width, color_system=None, force_terminal=False, legacy_windows=False)


def terminal_console(width: int) -> Console:
    """A console for the terminal; rich itself heeds `NO_COLOR`.

    It writes to whatever standard output is at that moment: above the prompt while one is shown.
    """
    return _FrankConsole(force_terminal=True, width=width)
