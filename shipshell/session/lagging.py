"""Whether a source is so large that its numbers cannot be written row by row: tried out, not guessed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shipshell.jobs.writeback import GROUP_SECONDS, STRICT_SECONDS
from shipshell.sources.atomic_file import rehearse

if TYPE_CHECKING:
    from collections.abc import Callable

    from shipshell.sources.base import Source

#: Files of this size are written within `STRICT_SECONDS` anywhere.
_SMALL_BYTES = 5_000_000
#: The most that is written to try it out; what a larger file takes follows from it.
_TRIED_BYTES = 16 << 20


def lag_notes(source: Source, seconds: Callable[[], float]) -> tuple[str, ...]:
    """A remark where one write of `source` takes so long that numbers are written together.

    Args:
        seconds: a monotonic clock.
    """
    if source.kind not in ("csv", "excel"):
        return ()
    try:
        slow = _write_seconds(Path(source.location), seconds) > STRICT_SECONDS
    except OSError:  # whether it can be written at all is told elsewhere
        return ()
    return (f"{source.name} is large: its numbers are written together, at most {GROUP_SECONDS:.0f} s behind.",) * slow


def _write_seconds(path: Path, seconds: Callable[[], float]) -> float:
    """How long it takes to put a new file in the place of the one at `path`; 0 for a small one."""
    size = path.stat().st_size
    if size <= _SMALL_BYTES:
        return 0.0
    tried = min(size, _TRIED_BYTES)
    begun = seconds()
    rehearse(path, tried)
    return (seconds() - begun) * size / tried
