"""The ledger on disk: what it keeps through kills, and between processes."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from ups_caller import Caller

from shipshell.emulator.ledger import FILE_NAME, Ledger

if TYPE_CHECKING:
    from pathlib import Path

#: Ships for ever, printing each number that a client would have heard of.
SHIPPER = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from ups_caller import Caller
caller = Caller(Path(sys.argv[1]))
for n in range(int(sys.argv[2])):
    print(caller.ship(reference=f"{{sys.argv[3]}}-{{n}}").number, flush=True)
"""


def _shipper(folder: Path, count: int, name: str) -> subprocess.Popen[str]:
    code = SHIPPER.format(tests=os.path.dirname(__file__))  # noqa: PTH120 - a string is wanted
    return subprocess.Popen([sys.executable, "-c", code, folder, str(count), name], stdout=subprocess.PIPE, text=True)


def test_a_shipment_is_kept_as_it_was_accepted(tmp_path: Path) -> None:
    first = Caller(tmp_path)
    number = first.ship().number
    first.emulator.close()
    (shipment,) = Caller(tmp_path).emulator.shipments()
    assert shipment.tracking_number == number
    assert shipment.reference == "SS-7Q2F9KXM-1"
    assert shipment.references == ("SS-7Q2F9KXM-1", "PO 4471")
    assert shipment.account == "A1B2C3"
    assert shipment.created == first.clock.now
    assert shipment.voided is None
    assert shipment.negotiated is not None
    assert shipment.negotiated < shipment.published
    assert shipment.request["ShipmentRequest"]["Shipment"]["ShipTo"]["Name"] == "Pat Doe"


def test_a_shipment_without_reference_has_an_empty_one(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    caller.ship({"Package.0.ReferenceNumber": None})
    assert caller.emulator.shipments()[0].reference == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_ledger_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "emulator"
    Caller(folder).ship()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.glob(f"{FILE_NAME}*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_every_number_that_was_told_survives_a_kill(tmp_path: Path) -> None:
    process = _shipper(tmp_path, 100_000, "A")
    assert process.stdout
    told = [process.stdout.readline().strip() for _ in range(25)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    kept = [shipment.tracking_number for shipment in Caller(tmp_path).emulator.shipments()]
    whole = [number for number in told if len(number) == 18]
    assert set(whole) <= set(kept)
    assert len(kept) - len(whole) <= 1  # the one that was in hand


def test_two_processes_share_the_books(tmp_path: Path) -> None:
    processes = [_shipper(tmp_path, 40, name) for name in "AB"]
    told = [number for process in processes for number in process.communicate(timeout=60)[0].split()]
    assert [process.returncode for process in processes] == [0, 0]
    shipments = Caller(tmp_path).emulator.shipments()
    assert len(set(told)) == 80
    assert sorted(told) == sorted(shipment.tracking_number for shipment in shipments)
    assert {shipment.reference for shipment in shipments} == {f"{name}-{n}" for name in "AB" for n in range(40)}


def test_tokens_are_given_once_whoever_asks(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)

    def ask(_: int) -> list[str]:
        ledger = Ledger(tmp_path)  # a connection of its own, as another process has
        tokens = [ledger.issue_token(now, 60) for _ in range(40)]
        ledger.close()
        return tokens

    with ThreadPoolExecutor(4) as pool:
        tokens = [token for given in pool.map(ask, range(4)) for token in given]
    assert len(set(tokens)) == 160


def test_accepting_a_shipment_is_quick(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    caller.ship()
    start = time.perf_counter()
    for _ in range(100):
        caller.ship()
    assert (time.perf_counter() - start) / 100 < 0.02  # usually below 1 ms; slow machines get their share
