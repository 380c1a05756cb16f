"""What the tests of batches from databases share: a table of orders, a home or two, and the real program, which dies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shipshell.emulator.ledger import Ledger as Books

if TYPE_CHECKING:
    from collections.abc import Sequence

    from databases import TestDatabase

    from shipshell.emulator.ledger import Shipment

ROWS = 12
APPROVAL = "looks good, just run it"
DRIVER = Path(__file__).with_name("crash_driver.py")
CREATE = """CREATE TABLE orders (id INTEGER PRIMARY KEY, reference VARCHAR(20), name VARCHAR(40), address VARCHAR(40),
    city VARCHAR(40), state VARCHAR(2), zip VARCHAR(10), phone VARCHAR(20), weight VARCHAR(10))"""
_COLUMNS = "id, reference, name, address, city, state, zip, phone, weight"
_CONFIG = '[defaults]\nlabel_format = "ZPL"\n[carrier]\nlookup_delays = [0]\nconcurrency = {}\n[preview]\ncheck_addresses = false\n'


@dataclass
class TableShop:
    """A table of orders, and one machine that ships from it.

    Attributes:
        machine: its name; each has a home of its own.
        said: what the last process said, event by event.
    """

    database: TestDatabase
    folder: Path
    lanes: int = 1
    machine: str = "home"
    rows: int = ROWS
    said: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.home = self.folder / self.machine
        self.home.mkdir(mode=0o700)
        (self.home / "config.toml").write_text(_CONFIG.format(self.lanes))

    def fill(self) -> TableShop:
        """Make the table, with its orders."""
        orders = (
            f"({row}, 'A{row}', 'Person {row}', '{row} Elm Ave', 'Salem', 'OR', '97301', '541555{row:04}', '2')"
            for row in range(1, self.rows + 1)
        )
        self.database.run(CREATE, f"INSERT INTO orders ({_COLUMNS}) VALUES {', '.join(orders)}")
        self.before = self.orders()
        return self

    @property
    def ship(self) -> tuple[str, str]:
        """The lines that ship the table."""
        return f"ship {self.database.url} table orders", APPROVAL

    # -- processes ----------------------------------------------------------------------------------------------

    def start(self, *commands: str, point: str = "-", nth: int = 0) -> subprocess.Popen[str]:
        """A process of the real command."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("UPS_", "SHIPSHELL_"))}
        said = [argument for command in commands for argument in ("-c", command)]
        return subprocess.Popen(
            [sys.executable, str(DRIVER), point, str(nth), "--json", *said],
            cwd=self.folder,
            env={**environment, "SHIPSHELL_HOME": str(self.home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *commands: str, point: str = "-", nth: int = 0) -> int:
        """Run to the end, or to the planted death; the exit code."""
        process = self.start(*commands, point=point, nth=nth)
        out, err = process.communicate()
        assert "Traceback" not in err, err
        self.said = [json.loads(line) for line in out.splitlines()]
        return process.returncode

    def started(self, *commands: str) -> subprocess.Popen[str]:
        """A process whose batch is under way, slowly."""
        process = self.start(*commands, point="slowly")
        assert process.stdout is not None
        line = "nothing yet"
        while line and '"job_started"' not in line:
            line = process.stdout.readline()
        return process

    def recover(self) -> None:
        """Resume as a person would: a doubt is settled by looking at what UPS has."""
        if not self.statuses():
            assert self.shipments() == []
            assert self.run(*self.ship) == 0, self.said
        self.run("resume" if "executing" in self.statuses() or "halted" in self.statuses() else "jobs")
        doubtful = self.doubtful()
        if doubtful:
            assert not {reference for _, reference in doubtful} & {one.reference for one in self.shipments()}
            assert self.run(*(f"row {row} did not ship" for row, _ in doubtful), "resume") == 0, self.said

    def events(self, kind: str) -> list[dict[str, Any]]:
        """What the last process said of one kind."""
        return [event for event in self.said if event["event"] == kind]

    # -- what came of it ----------------------------------------------------------------------------------------

    def orders(self) -> list[Any]:
        """The table's own columns."""
        return self.database.rows(f"SELECT {_COLUMNS} FROM orders ORDER BY id")

    def shipments(self) -> list[Shipment]:
        """What the emulated UPS has accepted."""
        with closing(Books(self.home / "emulator")) as books:
            return books.shipments()

    def statuses(self) -> list[str]:
        """The statuses of the jobs beside the table; none where it keeps no job."""
        return [status for (status,) in self._kept("SELECT status FROM shipshell_job")]

    def doubtful(self) -> list[tuple[int, str]]:
        """The rows in doubt, with their references."""
        return [
            (row, reference)
            for row, reference in self._kept(
                'SELECT r."row", a.reference FROM shipshell_jobrow r JOIN shipshell_attempt a ON a.job_row = r.id '
                "WHERE a.outcome = 'in_doubt' ORDER BY 1"
            )
        ]

    def booked(self) -> dict[int, str]:
        """The numbers of the rows that are shipped, by `#`, as the job has them."""
        found = self._kept("SELECT \"row\", tracking_number FROM shipshell_jobrow WHERE state = 'shipped'")
        return dict(map(tuple, found))

    def written(self) -> dict[int, str]:
        """The numbers in the table, by its key, which is the `#`."""
        if not self._has_columns():
            return {}
        return dict(
            map(tuple, self.database.rows("SELECT id, tracking_number FROM orders WHERE tracking_number <> ''"))
        )

    def check(self) -> None:
        """The oracle: every row was bought exactly once, and its number stands everywhere; nothing else changed."""
        shipments = self.shipments()
        names = [one.request["ShipmentRequest"]["Shipment"]["ShipTo"]["Name"] for one in shipments]
        assert sorted(names) == sorted(f"Person {row}" for row in range(1, self.rows + 1))
        assert len({one.reference for one in shipments}) == self.rows
        number_of = {name: one.tracking_number for name, one in zip(names, shipments, strict=True)}
        expected = {row: number_of[f"Person {row}"] for row in range(1, self.rows + 1)}
        assert self.booked() == expected
        assert self.written() == expected
        assert self.orders() == self.before
        assert self.statuses() == ["complete"]
        self._check_leftovers()

    def _check_leftovers(self) -> None:
        assert list((self.home / "spool").iterdir()) == []
        assert list((self.home / "locks").iterdir()) == []
        assert [path.name for path in self.folder.glob("*shipshell*")] == []

    def _has_columns(self) -> bool:
        return "tracking_number" in {column.name for column in self._columns()}

    def _columns(self) -> Sequence[Any]:
        from shipshell.sources.sql_database import SqlDatabase

        database = SqlDatabase(self.database.address).database
        with closing(database):
            return list(database.get_columns("orders"))

    def _kept(self, query: str) -> list[Any]:
        """What a query of the job tables gives; nothing where there are none."""
        query = query.replace('"', "`") if self.database.kind == "mysql" else query
        from shipshell.sources.sql_database import SqlDatabase

        database = SqlDatabase(self.database.address).database
        with closing(database):
            present = "shipshell_meta" in database.get_tables()
        return self.database.rows(query) if present else []
