"""A cell as its user sees it: a stored value and its number format, as text."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from shipshell.sources.date_text import date_text
from shipshell.sources.number_format import GENERAL, Kind, sections
from shipshell.sources.number_text import general_text, number_text

if TYPE_CHECKING:
    from shipshell.sources.number_format import Section

#: How many digits Excel keeps of a number.
_DIGITS = 15
#: The number of sections at which the last one is meant for text.
_TEXT_SECTIONS = 4
#: What General shows as it is stored: most numbers of most sheets.
_SHORT_INTEGER = re.compile(r"0|[1-9]\d{0,10}")


@lru_cache(maxsize=4096)
def shown_number(stored: str, code: str, *, since_1904: bool = False) -> str:
    """The number `stored` (as XML has it) in the format `code`; what is no number is shown as it is stored."""
    if code == GENERAL and _SHORT_INTEGER.fullmatch(stored):
        return stored
    try:
        value = Decimal(f"{float(stored):.{_DIGITS}g}")
    except ValueError:
        return stored
    if not value.is_finite():
        return stored
    return general_text(value) if code == GENERAL else _formatted(value, code, since_1904=since_1904)


def _formatted(value: Decimal, code: str, *, since_1904: bool) -> str:
    section, is_negative = _chosen(value, sections(code))
    sign = "-" if is_negative else ""
    if section.is_date:
        return date_text(value, section, since_1904=since_1904).strip()
    if section.has(Kind.GENERAL, Kind.TEXT):
        return sign + _with_value(general_text(abs(value)), section)
    shown = number_text(abs(value), section).strip()
    return sign + shown if any(digit in shown for digit in "123456789") else shown


def shown_text(stored: str, code: str) -> str:
    """The text `stored` in the format `code`: as it is, but for the rare format that adds something to it."""
    if code in {GENERAL, "@"}:
        return stored
    last = sections(code)[-1]
    if last.has(Kind.TEXT) or len(sections(code)) == _TEXT_SECTIONS:
        return _with_value(stored, last)
    return stored


def _with_value(value: str, section: Section) -> str:
    stands_for_value = {Kind.TEXT, Kind.GENERAL}
    return "".join(value if token.kind in stands_for_value else token.text for token in section.tokens)


def _chosen(value: Decimal, parts: tuple[Section, ...]) -> tuple[Section, bool]:
    """The section for `value`, and whether it leaves the minus to be put before it."""
    if len(parts) > 1 and parts[-1].has(Kind.TEXT) and parts[-1].condition is None:
        parts = parts[:-1]  # it is for text
    parts = parts[:3]
    if any(part.condition for part in parts):
        return _by_condition(value, parts)
    if value < 0 and len(parts) > 1:
        return parts[1], False
    if value == 0 and len(parts) > 2:  # noqa: PLR2004 - positive, negative, zero
        return parts[2], False
    return parts[0], value < 0


def _by_condition(value: Decimal, parts: tuple[Section, ...]) -> tuple[Section, bool]:
    """The first section whose condition holds, else the last; one for negatives only says so itself."""
    chosen = next((part for part in parts if part.condition is None or part.condition.holds(value)), parts[-1])
    condition = chosen.condition
    only_negatives = condition is not None and condition.operator in {"<", "<="} and condition.limit <= 0
    return chosen, value < 0 and not only_negatives
