"""What the tests of jobs share: a job on a CSV file, shipped to the emulated UPS by the real client; time is ours."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import requests

from shipshell.carriers.ups.carrier import UpsCarrier
from shipshell.carriers.ups.client import Credentials, UpsClient
from shipshell.emulator.app import Emulator
from shipshell.emulator.faults import Faults
from shipshell.emulator.transport import EmulatorAdapter
from shipshell.jobs.course import Course
from shipshell.jobs.encoding import stamp
from shipshell.jobs.lane import Lane
from shipshell.jobs.ledger import Ledger
from shipshell.jobs.reader import Reader
from shipshell.jobs.receipts import Receipts
from shipshell.jobs.records import NewJob, NewRow
from shipshell.jobs.recovery import Recovery
from shipshell.jobs.runner import Runner
from shipshell.jobs.sent_log import Sent, SentLog
from shipshell.jobs.settlement import Settlement
from shipshell.jobs.source_lines import SourceLines
from shipshell.jobs.spool import LabelStore, Spool
from shipshell.jobs.store import open_store
from shipshell.jobs.tables import tuples
from shipshell.jobs.writeback import WriteBack
from shipshell.model.address import Address, Party, Shipper
from shipshell.model.events import JobFinished, RowShipped
from shipshell.model.package import Dimensions, Package
from shipshell.model.shipment import ShipmentRequest
from shipshell.sources.csv_file import CsvFile
from shipshell.sources.identity import Columns, Identity, identify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.jobs.tables import Tables
    from shipshell.model.events import JobEvent

HOST = "https://wwwcie.ups.com"
ACCOUNT = "A1B2C3"
HEADER = "Order,Name,City,Note"
START = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
SHIPPER = Shipper(
    Party("Acme Depot", Address(("400 Depot Rd",), "Timonium", "MD", "21093"), "Shipping", "4105550100"), ACCOUNT
)
#: What the emulator asks for the shipment of `request`, found once by asking it.
QUOTE = Decimal("19.32")


def lines(rows: int) -> list[str]:
    """The data lines of a file of so many orders."""
    return [f"A{row},Person {row},Alpharetta,note {row}" for row in range(1, rows + 1)]


def request(row: int) -> ShipmentRequest:
    """What row `row` asks for."""
    to = Party(f"Person {row}", Address(("77 Elm Ave",), "Alpharetta", "GA", "30005"), phone="7705550101")
    return ShipmentRequest(SHIPPER, to, Package(Decimal(2), Dimensions(10, 9, 4)), "03", reference=f"A{row}")


class Time:
    """A clock that only waiting moves; somebody may ask to stop after so many pauses."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.pauses: list[float] = []
        self.stop_at_pause = 0
        self.stopped = False

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def seconds(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.passed += seconds

    def pause(self, seconds: float) -> bool:
        self.pauses.append(seconds)
        if len(self.pauses) == self.stop_at_pause:
            self.stopped = True
            return True
        self.passed += seconds
        return self.stopped

    def stopping(self) -> bool:
        return self.stopped


def carrier(emulator: Emulator, time: Time, *, absence_is_proof: bool = False) -> UpsCarrier:
    """The real client, with the emulator in place of the network."""
    session = requests.Session()
    session.mount(HOST, EmulatorAdapter(emulator, sleep=time.sleep))
    client = UpsClient(HOST, Credentials("id", "secret"), session=session, clock=time.now)
    return UpsCarrier(client, environment="test", account=ACCOUNT, absence_is_proof=absence_is_proof)


def new_row(identity: Identity, *, had: str = "", quote: Decimal | None = QUOTE) -> NewRow:
    """A row that is about to be approved."""
    row = identity.row
    return NewRow(row, f"Person {row}", request(row), identity, had, f"key-{row}", f"content-{row}", quote)


def new_job(rows: Iterable[NewRow], location: str = "/orders.csv", environment: str = "test") -> NewJob:
    """A job that is about to be opened."""
    plan: dict[str, Any] = {"columns": {"content": ["Order"], "order": ["Order"]}, "fields": {}}
    total = Decimal(0)
    return NewJob(
        "confirm", environment, ACCOUNT, HOST, "csv", "orders.csv", location, plan, "digest", total, "USD", tuple(rows)
    )


def plain_rows(count: int) -> list[NewRow]:
    """Rows of a job that has no source."""
    return [new_row(Identity(row, f"c{row}", f"o{row}", 1)) for row in range(1, count + 1)]


@dataclass
class Store:
    """A job store in a folder, as one owner sees it."""

    folder: Path
    owner: str = "owner-1"
    time: Time = field(default_factory=Time)
    randomness: Callable[[int], bytes] = os.urandom
    url: str = ""

    def __post_init__(self) -> None:
        self.tables: Tables = open_store(self.folder, self.url)
        self.ledger = Ledger(self.tables, owner=self.owner, clock=self.time.now, randomness=self.randomness)
        self.reader = Reader(self.tables)

    def open_job(self, rows: Sequence[NewRow] | int = 1, **more: Any) -> int:
        rows = plain_rows(rows) if isinstance(rows, int) else rows
        return self.ledger.open_job(new_job(rows, **more), lambda _: None)

    def states(self, job: int = 1) -> list[str]:
        return [row.state.value for row in self.reader.rows(job)]

    def everything(self) -> list[list[tuple[Any, ...]]]:
        """The content of every table."""
        t = self.tables
        return [tuples(model.select()) for model in (t.job, t.row, t.attempt, t.label, t.event)]

    def refuse_writing(self, refuse: bool) -> None:  # noqa: FBT001
        """As on a full disk: nothing can be written, until it can again."""
        self.tables.database.execute_sql(f"PRAGMA query_only = {int(refuse)}")  # type: ignore[no-untyped-call]

    def pragma(self, name: str) -> Any:
        return self.tables.database.execute_sql(f"PRAGMA {name}").fetchone()[0]  # type: ignore[no-untyped-call]

    def close(self) -> None:
        self.tables.database.close()


class Bench(Store):
    """A job of so many rows on a CSV file, the emulator with its faults, and everything to run it."""

    def __init__(
        self, folder: Path, rows: int = 3, faults: Sequence[dict[str, Any]] = (), *, proof: bool = False
    ) -> None:
        super().__init__(folder)
        self.file = folder / "orders.csv"
        self.file.write_text("\n".join([HEADER, *lines(rows), ""]))
        self.source = CsvFile(self.file)
        self.emulator = Emulator(folder / "ups", clock=self.time.now, faults=Faults.from_config(faults))
        self.carrier = carrier(self.emulator, self.time, absence_is_proof=proof)
        (folder / "spool").mkdir()
        (folder / "labels").mkdir()
        self.spool, self.labels = Spool(folder / "spool"), LabelStore(folder / "labels")
        self.sent = SentLog(folder / "sent.log")
        self.columns = Columns(("Order", "Name", "City", "Note"), ("Order", "Name", "City"))
        self.identities = identify(self.source.read().frame, self.columns)
        self.number = self.open_job([new_row(one) for one in self.identities], location=self.source.location)
        self.backoffs: list[int] = []

    @property
    def job(self) -> JobRecord:
        return self.reader.job(self.number)

    def row(self, row: int) -> RowRecord:
        return self.reader.row(self.number, row)

    def lane(self, delays: tuple[float, ...] = (0.0, 5.0, 30.0, 120.0)) -> Lane:
        return Lane(self.carrier, self.spool, delays=delays, pause=self.time.pause)

    def writeback(self) -> WriteBack:
        return WriteBack(
            SourceLines(self.source, self.columns, [row.identity for row in self.reader.rows(self.number)]),
            self.ledger,
            seconds=self.time.seconds,
            ours=self.reader.gave_number,
        )

    def settlement(self, announce: Callable[[RowRecord, RowShipped], None] = lambda _row, _shipped: None) -> Settlement:
        receipts = Receipts(self.ledger, self.spool, self.labels)
        return Settlement(
            self.job, self.ledger, self.reader, receipts, announce, Course(), self.time.seconds, self._backoff
        )

    def _backoff(self, tries: int) -> float:
        self.backoffs.append(tries)
        return min(60.0, 2.0**tries)

    def runner(self, lanes: int = 1, writeback: WriteBack | None = None) -> Runner:
        writeback = writeback or self.writeback()
        return Runner(
            self.settlement(writeback.add),
            self.lane(),
            writeback,
            noted=lambda row, reference: self.sent.note([Sent.of(self.job, row, reference, stamp(self.time.now()))]),
            lanes=lanes,
            pause=self.time.pause,
            stopping=self.time.stopping,
        )

    def run(self, lanes: int = 1) -> list[JobEvent]:
        return list(self.runner(lanes).run())

    def resume(self, lanes: int = 1) -> list[JobEvent]:
        """What resuming does, once the job is held and its doubts are settled."""
        for row in self.reader.rows(self.number):
            if row.state == "failed":
                self.ledger.again(row)
        self.ledger.take_over(self.number)
        return self.run(lanes)

    def recover(self, delays: tuple[float, ...] = ()) -> list[JobEvent]:
        return list(Recovery(self.settlement(), self.lane(delays), self.time.now).ask_again(delays))

    def crash_after_sending(self, row: int = 1) -> str:
        """Send a row, and die before its answer is booked."""
        claimed = self.row(row)
        reference = self.ledger.claim(claimed)
        self.lane().send(claimed.request, reference)
        return reference

    # -- what came of it ----------------------------------------------------------------------------------------

    def cells(self) -> list[str]:
        """The tracking numbers in the file, row by row."""
        table = CsvFile(self.file).read()
        return [""] * len(table.frame) if not table.tracking else table.frame[table.tracking].tolist()

    def bought(self) -> list[str]:
        """The recipients of every shipment that UPS has, in order."""
        shipments = self.emulator.shipments()
        return [one.request["ShipmentRequest"]["Shipment"]["ShipTo"]["Name"] for one in shipments]

    def numbers(self) -> list[str]:
        """The tracking numbers of every shipment that UPS has, in order."""
        return [one.tracking_number for one in self.emulator.shipments()]

    def check(self) -> None:
        """The oracle: each reference once, and what UPS has is in the job under its number; the job invents nothing."""
        shipments = self.emulator.shipments()
        assert len({one.reference for one in shipments}) == len(shipments)
        booked = {row.tracking_number for row in self.reader.rows(self.number, ("shipped",))}  # type: ignore[arg-type]
        assert booked <= set(self.numbers())

    def close(self) -> None:
        super().close()
        self.emulator.close()


def kinds(events: Iterable[JobEvent]) -> list[str]:
    """The events by name."""
    return [type(event).__name__ for event in events]


def shipped_rows(events: Iterable[JobEvent]) -> list[int]:
    """The rows that were reported shipped."""
    return [event.row for event in events if isinstance(event, RowShipped)]


def finished(events: Sequence[JobEvent]) -> JobFinished:
    """The event that ends a run."""
    last = events[-1]
    assert isinstance(last, JobFinished)
    return last


def closing(store: Store) -> Iterator[Any]:
    """A fixture's body: the store, closed afterwards."""
    yield store
    store.close()
