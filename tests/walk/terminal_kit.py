"""A person at a terminal: a real pseudo-terminal, its screen kept by pyte."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Self

import pexpect
import pyte
from shell_kit import PATIENCE, SHIPSHELL

if TYPE_CHECKING:
    from types import TracebackType

    from shell_kit import Home

PROMPT = "shipshell>"


class Terminal:
    """The shell on a terminal of 40 lines.

    Attributes:
        said: all that was written, escape sequences included.
    """

    def __init__(self, home: Home, *, columns: int = 100) -> None:
        rows = 40
        self.child = pexpect.spawn(
            SHIPSHELL[0],
            list(SHIPSHELL[1:]),
            cwd=str(home.folder),
            env={"TERM": "xterm-256color", **home.variables},
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = None
        self._screen = pyte.HistoryScreen(columns, rows, history=10_000, ratio=0.5)
        self._stream = pyte.Stream(self._screen)
        self.said = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.child.close(force=True)

    # -- what is seen -----------------------------------------------------------------------------------------

    def look(self, seconds: float = 0.05) -> str:
        """The screen after another moment; what scrolled away stands above."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                self._take(self.child.read_nonblocking(100_000, timeout=left))
            except (pexpect.TIMEOUT, pexpect.EOF):
                break
        return "\n".join(map(str.rstrip, self._lines()))

    def _take(self, text: str) -> None:
        self.said += text
        self._stream.feed(text)
        for _ in range(text.count("\x1b[6n")):  # it asks where the cursor is
            self.child.send(f"\x1b[{self._screen.cursor.y + 1};{self._screen.cursor.x + 1}R")

    def _lines(self) -> list[str]:
        above = ["".join(line[x].data for x in range(self._screen.columns)) for line in self._screen.history.top]
        return [*above, *self._screen.display]

    def see(self, words: str, *, times: int = 1) -> str:
        """Wait until `words` (a pattern, matched over the wrapped lines as well) stand on the screen; the screen."""
        deadline = time.monotonic() + PATIENCE
        while True:
            alive, shown = self.child.isalive(), self.look()
            if max(len(re.findall(words, text)) for text in (shown, *self._unwrapped())) >= times:
                return shown
            assert alive, f"it ended without {words!r}:\n{shown}"
            assert time.monotonic() < deadline, f"never saw {words!r} but:\n{shown}"

    def _unwrapped(self) -> tuple[str, str]:
        """All lines as one: as if the terminal had broken each of them, and as if each went on after a space."""
        lines = self._lines()
        return "".join(lines), " ".join(map(str.strip, lines))

    def asked(self, words: str, *, times: int = 1) -> str:
        """Wait until `words` stand on the screen and the prompt below them: what is typed earlier answers nothing."""
        return self.see(rf"(?s:{words}(?=.*{PROMPT[:-1]}[^\n]*>))", times=times)

    def style_of(self, words: str) -> tuple[str, str, bool]:
        """Foreground, background and boldness of the first place where `words` stand now."""
        for y, line in enumerate(self._screen.display):
            if words in line:
                character = self._screen.buffer[y][line.index(words)]
                return character.fg, character.bg, character.bold
        raise AssertionError(f"no {words!r} in:\n{self.look()}")

    # -- what is done -----------------------------------------------------------------------------------------

    def type(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys)

    def say(self, line: str) -> None:
        """Type a line."""
        self.type(f"{line}\r")

    def resize(self, rows: int, columns: int) -> None:
        """Drag the window's corner."""
        self._screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def hang_up(self) -> None:
        """Close the window, and wait until the program has ended."""
        self.child.ptyproc.fileobj.close()
        self.child.closed = self.child.ptyproc.closed = True
        deadline = time.monotonic() + PATIENCE
        while self.child.ptyproc.isalive():
            assert time.monotonic() < deadline, "it goes on without a terminal"
            time.sleep(0.02)

    def leave(self) -> int:
        """Read to the end; the exit code."""
        self.see_the_end()
        return int(self.child.exitstatus)

    def see_the_end(self) -> str:
        """Wait until the program has ended; the last screen."""
        deadline = time.monotonic() + PATIENCE
        while self.child.isalive():
            assert time.monotonic() < deadline, f"it never ended:\n{self.look()}"
            self.look()
        shown = self.look()
        self.child.close()
        return shown
