"""The REPL: read a line, hand it to the session, draw what comes back. A batch runs in a thread of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.patch_stdout import patch_stdout

from shipshell.session import replies
from shipshell.shell.completion import ShellCompleter
from shipshell.shell.console import terminal_console
from shipshell.shell.keyboard import forget_typeahead
from shipshell.shell.past import PrivateHistory
from shipshell.shell.render import Renderer
from shipshell.shell.toolbar import toolbar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output as Screen

    from shipshell.session.replies import Output
    from shipshell.session.run import Run
    from shipshell.session.session import Session

#: What makes earlier keys void: the person could not have meant them as an answer.
_QUESTIONS = (replies.Previewed, replies.Asked, replies.Offered)
_INTERRUPTED_BY_QUESTION = "\0question"


class App:
    """The shell on a terminal.

    Args:
        typed, screen: where keys come from and what is drawn on; the terminal's own if not given.
    """

    def __init__(self, session: Session, *, typed: Input | None = None, screen: Screen | None = None) -> None:
        self._session = session
        self._prompt: PromptSession[str] = PromptSession(
            history=PrivateHistory(session.services.settings.data / "history"),
            auto_suggest=AutoSuggestFromHistory(),
            completer=ShellCompleter(session),
            complete_while_typing=False,
            bottom_toolbar=lambda: toolbar(session),
            refresh_interval=0.5,
            input=typed,
            output=screen,
        )
        self._worker: threading.Thread | None = None
        self._asked_to_leave = False

    def run(self) -> int:
        """Talk until the person leaves; the exit code."""
        self._draw(self._session.start())
        while self._one_line():
            pass
        self._finish_batch()
        return 0

    # -- one line ---------------------------------------------------------------------------------------------

    def _one_line(self) -> bool:
        """Read and answer one line; whether to go on."""
        try:
            with patch_stdout(raw=True):
                line = self._prompt.prompt(self._question)
        except KeyboardInterrupt:
            self._stop_batch()
            return True
        except EOFError:
            return not self._may_leave()
        self._asked_to_leave = False
        if line == _INTERRUPTED_BY_QUESTION:
            forget_typeahead(self._prompt.input)
            return True
        return not (line.strip() and self._draw(self._session.handle(line)))

    def _question(self) -> str:
        return "shipshell (restart? y/N)> " if self._session.talk.restarting else "shipshell> "

    def _draw(self, outputs: Iterator[Output]) -> bool:
        """Draw outputs, starting a batch where one was approved; whether the session was left."""
        renderer, questioned = self._renderer(), False
        for output in outputs:
            if isinstance(output, replies.Left):
                return self._may_leave()
            renderer.draw(output)
            questioned = questioned or isinstance(output, _QUESTIONS)
            if isinstance(output, replies.Started):
                self._start(output.run)
        if questioned:
            forget_typeahead(self._prompt.input)
        return False

    def _renderer(self) -> Renderer:
        """A renderer for the terminal as wide as it is now."""
        console = terminal_console()
        return Renderer(console, console)

    # -- the batch --------------------------------------------------------------------------------------------

    def _start(self, run: Run) -> None:
        self._worker = threading.Thread(target=self._drain, args=(run,), name=f"job {run.job}")
        self._worker.start()

    def _drain(self, run: Run) -> None:
        """Draw the events of a batch, in its own thread; a question at its end takes the prompt's place."""
        try:
            renderer, questioned = self._renderer(), False
            for output in self._session.drain(run):
                renderer.draw(output)
                questioned = questioned or isinstance(output, _QUESTIONS)
            if questioned:
                self._interrupt_prompt()
        finally:
            self._session.services.tables.database.close()

    def _interrupt_prompt(self) -> None:
        """End the prompt that is being typed at: its keys were typed before the question was drawn."""
        app = self._prompt.app
        loop = app.loop
        if app.is_running and loop is not None:
            loop.call_soon_threadsafe(lambda: app.exit(result=_INTERRUPTED_BY_QUESTION) if app.is_running else None)

    def _stop_batch(self) -> None:
        run = self._session.run
        if run:
            run.stop()
            self._say(f"Job {run.job} stops after the row in hand.")

    def _may_leave(self) -> bool:
        """Whether the person may leave now; while a batch executes they are asked once."""
        run = self._session.run
        if run is None or self._asked_to_leave:
            return True
        self._asked_to_leave = True
        self._say(f"Job {run.job} is executing. Leave again to stop it after the row in hand, or stay to watch it.")
        return False

    def _finish_batch(self) -> None:
        self._stop_batch()
        if self._worker:
            self._worker.join()

    def _say(self, text: str) -> None:
        self._renderer().draw(replies.Said(text))
