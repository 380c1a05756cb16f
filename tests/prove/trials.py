"""A trial: a shop is set up, something is done to it, a person recovers it, and the judge looks at what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from oracle import Finding, Kind, judge, judge_again
from shop import Setting, Shop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from processes import Heard, Stable

    #: Does something to a shop, and says what came otherwise than promised; None where nothing was struck.
    Act = Callable[[Shop], list[str] | None]


@dataclass(frozen=True, slots=True)
class Trial:
    """One way in which things go wrong.

    Attributes:
        group: what kind of thing it is: `crash`, `kill`, `fault`, `disk`, `race`, `clock`.
        whole: whether every row must be bought in the end.
        withheld: whether labels may be missing after the recovery, because UPS gave none; then a person prints them.
    """

    group: str
    name: str
    setting: Setting
    act: Act
    whole: bool = True
    withheld: bool = False

    def __str__(self) -> str:
        lanes = f", {self.setting.lanes} at once" if self.setting.lanes > 1 else ""
        return f"{self.group}: {self.name} ({self.setting.kind}{lanes})"

    def with_mistake(self, mistake: str) -> Trial:
        """The same against a program that has a mistake."""
        return replace(self, setting=replace(self.setting, mistake=mistake))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a trial.

    Attributes:
        struck: whether what was to go wrong did.
        shipments: how many UPS accepted.
    """

    trial: str
    group: str
    struck: bool
    shipments: int
    findings: tuple[Finding, ...] = field(default=())


def hold(trial: Trial, folder: Path, stable: Stable) -> Verdict:
    """Hold a trial in an empty folder."""
    with Shop(folder, stable, trial.setting) as shop:
        odd = trial.act(shop)
        findings = [*_unexpected(odd or []), *_recovered(shop)]
        if trial.withheld:
            shop.print_missing_labels()
        findings += [*judge(shop, whole=trial.whole), *judge_again(shop)]
        return Verdict(str(trial), trial.group, odd is not None, len(shop.ups.shipments()), tuple(findings))


def _recovered(shop: Shop) -> Iterator[Finding]:
    if not shop.recover():
        yield Finding(Kind.UNEXPECTED, f"it never settles: {shop.jobs()}, {shop.states()}")
    if shop.tracebacks:
        yield Finding(Kind.UNEXPECTED, f"a traceback was shown: {shop.tracebacks[0]}")


def _unexpected(words: list[str]) -> Iterator[Finding]:
    yield from (Finding(Kind.UNEXPECTED, one) for one in words)


def expect(shop: Shop, heard: Heard, *, code: int, status: str, doubts: int = 0) -> list[str]:
    """What came otherwise: the exit code, the status of the newest job, the number of rows in doubt."""
    statuses = [found for _, found in shop.jobs()]
    seen = (heard.code, statuses[-1] if statuses else "none", len(shop.doubts()))
    wanted = (code, status, doubts)
    said = [told.get("message", "") for told in heard.all("error")]
    return [] if seen == wanted else [f"(code, status, doubts) are {seen}, not {wanted}; {said}"]
