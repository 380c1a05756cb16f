"""Addresses of a batch: what the carrier says of them, as warnings; and who lives there, where the source is silent.

A suggestion is shown and never taken over. Homes cost more than businesses, so that this comes before the rates.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from shipshell.carriers.address_check import (
    AddressCheck,
    AddressConfirmed,
    AddressCorrected,
    AddressNotFound,
    differences,
)
from shipshell.carriers.base import CarrierError, Refused, Unauthorised
from shipshell.model.errors import Problem
from shipshell.planning.asking import Work, ask_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shipshell.carriers.base import Carrier
    from shipshell.model.address import Address
    from shipshell.model.shipment import ShipmentRequest
    from shipshell.planning.asking import Progress
    from shipshell.planning.batch import Batch

#: What came of a look-up: the carrier's word, or why it refused to check this address.
Checked = AddressCheck | Problem

CHECKING = Work("Checking", "Checked", "addresses")


def check_addresses(
    addresses: Iterable[Address], carrier: Carrier, known: dict[str, Checked], *, seconds: Callable[[], float]
) -> Iterator[Progress | str]:
    """Ask about every address whose key is not in `known`, and note there what the carrier says.

    Progress comes now and then; last, in words, what kept the rest from being checked, if anything did.
    """
    distinct = {carrier.address_key(address): address for address in set(addresses)}
    unknown = {key: address for key, address in distinct.items() if key not in known}
    try:
        yield from ask_all(CHECKING, unknown, partial(_checked, carrier), known, seconds=seconds)
    except CarrierError as error:
        left = len(unknown.keys() - known.keys())
        yield f"{_addresses(left)} could not be checked: {error.problem.message.removesuffix('.')}."


def _checked(carrier: Carrier, address: Address) -> Checked:
    try:
        return carrier.check_address(address)
    except Unauthorised:  # no other address would fare better
        raise
    except Refused as error:
        return error.problem


def judged(batch: Batch, said: Callable[[Address], Checked | None]) -> Batch:
    """The batch with doubtful addresses as warnings, and every address a home or a business.

    Where neither the source nor the carrier says, it is a home: what is quoted is then no less than what UPS charges.

    Args:
        said: what the carrier said of an address, None where it was not asked.
    """
    requests: dict[int, ShipmentRequest] = {}
    warnings = dict(batch.warnings)
    assumed: set[Address] = set()
    for row, request in batch.requests.items():
        address = request.ship_to.address
        check = said(address)
        if doubt := _doubt(address, check):
            warnings[row] = (*warnings.get(row, ()), doubt)
        home = _residential(address, check)
        if home is None:
            assumed.add(address)
        requests[row] = _classified(request, residential=home is not False)
    notes = (*batch.notes, _assumption(len(assumed))) if assumed else batch.notes
    return replace(batch, requests=requests, warnings=warnings, notes=notes)


def unchecked(batch: Batch, rows: Iterable[int]) -> Batch:
    """The batch with a warning for each of `rows`: the carrier was asked about their addresses in vain."""
    warnings = dict(batch.warnings)
    for row in rows:
        warnings[row] = (*warnings.get(row, ()), "the address could not be checked")
    return replace(batch, warnings=warnings)


def as_approved(now: ShipmentRequest, approved: ShipmentRequest) -> ShipmentRequest:
    """`now`, a home or a business as in `approved` where its source is silent and the address is the same."""
    here, there = now.ship_to.address, approved.ship_to.address
    if here == replace(there, residential=None):
        return _classified(now, residential=there.residential)
    return now


def _classified(request: ShipmentRequest, *, residential: bool | None) -> ShipmentRequest:
    to = request.ship_to
    if to.address.residential is residential:
        return request
    return replace(request, ship_to=replace(to, address=replace(to.address, residential=residential)))


def _residential(address: Address, check: Checked | None) -> bool | None:
    if address.residential is None and isinstance(check, AddressConfirmed | AddressCorrected):
        return check.residential
    return address.residential


def _doubt(address: Address, check: Checked | None) -> str:
    """What a person should know of an address, "" where it is good or nobody knows."""
    if isinstance(check, AddressCorrected):
        return _suggestion(address, check)
    if isinstance(check, AddressNotFound):
        return "UPS does not know this address"
    return f"the address could not be checked: {check.message}" if isinstance(check, Problem) else ""


def _suggestion(address: Address, check: AddressCorrected) -> str:
    likeliest, *others = check.candidates
    changes = differences(address, likeliest)
    given = ", ".join(change.given for change in changes)
    suggested = ", ".join(change.suggested for change in changes)
    more = f", or {len(others)} more" if others else ""
    return f"address correction suggested: {given} -> {suggested}{more}"


def _assumption(count: int) -> str:
    verb = "is" if count == 1 else "are"
    return f"{_addresses(count)} {verb} taken as residential: nobody says otherwise."


def _addresses(count: int) -> str:
    return "1 address" if count == 1 else f"{count:,} addresses"
