"""A shop: a desk with orders, a home for the program, UPS, and a person who tells the truth when asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from desks import DESKS, SqliteDesk, select
from plan import NOTHING, Plan
from tables import SERVER_DESKS, ServerDesk
from ups import Ups

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from processes import Heard, Process, Stable, Tracer

YES = "looks good, just run it"
_TABLES = ("job", "jobrow", "attempt", "label")
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row of unknown outcome, and the reference of its attempt."""

    job: int
    row: int
    reference: str


@dataclass(frozen=True, slots=True)
class Setting:
    """How a shop is set up.

    Attributes:
        kind: of its source, one of `DESKS` and `SERVER_DESKS`.
        rows: how many orders.
        lanes: how many ship at once.
        timeout: seconds that the program waits for an answer.
        delays: moments at which it looks for a missing outcome.
        label_format: of its labels.
        check_addresses: whether it has UPS check them.
        mistake: what is wrong with the program itself, one of `mistakes.MISTAKES`; "" for nothing.
    """

    kind: str = "csv"
    rows: int = 6
    lanes: int = 1
    timeout: float = 15.0
    delays: tuple[float, ...] = (0.0,)
    label_format: str = "ZPL"
    check_addresses: bool = False
    mistake: str = ""

    def config(self) -> str:
        """The program's settings."""
        checks = str(self.check_addresses).lower()
        return (
            f'[defaults]\nlabel_format = "{self.label_format}"\n[preview]\ncheck_addresses = {checks}\n'
            f"[carrier]\nconcurrency = {self.lanes}\ntimeout = {self.timeout}\nlookup_delays = {list(self.delays)}\n"
        )


@dataclass
class Shop:
    """Everything about one batch and what comes after it. `with Shop(...) as shop:` closes UPS at the end.

    Attributes:
        bought_again: how often a person asked for each row to be bought once more.
        foreign: rows that bear a number of somebody else.
        tracebacks: what nobody should ever see.
    """

    folder: Path
    stable: Stable
    setting: Setting = field(default_factory=Setting)
    bought_again: dict[int, int] = field(default_factory=dict)
    foreign: dict[int, str] = field(default_factory=dict)
    tracebacks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.home = self.folder / "home"
        self.home.mkdir(mode=0o700)
        (self.home / "config.toml").write_text(self.setting.config())
        standing = self.folder / "desk"
        standing.mkdir()
        self.desk = (DESKS | SERVER_DESKS)[self.setting.kind](standing, self.setting.rows)
        self.ups = Ups(self.folder / "ups")

    # -- processes ------------------------------------------------------------------------------------------------

    def run(
        self, *commands: str, plan: Plan = NOTHING, tracers: tuple[Tracer, ...] = (), mode: str = "confirm"
    ) -> Heard:
        """Run the program to its end, which may come early."""
        arguments, plan = self._arguments(commands, mode), replace(plan, mistake=self.setting.mistake)
        heard = self.stable.run(self.desk.folder, self._variables(), arguments, plan, tracers)
        self.tracebacks += [heard.err] if heard.broke else []
        return heard

    def run_through(self, *commands: str) -> None:
        """Run the program through all commands, also where one fails."""
        arguments = ["--keep-going", *self._arguments(commands, "confirm")]
        heard = self.stable.run(self.desk.folder, self._variables(), arguments, Plan(mistake=self.setting.mistake), ())
        self.tracebacks += [heard.err] if heard.broke else []

    def start(self, *commands: str, plan: Plan = NOTHING, mode: str = "confirm") -> Process:
        """Start the program."""
        arguments, plan = self._arguments(commands, mode), replace(plan, mistake=self.setting.mistake)
        return self.stable.start(self.desk.folder, self._variables(), arguments, plan)

    def ship(self, plan: Plan = NOTHING, tracers: tuple[Tracer, ...] = (), mode: str = "confirm") -> Heard:
        """Ship all orders."""
        return self.run(
            f"ship {self.desk.name}", *([YES] if mode == "confirm" else []), plan=plan, tracers=tracers, mode=mode
        )

    def _variables(self) -> dict[str, str]:
        return {"SHIPSHELL_HOME": str(self.home), "SHIPSHELL_ENVIRONMENT": "emulator", "UPS_BASE_URL": self.ups.url}

    @staticmethod
    def _arguments(commands: Sequence[str], mode: str) -> list[str]:
        return ["--json", "--mode", mode, *(word for command in commands for word in ("-c", command))]

    # -- the person -----------------------------------------------------------------------------------------------

    def recover(self) -> bool:
        """Do what a person does after a crash, with a UPS that works again: resume, answer doubts truthfully, retry.

        Labels are not asked for: a shipment that is adopted is adopted with its label.

        Returns whether everything is settled now.
        """
        self.ups.go_wrong()
        self.ups.settle_down()
        if not self.jobs():
            self.ship()
        rounds = _ROUNDS
        while self.unsettled() and rounds:
            self.go_on()
            self.tell_the_truth()
            rounds -= 1
        for number, status in self.jobs():
            if status == "complete_with_warnings":
                self.run(f"retry {number}")
        self.run("jobs")  # a start takes away the locks of the dead
        return not self.unsettled()

    def print_missing_labels(self) -> None:
        """Ask for the labels that UPS withheld, or a disk did not take."""
        for job in self.unlabelled():
            self.print_labels(job)

    def print_labels(self, job: int) -> None:
        """Print the labels of a job, for which UPS is asked where one is missing; the sheet goes to the printer."""
        self.run(f"labels {job}")
        for name in self.desk.leftovers():
            if not name.startswith("."):
                (self.desk.folder / name).unlink()

    def go_on(self, plan: Plan = NOTHING) -> Heard:
        """Resume; what a person corrected meanwhile is looked at and approved."""
        heard = self.run("resume", plan=plan)
        return self.run("resume", YES) if heard.all("preview") else heard

    def answer_doubts(self) -> None:
        """Look into UPS's books, and say what became of each row in doubt that a look-up does not settle."""
        self.run("jobs")  # a start looks each of them up once
        self.tell_the_truth()

    def tell_the_truth(self) -> None:
        """Say what became of each row in doubt."""
        if self.doubts():
            self.ups.settle_down()
            self.run(*(self.truth(doubt) for doubt in self.doubts()))

    def truth(self, doubt: Doubt) -> str:
        """What a person says of a row in doubt who looked into UPS's books."""
        numbers = [one.tracking_number for one in self.ups.shipments() if doubt.reference in one.references]
        return f"row {doubt.row} shipped as {numbers[0]}" if numbers else f"row {doubt.row} did not ship"

    # -- the job tables -------------------------------------------------------------------------------------------

    def select(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query on the job tables finds; nothing where there are none."""
        if isinstance(self.desk, SqliteDesk | ServerDesk):
            return self.desk.select(sql)
        return select(self.home / "jobs.sqlite3", sql)

    def jobs(self) -> list[tuple[int, str]]:
        """Number and status of every job; what a table keeps under a key has the number that its home gave it."""
        found, given = self.select("SELECT number, status FROM shipshell_job"), self._given()
        return sorted((given.get(key, key), status) for key, status in found)

    def unsettled(self) -> list[int]:
        """The jobs that wait for a decision."""
        return [number for number, status in self.jobs() if status in ("executing", "halted")]

    def doubts(self) -> list[Doubt]:
        """The attempts whose outcome nobody knows."""
        return [
            Doubt(*found)
            for found in self.select(
                "SELECT r.job, r.row, a.reference FROM shipshell_attempt a JOIN shipshell_jobrow r ON r.id = a.job_row"
                " WHERE a.outcome IN ('sending', 'in_doubt') ORDER BY r.job, r.row"
            )
        ]

    def unlabelled(self) -> list[int]:
        """The jobs with a shipment that has no label."""
        found = self.select(
            "SELECT DISTINCT r.job FROM shipshell_attempt a JOIN shipshell_jobrow r ON r.id = a.job_row"
            " WHERE a.outcome = 'shipped' AND a.id NOT IN (SELECT attempt FROM shipshell_label)"
        )
        given = self._given()
        return [given.get(key, key) for (key,) in found]

    def _given(self) -> dict[int, int]:
        """The numbers that the home gave to jobs, by their keys."""
        return dict(select(self.home / "jobs.sqlite3", "SELECT key, number FROM shipshell_place"))

    def states(self) -> list[str]:
        """The states of the newest job's rows."""
        found = self.select(
            "SELECT state FROM shipshell_jobrow r"
            " WHERE r.job = (SELECT job FROM shipshell_jobrow ORDER BY id DESC LIMIT 1) ORDER BY r.row"
        )
        return [state for (state,) in found]

    def everything(self) -> tuple[Any, ...]:
        """All that the job tables hold but notes of asking for a label again, what UPS was sent, and the source.

        In which order a database gives rows back means nothing.
        """
        queries = [f"SELECT * FROM shipshell_{table}" for table in _TABLES]
        queries.append("SELECT * FROM shipshell_event WHERE move != 'label asked'")
        tables = [sorted(map(str, self.select(query))) for query in queries]
        return tables, len(self.ups.purchases), len(self.ups.shipments()), self.desk.content()

    def close(self) -> None:
        """Close UPS, and drop what stands on a server."""
        self.ups.close()
        if isinstance(self.desk, ServerDesk):
            self.desk.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
