"""The duplicate guard: which orders an earlier job already shipped or left in doubt, and which rows repeat an order.

The same order is, in one table of a database, the same primary key. Otherwise it is the same reference; without one,
the same content: the ship-to party and the package, normalised. The same reference with other content is held as well,
and says what differs. A number is the same reference with and without what a spreadsheet takes from it or adds to it:
leading zeros and `.0`. Where they alone tell two references apart, that is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.model.history import History, Prior
    from shipshell.model.package import Package
    from shipshell.model.shipment import ShipmentRequest
    from shipshell.sources.base import Table

_DIGEST_BYTES = 16
_DIGEST_CHARACTERS = 2 * _DIGEST_BYTES
#: The parts of a content: who, what, and how the reference is spelled. Job stores have room for 64 characters.
_RECIPIENT, _PACKAGE, _SPELLING = slice(32), slice(32, 58), slice(58, 64)
_NUMBER = re.compile(r"\W*0*(\d+)(?:\.0+)?\W*")


@dataclass(frozen=True, slots=True)
class OrderKey:
    """How an order is known again: `key` finds it, `content` tells whether it asks for the same.

    `content` is the digest of the ship-to party followed by those of the package and of the reference as spelled.
    `record` is the digest of the table followed by the digest of the primary key; "" in a file.
    """

    key: str
    content: str
    record: str = ""


def record_keys(table: Table) -> dict[int, str]:
    """Which record of which table each row of a database is, by `#`; nothing for a file."""
    if not table.keys:
        return {}
    cells = zip(*(table.frame[name].tolist() for name in table.keys), strict=True)
    place = _digest(table.place)
    return {row: place + _digest("\0".join(key)) for row, key in zip(table.frame.index.tolist(), cells, strict=True)}


def order_key(request: ShipmentRequest, record: str = "") -> OrderKey:
    """The key of the order that `request` was made from, in a database from the row of this record key."""
    to = request.ship_to
    party = "|".join((_plain(to.name), _plain(to.attention), _place(request)))
    who, what = _digest(party), _digest(_parcel(request.package))
    reference = _reference(request)
    key = _digest(f"reference|{reference}" if reference else f"content|{who}{what}")
    return OrderKey(key, (who + what)[: _PACKAGE.stop] + _digest(_plain(request.reference))[:6], record)


def held_as_duplicates(
    keys: Mapping[int, OrderKey], history: History, environment: str, *, including_shipped: bool
) -> dict[int, str]:
    """Why rows are held, by `#`. Asking for shipped rows again on purpose overrides no doubt, and no job under way."""
    prior = history.prior(environment, {part for key in keys.values() for part in (key.key, key.record) if part})
    held = {}
    for row, key in keys.items():
        earlier = _worst(prior.get(key.record), _elsewhere(prior.get(key.key), key))
        if earlier and not (including_shipped and earlier.state == "shipped"):
            held[row] = _reason(earlier, key)
    return held


def repeated_orders(requests: Mapping[int, ShipmentRequest]) -> tuple[tuple[int, ...], ...]:
    """The rows that say one order more than once, group by group: the same reference at the same address."""
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row, request in requests.items():
        reference = _reference(request)
        if reference:
            groups[reference, _place(request)].append(row)
    return tuple(tuple(rows) for rows in groups.values() if len(rows) > 1)


def _elsewhere(earlier: Prior | None, key: OrderKey) -> Prior | None:
    """What shipped the same order, unless it was another record of this very table."""
    if earlier and key.record and earlier.record.startswith(key.record[:_DIGEST_CHARACTERS]):
        return None
    return earlier


def _worst(*found: Prior | None) -> Prior | None:
    """A doubt, else the first."""
    return max((one for one in found if one), key=lambda one: one.state != "shipped", default=None)


def _reason(earlier: Prior, key: OrderKey) -> str:
    where = f"row {earlier.row} of job {earlier.job}"
    if earlier.state == "pending":
        return f"{where}, which has not ended, is to ship it"
    if earlier.state != "shipped":
        return f"in doubt: {where} may have shipped it"
    number = f"tracking {earlier.tracking_number}" if earlier.tracking_number else "which the job store forgot"
    reason = f"shipped before: {where}, {number}"
    differs = _differences(earlier.content, key.content)
    same = _sameness(earlier, key)
    if differs:
        return f"{reason}; the {same}, but the {differs} differs"
    return reason if same.endswith("the same") else f"{reason}; the {same}"


def _sameness(earlier: Prior, key: OrderKey) -> str:
    if key.record and key.record == earlier.record:
        return "row is the same"
    if earlier.content[_SPELLING] != key.content[_SPELLING]:
        return "reference is the same number, otherwise written"
    return "reference is the same"


def _differences(was: str, now: str) -> str:
    parts = (("recipient", _RECIPIENT), ("package", _PACKAGE))
    return " and the ".join(name for name, part in parts if was[part] != now[part])


def _reference(request: ShipmentRequest) -> str:
    """The order's own reference: of a number neither leading zeros nor `.0`, of a text neither spacing nor case."""
    number = _NUMBER.fullmatch(request.reference)
    return number[1] if number else _plain(request.reference)


def _place(request: ShipmentRequest) -> str:
    """The address, however it is spread over lines and whatever its ZIP's four further digits."""
    address = request.ship_to.address
    lines = _plain(" ".join(address.lines))
    return "|".join((lines, _plain(address.city), _plain(address.state), address.postal_code[:5], address.country))


def _parcel(package: Package) -> str:
    weight = "" if package.weight is None else f"{package.weight.normalize():f}"
    value = "" if package.declared_value is None else f"{package.declared_value.normalize():f}"
    return "|".join((weight, str(package.dimensions), package.packaging, value, package.signature))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()
