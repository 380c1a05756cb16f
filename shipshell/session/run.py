"""A batch under way: its events, how far it is, and the wish to stop it. Safe to look at from another thread."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.events import JobEvent, JobFinished, RowShipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shipshell.jobs.records import JobRecord


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a run is: rows shipped, of how many, and the last one."""

    done: int
    total: int
    last: RowShipped | None


class Stop:
    """The wish to stop after the rows in hand; also what a wait listens to."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def ask(self) -> None:
        """Ask to stop."""
        self._event.set()

    def asked(self) -> bool:
        """Whether somebody asked."""
        return self._event.is_set()

    def pause(self, seconds: float) -> bool:
        """Wait, or be asked to stop meanwhile; whether somebody asked."""
        return self._event.wait(seconds)


class Run:
    """One job's execution. `events` is drained once, in whichever thread the shell chooses.

    Args:
        start: makes the event stream; called in the thread that drains it.
        done: rows that were shipped before this run.
        release: called when the run is over, whatever happened.
    """

    def __init__(
        self,
        job: JobRecord,
        stop: Stop,
        *,
        start: Callable[[], Iterator[JobEvent]],
        done: int,
        release: Callable[[JobFinished | None], None],
    ) -> None:
        self.job = job.number
        self._stop = stop
        self._start = start
        self._release = release
        self._standing = Standing(done, job.total_rows, None)

    @property
    def standing(self) -> Standing:
        """How far it is now."""
        return self._standing

    def stop(self) -> None:
        """Finish the rows in hand, then halt."""
        self._stop.ask()

    def events(self) -> Iterator[JobEvent]:
        """What happens, until the job stops running."""
        finished = None
        try:
            for event in self._start():
                if isinstance(event, RowShipped):
                    self._standing = Standing(self._standing.done + 1, self._standing.total, event)
                if isinstance(event, JobFinished):
                    finished = event
                    self._release_once(finished)
                yield event
        finally:
            self._release_once(finished)

    def _release_once(self, finished: JobFinished | None) -> None:
        release, self._release = self._release, _nothing
        release(finished)


def _nothing(finished: JobFinished | None) -> None:
    """What there is to release the second time."""
