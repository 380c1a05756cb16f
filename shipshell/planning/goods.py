"""Reads what a parcel holds, where the carrier wants a contract and papers: dangerous goods."""

from __future__ import annotations

import re

from shipshell.planning.readings import Fault, Reading
from shipshell.planning.values import words, yes_or_no

_GOODS = r"(?:haz\w*|dangerous|goods|dg|regulated|restricted|batter(?:y|ies)|lithium|dry|ice|applicable|required|any)"
#: What says that nothing dangerous is in it, besides a plain no: `non-hazardous`, `Not regulated`, `0.00`. It says
#: no more than that: `No. 3480` and `none spare, 2 in equipment` speak of something.
_HARMLESS = re.compile(
    rf"(?:no|non|not|none|without)(?:[ -]{_GOODS}){{0,4}}|nonhaz\w*|unregulated|safe|n\W?a\W?"
    r"|0*[.,]?0*(?: ?(?:lbs?|kg|g|oz))?"
)


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
