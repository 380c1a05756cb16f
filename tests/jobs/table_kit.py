"""What the tests of jobs beside a table share: a shop's database, and machines that each have a store of their own."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from jobs_kit import Time, carrier, new_job, new_row

from shipshell.emulator.app import Emulator
from shipshell.emulator.faults import Faults
from shipshell.jobs.catalogue import Catalogue
from shipshell.jobs.course import Course
from shipshell.jobs.lane import Lane
from shipshell.jobs.ledger import Ledger
from shipshell.jobs.locks import job_lock
from shipshell.jobs.places import JobStore, Places
from shipshell.jobs.reader import Reader
from shipshell.jobs.receipts import Receipts
from shipshell.jobs.runner import Runner
from shipshell.jobs.settlement import Settlement
from shipshell.jobs.source_lines import SourceLines
from shipshell.jobs.spool import LabelStore, Spool
from shipshell.jobs.store import open_store
from shipshell.jobs.stores import Stores
from shipshell.jobs.table_writeback import SharedWriteBack
from shipshell.sources.databases import Databases
from shipshell.sources.identity import Columns, identify
from shipshell.sources.sql_address import read_address

if TYPE_CHECKING:
    from pathlib import Path

    from databases import TestDatabase

    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.model.events import JobEvent

COLUMNS = Columns(("id", "name", "city"), ("name", "city"), ("id",))
CREATE = (
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, name VARCHAR(40), city VARCHAR(40), "
    "tracking_number VARCHAR(40), shipped_at VARCHAR(40))"
)


def fill(database: TestDatabase, rows: int = 3) -> None:
    """Make the table of orders."""
    orders = ", ".join(f"({row}, 'Person {row}', 'Alpharetta')" for row in range(1, rows + 1))
    database.run(CREATE, f"INSERT INTO orders (id, name, city) VALUES {orders}")


def refuse_second_update(database: TestDatabase) -> None:
    """A trigger that takes no number for row 2."""
    if database.kind == "postgresql":
        database.run(
            "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$",
            "CREATE TRIGGER refuse BEFORE UPDATE ON orders FOR EACH ROW WHEN (new.id = 2) EXECUTE FUNCTION no()",
        )
    elif database.kind == "mysql":
        signal = "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not this one'"
        database.run(
            f"CREATE TRIGGER refuse BEFORE UPDATE ON orders FOR EACH ROW BEGIN IF new.id = 2 THEN {signal}; END IF; END"
        )
    else:
        database.run(
            "CREATE TRIGGER refuse BEFORE UPDATE ON orders WHEN new.id = 2 BEGIN SELECT RAISE(ABORT, 'not this one'); END"
        )


def allow_updates(database: TestDatabase) -> None:
    """Take the trigger away."""
    database.run(f"DROP TRIGGER refuse{' ON orders' if database.kind == 'postgresql' else ''}")


class Machine:
    """A home with its own store, which sees the shop's database; the emulated UPS is one for all."""

    def __init__(self, database: TestDatabase, folder: Path, name: str = "home", *faults: dict[str, Any]) -> None:
        self.database, self.folder = database, folder / name
        for part in (self.folder, self.folder / "spool", self.folder / "labels", self.folder / "locks"):
            part.mkdir(exist_ok=True)
        self.time = Time()
        self.emulator = Emulator(folder / "ups", clock=self.time.now, faults=Faults.from_config(faults))
        self.own = open_store(self.folder)
        self.catalogue = Catalogue(self.own.database, os.urandom)
        self.databases = Databases(folder, {}, {})
        self.tried: list[str] = []
        ledger = partial(Ledger, owner=name, clock=self.time.now, randomness=os.urandom)
        places = Places(
            self.catalogue, ledger=ledger, connect=self._connect, clock=self.time.now, seconds=self.time.seconds
        )
        own = JobStore(
            self.own,
            ledger(self.own),
            Reader(self.own),
            lambda job: job_lock(self.folder / "locks", job, self.time.now),
        )
        self.stores = Stores(own, self.catalogue, places, is_local=lambda _: False)
        self.source = self.databases.open(self.databases.at(database.address).address, "orders")
        self.spool, self.labels = Spool(self.folder / "spool"), LabelStore(self.folder / "labels")

    def _connect(self, url: str) -> Any:
        self.tried.append(url)
        return self.databases.at(read_address(url, self.folder))

    # -- jobs ---------------------------------------------------------------------------------------------------

    def open_job(self) -> int:
        """Approve every row of the table; the job's number."""
        rows = [new_row(one) for one in identify(self.source.read().frame, COLUMNS)]
        return self.stores.made_for(self.source).ledger.open_job(
            new_job(rows, location=self.source.location), lambda _: None
        )

    def store(self, job: int) -> JobStore:
        return self.stores.of(job)

    def job(self, number: int) -> JobRecord:
        return self.stores.job(number)

    def row(self, job: int, row: int) -> RowRecord:
        return self.store(job).reader.row(job, row)

    def states(self, job: int) -> list[str]:
        return [row.state.value for row in self.store(job).reader.rows(job)]

    def writeback(self, job: int) -> SharedWriteBack:
        store = self.store(job)
        return SharedWriteBack(
            SourceLines(self.source, COLUMNS, [row.identity for row in store.reader.rows(job)]),
            store.ledger,
            seconds=self.time.seconds,
            ours=store.reader.gave_number,
        )

    def lane(self) -> Lane:
        ups = carrier(self.emulator, self.time, absence_is_proof=True)
        return Lane(ups, self.spool, delays=(0.0,), pause=self.time.pause)

    def runner(self, job: int) -> Runner:
        store, writeback = self.store(job), self.writeback(job)
        receipts = Receipts(store.ledger, self.spool, self.labels, writeback.booked)
        settlement = Settlement(
            self.job(job), store.ledger, store.reader, receipts, writeback.add, Course(), self.time.seconds, float
        )
        time, noted = self.time, lambda _row, _reference: None
        return Runner(
            settlement, self.lane(), writeback, noted=noted, lanes=1, pause=time.pause, stopping=time.stopping
        )

    def run(self, job: int) -> list[JobEvent]:
        return list(self.runner(job).run())

    # -- what came of it, as somebody else sees it ---------------------------------------------------------------

    def written(self) -> dict[int, str]:
        """The numbers in the table, by `#`."""
        query = "SELECT id, tracking_number FROM orders WHERE tracking_number <> '' ORDER BY id"
        return dict(map(tuple, self.database.rows(query)))

    def booked(self) -> dict[int, str]:
        """The numbers of shipped rows beside the table, by `#`."""
        row = "`row`" if self.database.kind == "mysql" else '"row"'
        query = f"SELECT {row}, tracking_number FROM shipshell_jobrow WHERE state = 'shipped' ORDER BY 1"
        return dict(map(tuple, self.database.rows(query)))

    def numbers(self) -> list[str]:
        """What UPS has given, in order."""
        return [one.tracking_number for one in self.emulator.shipments()]

    def close(self) -> None:
        self.stores.close()
        self.emulator.close()
