"""Runs the real `shipshell` and dies at a named point of a row's way: `crash_driver.py POINT NTH MUTANT ARGUMENTS...`.

POINT is one of `POINTS` (or `-`), which is passed NTH - 1 times before it kills. MUTANT is one of `MUTANTS` (or `-`): a
mistake planted on purpose, that the sweep must find.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any

from shipshell.carriers.ups.carrier import UpsCarrier
from shipshell.carriers.ups.client import UpsClient
from shipshell.cli import run
from shipshell.emulator.transport import EmulatorAdapter
from shipshell.jobs.ledger import Ledger
from shipshell.jobs.recovery import Recovery
from shipshell.jobs.spool import LabelStore, Spool
from shipshell.jobs.states import Outcome, RowState
from shipshell.jobs.writeback import WriteBack
from shipshell.sources import atomic_file
from shipshell.sources.csv_file import CsvFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Match = Callable[[tuple[Any, ...]], bool]

KILLED = 86
#: Seconds that the carrier takes for an answer where the process is killed from outside, at any time.
SLOW = 0.02


def _always(_given: tuple[Any, ...]) -> bool:
    return True


def halfway() -> None:
    """Where a write in place has written half of the file; only a mutant gets here."""


#: Each point: what is called there, under which condition, and whether death comes before or after the call.
POINTS: dict[str, tuple[Any, str, Match, bool]] = {
    "the job's rows are inserted, not committed": (Ledger, "_insert_rows", _always, False),
    "the job is committed": (Ledger, "open_job", _always, False),
    "before the claim": (Ledger, "claim", _always, True),
    "the claim is made, not committed": (Ledger, "_move", lambda given: given[3] == RowState.SENDING, False),
    "the claim is committed": (Ledger, "claim", _always, False),
    "UPS accepted": (UpsClient, "post", lambda given: "ship" in given[1], False),
    "the reply is kept": (Spool, "keep", _always, False),
    "the label is saved": (LabelStore, "save", _always, False),
    "the outcome is noted, not committed": (Ledger, "_end_attempt", lambda given: given[3] == Outcome.SHIPPED, False),
    "the number is committed": (Ledger, "shipped", _always, False),
    "the reply is dropped": (Spool, "drop", _always, False),
    "before the write-back": (CsvFile, "write", _always, True),
    "the temporary file is written": (atomic_file, "_write_durably", _always, False),
    "the file is replaced": (atomic_file, "_flush_folder", _always, True),
    "the write-back is done": (CsvFile, "write", _always, False),
    "the write-back is marked, not committed": (Ledger, "written", _always, False),
    "before the job's end": (Ledger, "finish", _always, True),
    "the job's end is committed": (Ledger, "finish", _always, False),
    "the file is half written": (sys.modules[__name__], "halfway", _always, True),
}


def plant_death(point: str, nth: int) -> None:
    """Have the process die when `point` is passed for the `nth` time."""
    owner, name, match, before = POINTS[point]
    whole, passed = getattr(owner, name), 0

    def deadly(*given: Any, **named: Any) -> Any:
        nonlocal passed
        matches = match(given)
        passed += matches
        if matches and before and passed == nth:
            os._exit(KILLED)
        result = whole(*given, **named)
        if matches and passed == nth:
            os._exit(KILLED)
        return result

    setattr(owner, name, deadly)


def _blind_resend() -> None:
    def resend(self: Recovery, row: Any, attempt: Any, _delays: object) -> Any:
        self.settlement.ledger.never_left(row, attempt.reference, "hoped so")
        return iter(())

    Recovery._look_up = resend  # type: ignore[assignment, method-assign]


def _no_replay() -> None:
    def nothing_to_do(self: WriteBack, rows: Sequence[Any]) -> dict[int, Any]:
        self._ledger.written(row.id for row in rows)
        return {}

    WriteBack.catch_up = nothing_to_do  # type: ignore[method-assign]


def _spool_ignored() -> None:
    Spool.read = lambda _self, _reference: None  # type: ignore[assignment, method-assign]


def _write_in_place() -> None:
    def replace(target: Path, parts: Sequence[bytes], _expected: object) -> atomic_file.Signature:
        content = b"".join(parts)
        with target.open("wb") as file:
            file.write(content[: len(content) // 2])
            file.flush()
            halfway()
            file.write(content[len(content) // 2 :])
        return atomic_file.signature(target)

    atomic_file.replace = replace  # type: ignore[assignment]


MUTANTS: dict[str, Callable[[], None]] = {
    "blind resend": _blind_resend,
    "no replay of the write-back": _no_replay,
    "spool ignored": _spool_ignored,
    "write in place": _write_in_place,
}


def _as_over_a_network() -> None:
    """Make the emulator inside a carrier like UPS: what a look-up does not find may still be on its way."""
    made = UpsCarrier.__init__

    def make(self: UpsCarrier, *given: Any, **named: Any) -> None:
        made(self, *given, **{**named, "absence_is_proof": False})

    UpsCarrier.__init__ = make  # type: ignore[method-assign]


def _slowly() -> None:
    whole = EmulatorAdapter.send

    def send(self: EmulatorAdapter, *given: Any, **named: Any) -> Any:
        time.sleep(SLOW)
        reply = whole(self, *given, **named)
        time.sleep(SLOW)
        return reply

    EmulatorAdapter.send = send  # type: ignore[method-assign]


def main(point: str, nth: str, mutant: str, *arguments: str) -> int:
    """Plant what is asked for, then run shipshell with the arguments."""
    _as_over_a_network()
    if mutant in MUTANTS:
        MUTANTS[mutant]()
    if point in POINTS:
        plant_death(point, int(nth))
    if point == "slowly":
        _slowly()
    return run(list(arguments))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
