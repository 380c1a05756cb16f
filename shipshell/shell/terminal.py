"""Drawing on a terminal, as wide as it is at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.shell.console import terminal_console
from shipshell.shell.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from shipshell.session.replies import Output


class TerminalDrawer:
    """Draws outputs on the terminal. `width` tells its columns now: a window may be resized at any moment."""

    def __init__(self, width: Callable[[], int]) -> None:
        self._width = width
        self._console = terminal_console(width())
        self._renderer = Renderer(self._console, self._console)

    def draw(self, output: Output) -> None:
        """Draw one output."""
        self._console.width = self._width()
        self._renderer.draw(output)
