"""How far a large file is behind the job store while a batch ships from it: looked at from outside, again and again."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from typing import TYPE_CHECKING

from bench_runs import ORDERS, carrier_and_orders
from fixed_latency import NUMBER_START
from workplace import SHIPSHELL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOOK_SECONDS = 0.1
_SHIPPED = "SELECT COUNT(*) FROM shipshell_jobrow WHERE state = 'shipped'"


def worst_lag(count: int, seconds: float) -> float:
    """The longest, in seconds, that the file of `count` orders lacked a number which the job store had."""
    with carrier_and_orders(0.0, count) as (place, environment):
        command = [*SHIPSHELL, "--mode", "auto", "-c", f"ship {ORDERS}"]
        with subprocess.Popen(command, cwd=place.folder, env=environment, stdout=subprocess.DEVNULL) as run:
            store, file = place.home / "jobs.sqlite3", place.folder / ORDERS
            worst = max(_lags(run, store, file, seconds), default=0.0)
            run.send_signal(signal.SIGINT)  # finishes the row in hand
    if not worst:
        raise RuntimeError("the batch shipped nothing")
    return worst


def _lags(run: subprocess.Popen[bytes], store: Path, file: Path, seconds: float) -> Iterator[float]:
    """How far behind the file is at each look, for some seconds from the first number on."""
    seen: list[tuple[float, int]] = []  # when the store held so many numbers, of those that the file lacked
    ends = None
    while run.poll() is None and (ends is None or time.monotonic() < ends):
        time.sleep(_LOOK_SECONDS)
        now, stored = time.monotonic(), _stored(store)
        written = file.read_bytes().count(NUMBER_START.encode())
        seen = [(when, many) for when, many in [*seen, (now, stored)] if many > written]
        if stored:
            ends = ends or now + seconds
            yield now - seen[0][0] if seen else 0.0


def _stored(store: Path) -> int:
    """How many rows have shipped, as the job store says; 0 as long as it is not there."""
    if not store.exists():
        return 0
    with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True, timeout=5)) as database:
        try:
            return int(database.execute(_SHIPPED).fetchone()[0])
        except sqlite3.OperationalError:  # its tables are not made yet
            return 0
