"""How a run goes: whether it halts and why, and which rows wait to be tried again."""

from __future__ import annotations

from dataclasses import dataclass

#: A row whose request never gets through is given up after this many seconds.
PATIENCE_SECONDS = 300.0

STOPPED = "stopped by request"


@dataclass(slots=True)
class _Again:
    """A row that was tried since, how often, and when it is due; `at` is None while it is with the carrier."""

    since: float
    tries: int
    at: float | None


class Course:
    """The course of one run; times are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self.reason = ""
        self.error_row: int | None = None
        self._again: dict[int, _Again] = {}

    @property
    def halting(self) -> bool:
        """Whether no further row is sent."""
        return bool(self.reason)

    def halt(self, reason: str, row: int | None = None) -> None:
        """Send no further row; the first reason stands, and an empty one is none."""
        if reason and not self.reason:
            self.reason, self.error_row = reason, row

    # -- rows that wait -----------------------------------------------------------------------------------------

    @property
    def retrying(self) -> bool:
        """Whether any row is not through after a try in vain: those behind it wait as well."""
        return bool(self._again)

    def tries(self, row: int) -> int:
        """How often `row` was tried in vain."""
        again = self._again.get(row)
        return again.tries if again else 0

    def try_again(self, row: int, now: float, delay: float) -> bool:
        """Have `row` tried again after `delay` seconds; False, and forgotten, where that is past all patience."""
        again = self._again.setdefault(row, _Again(now, 0, now))
        if now + delay - again.since > PATIENCE_SECONDS:
            del self._again[row]
            return False
        again.tries, again.at = again.tries + 1, now + delay
        return True

    def through(self, row: int) -> None:
        """`row` need not be tried again: it got through, or there is no point."""
        self._again.pop(row, None)

    def take_ripe(self, now: float) -> int | None:
        """The first row whose time to be tried again has come, given once."""
        ripe = min(
            (row for row, again in self._again.items() if again.at is not None and again.at <= now), default=None
        )
        if ripe is not None:
            self._again[ripe].at = None
        return ripe

    def next_retry_in(self, now: float) -> float | None:
        """Seconds until a row is to be tried again; None where none waits."""
        moments = [again.at for again in self._again.values() if again.at is not None]
        return max(0.0, min(moments) - now) if moments else None
