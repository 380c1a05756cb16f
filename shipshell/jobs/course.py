"""How a run goes: whether it halts and why, and which rows wait to be tried again."""

from __future__ import annotations

from dataclasses import dataclass

#: A row whose request never gets through is given up after this many seconds.
PATIENCE_SECONDS = 300.0

STOPPED = "stopped by request"


@dataclass(slots=True)
class _Again:
    since: float
    tries: int
    at: float


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
        """Send no further row; the first reason stands."""
        if not self.reason:
            self.reason, self.error_row = reason, row

    # -- rows that wait -----------------------------------------------------------------------------------------

    @property
    def retrying(self) -> bool:
        """Whether any row waits to be tried again."""
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
        """`row` got through."""
        self._again.pop(row, None)

    def ripe(self, now: float) -> int | None:
        """The first row whose time to be tried again has come."""
        return min((row for row, again in self._again.items() if again.at <= now), default=None)

    def next_retry_in(self, now: float) -> float | None:
        """Seconds until a row is to be tried again; None where none waits."""
        if not self._again:
            return None
        return max(0.0, min(again.at for again in self._again.values()) - now)
