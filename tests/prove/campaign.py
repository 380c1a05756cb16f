"""`make prove`: every trial there is, counted from UPS's books and the files: points tried, duplicates, lost, damaged.

Run as a program: `campaign.py [--seed N] [--workers N] [--every N]`. Exit code 1 if anything was amiss, or too little tried.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, ClassVar

import crashes
import disks
import faults
import losses
import races
import tracing
from deaths import ON_THE_WAY
from oracle import Finding, Kind
from processes import UNFORKED, Stable
from proofs import order_of_calls, order_of_system_calls
from shop import Setting
from tables import VARIABLES, servers
from trials import Trial, Verdict, hold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEAST = 1_000
_ABREAST = Setting(kind="xlsx", lanes=4, timeout=1.0)
_MACHINES, _EXAMPLES, _STEPS = 10, 5, 10
_TOLD_EVERY = 15.0


def trials(seed: int) -> Iterator[Trial]:
    """All of them."""
    seeds = range(seed, seed + 15)
    for setting in crashes.SETTINGS:
        yield from crashes.at_points(setting)
        yield from crashes.at_any_time(setting, seeds)
        yield from disks.full_disks(setting, seeds[:4])
        yield from races.races(setting, seeds[:3])
        yield from losses.losses(setting, (1, 4, 6))
    for kind in servers():
        yield from crashes.at_points(Setting(kind=kind), rows=(4,))
        yield from crashes.at_any_time(Setting(kind=kind), range(seed, seed + 50))
    yield from (order_of_calls(setting) for setting in crashes.FILES)
    yield from crashes.at_two_points(Setting())
    for kind in ("xlsx", "sqlite"):
        yield from crashes.at_two_points(Setting(kind=kind, lanes=4), first=ON_THE_WAY[7:9])
    yield from crashes.at_system_calls(Setting(), range(1, 9))
    yield from faults.everywhere()
    yield from faults.at_purchases(_ABREAST)
    for setting in (faults.USUAL, _ABREAST):
        yield from faults.answers_lost(setting)
        yield from faults.never_findable(setting)
        yield faults.throttled_all_the_same(setting)
    yield from (faults.halts_at_once(setting) for setting in crashes.SETTINGS)
    yield from faults.passing(outage=20.0)
    yield from disks.bounded_files(Setting(), range(1_000, 200_000, 20_000))
    yield from disks.refusing_calls(Setting(), range(1, 11, 3))
    yield from disks.refusing_calls(Setting(kind="xlsx"), range(2, 13, 5))
    yield from races.clock_jumps(Setting())
    if not tracing.missing():
        yield from (order_of_system_calls(Setting(kind=kind)) for kind in ("csv", "xlsx"))


# -- in a worker ---------------------------------------------------------------------------------------------------


class Worker:
    """What one worker process keeps: a warm process, and a folder."""

    stable: ClassVar[Stable]
    folder: ClassVar[Path]
    numbers: ClassVar[Iterator[int]] = count()

    @classmethod
    def begin(cls, folder: str) -> None:
        """Make ready."""
        cls.folder = Path(mkdtemp(dir=folder))
        cls.stable = Stable(cls.folder)


def tried(trial: Trial) -> Verdict:
    """What came of a trial; one that breaks is amiss too."""
    folder = Worker.folder / f"shop-{next(Worker.numbers)}"
    try:
        verdict = hold(trial, folder, Worker.stable)
    except Exception as error:  # noqa: BLE001 - the others go on
        amiss = Finding(Kind.UNEXPECTED, f"the trial broke: {type(error).__name__}: {error}")
        return Verdict(str(trial), trial.group, struck=True, shipments=0, findings=(amiss,))
    shutil.rmtree(folder, ignore_errors=True)
    return verdict


def searched(seed: int) -> Verdict:
    """What the state machine found from a seed."""
    from hypothesis import core
    from hypothesis.stateful import run_state_machine_as_test
    from machine import ShopMachine, profile

    core.global_force_seed = seed  # type: ignore[assignment]
    ShopMachine.stable = Worker.stable
    found: tuple[Finding, ...] = ()
    try:
        run_state_machine_as_test(ShopMachine, settings=profile(_EXAMPLES, _STEPS))
    except AssertionError as error:
        steps = "\n".join(getattr(error, "__notes__", ()))
        found = (Finding(Kind.UNEXPECTED, f"{error}\n{steps}"),)
    return Verdict(f"machine: seed {seed}", "machine", struck=True, shipments=0, findings=found)


# -- telling -------------------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What was tried so far, and what is told of it."""

    total: int

    def __post_init__(self) -> None:
        self.begun = self.told = time.monotonic()
        self.done, self.shipments, self.failed = 0, 0, 0
        self.struck: Counter[str] = Counter()
        self.amiss: Counter[Kind] = Counter()

    def add(self, verdict: Verdict) -> None:
        """Count a verdict; tell what is amiss at once, and how far we are now and then."""
        self.done += 1
        self.shipments += verdict.shipments
        self.struck[verdict.group] += verdict.struck
        self.failed += bool(verdict.findings)
        self.amiss.update(finding.kind for finding in verdict.findings)
        for finding in verdict.findings:
            _say(f"AMISS  {verdict.trial}: {finding}")
        if time.monotonic() - self.told > _TOLD_EVERY:
            self.told = time.monotonic()
            _say(f"{self.done}/{self.total} trials, {self.told - self.begun:.0f} s, amiss: {self.amiss.total()}")

    def tell(self) -> None:
        """The figures."""
        groups = ", ".join(f"{group} {number:,}" for group, number in sorted(self.struck.items()))
        _say(f"points tried     {self.points:>7,}   ({groups})")
        _say(f"faults survived  {self.points - self.failed:>7,}")
        _say(f"shipments        {self.shipments:>7,}   accepted by UPS, each found again")
        for kind in Kind:
            _say(f"{_NAMES[kind]:<16} {self.amiss[kind]:>7,}")
        _say(f"in {time.monotonic() - self.begun:.0f} s")

    @property
    def points(self) -> int:
        """The trials in which something was struck."""
        return self.struck.total()


_NAMES = {Kind.DUPLICATE: "duplicates", Kind.LOST: "lost", Kind.DAMAGED: "damaged", Kind.UNEXPECTED: "otherwise amiss"}


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> int:
    """Try everything; the exit code."""
    parser = argparse.ArgumentParser(description="Tries every way in which a batch can go wrong.")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 31))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="only each n-th trial")
    options = parser.parse_args()
    unnamed = [f"database: {VARIABLES[kind]} is not set" for kind in VARIABLES if kind not in servers()]
    for lack in filter(None, (UNFORKED, tracing.missing(), disks.no_small_disk(), *unnamed)):
        _say(f"left out: {lack}")
    _say(f"seed {options.seed}")
    tally = campaign(options.seed, options.workers, options.every)
    tally.tell()
    enough = tally.points >= LEAST or options.every > 1
    return 0 if enough and not tally.amiss.total() else 1


def campaign(seed: int, workers: int, every: int) -> Tally:
    """Try every n-th trial, in an order of its own, on so many workers."""
    machines = range(seed, seed + max(1, _MACHINES // every))
    tasks: list[tuple[Callable[[Any], Verdict], Trial | int]] = [
        *((tried, trial) for trial in list(trials(seed))[::every]),
        *((searched, one) for one in machines),
    ]
    random.Random(seed).shuffle(tasks)
    tally = Tally(len(tasks))
    folder = mkdtemp(prefix="prove-")
    try:
        with ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=Worker.begin, initargs=(folder,)
        ) as pool:
            under_way = [pool.submit(task, given) for task, given in tasks]
            for done in as_completed(under_way):
                tally.add(done.result())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return tally


if __name__ == "__main__":
    sys.exit(main())
