"""What a reading leaves out of a line although it could change what is bought: then there is no reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.intents.moments import ends_in_a_moment, is_moment
from shipshell.intents.types import Approve, Preview, SetLimit, Ship

if TYPE_CHECKING:
    from shipshell.intents.types import Intent

_UNFINISHED = re.compile(r"\b(and|or|but|then|not|with|where|from)\W*$", re.IGNORECASE)
_NEGATIVE = re.compile(r"(-|\u2212|minus )\s*\$?\s*\d|\.\d{3,}\b", re.IGNORECASE)
_LED = re.compile(r"\b(?:where|whose)\W*$", re.IGNORECASE)
#: What parts a time from the condition before it.
_PARTED = re.compile(r"\b(?:only|just)\b|,", re.IGNORECASE)
_KIND = r"(?:orders?|ones|rows?|parcels?|packages?|shipments?|customers?|deliveries)\b"
#: Beside one of these, a time says which orders are meant, and not when to ship them.
_BEFORE_ORDERS = re.compile(rf"\b(?:where|whose|{_KIND})(?: (?:that|which|are|were|is|was))*\W*$", re.IGNORECASE)
_AFTER_ORDERS = re.compile(rf"\W*{_KIND}", re.IGNORECASE)
_ASKED = re.compile(r"\b(ask|asking|check|show|first|before)\b", re.IGNORECASE)
_FROM_NOW_ON = re.compile(
    r"\b(always|every|each|again|after\w*|forever|next|future|forward|onwards?|from now|from here|keep|rest|others)\b",
    re.IGNORECASE,
)


def cuts_short(text: str, intent: Intent) -> bool:
    """Whether `intent` says less than `text`: a condition that breaks off, a bracket or a sign that got lost."""
    match intent:
        case SetLimit():
            return bool(_NEGATIVE.search(text))
        case Approve(mode="confirm"):
            return bool(_ASKED.search(text)) and not _FROM_NOW_ON.search(text)
        case Ship(filter=str(condition)) | Preview(filter=str(condition)):
            return _is_lost(text, intent) or _is_unfinished(text, condition) or _is_postponed(text, condition)
        case _:
            return False


def _is_lost(text: str, intent: Ship | Preview) -> bool:
    """Whether a bracket is in no slot."""
    kept = "".join(part for part in (intent.source, intent.sheet, intent.filter) if part)
    return any(text.count(bracket) != kept.count(bracket) for bracket in "()")


def _is_unfinished(text: str, condition: str) -> bool:
    """Whether a line ends where something is still to come; the code of Oregon at the end of a filter is complete."""
    end = _UNFINISHED.search(text)
    return end is not None and not (end[1] == "OR" and condition.rstrip(" )").endswith("OR"))


def _is_postponed(text: str, condition: str) -> bool:
    """Whether the condition may tell when to ship: `ship a.csv only on Monday`, and not `only orders from Monday`."""
    before, _, after = text.rpartition(condition)
    of_orders = _BEFORE_ORDERS.search(before) or _AFTER_ORDERS.match(after)
    compared = _LED.search(before) and not _PARTED.search(condition)  # `where deadline before Friday`
    return (is_moment(condition) and not of_orders) or (ends_in_a_moment(condition) and not compared)
