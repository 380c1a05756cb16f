"""A session: reads a line as an intent, has it answered, and turns errors into replies.

The parser and what answers are imported with the first line, so that the prompt stands at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.store import trouble
from shipshell.model.errors import Problem, ShipshellError
from shipshell.session.conversation import Conversation
from shipshell.session.replies import Failed, Output, Ready
from shipshell.session.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents.types import Intent
    from shipshell.session.run import Run
    from shipshell.session.services import Services


class Session:
    """One conversation with one person or script."""

    def __init__(self, services: Services, *, mode: str = "confirm") -> None:
        self.services = services
        self._talk = Conversation(services, mode)

    @property
    def talk(self) -> Conversation:
        """Where the conversation stands; to be looked at."""
        return self._talk

    @property
    def run(self) -> Run | None:
        """The batch under way."""
        return self._talk.run

    def start(self) -> Iterator[Output]:
        """Say that we are ready, and offer the jobs that were interrupted."""
        settings = self.services.settings
        yield Ready(self.services.version, settings.environment, self._talk.mode, "UPS")
        for output in self._guarded(self._offer_all()):
            if isinstance(output, Failed):
                self._talk.unoffered = output.problem
            yield output

    def handle(self, text: str) -> Iterator[Output]:
        """Answer one line. Errors come out as replies; nothing is raised but what no command can cause."""
        yield from self._guarded(self._answer(text))

    def end(self) -> Iterator[Output]:
        """What is wrong when no line comes any more: a batch waits for an answer, or what was bought twice stands."""
        draft = self._talk.draft
        if draft and draft.unanswered:
            yield Failed(draft.unanswered)
        if self._talk.bought_twice:
            from shipshell.session.reconciling import undecided

            yield from self._guarded(undecided(self._talk))

    def drain(self, run: Run) -> Iterator[Output]:
        """The events of a batch, then what is to be said once it is over. In whichever thread the caller likes."""
        yield from self._guarded(run.events())
        yield from self._guarded(self._after_run(run.job))

    def _after_run(self, job: int) -> Iterator[Output]:
        """What is to be said once a run is over: what it left behind, and the question about a halted job."""
        from shipshell.session.aside import set_aside_of

        yield from set_aside_of(self.services, job)
        if self._talk.offers and not self.run:
            yield from self._offer_first()

    def _offer_all(self) -> Iterator[Output]:
        if not self.services.has_leftovers():
            return
        from shipshell.session.adopting import adopt_all
        from shipshell.session.offering import offer_all
        from shipshell.session.put_back import remember_all
        from shipshell.session.voids_left import mend_all

        yield from remember_all(self.services)
        yield from adopt_all(self.services)
        yield from mend_all(self.services)
        yield from offer_all(self._talk)

    def _offer_first(self) -> Iterator[Output]:
        from shipshell.session.offering import offer

        yield from offer(self._talk, self._talk.offers[0])

    def _answer(self, text: str) -> Iterator[Output]:
        from shipshell.intents.parser import parse
        from shipshell.intents.types import Approve, Reject
        from shipshell.session.handlers import HANDLERS

        intent = self._sheet_named(text, parse(text, self._talk.state))
        if not isinstance(intent, (Approve, Reject)):
            self._talk.drop_question()  # only the next line answers it: a yes much later must not buy
        handler = HANDLERS[type(intent)]
        run = self._talk.run
        if run and not handler.while_executing:
            raise _busy(run)
        yield from handler.answer(self._talk, intent)

    def _sheet_named(self, text: str, intent: Intent) -> Intent:
        """The batch that waits for its sheet, where a line that means nothing else is the sheet's name."""
        from shipshell.intents.types import Unclear

        waiting = self._talk.without_sheet
        named = waiting.named(text) if waiting and isinstance(intent, Unclear) else None
        if named or not isinstance(intent, Unclear):
            self._talk.without_sheet = None
        return named or intent

    def _guarded(self, outputs: Iterator[Output]) -> Iterator[Output]:
        try:
            yield from outputs
        except ShipshellError as error:
            yield Failed(error.problem)
        except KeyboardInterrupt:
            yield Failed(Problem("E-1021", "cancelled; nothing was bought"))
        except Exception as error:  # noqa: BLE001 - no traceback ever reaches a person
            yield self._unexpected(error)

    def _unexpected(self, error: Exception) -> Failed:
        known = trouble("the job store", error)
        if known:
            return Failed(known.problem)
        journal = self.services.journal
        journal.note(error)
        words = f"something unexpected happened ({type(error).__name__})"
        return Failed(Problem("E-4009", words, hint=f'Where it happened stands in {journal.path}. Say "jobs".'))


def _busy(run: Run) -> ShipshellError:
    words = f"job {run.job} is executing ({run.standing.done}/{plural(run.standing.total, 'row')})"
    return ShipshellError("E-1021", words, hint='Wait until it finishes, or say "stop".')
