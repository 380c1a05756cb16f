"""What a script's run came to, as its exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model import events
from shipshell.session import replies

if TYPE_CHECKING:
    from shipshell.session.replies import Output

DONE, FAILED, UNCLEAR, WARNED, INTERRUPTED = 0, 1, 2, 3, 130
#: The code of a line that was not understood, whoever found that out: the parser, or what was to answer it.
_NOT_UNDERSTOOD = "E-1020"


def code_of(output: Output) -> int:
    """The exit code that one output alone asks for."""
    if isinstance(output, replies.Misunderstood):
        return UNCLEAR
    if isinstance(output, replies.Failed):
        return UNCLEAR if output.problem.code == _NOT_UNDERSTOOD else FAILED
    if isinstance(output, (events.RowFailed, events.RowInDoubt)):
        return FAILED
    if isinstance(output, events.JobFinished):
        return (
            FAILED
            if output.in_doubt
            else {"halted": FAILED, "complete_with_warnings": WARNED}.get(str(output.status), DONE)
        )
    return DONE


class Outcome:
    """Collects outputs; the first failure's code is the run's, and a warning counts only where nothing failed."""

    def __init__(self) -> None:
        self._failure = DONE
        self._warning = DONE

    def note(self, output: Output) -> None:
        """Take one output into account."""
        code = code_of(output)
        if code == WARNED:
            self._warning = WARNED
        elif code and not self._failure:
            self._failure = code

    @property
    def failed(self) -> bool:
        """Whether a command failed."""
        return self._failure != DONE

    @property
    def code(self) -> int:
        """The exit code so far."""
        return self._failure or self._warning
