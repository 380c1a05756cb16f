"""Reads what a parcel holds, where the carrier wants a contract and papers: dangerous goods."""

from __future__ import annotations

import re

from shipshell.planning.readings import Fault, Reading
from shipshell.planning.values import words, yes_or_no

#: What says that nothing dangerous is in it, besides a plain no: `non-hazardous`, `Not regulated`, `0.00`.
_HARMLESS = re.compile(r"(?:no|non|not|none|without)\b.*|nonhaz\w*|unregulated|safe|0*[.,]?0*")


def read_hazmat(*cells: str) -> Reading[None]:
    """Nothing, unless dangerous goods are in the parcel, for which nobody here has a contract nor makes papers."""
    for which, cell in enumerate(cells):
        if yes_or_no(cell) is not False and not _HARMLESS.fullmatch(words(cell).lower()):
            hint = (
                "Ship it with UPS's own software and a contract for dangerous goods, or leave the row out; if UPS wants"
                " no papers for it, write no."
            )
            message = "Dangerous goods need a contract with UPS and papers, which shipshell does not make."
            return Reading(None, faults=(Fault("hazmat", "E-2002", message, hint, which),))
    return Reading(None)
