"""One parcel for the rows of one order: weights and declared values added, all else the same in every row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shipshell.planning.declared_value import DEAREST
from shipshell.planning.header_words import words_of
from shipshell.planning.measures import summed_weight, told_weight
from shipshell.planning.readings import Fault, Reading
from shipshell.planning.validation import DESCRIPTION_LENGTH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from shipshell.model.shipment import ShipmentRequest
    from shipshell.planning.mapping import ColumnMap
    from shipshell.planning.validation import Validated

#: What must be the same in every row, by the field that is blamed where it is not.
_SAME: dict[str, Callable[[ShipmentRequest], Any]] = {
    "name": lambda request: (request.ship_to.name, request.ship_to.attention),
    "service": lambda request: request.service,
    "saturday": lambda request: request.saturday,
    "packaging": lambda request: request.package.packaging,
    "signature": lambda request: request.package.signature,
    "residential": lambda request: request.ship_to.address.residential,
}
_HINT = 'Make the rows agree in the source, or say "a parcel each".'


def one_parcel(rows: Sequence[int], valid: Validated, column_map: ColumnMap) -> Reading[ShipmentRequest]:
    """The shipment of an order that stands in several rows, as the first of them says it.

    Args:
        rows: those of the order, the first one good; further ones may be without an address (an item each).
    """
    first, *others = requests = [valid.request(row) for row in rows if row not in valid.problems]
    differing = [name for name, told in _SAME.items() if any(told(other) != told(first) for other in others)]
    sizes = {size for request in requests if (size := request.package.dimensions)}  # a blank one is not another
    differing += ["length"] if len(sizes) > 1 else []
    if differing:
        return Reading(first, faults=tuple(_differs(name) for name in differing))
    weight = _weight([exact for row in rows if (exact := valid.weight(row)) is not None], column_map)
    value = _value(requests)
    package = replace(
        first.package,
        weight=told_weight(weight.value) if weight.value else None,
        dimensions=next(iter(sizes), None),
        declared_value=value.value,
    )
    merged = replace(first, package=package, description=_description(requests))
    return Reading(merged, weight.warnings, weight.faults + value.faults)


def _weight(weights: Sequence[Decimal], column_map: ColumnMap) -> Reading[Decimal | None]:
    """The sum; but a weight of the whole order stands in every row of it, and is not added to itself."""
    said = {word for column in column_map.columns_of("weight") for word in words_of(column)}
    if not weights:
        return Reading(None)
    if len(set(weights)) == 1 and "order" in said:
        return Reading(weights[0])
    if "order" in said or ("total" in said and len(set(weights)) == 1):
        message = "The rows of one order do not tell whether their weights are to be added."
        return Reading(None, faults=(Fault("weight", "E-1032", message, _HINT),))
    return summed_weight(weights)


def _value(requests: Sequence[ShipmentRequest]) -> Reading[Decimal | None]:
    values = [value for request in requests if (value := request.package.declared_value)]
    if not values:
        return Reading(None)
    total = sum(values[1:], values[0])
    if total > DEAREST:
        message = f"The declared values of the order add up to ${total:,}; UPS insures up to ${DEAREST:,}."
        return Reading(None, faults=(Fault("declared_value", "E-2002", message, "Lower them."),))
    return Reading(total)


def _description(requests: Sequence[ShipmentRequest]) -> str:
    """All descriptions if UPS has room for them, else the first."""
    said = list(dict.fromkeys(request.description for request in requests if request.description))
    together = ", ".join(said)
    return together if len(together) <= DESCRIPTION_LENGTH else said[0]


def _differs(field: str) -> Fault:
    shown = "size" if field == "length" else field
    return Fault(field, "E-1032", f"The rows of one order differ in their {shown}.", _HINT)
