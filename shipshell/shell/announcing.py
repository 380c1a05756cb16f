"""Long work is announced, with the time it takes, and then says now and then how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipshell.planning.asking import Progress, Work

_MINUTE = 60.0
_STEPS = 10


class Announcer:
    """What to say of the work on one preview after another, where nothing can be drawn over."""

    def __init__(self) -> None:
        self._work: Work | None = None
        self._step = 0
        self._announced = False

    def words(self, progress: Progress) -> str:
        """The announcement, or a further tenth done; "" where nothing is to be said."""
        if progress.work != self._work:
            self.over()
            self._work = progress.work
        step = _STEPS * progress.done // max(1, progress.total)
        if not self._announced and progress.long:
            self._announced, self._step = True, step
            what = f"{progress.work.doing} {progress.total:,} {progress.work.things}"
            return f"{what} takes about {duration(progress.seconds_left)}."
        if self._announced and step > self._step:
            self._step = step
            return f"{progress.work.done} {progress.done:,}/{progress.total:,}."
        return ""

    def over(self) -> None:
        """The preview was shown; the next is announced anew."""
        self._work, self._step, self._announced = None, 0, False


def duration(seconds: float) -> str:
    """`40 s`, `3 min`."""
    return f"{round(seconds)} s" if seconds < 2 * _MINUTE else f"{round(seconds / _MINUTE)} min"
