"""The named points of a row's way at which a process can be made to die, without a word: `os._exit`."""

from __future__ import annotations

import os
import sys
from itertools import count
from typing import TYPE_CHECKING, Any

from plan import KILLED

from shipshell.carriers.ups.carrier import UpsCarrier
from shipshell.carriers.ups.client import UpsClient
from shipshell.jobs.ledger import Ledger
from shipshell.jobs.spool import LabelStore, Spool
from shipshell.jobs.states import Outcome, RowState
from shipshell.sources import atomic_file
from shipshell.sources.csv_file import CsvFile
from shipshell.sources.excel_file import ExcelFile

if TYPE_CHECKING:
    from collections.abc import Callable

    Match = Callable[[tuple[Any, ...]], bool]


def _always(_given: tuple[Any, ...]) -> bool:
    return True


def _is_ship(given: tuple[Any, ...]) -> bool:
    return "/ship" in given[1]


def halfway() -> None:
    """Where a write in place has written half of the file; only a planted mistake gets here."""


_FILES = (CsvFile, ExcelFile)

#: Each point: who is called there and what, under which condition, and whether death comes before or after the call.
POINTS: dict[str, tuple[tuple[Any, ...], str, Match, bool]] = {
    "a rate is quoted": ((UpsCarrier,), "rate", _always, False),
    "the job's rows are inserted, not committed": ((Ledger,), "_insert_rows", _always, False),
    "the job is committed": ((Ledger,), "open_job", _always, False),
    "before the claim": ((Ledger,), "claim", _always, True),
    "the claim is made, not committed": ((Ledger,), "_move", lambda given: given[3] == RowState.SENDING, False),
    "the claim is committed": ((Ledger,), "claim", _always, False),
    "before the request": ((UpsClient,), "post", _is_ship, True),
    "UPS accepted": ((UpsClient,), "post", _is_ship, False),
    "the reply is kept": ((Spool,), "keep", _always, False),
    "the label is saved": ((LabelStore,), "save", _always, False),
    "the outcome is noted, not committed": (
        (Ledger,),
        "_end_attempt",
        lambda given: given[3] == Outcome.SHIPPED,
        False,
    ),
    "the number is committed": ((Ledger,), "shipped", _always, False),
    "the reply is dropped": ((Spool,), "drop", _always, False),
    "before the write-back": (_FILES, "write", _always, True),
    "the temporary file is written": ((atomic_file,), "_write_durably", _always, False),
    "the file is replaced": ((atomic_file,), "flush_path", _always, True),
    "the write-back is done": (_FILES, "write", _always, False),
    "the write-back is marked, not committed": ((Ledger,), "written", _always, False),
    "before the job's end": ((Ledger,), "finish", _always, True),
    "the job's end is committed": ((Ledger,), "finish", _always, False),
    # Only where something was interrupted before:
    "the reply is read again": ((Spool,), "read", _always, False),
    "a look-up is answered": ((UpsCarrier,), "find", _always, False),
    "a doubt is committed": ((Ledger,), "in_doubt", _always, False),
    "a job is laid down": ((Ledger,), "lay_down", _always, False),
    "a job is taken over": ((Ledger,), "take_over", _always, False),
    "the file is half written": ((sys.modules[__name__],), "halfway", _always, True),
}
#: Those that a batch passes once, with its job; the others it passes with every row.
ONCE = frozenset(point for point in POINTS if "job" in point)
#: Those that rows share where a write is slow, or where several ship at once.
SHARED = (
    "before the write-back",
    "the temporary file is written",
    "the file is replaced",
    "the write-back is done",
    "the write-back is marked",
)
#: Those of a batch that runs undisturbed.
ON_THE_WAY = tuple(POINTS)[: tuple(POINTS).index("the reply is read again")]
#: Those after which a row waits for its outcome.
UNANSWERED = ON_THE_WAY[5:11]
#: Those of a recovery that looks for an outcome.
LOOK_UPS = ("the reply is read again", "a look-up is answered", "a doubt is committed")
#: Those of a recovery.
AGAIN = tuple(point for point in POINTS if point not in ("the file is half written", "the job is committed"))[5:]


def plant_death(point: str, nth: int) -> None:
    """Have the process die when `point` is passed for the `nth` time."""
    owners, name, match, before = POINTS[point]
    passages = count(1)

    def deadly(whole: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            strikes = match(given) and next(passages) == nth
            if strikes and before:
                os._exit(KILLED)
            result = whole(*given, **named)
            if strikes:
                os._exit(KILLED)
            return result

        return call

    for owner in owners:
        setattr(owner, name, deadly(getattr(owner, name)))
