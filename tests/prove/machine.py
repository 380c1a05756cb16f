"""Whatever people, UPS, crashes and clocks do, in any order: no parcel twice, none lost, no file damaged."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar

from deaths import POINTS
from desks import DESKS
from faults import fault
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from oracle import duplicates, judge, judge_again, row_of
from plan import NOTHING, Plan
from shop import YES, Setting, Shop

from shipshell.emulator.faults import Kind as Fault

if TYPE_CHECKING:
    from processes import Heard, Stable

_ROWS = 4
_OPERATIONS = ("token", "rate", "ship", "recovery", "track_reference", "void")
#: With any other code than these UPS would say of a shipment that there is none; how long an answer takes is not at issue.
_FAULTS = tuple(kind for kind in Fault if kind is not Fault.LATE)
_HALF_AN_HOUR = 1800.0


def profile(examples: int, steps: int) -> settings:
    """How long to search."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


class ShopMachine(RuleBasedStateMachine):
    """A person, a program and a UPS, each of which may do anything next.

    Attributes:
        stable: starts the program's processes; set before the machine runs.
        steps: how many steps were taken by all machines.
    """

    stable: ClassVar[Stable]
    steps: ClassVar[int] = 0

    @initialize(kind=some.sampled_from(sorted(DESKS)), lanes=some.sampled_from((1, 4)))
    def open_the_shop(self, kind: str, lanes: int) -> None:
        self._folder = TemporaryDirectory(prefix="prove-", ignore_cleanup_errors=True)
        setting = Setting(kind=kind, rows=_ROWS, lanes=lanes, timeout=1.0)
        self.shop = Shop(Path(self._folder.name, "shop"), self.stable, setting)
        self.plan = NOTHING

    # -- what happens around ----------------------------------------------------------------------------------------

    @rule(operation=some.sampled_from(_OPERATIONS), kind=some.sampled_from(_FAULTS), nth=some.integers(1, _ROWS))
    def ups_goes_wrong(self, operation: str, kind: Fault, nth: int) -> None:
        seconds = {"seconds": 10**7} if kind is Fault.SLOW_TO_SHOW else {}
        self.shop.ups.go_wrong(fault(operation, kind, **{"nth": nth, **seconds}))

    @rule()
    def an_answer_is_lost_and_look_ups_fail(self) -> None:
        silent = (fault(operation, Fault.SERVER_ERROR) for operation in ("recovery", "track_reference"))
        self.shop.ups.go_wrong(fault("ship", Fault.REPLY_RESET, nth=2), *silent)

    @rule()
    def ups_works_again(self) -> None:
        self.shop.ups.go_wrong()

    @rule(point=some.sampled_from(sorted(POINTS)), nth=some.integers(1, _ROWS))
    def the_next_process_will_die(self, point: str, nth: int) -> None:
        self.plan = Plan(point, nth)

    @rule(ahead=some.sampled_from((-86_400.0, -_HALF_AN_HOUR, _HALF_AN_HOUR, 86_400.0)))
    def the_clock_will_be_wrong(self, ahead: float) -> None:
        self.plan = Plan(self.plan.point, self.plan.nth, ahead=ahead)

    # -- what a person does -----------------------------------------------------------------------------------------

    @rule(mode=some.sampled_from(("confirm", "auto")))
    def ship(self, mode: str) -> None:
        self._say(f"ship {self.shop.desk.name}", *([YES] if mode == "confirm" else []), mode=mode)

    @rule()
    def look_and_reject(self) -> None:
        bought = len(self.shop.ups.shipments())
        self._say(f"ship {self.shop.desk.name}", "no, cancel")
        assert len(self.shop.ups.shipments()) == bought, "a preview that was rejected bought something"

    @rule()
    def resume(self) -> None:
        if self._say("resume").all("preview"):
            self._say("resume", YES)

    @rule()
    def cancel(self) -> None:
        self._say("cancel the job")

    @precondition(lambda self: self.shop.unsettled())
    @rule(words=some.sampled_from(("restart", "restart and void")))
    def restart(self, words: str) -> None:
        self.shop.ups.settle_down()
        self.shop.answer_doubts()  # a row that a look-up settles meanwhile would be bought again, and rightly so
        again = {row: self.shop.bought_again.get(row, 0) + 1 for row in self._settled_rows()}
        self.shop.bought_again |= again
        self._say(words, "y")

    @rule()
    def answer_doubts(self) -> None:
        self.shop.answer_doubts()

    @rule(row=some.integers(1, _ROWS))
    def set_aside(self, row: int) -> None:
        if self.shop.unsettled():
            self._say(f"skip row {row}")

    @rule()
    def retry(self) -> None:
        self._say("retry")

    @rule(row=some.integers(1, _ROWS))
    def void(self, row: int) -> None:
        jobs = [number for number, status in self.shop.jobs() if status not in ("executing", "halted")]
        if jobs:
            self._say(f"void row {row} of job {jobs[-1]}", "yes")

    @rule(row=some.integers(1, _ROWS), number=some.integers(1, 99))
    def correct_the_address(self, row: int, number: int) -> None:
        if row in self._untouched_rows():
            self.shop.desk.edit(row, f"{row}0{number} Elm Ave")

    @rule(row=some.integers(1, _ROWS))
    def somebody_else_enters_a_number(self, row: int) -> None:
        if any(self.shop.desk.numbers()) and row in self._untouched_rows():
            self.shop.foreign[row] = "1Z999AA10123456784"
            self.shop.desk.put_number(row, self.shop.foreign[row])

    # -- what must hold ---------------------------------------------------------------------------------------------

    @invariant()
    def nothing_is_bought_twice_or_damaged(self) -> None:
        if hasattr(self, "shop"):
            type(self).steps += 1
            found = [str(finding) for finding in duplicates(self.shop)] + self.shop.desk.differences()
            assert not found, found
            assert not self.shop.tracebacks, self.shop.tracebacks[0]

    def teardown(self) -> None:
        """In the end a person recovers the shop, and everything is in its place; then nothing more happens."""
        if not hasattr(self, "shop"):
            return
        try:
            assert self.shop.recover(), f"it never settles: {self.shop.jobs()}, {self.shop.states()}"
            self.shop.print_missing_labels()
            found = [*judge(self.shop, whole=False), *judge_again(self.shop)]
            assert not found, [str(finding) for finding in found]
        finally:
            self.shop.close()
            self._folder.cleanup()

    # -- inside -----------------------------------------------------------------------------------------------------

    def _say(self, *commands: str, mode: str = "confirm") -> Heard:
        plan, self.plan = self.plan, NOTHING
        return self.shop.run(*commands, plan=plan, mode=mode)

    def _bought(self) -> set[int]:
        return {row_of(shipment) for shipment in self.shop.ups.shipments()}

    def _settled_rows(self) -> set[int]:
        doubtful = {doubt.row for doubt in self.shop.doubts()}
        return set(range(1, _ROWS + 1)) - doubtful

    def _untouched_rows(self) -> set[int]:
        """Those that UPS never had, and nobody else."""
        self.shop.ups.settle_down()
        return set(range(1, _ROWS + 1)) - self._bought() - set(self.shop.foreign)
