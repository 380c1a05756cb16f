"""The duplicate guard: which orders an earlier job already shipped, or left in doubt.

The same order is, in files, the same reference; without one, the same content: the ship-to party and the package,
normalised. The same reference with other content is held as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.model.history import History, Prior
    from shipshell.model.shipment import ShipmentRequest


@dataclass(frozen=True, slots=True)
class OrderKey:
    """How an order is known again: `key` finds it, `content` tells whether it asks for the same."""

    key: str
    content: str


def order_key(request: ShipmentRequest) -> OrderKey:
    """The key of the order that `request` was made from."""
    to, package = request.ship_to, request.package
    address = (*to.address.lines, to.address.city, to.address.state, to.address.postal_code[:5], to.address.country)
    said = [_plain(part) for part in (to.name, to.attention, *address)]
    content = _digest("|".join([*said, str(package)]))
    reference = _plain(request.reference)
    return OrderKey(_digest(f"reference|{reference}") if reference else _digest(f"content|{content}"), content)


def held_as_duplicates(
    keys: Mapping[int, OrderKey], history: History, environment: str, *, including_shipped: bool
) -> dict[int, str]:
    """Why rows are held, by `#`. Asking for shipped rows again on purpose never overrides a doubt."""
    prior = history.prior(environment, {key.key for key in keys.values()})
    held = {}
    for row, key in keys.items():
        earlier = prior.get(key.key)
        if earlier and not (including_shipped and earlier.state == "shipped"):
            held[row] = _reason(earlier, key)
    return held


def _reason(earlier: Prior, key: OrderKey) -> str:
    where = f"row {earlier.row} of job {earlier.job}"
    if earlier.state != "shipped":
        return f"in doubt: {where} may have shipped it"
    reason = f"shipped before: {where}, tracking {earlier.tracking_number}"
    if earlier.content != key.content:
        return f"{reason}; the reference is the same, but the address or the package differs"
    return reason


def _plain(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text).strip().casefold()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
