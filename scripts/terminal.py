"""A pseudo-terminal with a person at it: what is on its screen, and how to type into it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Self

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType

_LOOK_SECONDS = 0.05
_QUIET_SECONDS = 0.4


class _AnsweringScreen(pyte.Screen):
    """A screen that tells a program where the cursor is when it asks, as terminals do."""

    def __init__(self, columns: int, lines: int) -> None:
        super().__init__(columns, lines)
        self.child: Any = None

    def write_process_input(self, data: str) -> None:
        self.child.send(data)


class Terminal:
    """A program on a screen of its own, `with` which it lives and dies."""

    def __init__(
        self, command: list[str], *, folder: Path, environment: Mapping[str, str], columns: int, lines: int
    ) -> None:
        self.screen = _AnsweringScreen(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self._child = pexpect.spawn(
            command[0],
            command[1:],
            cwd=str(folder),
            env=dict(environment) | {"TERM": "xterm-256color"},
            dimensions=(lines, columns),
            encoding="utf-8",
            echo=False,
        )
        self.screen.child = self._child

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close(force=True)

    @property
    def text(self) -> str:
        """What is on the screen, a line each, without the blanks at their right."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def type(self, line: str) -> None:
        """Type a line and press Enter."""
        self._child.send(f"{line}\r")

    def wait_for(self, words: str, *, seconds: float = 30.0) -> None:
        """Look at the screen until `words` stand on it.

        Raises:
            TimeoutError: they do not within `seconds`.
        """
        until = time.monotonic() + seconds
        while words not in self.text:
            self._look()
            if time.monotonic() > until:
                raise TimeoutError(f"{words!r} did not appear on the screen:\n{self.text}")

    def settle(self) -> None:
        """Look until nothing is drawn any more."""
        quiet = time.monotonic()
        while time.monotonic() - quiet < _QUIET_SECONDS:
            if self._look():
                quiet = time.monotonic()

    def _look(self) -> bool:
        """Take in what was drawn meanwhile; whether something was."""
        try:
            self._stream.feed(self._child.read_nonblocking(65_536, timeout=_LOOK_SECONDS))
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            time.sleep(_LOOK_SECONDS)
            return False
        return True
