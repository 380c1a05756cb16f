"""What stands on a label: the words of a package of an accepted shipment."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.emulator import services
from shipshell.emulator.order import SHIP, read_order
from shipshell.emulator.pricing import billable_pounds

if TYPE_CHECKING:
    from shipshell.emulator.ledger import Shipment
    from shipshell.emulator.order import Order, Party


@dataclass(frozen=True, slots=True)
class Label:
    """The words of one package's label, in ASCII.

    Attributes:
        piece: `1 OF 2`.
        weight: `4 LBS`.
        routing: stands where UPS has its routing code.
        postal: the digits of the postal barcode, "" where the destination has none.
    """

    tracking_number: str
    service: str
    piece: str
    weight: str
    sender: tuple[str, ...]
    receiver: tuple[str, ...]
    postal_code: str
    country: str
    routing: str
    postal: str
    references: tuple[str, ...]
    date: str

    @property
    def spaced_number(self) -> str:
        """The tracking number in UPS's groups, `1Z SAM PLE 03 0000 0017`."""
        n = self.tracking_number
        return " ".join((n[:2], n[2:5], n[5:8], n[8:10], n[10:14], n[14:]))


def labels_of(shipment: Shipment) -> list[Label]:
    """The label of each package of an accepted shipment."""
    order = read_order(shipment.request, SHIP)
    to = order.ship_to
    return [
        Label(
            tracking_number=package.tracking_number,
            service=services.NAMES[order.service].upper(),
            piece=f"{number} OF {len(shipment.packages)}",
            weight=_weight(order, number),
            sender=_block(order.ship_from),
            receiver=_block(to),
            postal_code=to.postal_code,
            country=to.country,
            routing=f"{to.state or to.country} {to.postal_code[:3]} 9-{order.service}",
            postal=f"420{to.postal_code}" if to.domain in ("US", "PR") else "",
            references=package.references,
            date=f"{shipment.created:%d %b %Y}".upper(),
        )
        for number, package in enumerate(shipment.packages, start=1)
    ]


def _weight(order: Order, number: int) -> str:
    parcel = order.parcels[number - 1]
    return f"{billable_pounds(parcel)} LBS" if parcel.weight_text else "LTR"


def _block(party: Party) -> tuple[str, ...]:
    """Name and address as a block of lines, the last the country where it is not the US."""
    town = f"{party.city} {party.state} {_zip(party)}".upper()
    lines = [
        party.name,
        party.attention,
        party.phone,
        *party.lines,
        town,
        "" if party.country == "US" else party.country,
    ]
    return tuple(_ascii(line) for line in lines if line)


def _zip(party: Party) -> str:
    code = party.postal_code
    return f"{code[:5]}-{code[5:]}" if party.country == "US" and len(code) > 5 else code  # noqa: PLR2004 - a ZIP code


def _ascii(words: str) -> str:
    """As UPS prints it: without accents, a question mark for what has no Latin letter."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    printable = "".join(c if c.isprintable() else " " for c in plain)
    return printable.encode("ascii", "replace").decode("ascii").upper()
