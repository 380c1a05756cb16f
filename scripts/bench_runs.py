"""Runs of the real `shipshell` command against a carrier of fixed latency, timed; and the bare loop beside them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import fixed_latency
import requests
from bench_orders import write_orders, write_table
from terminal import Terminal
from workplace import SHIPSHELL, Workplace

from shipshell.carriers.ups.wire.ship import SHIP_PATH

if TYPE_CHECKING:
    from collections.abc import Iterator

ORDERS = "orders.csv"

_SETTINGS = """\
[shipper]
name = "Acme Depot"
phone = "4105550100"
address1 = "400 Depot Rd"
city = "Timonium"
state = "MD"
postal_code = "21093"

[defaults]
label_format = "ZPL"

[preview]
check_addresses = false
"""
_TIMES = 5
_KILOBYTE = 1024


@contextmanager
def carrier_and_orders(latency: float, count: int, orders: str = ORDERS) -> Iterator[tuple[Workplace, dict[str, str]]]:
    """A workplace with `count` orders, and the variables that point shipshell at a carrier of that latency."""
    with TemporaryDirectory() as folder, fixed_latency.running(latency) as url:
        place = Workplace(Path(folder))
        place.configure(_SETTINGS)
        write_orders(place.folder / orders, count)
        yield (
            place,
            place.environment(
                SHIPSHELL_ENVIRONMENT="test",
                UPS_CLIENT_ID="bench",
                UPS_CLIENT_SECRET="bench",  # noqa: S106 - the carrier here takes any
                UPS_ACCOUNT_NUMBER="A1B2C3",
                UPS_BASE_URL=url,
            ),
        )


def batch_and_bare(latency: float, count: int) -> tuple[float, float]:
    """Seconds that a batch takes in auto mode, and that a bare loop takes to post the same bodies."""
    with carrier_and_orders(latency, count) as (place, environment):
        batch = _seconds_between(place, environment, ["--mode", "auto", "-c", f"ship {ORDERS}"], "job_started")
        return batch, _bare_loop(environment["UPS_BASE_URL"], count)


def preview_seconds(latency: float, count: int) -> float:
    """Seconds from the command's start until its preview is shown."""
    with carrier_and_orders(latency, count) as (place, environment):
        return _seconds_between(place, environment, ["-c", f"preview {ORDERS}"], "", "preview")


def workbook_peak(count: int, shipped: int) -> float:
    """Megabytes at most that a batch on a workbook of `count` orders takes until `shipped` of them are through."""
    with carrier_and_orders(0.0, count, "orders.xlsx") as (place, environment):
        command = [*SHIPSHELL, "--json", "--mode", "auto", "-c", "ship orders.xlsx"]
        with subprocess.Popen(
            command, cwd=place.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as run:
            events = (json.loads(line)["event"] for line in run.stdout or ())
            seen = sum(1 for _ in islice((event for event in events if event == "row_shipped"), shipped))
            run.send_signal(signal.SIGINT)  # finishes the row in hand
            sum(1 for _ in events)  # who stops listening keeps it from ending
            _, _, used = os.wait4(run.pid, 0)
    if seen < shipped:
        raise RuntimeError(f"the batch ended after {seen} rows")
    return used.ru_maxrss / _KILOBYTE


def table_preview(count: int, wanted: int) -> tuple[float, float]:
    """Seconds to preview the last `wanted` orders of a table of `count`, by a filter, and its peak in MB."""
    with TemporaryDirectory() as folder:
        place = Workplace(Path(folder))
        write_table(place.folder / "orders.db", count)
        command = [*SHIPSHELL, "--json", "-c", f"preview orders.db where id > {count - wanted}"]
        begun = time.perf_counter()
        with subprocess.Popen(
            command, cwd=place.folder, env=place.environment(), stdout=subprocess.PIPE, text=True
        ) as run:
            events = [json.loads(line) for line in run.stdout or ()]
            _, _, used = os.wait4(run.pid, 0)
        seconds = time.perf_counter() - begun
    shown = [event["total_rows"] for event in events if event["event"] == "preview"]
    if shown != [wanted]:
        raise RuntimeError(f"the preview showed {shown} rows; its last word was {events[-1:]}")
    return seconds, used.ru_maxrss / _KILOBYTE


def version_seconds() -> float:
    """The median of what `shipshell --version` takes."""
    with TemporaryDirectory() as folder:
        place = Workplace(Path(folder))
        return median(_timed_version(place) for _ in range(_TIMES + 1))


def prompt_seconds() -> float:
    """The median of what it takes until the first prompt is drawn on a terminal."""
    with TemporaryDirectory() as folder:
        place = Workplace(Path(folder))
        return median(_timed_prompt(place) for _ in range(_TIMES + 1))


def _seconds_between(
    place: Workplace, environment: dict[str, str], arguments: list[str], first: str, last: str = "job_finished"
) -> float:
    """Seconds between two events of a run; from its start where `first` is empty."""
    begun, ended = time.perf_counter(), None
    with subprocess.Popen(
        [*SHIPSHELL, "--json", *arguments], cwd=place.folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as run:
        line = ""
        for line in run.stdout or ():
            event = json.loads(line)
            if event["event"] == first:
                begun = time.perf_counter()
            elif event["event"] == last:
                ended = time.perf_counter()
            elif event["event"] == "error":
                raise RuntimeError(line)
    if run.returncode or ended is None:
        raise RuntimeError(f"the run ended with {run.returncode}; its last word was {line}")
    return ended - begun


def _bare_loop(url: str, count: int) -> float:
    bodies = requests.get(f"{url}/bodies", timeout=60).json()
    if len(bodies) != count:
        raise RuntimeError(f"{len(bodies)} shipments were asked for instead of {count}")
    headers = {"Content-Type": "application/json"}
    with requests.Session() as session:
        begun = time.perf_counter()
        for body in bodies:
            session.post(f"{url}/api{SHIP_PATH}", data=body, headers=headers, timeout=60).raise_for_status()
        return time.perf_counter() - begun


def _timed_version(place: Workplace) -> float:
    begun = time.perf_counter()
    subprocess.run([*SHIPSHELL, "--version"], env=place.environment(), stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def _timed_prompt(place: Workplace) -> float:
    begun = time.perf_counter()
    terminal = Terminal(SHIPSHELL, folder=place.folder, environment=place.environment(), columns=80, lines=24)
    with terminal:
        terminal.wait_for("shipshell>")
        return time.perf_counter() - begun
