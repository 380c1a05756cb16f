"""Trials in which the program dies: at a named point, at one after another, by a signal at any time, at a system call."""

from __future__ import annotations

import random
import signal
import time
from functools import partial
from typing import TYPE_CHECKING

import tracing
from deaths import AGAIN, LOOK_UPS, ON_THE_WAY, ONCE, UNANSWERED
from plan import KILLED, Plan
from shop import YES, Setting
from trials import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shop import Shop

#: The rows in which a batch dies: the first, one in the middle, the last.
ROWS = (1, 4, 6)
FILES = tuple(Setting(kind=kind, lanes=lanes) for kind in ("csv", "xlsx") for lanes in (1, 4))
SETTINGS = (*FILES, *(Setting(kind="sqlite", lanes=lanes) for lanes in (1, 4)))
#: About what a start and a row take: kills are spread over a batch, and over its recovery.
_SECONDS_TO_START, _SECONDS_A_ROW = 0.1, 0.012
#: At which of these system calls a process is killed.
CALLS = ("pwrite64", "fdatasync", "fsync", "write", "writev", "rename", "unlink", "sendto")


def at_points(setting: Setting, rows: tuple[int, ...] = ROWS) -> Iterator[Trial]:
    """Dead at every named point, in each of these rows."""
    for point in ON_THE_WAY:
        for nth in (1,) if point in ONCE else rows:
            yield Trial("crash", f"{point}, time {nth}", setting, partial(_die, Plan(point, nth)))


def at_two_points(setting: Setting, first: tuple[str, ...] = ON_THE_WAY[3:-2]) -> Iterator[Trial]:
    """Dead at a point, and dead again at another while somebody resumes."""
    for point in first:
        plan = Plan(point, 1 if point in ONCE else 4)
        for again in _next_points(point):
            name = f"{point}, then {again}"
            yield Trial("crash", name, setting, partial(_die_twice, plan, Plan(again, 1)))


def _next_points(point: str) -> list[str]:
    return [again for again in AGAIN if point in UNANSWERED or again not in LOOK_UPS]


def at_any_time(setting: Setting, seeds: range) -> Iterator[Trial]:
    """Killed by a signal at a random time of the batch, and at another of its recovery."""
    for seed in seeds:
        yield Trial("kill", f"SIGKILL, seed {seed}", setting, partial(_be_killed, seed))


def at_system_calls(setting: Setting, whens: range) -> Iterator[Trial]:
    """Killed as it makes a system call for the n-th time; nothing where no process can be traced."""
    for call in () if tracing.missing() else CALLS:
        for when in whens:
            yield Trial("kill", f"SIGKILL at {call} {when}", setting, partial(_be_killed_at, call, when))


def _die(plan: Plan, shop: Shop) -> list[str] | None:
    return [] if shop.ship(plan).code == KILLED else None


def _die_twice(plan: Plan, again: Plan, shop: Shop) -> list[str] | None:
    if shop.ship(plan).code != KILLED:
        return None
    return [] if shop.run("resume", plan=again).code == KILLED else None


def _be_killed(seed: int, shop: Shop) -> list[str] | None:
    dice = random.Random(seed)
    batch = shop.start(f"ship {shop.desk.name}", YES)
    batch.until("job_started")
    time.sleep(dice.uniform(0.0, _lasting(shop.setting)))
    batch.signal(signal.SIGKILL)
    code = batch.wait().code
    again = shop.start("resume")
    time.sleep(dice.uniform(0.0, _lasting(shop.setting)))
    again.signal(signal.SIGKILL)
    again.wait()
    return [] if code == -signal.SIGKILL else None


def _lasting(setting: Setting) -> float:
    """About the seconds that a batch lasts."""
    return _SECONDS_TO_START + _SECONDS_A_ROW * setting.rows


def _be_killed_at(call: str, when: int, shop: Shop) -> list[str] | None:
    heard = shop.ship(tracers=(lambda pid: tracing.killing(pid, call, when),))
    return [] if heard.code == -signal.SIGKILL else None
