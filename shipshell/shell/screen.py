"""Where outputs are drawn, until nobody can read them any more.

A reader that went away, a full disk or a terminal that hung up must not break a batch in the middle of a row. So
drawing never raises: the first failure is kept, what follows is not drawn, and whoever runs a batch stops it in good
order.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from shipshell.session.replies import Output


class Drawer(Protocol):
    """Draws outputs, as text or as JSON."""

    def draw(self, output: Output) -> None:
        """Draw one output.

        Raises:
            OSError: it cannot be written.
        """


class Screen:
    """Draws with `drawer`, one output at a time, from any thread.

    Attributes:
        lost: why nothing can be drawn any more; None while it can.
    """

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer
        self._lock = threading.RLock()
        self.lost: OSError | None = None

    def draw(self, output: Output) -> None:
        """Draw one output, if that is still possible."""
        with self._lock:
            if self.lost is None:
                try:
                    self._drawer.draw(output)
                except OSError as error:
                    self.lost = error

    def still(self) -> AbstractContextManager[object]:
        """Nothing is drawn while this is held."""
        return self._lock
