"""For each planted mistake, the trial that must find it; without the mistake the same trial finds nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import steps
import tracing
from faults import USUAL, fault, halts_at_once, never_findable, throttled_all_the_same
from losses import losses
from plan import KILLED, Plan
from trials import Trial, expect

from shipshell.emulator.faults import Kind as Fault

if TYPE_CHECKING:
    from shop import Setting, Shop


def order_of_calls(setting: Setting = USUAL) -> Trial:
    """The order of writes, flushes and renames, as Python makes them."""
    return Trial("order", "of writes, flushes and renames", setting, _in_order)


def order_of_system_calls(setting: Setting = USUAL) -> Trial:
    """The same as the system sees it, with the job store and the network. Only where a process can be traced."""
    return Trial("order", "of system calls", setting, _in_traced_order)


def _in_order(shop: Shop) -> list[str]:
    noted = shop.folder / "steps"
    shop.ship(Plan(steps=str(noted)))
    return steps.complaints(steps.read_steps(noted), shop.desk.path)


def _in_traced_order(shop: Shop) -> list[str]:
    trace = shop.folder / "trace"
    shop.run("jobs")  # makes the job store, so that the batch commits nothing but its own steps
    shop.ship(tracers=(lambda pid: tracing.traced(pid, trace),), mode="auto")
    found = tracing.steps_of(trace)
    return steps.complaints(found, shop.desk.path) + steps.late_commits(found, shop.desk.path)


def _die(plan: Plan, shop: Shop) -> list[str] | None:
    return [] if shop.ship(plan).code == KILLED else None


def _half_written(shop: Shop) -> list[str]:
    """Only a program that writes in place gets to the point at which this one dies."""
    shop.ship(Plan("the file is half written"))
    return shop.desk.differences()


def _kept_reply_is_read(shop: Shop) -> list[str]:
    shop.ups.go_wrong(fault("ship", Fault.SLOW_TO_SHOW, seconds=10**7))
    shop.ship(Plan("the reply is kept", 4))
    shop.run("resume")
    return [f"{len(shop.doubts())} rows are in doubt though UPS's answer was kept"] if shop.doubts() else []


def _another_parcel_is_shown(shop: Shop) -> list[str]:
    shop.ups.go_wrong(fault("ship", Fault.REPLY_RESET, nth=4), fault("track_reference", Fault.SERVER_ERROR))
    shop.ups.mistaken = True
    return expect(shop, shop.ship(), code=1, status="halted", doubts=1)


def _restarted_in_doubt(shop: Shop) -> list[str]:
    shop.ups.go_wrong(fault("ship", Fault.REPLY_RESET, nth=4), fault("ship", Fault.SLOW_TO_SHOW, nth=4, seconds=10**7))
    shop.ship()
    shop.bought_again = dict.fromkeys((1, 2, 3), 1)
    shop.run("restart", "y")
    return [] if len(shop.doubts()) == 1 else ["the restart forgot a row in doubt"]


_ACCEPTED = Trial("mistake", "dead when UPS accepted", USUAL, partial(_die, Plan("UPS accepted", 4)))
_COMMITTED = Trial("mistake", "dead when committed", USUAL, partial(_die, Plan("the number is committed", 4)))
_LOSSES = {trial.name: trial for trial in losses(USUAL, (4,))}

PROOFS: dict[str, Trial] = {
    "blind resend": _ACCEPTED,
    "write in place": Trial("mistake", "dead half-way", USUAL, _half_written),
    "state after the call": _ACCEPTED,
    "lost fsync": order_of_calls(),
    "lost fsync of the folder": order_of_calls(),
    "a number adopted twice": Trial("mistake", "another parcel is shown", USUAL, _another_parcel_is_shown),
    "doubt reset on restart": Trial("mistake", "restarted in doubt", USUAL, _restarted_in_doubt),
    "doubt reset at the start": next(never_findable()),
    "no replay of the write-back": _COMMITTED,
    "spool ignored": Trial("mistake", "dead when kept", USUAL, _kept_reply_is_read),
    "absence taken for proof": next(never_findable()),
    "a 429 sent again blindly": throttled_all_the_same(),
    "on after the first error": halts_at_once(),
    "labels swapped": halts_at_once(),
    "the job store not looked at": _LOSSES["the job store taken away in row 4"],
    "sendings not noted": _LOSSES["an older job store put back at row 4"],
}
