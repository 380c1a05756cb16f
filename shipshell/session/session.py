"""The conversation: it holds the mode, what is pending and what runs, reads a line as an intent, and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.intents.parser import parse
from shipshell.intents.types import State
from shipshell.model.errors import Problem, ShipshellError
from shipshell.session.handlers import HANDLERS
from shipshell.session.offering import offer, offer_all
from shipshell.session.replies import Failed, Output, Ready
from shipshell.session.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents.types import Intent
    from shipshell.model.events import JobFinished
    from shipshell.session.pending import Draft, Pending, Restarting
    from shipshell.session.run import Run
    from shipshell.session.services import Services


class Session:
    """One conversation with one person or script.

    Attributes:
        mode: `confirm` or `auto`; never persisted.
        limits: what may be spent; the session can only lower the configured ones.
        pending: the preview that wants an approval.
        draft: a batch whose columns are doubtful.
        restarting: a restart that wants its y.
        offers: jobs that wait for resume, restart or cancel; the newest first.
        run: the batch under way.
    """

    def __init__(self, services: Services, *, mode: str = "confirm") -> None:
        self.services = services
        self.mode = mode
        self.limits = services.settings.limits
        self.pending: Pending | None = None
        self.draft: Draft | None = None
        self.restarting: Restarting | None = None
        self.offers: list[int] = []
        self.run: Run | None = None

    @property
    def state(self) -> State:
        """What a line would be read as an answer to."""
        if self.run:
            return State.EXECUTING
        if self.restarting:
            return State.RESTART_CONFIRM
        if self.pending:
            return State.PREVIEW
        return State.RECOVERY if self.offers else State.IDLE

    def start(self) -> Iterator[Output]:
        """Say that we are ready, and offer the jobs that were interrupted."""
        settings = self.services.settings
        yield Ready(self.services.version, settings.environment, self.mode, "UPS")
        yield from self._guarded(offer_all(self))

    def handle(self, text: str) -> Iterator[Output]:
        """Answer one line. Errors come out as replies; nothing is raised but what no command can cause."""
        intent = parse(text, self.state)
        yield from self._guarded(self._answer(intent))

    def over(self, finished: JobFinished | None) -> None:
        """A run ended; called from the thread that drained it, after its locks were released."""
        job, self.run = self.run, None
        if job and (finished is None or finished.status == "halted"):
            self.offers = [job.job, *(number for number in self.offers if number != job.job)]

    def after_run(self) -> Iterator[Output]:
        """What is to be said once a run is over: the question about a halted job."""
        if self.offers and not self.run:
            yield from self._guarded(offer(self, self.offers[0]))

    def _answer(self, intent: Intent) -> Iterator[Output]:
        handler = HANDLERS[type(intent)]
        if self.run and not handler.while_executing:
            raise self._busy(self.run)
        yield from handler.answer(self, intent)

    def _busy(self, run: Run) -> ShipshellError:
        done, total = run.standing.done, run.standing.total
        words = f"job {run.job} is executing ({done}/{plural(total, 'row')})"
        return ShipshellError("E-1021", words, hint='Wait until it finishes, or say "stop".')

    def _guarded(self, outputs: Iterator[Output]) -> Iterator[Output]:
        try:
            yield from outputs
        except ShipshellError as error:
            yield Failed(error.problem)
        except KeyboardInterrupt:
            yield Failed(Problem("E-1021", "cancelled; nothing was bought"))
