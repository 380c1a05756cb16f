"""What one check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipshell.model.errors import ShipshellError

OK, WARNING, FAILED = "ok", "warning", "failed"
_WIDTH = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `doctor`.

    Attributes:
        verdict: `OK`, `WARNING` or `FAILED`.
        hint: what to do about it; "" where nothing is to be done.
    """

    verdict: str
    words: str
    hint: str = ""

    @property
    def line(self) -> str:
        """As a person reads it."""
        return f"{self.verdict:{_WIDTH}}{self.words}.{f' {self.hint}' if self.hint else ''}"


def failed(error: ShipshellError) -> Finding:
    """An error, as what a check found."""
    problem = error.problem
    return Finding(FAILED, f"{problem.code}: {problem.message}", problem.hint)
