"""Reading one line from the terminal, while what is said is drawn above it."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from prompt_toolkit.patch_stdout import patch_stdout

from shipshell.shell.keyboard import forget_typeahead, unechoed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from prompt_toolkit import PromptSession

    from shipshell.shell.screen import Screen


class Reader:
    """Reads lines with `lines`; `screen` draws above them."""

    def __init__(self, lines: PromptSession[str], screen: Screen) -> None:
        self._lines = lines
        self._screen = screen
        self._interrupted = threading.Event()

    def read(self, words: str | Callable[[], str], default: str = "", *, hidden: bool = False) -> str:
        """One line behind `words`; "" where `interrupt` ended it.

        Args:
            default: what stands on the line already.
            hidden: whether what is typed does not show.

        Raises:
            KeyboardInterrupt: Ctrl-C.
            EOFError: Ctrl-D on an empty line.
            OSError: the terminal is gone.
        """
        try:
            with self._drawing_above():
                line = self._lines.prompt(words, default=default, is_password=hidden, pre_run=self._end_if_interrupted)
        finally:
            self._interrupted.clear()
            self._lines.app.erase_when_done = False
        return line.strip()

    def interrupt(self) -> None:
        """End the line that is being typed, or the next at its begin; what was typed is lost. From any thread."""
        self._interrupted.set()
        loop = self._lines.app.loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # it was closed in this moment: the line has ended by itself
                loop.call_soon_threadsafe(self._end_if_interrupted)

    def forget(self) -> None:
        """Throw away the keys that were typed until now and not read yet."""
        forget_typeahead(self._lines.input)

    def unechoed(self) -> AbstractContextManager[None]:
        """Keys that are typed while nobody reads do not show."""
        return unechoed(self._lines.input)

    def _end_if_interrupted(self) -> None:
        app = self._lines.app
        if self._interrupted.is_set() and app.future is not None and not app.future.done():
            app.erase_when_done = not app.current_buffer.text  # else the words before it stand twice
            app.exit(result="")

    @contextlib.contextmanager
    def _drawing_above(self) -> Iterator[None]:
        """Drawing goes above the prompt; what was drawn while that begins or ends would be lost, so nothing is."""
        with contextlib.ExitStack() as above:
            with self._screen.still():
                above.enter_context(patch_stdout(raw=True))
            try:
                yield
            finally:
                with self._screen.still():
                    above.close()
