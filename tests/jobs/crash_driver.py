"""Runs the real `shipshell` and dies at a point of a row's way: `crash_driver.py POINT NTH ARGUMENTS...`.

POINT is one of `POINTS`, which is passed NTH - 1 times before it kills; `slowly`, so that there is time to kill from
outside; or `-`. Batches from files, and all other points, are under `tests/prove`.
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from shipshell.carriers.ups.carrier import UpsCarrier
from shipshell.cli import run
from shipshell.emulator.transport import EmulatorAdapter
from shipshell.jobs.ledger import Ledger
from shipshell.sources.sql_table import SqlTable

KILLED = 86
#: Seconds that the carrier takes for an answer where the process is killed from outside, at any time.
SLOW = 0.02
#: Each point: death comes after this call.
POINTS: dict[str, tuple[type, str]] = {
    "the table has the number, not committed": (SqlTable, "write"),
    "the number is committed": (Ledger, "shipped"),
}


def plant_death(point: str, nth: int) -> None:
    """Have the process die when `point` is passed for the `nth` time."""
    owner, name = POINTS[point]
    whole, passed = getattr(owner, name), 0

    def deadly(*given: Any, **named: Any) -> Any:
        nonlocal passed
        result = whole(*given, **named)
        passed += 1
        if passed == nth:
            os._exit(KILLED)
        return result

    setattr(owner, name, deadly)


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


def main(point: str, nth: str, *arguments: str) -> int:
    """Plant what is asked for, then run shipshell with the arguments."""
    _as_over_a_network()
    if point in POINTS:
        plant_death(point, int(nth))
    if point == "slowly":
        _slowly()
    return run(list(arguments))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
