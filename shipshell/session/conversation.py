"""Where a conversation stands: the mode, the limits, what is pending, what waits, and what runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.intents.state import State

if TYPE_CHECKING:
    from shipshell.model.errors import Problem
    from shipshell.model.events import JobFinished
    from shipshell.session.pending import Copying, Draft, Pending, Restarting, Voiding, WithoutSheet
    from shipshell.session.run import Run
    from shipshell.session.services import Services


class Conversation:
    """The state of one session; handlers read and change it.

    Attributes:
        mode: `confirm` or `auto`; never persisted.
        limits: what may be spent; the session can only lower the configured ones.
        pending: the preview that wants an approval.
        draft: a batch that a question keeps from being shown: what a column means, how rows become parcels.
        copying: a batch that a y would ship from a copy of its source.
        without_sheet: a batch from a workbook that waits for the name of its sheet.
        restarting: a restart that wants its y.
        voiding: shipments that want a y to be voided.
        bought_twice: jobs of which `reconcile` found that they did, and nobody may have decided yet.
        offers: jobs that wait for resume, restart or cancel; the newest first.
        unoffered: why jobs that may wait could not be looked at, where that is so.
        run: the batch under way.
    """

    def __init__(self, services: Services, mode: str) -> None:
        self.services = services
        self.mode = mode
        self.limits = services.settings.limits
        self.pending: Pending | None = None
        self.draft: Draft | None = None
        self.copying: Copying | None = None
        self.without_sheet: WithoutSheet | None = None
        self.restarting: Restarting | None = None
        self.voiding: Voiding | None = None
        self.offers: list[int] = []
        self.bought_twice: set[int] = set()
        self.unoffered: Problem | None = None
        self.run: Run | None = None

    @property
    def state(self) -> State:
        """What a line would be read as an answer to."""
        if self.run:
            return State.EXECUTING
        if self.copying or self.restarting or self.voiding:
            return State.RESTART_CONFIRM
        if self.pending or self.draft:
            return State.PREVIEW
        return State.RECOVERY if self.offers else State.IDLE

    def forget(self) -> None:
        """Nothing but the offered jobs waits for a word any more: a later yes must not mean an older question."""
        self.pending = self.draft = self.copying = self.restarting = self.voiding = None

    def drop_question(self) -> None:
        """The y/N question that stands, if one does, was answered by something else: that is a no."""
        self.copying = self.restarting = self.voiding = None

    def offer_first(self, job: int) -> None:
        """Have `job` be the one that a bare `resume` means."""
        self.offers = [job, *(number for number in self.offers if number != job)]

    def settled(self, job: int) -> None:
        """`job` waits for nothing any more."""
        self.offers = [number for number in self.offers if number != job]

    def over(self, finished: JobFinished | None) -> None:
        """The run ended; called from the thread that drained it, after its locks were released."""
        run, self.run = self.run, None
        if run and (finished is None or finished.status == "halted"):
            self.offer_first(run.job)
