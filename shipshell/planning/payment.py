"""Reads who pays for a parcel: we do, or it is not shipped. Nobody collects money at the door."""

from __future__ import annotations

import re

from shipshell.planning.payers import on_delivery, other_pays
from shipshell.planning.readings import Fault, Reading
from shipshell.planning.values import words, yes_or_no

_WE_PAY = frozenset({"pp", "prepaid", "shipper", "bill shipper", "sender", "prepaid shipper"})
_ZERO = re.compile(r"[$0.,\s]*")


def read_cod(*cells: str) -> Reading[None]:
    """Nothing, unless money is to be collected on delivery, which nobody would do."""
    for which, cell in enumerate(cells):
        if yes_or_no(cell) is not False and not _ZERO.fullmatch(words(cell)):
            hint = "Ship it another way, or empty the cell."
            message = "Money is to be collected on delivery, which shipshell cannot ask of UPS."
            return Reading(None, faults=(Fault("cod", "E-2002", message, hint, which),))
    return Reading(None)


def read_billing(*cells: str, account: str = "") -> Reading[None]:
    """Nothing, where we pay, with our account or without; a filled third-party or collect column is never ignored."""
    for which, cell in enumerate(cells):
        typed = words(cell).lower()
        if typed not in _WE_PAY and typed != account.lower() and yes_or_no(cell) is not False:
            return Reading(None, faults=(_billed("billing", which),))
    return Reading(None)


def read_payer(*cells: str) -> Reading[None]:
    """Nothing, unless a cell about payment says that another party pays."""
    cod = tuple(f'"{words(cell)}": nothing is collected on delivery' for cell in cells if on_delivery(cell))
    at_fault = next((which for which, cell in enumerate(cells) if other_pays(cell)), None)
    return Reading(None, cod, faults=() if at_fault is None else (_billed("payer", at_fault),))


def _billed(field: str, which: int) -> Fault:
    hint = "Bill it to the shipper, or leave the row out; a column that is of no payer can be mapped to nothing."
    return Fault(field, "E-2008", "Another party would be billed.", hint, which)
