"""Reads what a parcel is declared to be worth, and whether it is to be insured at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.planning.parcel import LETTER
from shipshell.planning.readings import Fault, Reading
from shipshell.planning.values import dollars, invalid, missing, words, yes_or_no

if TYPE_CHECKING:
    from decimal import Decimal

DEAREST = 50_000  # dollars of declared value


def read_declared_for(text: str, option: str, lane: tuple[str, str], packaging: str) -> Reading[Decimal | None]:
    """The declared value of a row, None where there is none or the option beside it says no.

    Args:
        lane: countries of origin and destination, Puerto Rico being one: from the US, UPS wants the value of all but
            letters.
    """
    declared = _unless_declined(text, option)
    if declared.value or declared.faults or lane != ("US", "PR") or packaging == LETTER:
        return declared
    hint = "Fill in a declared value: to Puerto Rico UPS asks for it."
    return Reading(None, declared.warnings, (missing("declared_value", hint),))


def _unless_declined(text: str, option: str) -> Reading[Decimal | None]:
    says, read = yes_or_no(option), read_declared_value(text)
    if says is None and _amount(option) == 0:  # `0.00` is what was paid, or a value that is none
        return read
    if words(text) and words(option) and says is False:
        return Reading(None, (f"{words(text)} is not declared: the column beside it says {words(option)}",))
    if says is None and _amount(option) not in (None, read.value):
        return Reading(None, faults=(_value_for_option(),))
    if says and not read.value and not read.faults:
        return Reading(None, (f'"{words(option)}" asks for insurance, but no value is given: none is declared',))
    return read


def _amount(text: str) -> Decimal | None:
    try:
        return dollars(text)
    except ValueError:
        return None


def _value_for_option() -> Fault:
    hint = (
        "Write yes or no there and the value in its own column, or map the column to declared_value; if it is what"
        " somebody paid, map it to nothing."
    )
    return invalid("declared_option", "An amount stands where yes or no says whether a value is declared.", hint)


def read_declared_value(text: str) -> Reading[Decimal | None]:
    """The declared value in US dollars, None where it is empty, zero or a plain no."""
    typed = words(text)
    if yes_or_no(typed) is False:
        return Reading(None)
    try:
        amount = dollars(typed)
    except ValueError:
        return Reading(
            None, faults=(invalid("declared_value", "This is not an amount in US dollars.", "Write 120.00."),)
        )
    if amount > DEAREST:
        return Reading(None, faults=(invalid("declared_value", f"UPS insures up to ${DEAREST:,}.", "Lower it."),))
    return Reading(amount or None)
