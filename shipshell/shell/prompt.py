"""The line that a person types at: what is said is drawn above it."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.patch_stdout import patch_stdout

from shipshell.shell.completion import ShellCompleter
from shipshell.shell.keyboard import forget_typeahead
from shipshell.shell.past import PrivateHistory
from shipshell.shell.screen import Screen
from shipshell.shell.terminal import TerminalDrawer
from shipshell.shell.toolbar import prompt_words, toolbar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output as Display

    from shipshell.session.session import Session

_REFRESH_SECONDS = 0.5


class Prompt:
    """Reads lines; `screen` draws, from any thread, above the one that is being typed.

    Args:
        typed, display: where keys come from and what is drawn on; the terminal's own if not given.
    """

    def __init__(self, session: Session, typed: Input | None, display: Display | None) -> None:
        self._session = session
        self._lines: PromptSession[str] = PromptSession(
            history=PrivateHistory(session.services.settings.data / "history"),
            auto_suggest=AutoSuggestFromHistory(),
            completer=ShellCompleter(session),
            complete_while_typing=False,
            bottom_toolbar=lambda: toolbar(session),
            refresh_interval=_REFRESH_SECONDS,
            input=typed,
            output=display,
        )
        self._interrupted = threading.Event()
        self.screen = Screen(TerminalDrawer(lambda: self._lines.output.get_size().columns))

    def read(self) -> str:
        """One line; "" where `interrupt` ended it.

        Raises:
            KeyboardInterrupt: Ctrl-C.
            EOFError: Ctrl-D on an empty line.
            OSError: the terminal is gone.
        """
        try:
            with self._drawing_above():
                line = self._lines.prompt(lambda: prompt_words(self._session), pre_run=self._end_if_interrupted)
        finally:
            self._interrupted.clear()
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

    def _end_if_interrupted(self) -> None:
        app = self._lines.app
        if self._interrupted.is_set() and app.future is not None and not app.future.done():
            app.exit(result="")

    @contextlib.contextmanager
    def _drawing_above(self) -> Iterator[None]:
        """Drawing goes above the prompt; what was drawn while that begins or ends would be lost, so nothing is."""
        with contextlib.ExitStack() as above:
            with self.screen.still():
                above.enter_context(patch_stdout(raw=True))
            try:
                yield
            finally:
                with self.screen.still():
                    above.close()
