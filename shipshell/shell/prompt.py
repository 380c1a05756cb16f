"""The line that a person types at: what is said is drawn above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory

from shipshell.shell.completion import ShellCompleter
from shipshell.shell.filling import Clerk, answer_reader
from shipshell.shell.known_secrets import known_secrets
from shipshell.shell.past import PrivateHistory
from shipshell.shell.reader import Reader
from shipshell.shell.screen import Screen
from shipshell.shell.terminal import TerminalDrawer
from shipshell.shell.toolbar import prompt_words, toolbar

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output as Display

    from shipshell.session.services import Services
    from shipshell.session.session import Session

_REFRESH_SECONDS = 0.5


class Prompt:
    """Reads lines; `screen` draws, from any thread, above the one that is being typed; `clerk` puts forms.

    Args:
        typed, display: where keys come from and what is drawn on; the terminal's own if not given.
    """

    def __init__(self, session: Session, typed: Input | None, display: Display | None) -> None:
        self._session = session
        lines: PromptSession[str] = PromptSession(
            history=_history(session.services),
            auto_suggest=AutoSuggestFromHistory(),
            completer=ShellCompleter(session),
            complete_while_typing=False,
            bottom_toolbar=lambda: toolbar(session),
            refresh_interval=_REFRESH_SECONDS,
            input=typed,
            output=display,
        )
        self.screen = Screen(TerminalDrawer(lambda: lines.output.get_size().columns))
        self.clerk = Clerk(self.screen, answer_reader(self.screen, typed, display))
        self._reader = Reader(lines, self.screen)

    def read(self) -> str:
        """One line; "" where `interrupt` ended it.

        Raises:
            KeyboardInterrupt: Ctrl-C.
            EOFError: Ctrl-D on an empty line.
            OSError: the terminal is gone.
        """
        return self._reader.read(lambda: prompt_words(self._session))

    def interrupt(self) -> None:
        """End the line that is being typed, or the next at its begin; what was typed is lost. From any thread."""
        self._reader.interrupt()

    def unechoed(self) -> AbstractContextManager[None]:
        """Keys that are typed while nobody reads do not show."""
        return self._reader.unechoed()

    def forget(self) -> None:
        """Throw away the keys that were typed until now and not read yet."""
        self._reader.forget()


def _history(services: Services) -> PrivateHistory:
    variables = services.surroundings.variables
    return PrivateHistory(services.settings.data / "history", lambda: known_secrets(services.settings, variables))
