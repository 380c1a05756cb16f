"""What a reading leaves out of a line although it could change what is bought: then there is no reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.intents.types import Preview, SetLimit, Ship

if TYPE_CHECKING:
    from shipshell.intents.types import Intent

_UNFINISHED = re.compile(r"\b(and|or|but|then|not|with|where|from)\W*$", re.IGNORECASE)
_NEGATIVE = re.compile(r"(-|\u2212|minus )\s*\$?\s*\d|\.\d{3,}\b", re.IGNORECASE)


def cuts_short(text: str, intent: Intent) -> bool:
    """Whether `intent` says less than `text`: a condition that breaks off, a bracket or a sign that got lost."""
    if isinstance(intent, SetLimit):
        return bool(_NEGATIVE.search(text))
    if not isinstance(intent, (Ship, Preview)) or not intent.filter:
        return False
    kept = "".join(part for part in (intent.source, intent.sheet, intent.filter) if part)
    lost = any(text.count(bracket) != kept.count(bracket) for bracket in "()")
    return lost or _is_unfinished(text, intent.filter)


def _is_unfinished(text: str, condition: str) -> bool:
    """Whether a line ends where something is still to come; the code of Oregon at the end of a filter is complete."""
    end = _UNFINISHED.search(text)
    return end is not None and not (end[1] == "OR" and condition.rstrip(" )").endswith("OR"))
