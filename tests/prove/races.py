"""Trials in which two processes want the same at once, or the clock jumps."""

from __future__ import annotations

import random
import time
from functools import partial
from typing import TYPE_CHECKING

from plan import KILLED, Plan
from shop import YES, Setting
from trials import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shop import Shop

_DAY = 86_400.0


def races(setting: Setting, seeds: range) -> Iterator[Trial]:
    """Two processes ship one file, resume one job, or resume and cancel it."""
    for seed in seeds:
        yield Trial("race", f"two ship one source, seed {seed}", setting, partial(_both_ship, seed))
        yield Trial("race", f"two resume one job, seed {seed}", setting, partial(_both_resume, seed, "resume"))
        cancelled = partial(_both_resume, seed, "cancel")
        yield Trial("race", f"one resumes, one cancels, seed {seed}", setting, cancelled, whole=False)


def clock_jumps(setting: Setting) -> Iterator[Trial]:
    """The clock jumps during a batch, or between a crash and its recovery."""
    for jump in (30.0, 1200.0, _DAY, 400 * _DAY):
        yield Trial("clock", f"it jumps by {jump:g} s at every reading", setting, partial(_ship_with, Plan(jumps=jump)))
    for ahead in (-400 * _DAY, -_DAY, -1200.0, 1200.0, _DAY, 400 * _DAY):
        for point in ("the claim is committed", "UPS accepted", "the number is committed"):
            name = f"{ahead:+g} s at a crash: {point}"
            yield Trial("clock", name, setting, partial(_crash_with, Plan(point, 4, ahead=ahead)))


def _both_ship(seed: int, shop: Shop) -> list[str]:
    """Started apart by a moment, so that they meet anywhere between reading and shipping."""
    one = shop.start(f"ship {shop.desk.name}", YES)
    time.sleep(random.Random(seed).uniform(0, 0.2))
    other = shop.start(f"ship {shop.desk.name}", YES)
    codes = [one.wait().code, other.wait().code]
    return [] if 0 in codes else [f"neither shipped it: {codes}"]


def _both_resume(seed: int, words: str, shop: Shop) -> list[str] | None:
    if shop.ship(Plan("UPS accepted", 4)).code != KILLED:
        return None
    one = shop.start("resume")
    time.sleep(random.Random(seed).uniform(0, 0.15))
    other = shop.start(words)
    one.wait()
    other.wait()
    return []


def _ship_with(plan: Plan, shop: Shop) -> list[str]:
    heard = shop.ship(plan)
    refused = [told["message"] for told in heard.all("error")]
    return [] if heard.code == 0 or not shop.ups.shipments() else [f"it stopped: {refused}"]


def _crash_with(plan: Plan, shop: Shop) -> list[str] | None:
    return [] if shop.ship(plan).code == KILLED else None
