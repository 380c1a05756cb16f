"""What tests of the whole program share: a home, orders, the `shipshell` process, and the emulated UPS beside it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shipshell.emulator.app import Emulator
from shipshell.emulator.faults import Faults
from shipshell.emulator.server import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from shipshell.emulator.ledger import Shipment

SHIPSHELL = (sys.executable, "-m", "shipshell")
APPROVAL = "looks good, just run it"
#: Seconds after which a process hangs.
PATIENCE = 30
_HEADER = ("Name", "Address", "City", "State", "Zip", "Phone", "Weight", "Reference")
#: Labels that need no drawing, one look-up at once, and no address checks.
_CONFIG = '[defaults]\nlabel_format = "ZPL"\n[carrier]\nlookup_delays = [0]\n[preview]\ncheck_addresses = false\n'


class Home:
    """A folder to work in, with the program's own home inside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "home"
        self.data.mkdir()
        (self.data / "config.toml").write_text(_CONFIG)
        kept = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LANG", "PYTHON_KEYRING_BACKEND")
        self.variables = {name: os.environ[name] for name in kept if name in os.environ}
        self.variables |= {"SHIPSHELL_HOME": str(self.data), "HOME": str(folder), "SHIPSHELL_ENVIRONMENT": "emulator"}

    def orders(self, count: int, name: str = "orders.csv", **cells: str) -> Path:
        """A file of orders to one address; `cells` fill a column, `{}` in them is the row's number."""
        path = self.folder / name
        usual = dict(zip(_HEADER, ("John Doe {}", "{} Main St", "Timonium", "MD", "21093", "4105550100", "2", "R{}")))  # noqa: B905
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow((usual | cells).keys())
            for row in range(1, count + 1):
                writer.writerow(cell.format(row) for cell in (usual | cells).values())
        return path

    def run(self, *arguments: str, typed: str | bytes = b"", **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the program to its end, with `typed` on standard input."""
        raw = typed if isinstance(typed, bytes) else typed.encode()
        done = subprocess.run(
            [*SHIPSHELL, *arguments],
            input=raw,
            capture_output=True,
            cwd=self.folder,
            env=self.variables | variables,
            timeout=PATIENCE,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(self, *arguments: str, stdout: int = subprocess.PIPE, **variables: str) -> subprocess.Popen[str]:
        """Start the program, its pipes open."""
        return subprocess.Popen(
            [*SHIPSHELL, *arguments],
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=self.variables | variables,
            text=True,
        )

    def ship(self, name: str = "orders.csv") -> subprocess.CompletedProcess[str]:
        """Ship a file."""
        return self.run("-c", f"ship {name}", "-c", APPROVAL)

    def numbers(self, name: str = "orders.csv") -> list[str]:
        """The tracking numbers in a file, "" where there is none."""
        with (self.folder / name).open(newline="", encoding="utf-8") as file:
            return [row.get("tracking_number") or "" for row in csv.DictReader(file)]

    def shipments(self) -> list[Shipment]:
        """What the emulated UPS inside the program has accepted."""
        with closing(Emulator(self.data / "emulator", clock=lambda: datetime.now(UTC))) as emulator:
            return emulator.shipments()

    @contextmanager
    def ups(self, *faults: dict[str, Any]) -> Iterator[Emulator]:
        """The emulated UPS as a server, which the program talks to meanwhile."""
        folder = self.folder / "ups"
        folder.mkdir(exist_ok=True)
        emulator = Emulator(folder, clock=lambda: datetime.now(UTC), faults=Faults.from_config(faults))
        with closing(emulator), serve(emulator) as server:
            self.variables["UPS_BASE_URL"] = server.url
            yield emulator


def events(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """What `--json` wrote: nothing else may stand there."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def late(seconds: float, operation: str = "ship", **conditions: Any) -> dict[str, Any]:
    """A fault: answers leave late."""
    return {"operation": operation, "fault": "late", "seconds": seconds, **conditions}


def until(condition: Callable[[], object]) -> None:
    """Wait for something that happens soon."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.01)
