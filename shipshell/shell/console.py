"""Consoles: how wide, and with which colours."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

_PLAIN_WIDTH = 80


def plain_console(stream: TextIO) -> Console:
    """A console for a pipe or file: no colour, as wide as `COLUMNS`, else 80."""
    from rich.console import Console

    given = os.environ.get("COLUMNS", "")
    width = int(given) if given.isdigit() and int(given) > 0 else _PLAIN_WIDTH
    return Console(file=stream, width=width, color_system=None, force_terminal=False, legacy_windows=False)


def terminal_console() -> Console:
    """A console for the terminal, as wide as that is now; rich itself heeds `NO_COLOR`.

    It writes to whatever standard output is at that moment: above the prompt while one is shown.
    """
    from rich.console import Console

    return Console(force_terminal=True)
