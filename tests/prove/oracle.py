"""The judge: from UPS's books, the job tables, the labels and the source, what is amiss once a shop is settled.

It uses nothing of the program but the names of its tables: a mistake there cannot hide here.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from desks import person

from shipshell.emulator.drawing import draw
from shipshell.emulator.labels import labels_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shop import Shop

    from shipshell.emulator.ledger import Shipment


class Kind(StrEnum):
    """What can be amiss."""

    DUPLICATE = "duplicate"
    LOST = "lost"
    DAMAGED = "damaged"
    UNEXPECTED = "unexpected"
    """Nothing is amiss with any parcel, but it came otherwise than promised."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is amiss."""

    kind: Kind
    words: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.words}"


def duplicates(shop: Shop) -> Iterator[Finding]:
    """What was accepted twice: a reference, or an order that nobody asked for again."""
    shipments = shop.ups.shipments()
    for reference, times in Counter(one.reference for one in shipments).items():
        if times > 1:
            yield Finding(Kind.DUPLICATE, f"{reference} was accepted {times} times")
    for row, times in Counter(row_of(one) for one in shipments if not one.voided).items():
        asked_for = 0 if row in shop.foreign else 1 + shop.bought_again.get(row, 0)
        if times > asked_for:
            yield Finding(Kind.DUPLICATE, f"row {row} was bought {times} times, not {asked_for}")


def lost(shop: Shop) -> Iterator[Finding]:
    """What was accepted and is not in the job tables as it is, and what stands there that was never accepted."""
    attempts = {attempt["reference"]: attempt for attempt in _attempts(shop)}
    for shipment in shop.ups.shipments():
        attempt = attempts.pop(shipment.reference, None)
        yield from (
            Finding(Kind.LOST, f"{shipment.reference}: {words}")
            for words in _amiss(shipment, attempt, shop.home / "labels")
        )
    for attempt in attempts.values():
        if attempt["tracking_number"] or attempt["outcome"] == "shipped":
            yield Finding(Kind.LOST, f"{attempt['reference']} was invented: {attempt['tracking_number']}")


def _amiss(shipment: Shipment, attempt: dict[str, Any] | None, labels: Path) -> Iterator[str]:
    number = shipment.tracking_number
    if attempt is None:
        yield f"no attempt bears it, though UPS gave {number}"
        return
    if attempt["outcome"] not in ("shipped", "voided"):
        yield f"UPS gave {number}, but it is {attempt['outcome']}"
        return
    if attempt["tracking_number"] != number:
        yield f"UPS gave {number}, not {attempt['tracking_number']!r}"
    if not attempt["estimated"] and Decimal(attempt["charge"] or 0) not in (shipment.published, shipment.negotiated):
        yield f"its charge is {attempt['charge']}, not {shipment.negotiated or shipment.published}"
    if shipment.has_label and shipment.shown <= datetime.now(UTC) and attempt["outcome"] == "shipped":
        yield from _label_amiss(labels, attempt, shipment)


def _label_amiss(labels: Path, attempt: dict[str, Any], shipment: Shipment) -> Iterator[str]:
    number = shipment.tracking_number
    if not attempt["path"]:
        yield f"{number} has no label"
        return
    label = labels / attempt["path"]
    if not label.exists():
        yield f"the label of {number} is gone"
    elif hashlib.sha256(label.read_bytes()).hexdigest() != attempt["sha256"]:
        yield f"the label of {number} is not as it was saved"
    elif label.read_bytes() != _drawn(shipment, label.suffix):
        yield f"the label of {number} is not the one that UPS made for it"


def _drawn(shipment: Shipment, suffix: str) -> bytes:
    """UPS's own label of a shipment."""
    (label,) = labels_of(shipment)
    return draw(label, suffix[1:].upper())


def _attempts(shop: Shop) -> list[dict[str, Any]]:
    names = ("reference", "outcome", "tracking_number", "charge", "estimated", "path", "sha256")
    found = shop.select(
        "SELECT a.reference, a.outcome, a.tracking_number, a.charge, a.estimated, l.path, l.sha256"
        " FROM shipshell_attempt a LEFT JOIN shipshell_label l ON l.attempt = a.id"
    )
    return [dict(zip(names, values, strict=True)) for values in found]


def damaged(shop: Shop) -> Iterator[Finding]:
    """What is otherwise in the source than it was, or lies about."""
    yield from (Finding(Kind.DAMAGED, words) for words in shop.desk.differences())
    yield from (Finding(Kind.DAMAGED, f"{name} was left behind") for name in shop.desk.leftovers())
    yield from (Finding(Kind.DAMAGED, f"locks/{name} was left behind") for name in _names(shop.home / "locks"))
    booked = {f"{attempt['reference']}.reply" for attempt in _attempts(shop) if attempt["outcome"] == "shipped"}
    for name in _names(shop.home / "spool") - booked:  # a reply outlives its booking until its label is surely on disk
        yield Finding(Kind.DAMAGED, f"spool/{name} was left behind")


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def unwritten(shop: Shop) -> Iterator[Finding]:
    """Rows whose number in the source is not that of their newest shipment which stands."""
    standing: dict[int, list[str]] = defaultdict(list)
    for shipment in shop.ups.shipments():
        if not shipment.voided:
            standing[row_of(shipment)].append(shipment.tracking_number)
    for row, number in enumerate(shop.desk.numbers(), 1):
        expected = shop.foreign.get(row) or (standing[row][-1] if standing[row] else "")
        if number != expected:
            yield Finding(Kind.LOST, f"row {row} of {shop.desk.name} has {number!r}, not {expected!r}")


def undone(shop: Shop) -> Iterator[Finding]:
    """What of a batch was never bought."""
    bought = {row_of(one) for one in shop.ups.shipments()}
    wanted = set(range(1, shop.setting.rows + 1)) - set(shop.foreign)
    yield from (Finding(Kind.LOST, f"row {row} was never shipped") for row in sorted(wanted - bought))


def judge(shop: Shop, *, whole: bool = True) -> list[Finding]:
    """Everything that is amiss in a shop where nothing waits to be settled; `whole` where all rows must be bought."""
    checks = (duplicates, lost, damaged, unwritten, *((undone,) if whole else ()))
    return [finding for check in checks for finding in check(shop)]


def judge_again(shop: Shop) -> list[Finding]:
    """A second recovery sends nothing and changes nothing: a start, and everything that may send or write."""
    before = shop.everything()
    shop.run_through("jobs", "resume", "reconcile", *(f"retry {number}" for number, _ in shop.jobs()))
    if shop.everything() == before:
        return []
    bought = len(shop.ups.shipments()) > before[2]
    return [Finding(Kind.DUPLICATE if bought else Kind.DAMAGED, "a second recovery changed something")]


def row_of(shipment: Shipment) -> int:
    """The row that a shipment is of."""
    return person(shipment.request["ShipmentRequest"]["Shipment"]["ShipTo"]["Name"])
