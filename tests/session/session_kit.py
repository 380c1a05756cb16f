"""What the tests of a session share: a home with files, the emulated UPS with its faults, and a talk that is listened to."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import requests

from shipshell.bootstrap import open_session
from shipshell.carriers.paced import PacedCarrier
from shipshell.carriers.ups.carrier import UpsCarrier
from shipshell.carriers.ups.client import Credentials, UpsClient
from shipshell.config import EMULATOR_ACCOUNT, load_settings
from shipshell.emulator.app import Emulator
from shipshell.emulator.faults import Faults
from shipshell.emulator.transport import EmulatorAdapter
from shipshell.model.events import RowShipped
from shipshell.session import replies
from shipshell.session.session import Session
from shipshell.sources.opening import open_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shipshell.config import Settings
    from shipshell.emulator.ledger import Shipment
    from shipshell.session.replies import Output

YES = "looks good, just run it"
HEADER = ("Reference", "Name", "Address", "City", "State", "Zip", "Weight")
CONFIG = '[defaults]\nlabel_format = "ZPL"\n[carrier]\nlookup_delays = [0]\n'
UNCHECKED = "[preview]\ncheck_addresses = false\n"

#: Nobody knows what became of the second purchase: it was made, the answer got lost, and look-ups fail.
IN_DOUBT = (
    {"operation": "ship", "nth": 2, "fault": "reply_lost"},
    {"operation": "recovery", "fault": "server_error", "status": 503},
    {"operation": "track_reference", "fault": "server_error", "status": 503},
)
#: The second purchase is refused.
REFUSED = ({"operation": "ship", "nth": 2, "fault": "refuse", "code": "120802", "message": "Address is bad"},)

_Kind = TypeVar("_Kind")


class Clock:
    """The present moment, which can be pushed on."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def advance(self, minutes: float) -> None:
        self._ahead += timedelta(minutes=minutes)


class Bench:
    """A folder with orders and a home of its own, where talks can be had one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir()
        self.clock = Clock()
        self.configure("")
        self._open: list[tuple[Session, Emulator]] = []

    def configure(self, more: str, preview: str = UNCHECKED) -> None:
        (self.home / "config.toml").write_text(CONFIG + preview + more)

    # -- files ------------------------------------------------------------------------------------------------

    def orders(self, count: int = 3, name: str = "orders.csv", **cells: str) -> Path:
        """A file of orders; `cells` replace a column, `{}` in them is the row's number."""
        usual = dict(zip(HEADER, ("A{}", "Pat Doe {}", "{} Main St", "Timonium", "MD", "21093", "{}"), strict=True))
        rows = [[cell.format(row) for cell in (usual | cells).values()] for row in range(1, count + 1)]
        return self.table([list(usual | cells), *rows], name)

    def table(self, rows: Sequence[Sequence[str]], name: str = "orders.csv") -> Path:
        path = self.folder / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
        return path

    def rows(self, name: str = "orders.csv") -> list[list[str]]:
        """The file's lines as cells, the header first."""
        with (self.folder / name).open(newline="", encoding="utf-8") as file:
            return list(csv.reader(file))

    def edit(self, row: int, column: str, value: str, name: str = "orders.csv") -> None:
        """Change a cell, as a person with a spreadsheet would."""
        rows = self.rows(name)
        rows[row][rows[0].index(column)] = value
        self.table(rows, name)

    def numbers(self, name: str = "orders.csv") -> list[str]:
        """The tracking numbers in the file, "" where there is none."""
        with (self.folder / name).open(newline="", encoding="utf-8") as file:
            return [row.get("tracking_number") or "" for row in csv.DictReader(file)]

    # -- talks ------------------------------------------------------------------------------------------------

    def talk(self, *faults: dict[str, Any], mode: str = "confirm", **variables: str) -> Talk:
        """A new talk in this home, with the emulated UPS inside, which goes wrong as `faults` say."""
        variables = {"SHIPSHELL_HOME": str(self.home), **variables}
        settings = load_settings(variables)
        session = open_session(settings, mode=mode, variables=variables)
        emulator = Emulator(self._ups(), clock=self.clock, faults=Faults.from_config(faults))
        carrier = _carrier(settings, emulator)
        patient = PacedCarrier(carrier, monotonic=lambda: 0.0, sleep=lambda _: None, random=lambda: 0.0)
        services = replace(
            session.services,
            folder=self.folder,
            open_source=lambda text, sheet: open_source(text, self.folder, sheet),
            carrier=lambda: carrier,
            patient_carrier=lambda: patient,
            quick_carrier=lambda: carrier,
            clock=self.clock,
            backoff=lambda _: 0.0,
        )
        talk = Talk(Session(services, mode=mode))
        self._open.append((talk.session, emulator))
        return talk

    def crash(self, *lines: str, after: int, mode: str = "confirm") -> None:
        """Have a process say `lines`, and die without a word as soon as it has reported `after` shipped rows."""
        child = os.fork()
        if child == 0:  # pragma: no cover - another process
            try:
                _live_and_die(self.talk(mode=mode), lines, after)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 9, "it did not crash where it should"

    def shipments(self) -> list[Shipment]:
        """What the emulated UPS has accepted, voided or not."""
        emulator = Emulator(self._ups(), clock=self.clock)
        try:
            return emulator.shipments()
        finally:
            emulator.close()

    def bought(self) -> list[str]:
        """The recipients of everything that was bought, in order."""
        return [shipment.request["ShipmentRequest"]["Shipment"]["ShipTo"]["Name"] for shipment in self.shipments()]

    def close(self) -> None:
        for session, emulator in self._open:
            session.services.stores.close()
            emulator.close()

    def _ups(self) -> Path:
        folder = self.folder / "ups"
        folder.mkdir(exist_ok=True)
        return folder


def _carrier(settings: Settings, emulator: Emulator) -> UpsCarrier:
    requesting = requests.Session()
    requesting.mount("emulator://", EmulatorAdapter(emulator))
    given = settings.credentials
    credentials = Credentials(given.client_id, given.client_secret) if given else Credentials("sample", "sample")
    client = UpsClient("emulator://ups", credentials, session=requesting, clock=lambda: datetime.now(UTC))
    account = given.account_number if given else EMULATOR_ACCOUNT
    return UpsCarrier(client, environment=settings.environment, account=account, label_format="ZPL")


def _live_and_die(talk: Talk, lines: Sequence[str], after: int) -> None:
    shipped = 0
    for output in talk.listen(lines):
        shipped += isinstance(output, RowShipped)
        if shipped == after:
            os._exit(9)


class Talk:
    """A session, and everything that it says in answer to a line, batches run to their end."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.services = session.services

    def start(self) -> Heard:
        return Heard(self._drained(self.session.start()))

    def say(self, *lines: str) -> Heard:
        """Everything that is said in answer to the last line."""
        for line in lines[:-1]:
            self.say(line)
        return Heard(self._drained(self.session.handle(lines[-1])))

    def listen(self, lines: Sequence[str]) -> Iterator[Output]:
        """The answers to lines, one by one."""
        for line in lines:
            yield from self._drained(self.session.handle(line))

    def states(self, job: int = 1) -> list[str]:
        return [row.state.value for row in self.services.reader(job).rows(job)]

    def _drained(self, outputs: Iterator[Output]) -> Iterator[Output]:
        for output in outputs:
            yield output
            if isinstance(output, replies.Started):
                yield from self._drained(self.session.drain(output.run))


class Heard(list["Output"]):
    """What was said in answer to one line."""

    def all(self, kind: type[_Kind]) -> list[_Kind]:
        return [output for output in self if isinstance(output, kind)]

    def one(self, kind: type[_Kind]) -> _Kind:
        found = self.all(kind)
        assert len(found) == 1, self
        return found[0]

    @property
    def shipped(self) -> list[int]:
        """The rows that were reported as shipped."""
        return [event.row for event in self.all(RowShipped)]

    @property
    def codes(self) -> list[str]:
        """The codes of everything that failed."""
        return [failed.problem.code for failed in self.all(replies.Failed)]

    @property
    def text(self) -> str:
        """The words of answers, questions and failures, with their hints, a line each."""
        lines = []
        for output in self:
            if isinstance(output, (replies.Said, replies.Asked)):
                lines.append(output.text)
            elif isinstance(output, replies.Failed):
                lines.append(f"{output.problem.message} {output.problem.hint}")
            elif isinstance(output, replies.Previewed):
                lines += output.preview.batch.notes
        return "\n".join(lines)

    @property
    def previewed(self) -> list[int]:
        """The rows of the preview that was shown last."""
        return [row.row for row in self.all(replies.Previewed)[-1].preview.rows]
