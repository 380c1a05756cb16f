"""The REPL: read a line, hand it to the session, draw what comes back. A batch runs in a thread of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from shipshell.session import replies
from shipshell.shell.batch import Batch
from shipshell.shell.interrupts import Interrupts, terminations
from shipshell.shell.keyboard import is_question
from shipshell.shell.outcome import DONE, FAILED, INTERRUPTED
from shipshell.shell.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output as Display

    from shipshell.session.replies import Output
    from shipshell.session.session import Session
    from shipshell.session.setup_form import Form


class App:
    """The shell on a terminal.

    Args:
        typed, display: where keys come from and what is drawn on; the terminal's own if not given.

    Attributes:
        begins_anew: whether it ended because the settings were changed: a new session is to go on.
    """

    def __init__(self, session: Session, *, typed: Input | None = None, display: Display | None = None) -> None:
        self._session = session
        self._prompt = Prompt(session, typed, display)
        self._screen = self._prompt.screen
        self._terminated = Interrupts(terminations(), self._asked_to_end)
        self._batch: Batch | None = None
        self._answering = False
        self._asked_to_leave = False
        self._leaving = False
        self._code = DONE
        self.begins_anew = False

    def run(self) -> int:
        """Talk until the person leaves; the exit code, which tells how the last batch ended."""
        with self._terminated.listening(), self._prompt.unechoed():
            self._answer(self._session.start())
            while not (self._leaving or self._screen.lost):
                self._hear_out_batch()
                self._one_line()
            self._finish_batch()
        if self._terminated.asked:
            return INTERRUPTED
        return FAILED if self._screen.lost else self._code

    # -- lines ------------------------------------------------------------------------------------------------

    def _one_line(self) -> None:
        """Read and answer one line."""
        try:
            line = self._prompt.read()
        except KeyboardInterrupt:
            self._asked_to_leave = False
            self._stop_batch()
            return
        except EOFError:
            self._leave(asked=self._asked_to_leave)
            return
        except OSError:
            self._leaving = True  # the terminal is gone
            return
        asked = self._asked_to_leave
        if self._hear_out_batch():
            if line:
                self._say("That line was typed before the question, and was not taken.")
        elif asked and not self._asked_to_leave:
            self._say('The batch has ended by itself meanwhile. Say "quit" to leave.')
        else:
            self._take(line)

    def _take(self, line: str) -> None:
        asked, self._asked_to_leave = self._asked_to_leave, False
        if asked and line.lower() in ("y", "yes"):
            self._leaving = True
        elif asked and line.lower() in ("", "n", "no"):
            self._say("The batch goes on.")
        elif line:
            if self._answer(self._session.handle(line)):
                self._leave(asked=asked)
            elif asked:
                self._say('That was no answer to whether you leave, so you stay. Say "quit" to be asked again.')

    def _answer(self, outputs: Iterator[Output]) -> bool:
        """Draw outputs, and begin the batch that they started; whether the person wants to leave."""
        run, form, left, questioned = None, None, False, False
        try:
            self._answering = True
            for output in outputs:
                if isinstance(output, replies.Started):
                    run = output.run
                elif isinstance(output, replies.Filling):
                    form = output.form
                left = left or isinstance(output, replies.Left)
                questioned = questioned or is_question(output)
                self._screen.draw(output)
        except KeyboardInterrupt:
            left = False  # the rest of the answer is not wanted
        finally:
            self._answering = False
        if run:
            self._batch = Batch(self._session, self._prompt, run)
            self._batch.start()
        if questioned:
            self._prompt.forget()
        if form:
            self._fill(form)
        return left

    def _fill(self, form: Form) -> None:
        """Have a form filled in; what it keeps holds for a new session."""
        if self._prompt.clerk.fill(form):
            self._session.services.stores.close()
            self._leaving = self.begins_anew = True

    def _say(self, text: str) -> None:
        self._screen.draw(replies.Said(text))

    # -- the batch --------------------------------------------------------------------------------------------

    def _hear_out_batch(self) -> bool:
        """Draw the question that a batch ended with, if it did; whatever was typed by then is no answer to it."""
        batch = self._batch
        if batch is None or self._session.run:
            return False
        batch.join()
        self._batch, self._code = None, batch.outcome.code
        self._asked_to_leave = False
        for output in batch.last_words:
            self._screen.draw(output)
        self._prompt.forget()
        return bool(batch.last_words)

    def _stop_batch(self) -> None:
        run = self._session.run
        if run:
            run.stop()
            self._say(f"Job {run.job} stops after the row in hand.")

    # -- the end ----------------------------------------------------------------------------------------------

    def _leave(self, *, asked: bool) -> None:
        """Leave; while a batch executes, only after the person was asked."""
        run = self._session.run
        if run is None or asked:
            self._leaving = True
            return
        self._asked_to_leave = True
        standing = f"{run.standing.done}/{run.standing.total}"
        self._say(f"Job {run.job} is executing ({standing}). Stop it after the row in hand, and leave? [y/N]")
        self._prompt.forget()

    def _finish_batch(self) -> None:
        """Let the row in hand end; whoever cannot wait for it interrupts once more."""
        try:
            self._stop_batch()
            if self._batch:
                self._batch.join()
                self._code = self._batch.outcome.code
        except KeyboardInterrupt:
            os._exit(INTERRUPTED)

    def _asked_to_end(self) -> None:
        """A signal asks to end: a command in the middle is given up, a batch ends after the row in hand."""
        self._leaving = True
        if self._session.run:
            self._session.run.stop()
        self._prompt.clerk.interrupt()
        self._prompt.interrupt()
        if self._answering:
            raise KeyboardInterrupt
