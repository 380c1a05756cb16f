"""A batch in a thread of its own, while the prompt stays live."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from shipshell.shell.keyboard import is_question
from shipshell.shell.outcome import Outcome

if TYPE_CHECKING:
    from shipshell.session.replies import Output
    from shipshell.session.run import Run
    from shipshell.session.session import Session
    from shipshell.shell.prompt import Prompt


class Batch:
    """Draws the events of `run` as they come.

    Where they end with a question, the line that is being typed ends as well, for it was no answer to that. The
    question is not drawn here but by whoever reads the lines, once no line is being typed.

    Attributes:
        last_words: the question and what follows it; complete after `join`.
        outcome: what the batch came to.
    """

    def __init__(self, session: Session, prompt: Prompt, run: Run) -> None:
        self._session = session
        self._prompt = prompt
        self._run = run
        self._thread = threading.Thread(target=self._see_through, name=f"job {run.job}")
        self.last_words: list[Output] = []
        self.outcome = Outcome()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def join(self) -> None:
        """Wait for the end."""
        self._thread.join()

    def _see_through(self) -> None:
        """To the end, whatever becomes of the screen."""
        screen = self._prompt.screen
        for output in self._session.drain(self._run):
            self.outcome.note(output)
            if self.last_words or is_question(output):
                self.last_words.append(output)
            else:
                screen.draw(output)
            if screen.lost:
                self._run.stop()
        self._session.services.stores.close()  # this thread's own connections
        if self.last_words:
            self._prompt.interrupt()
