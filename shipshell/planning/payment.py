"""Reads who pays for a parcel: we do, or it is not shipped. Nobody collects money at the door."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.planning.header_words import spelled_out, words_of
from shipshell.planning.payer_cells import denies_payer, is_third_party, on_delivery, other_pays
from shipshell.planning.readings import Fault, Reading
from shipshell.planning.values import words, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Sequence

_WE_PAY = frozenset({"pp", "prepaid", "shipper", "bill shipper", "sender", "prepaid shipper"})
_ZERO = re.compile(r"[$0.,\s]*")


def read_cod(*cells: str) -> Reading[None]:
    """Nothing, unless money is to be collected on delivery, which nobody would do."""
    for which, cell in enumerate(cells):
        if not _says_none(cell):
            hint = "Ship it another way, or empty the cell."
            message = "Money is to be collected on delivery, which shipshell cannot ask of UPS."
            return Reading(None, faults=(Fault("cod", "E-2002", message, hint, which),))
    return Reading(None)


def read_billing(*cells: str, account: str = "") -> Reading[None]:
    """Nothing, where we pay, with our account or without; a filled third-party or collect column is never ignored."""
    for which, cell in enumerate(cells):
        typed = words(cell).lower()
        ours = typed in _WE_PAY or typed == account.lower() or denies_payer(cell)
        if not ours and yes_or_no(cell) is not False:
            return Reading(None, faults=(_billed("billing", which),))
    return Reading(None)


def read_payer(*cells: str, columns: Sequence[str], account: str = "") -> Reading[None]:
    """Nothing, unless a cell about payment says that another party pays; `columns` are their headers."""
    headers = [spelled_out(words_of(column)) for column in columns]
    pairs = enumerate(zip(cells, headers, strict=True))
    at_fault = next((which for which, (cell, header) in pairs if other_pays(cell, header, account)), None)
    return Reading(None, _at_the_door(cells), () if at_fault is None else (_billed("payer", at_fault),))


def read_order_payment(*cells: str) -> Reading[None]:
    """Nothing; but a third party who paid for an order is told from one who pays the carrier."""
    third = tuple(
        f'"{words(cell)}" is taken for how the order was paid; UPS bills you' for cell in cells if is_third_party(cell)
    )
    return Reading(None, (*_at_the_door(cells), *third))


def read_insurance_paid(declared: str, *cells: str) -> Reading[None]:
    """Nothing; but who paid for insurance is told where no value is declared: the price is none."""
    paid = [] if words(declared) else [words(cell) for cell in cells if not _says_none(cell)]
    return Reading(
        None, tuple(f'"{said}" is taken for what was paid for insurance: no value is declared' for said in paid)
    )


def _says_none(cell: str) -> bool:
    return yes_or_no(cell) is False or bool(_ZERO.fullmatch(words(cell)))


def _at_the_door(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(f'"{words(cell)}": nothing is collected on delivery' for cell in cells if on_delivery(cell))


def _billed(field: str, which: int) -> Fault:
    hint = "Bill it to the shipper, or leave the row out; a column that is of no payer can be mapped to nothing."
    return Fault(field, "E-2008", "Another party would be billed.", hint, which)
