"""A batch is killed at every named point of a row's way, and at random; then it is recovered, and nothing is amiss."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from crash_driver import KILLED, MUTANTS, POINTS

from shipshell.emulator.ledger import Ledger as Books
from shipshell.jobs.reader import Reader
from shipshell.jobs.store import open_store
from shipshell.sources.csv_file import CsvFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.emulator.ledger import Shipment
    from shipshell.jobs.records import RowRecord

ROWS = 12
MIDDLE = 5
SHIP = ("ship orders.csv", "looks good, just run it")
HEADER = 'Order,"Name",Address,City,State,Zip,Phone,Weight,Service,"Note, if any"'
PLACES = (("Bend", "OR", "97701"), ("Salem", "OR", "97301"), ("Alpharetta", "GA", "30005"))
RANDOM_KILLS = 6
DRIVER = Path(__file__).with_name("crash_driver.py")


def order(row: int) -> str:
    """A line of the file, written in a way that careless hands would not keep."""
    city, state, code = PLACES[row % 3]
    return f'A{row},"Person {row}",{row} Elm Ave,{city},{state},{code},541555{row:04},{row}.5,Ground,"é, ""x"" {row}"'


@dataclass
class Shop:
    """A folder with a file of orders and a home of its own, and what the processes said."""

    folder: Path
    lanes: int = 1
    mutant: str = "-"
    said: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk, self.home = self.folder / "desk", self.folder / "home"
        self.desk.mkdir()
        self.home.mkdir(mode=0o700)
        (self.home / "config.toml").write_text(f"[carrier]\nlookup_delays = [0]\nconcurrency = {self.lanes}\n")
        self.file = self.desk / "orders.csv"
        self.before = "\r\n".join([HEADER, *map(order, range(1, ROWS + 1)), ""])
        self.file.write_bytes(self.before.encode())

    def start(self, point: str, nth: int, *commands: str) -> subprocess.Popen[str]:
        """A process of the real command."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("UPS_", "SHIPSHELL_"))}
        said = [argument for command in commands for argument in ("-c", command)]
        return subprocess.Popen(
            [sys.executable, str(DRIVER), point, str(nth), self.mutant, "--json", *said],
            cwd=self.desk,
            env={**environment, "SHIPSHELL_HOME": str(self.home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *commands: str, point: str = "-", nth: int = 0) -> int:
        """Run to the end, or to the planted death; the exit code."""
        process = self.start(point, nth, *commands)
        out, err = process.communicate()
        assert "Traceback" not in err, err
        self.said = [json.loads(line) for line in out.splitlines()]
        return process.returncode

    def recover(self) -> None:
        """Resume as a person would: a doubt is settled by looking at what UPS has."""
        self.run("resume" if self.unsettled() else "jobs")
        doubtful = self.doubtful()
        if doubtful:
            assert not set(doubtful.values()) & {one.reference for one in self.shipments()}
            assert self.run(*(f"row {row} did not ship" for row in doubtful), "resume") == 0, self.said

    # -- what came of it ----------------------------------------------------------------------------------------

    def shipments(self) -> list[Shipment]:
        books = Books(self.home / "emulator")
        try:
            return books.shipments()
        finally:
            books.close()

    def reading(self) -> Iterator[Reader]:
        tables = open_store(self.home)
        yield Reader(tables)
        tables.database.close()

    def unsettled(self) -> bool:
        (answer,) = [bool(reader.unsettled()) for reader in self.reading()]
        return answer

    def doubtful(self) -> dict[int, str]:
        """The rows in doubt, with their references."""
        (found,) = [
            {row.row: reader.latest_attempt(row).reference for row in reader.doubtful(1)}  # type: ignore[union-attr]
            for reader in self.reading()
        ]
        return found

    def rows(self) -> list[RowRecord]:
        (rows,) = [reader.rows(max(job.number for job in reader.jobs())) for reader in self.reading()]
        return rows

    def everything(self) -> list[Any]:
        """All that the store holds."""
        (found,) = [
            [list(table.select().tuples()) for table in (t.job, t.row, t.attempt, t.label, t.event)]
            for reader in self.reading()
            for t in [reader._t]
        ]
        return found

    def estimated(self) -> list[int]:
        (found,) = [
            [row.row for row in reader.rows(1) if reader.latest_attempt(row).estimated]  # type: ignore[union-attr]
            for reader in self.reading()
        ]
        return found

    def check(self) -> None:
        """The oracle: every row was bought exactly once, and its number stands everywhere; nothing else changed."""
        shipments, rows = self.shipments(), self.rows()
        names = [one.request["ShipmentRequest"]["Shipment"]["ShipTo"]["Name"] for one in shipments]
        assert sorted(names) == sorted(f"Person {row}" for row in range(1, ROWS + 1))
        assert len({one.reference for one in shipments}) == ROWS
        number_of = {name: one.tracking_number for name, one in zip(names, shipments, strict=True)}
        assert [row.tracking_number for row in rows] == [number_of[f"Person {row}"] for row in range(1, ROWS + 1)]
        assert {(row.state.value, row.write_back.value) for row in rows} == {("shipped", "written")}
        self._check_file([row.tracking_number for row in rows], [row.shipped_at for row in rows])
        self._check_leftovers()

    def _check_file(self, numbers: list[str], times: list[str]) -> None:
        added = ["tracking_number,shipped_at", *(f"{number},{at}" for number, at in zip(numbers, times, strict=True))]
        lines = self.before.split("\r\n")[:-1]
        expected = "".join(f"{line},{cells}\r\n" for line, cells in zip(lines, added, strict=True))
        assert self.file.read_bytes().decode() == expected
        assert CsvFile(self.file).read().frame["tracking_number"].tolist() == numbers

    def _check_leftovers(self) -> None:
        assert [path.name for path in self.desk.iterdir()] == ["orders.csv"]
        assert list((self.home / "spool").iterdir()) == []
        assert list((self.home / "locks").iterdir()) == []
        assert len(list((self.home / "labels" / "job-1").iterdir())) == ROWS
        (unlabelled,) = [reader.unlabelled(1) for reader in self.reading()]
        assert unlabelled == []

    def check_that_nothing_more_happens(self) -> None:
        """A second recovery sends and changes nothing."""
        before, bought = self.everything(), len(self.shipments())
        self.run("jobs")
        assert [event["event"] for event in self.said if event["event"] in ("interrupted", "row_shipped")] == []
        assert (self.everything(), len(self.shipments())) == (before, bought)


def crash_and_recover(shop: Shop, point: str, nth: int) -> None:
    assert shop.run(*SHIP, point=point, nth=nth) == KILLED, shop.said
    if not any(reader.jobs() for reader in shop.reading()):
        assert shop.shipments() == []
        assert shop.run(*SHIP) == 0
    shop.recover()
    shop.check()
    assert shop.estimated() == ([nth] if point == "UPS accepted" else [])


def nth_of(point: str) -> int:
    """In the middle of the batch, for points that a batch passes with every row."""
    return 1 if "job" in point else MIDDLE


@pytest.mark.parametrize("point", [point for point in POINTS if point != "the file is half written"])
def test_killed_at_a_point_of_the_rows_way(tmp_path: Path, point: str) -> None:
    shop = Shop(tmp_path)
    crash_and_recover(shop, point, nth_of(point))


@pytest.mark.parametrize("kill", range(RANDOM_KILLS))
def test_killed_at_any_time(tmp_path: Path, kill: int) -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")  # noqa: T201 - shown where the test fails
    shop = Shop(tmp_path, lanes=1 + 3 * (kill % 2))
    process = shop.start("slowly", 0, *SHIP)
    assert process.stdout is not None
    while '"job_started"' not in process.stdout.readline():
        pass
    time.sleep(random.Random(seed).uniform(0.0, 0.8 / shop.lanes))
    process.kill()
    process.communicate()
    shop.recover()
    shop.check()
    shop.check_that_nothing_more_happens()


#: For each mutant, a point at which it does its harm.
HARM = {
    "blind resend": "UPS accepted",
    "no replay of the write-back": "the number is committed",
    "spool ignored": "the reply is kept",
    "write in place": "the file is half written",
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_planted_mistakes_are_found(tmp_path: Path, mutant: str) -> None:
    shop = Shop(tmp_path, mutant=mutant)
    with pytest.raises(AssertionError):
        crash_and_recover(shop, HARM[mutant], MIDDLE)
