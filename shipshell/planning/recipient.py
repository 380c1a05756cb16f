"""Reads who a parcel goes to and where: the name, the street lines and the place."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.planning.places import (
    MILITARY,
    STATES,
    TERRITORIES,
    country_code,
    ends_in_place,
    state_code,
    state_of_zip,
)
from shipshell.planning.readings import Fault, Reading
from shipshell.planning.values import code, invalid, is_shortened, lost_digits, missing, shown, too_long, words

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME_LENGTH = 35
LINE_LENGTH = 35
LINES = 3
CITY_LENGTH = 30

_BOX_STREET = r"(st|street|rd|road|ln|lane|dr|drive|ave|avenue|ct|court|way|blvd|trl|trail|hwy|pl|place|cir|circle)\b"
_PO_BOX = re.compile(
    rf"\b(p\W*[o0]|post\s+office|postal(\s+office)?)\W*(box|bx|drawer)(?![a-z]|\W+{_BOX_STREET})"
    r"|\bp\W?o\W?b\W*\d|^(box|bx|caller|drawer)\s*#?\s*\d+$",
    re.IGNORECASE,
)
_MILITARY_LINE = re.compile(r"\b[AFD]PO\W+A[AEP]\b", re.IGNORECASE)
_MILITARY_CITY = re.compile(r"(apo|fpo|dpo)(\s+(aa|ae|ap))?", re.IGNORECASE)
_ZIP = re.compile(r"(\d{1,5})(?:\.0+|-)?|(\d{5})[- ]?(\d{4})|(\d{8})")
_SHORT_ZIP = range(3, 5)
_FULL_ZIP = (5, 9)


@dataclass(frozen=True, slots=True)
class Who:
    """The name that UPS prints first, and whose attention it is for ("" for nobody's)."""

    name: str
    attention: str


@dataclass(frozen=True, slots=True)
class Place:
    """City, state, ZIP code (digits only) and country."""

    city: str
    state: str
    postal_code: str
    country: str


def read_who(name: str, company: str, attention: str) -> Reading[Who]:
    """The company with a person's attention where there is a company, else the person."""
    person, firm, attn = words(name), words(company), words(attention)
    faults = (*too_long("name", person, NAME_LENGTH), *too_long("company", firm, NAME_LENGTH))
    faults += too_long("attention", attn, NAME_LENGTH)
    fields = (("name", person), ("company", firm), ("attention", attn))
    faults += tuple(_whole_address(field) for field, text in fields if ends_in_place(text))
    first = firm or person or attn
    if not first:
        faults = (*faults, missing("name"))
    second = attn or (person if firm else "")
    return Reading(Who(first, second if second != first else ""), faults=faults)


def read_street(*cells: str) -> Reading[tuple[str, ...]]:
    """One to three lines of at most 35 characters; longer ones are spread over the lines at word ends.

    A line break within a cell separates lines.
    """
    said = [
        (f"address{place}", line)
        for place, cell in enumerate(cells, 1)
        for part in cell.splitlines()
        if (line := words(part))
    ]
    if not said:
        return Reading((), faults=(missing("address1"),))
    faults = tuple(fault for field, line in said if (fault := _line_fault(field, line)))
    if faults:
        return Reading((), faults=tuple(dict.fromkeys(faults)))
    lines = [line for _, line in said]
    if len(lines) <= LINES and all(len(line) <= LINE_LENGTH for line in lines):
        return Reading(tuple(lines))
    longest, _ = max(said, key=lambda one: len(one[1]))
    return _spread(lines, longest)


def _line_fault(field: str, line: str) -> Fault | None:
    """Why UPS would not go to such a line of a street address, if it would not."""
    plain = unicodedata.normalize("NFKC", line)  # full-width letters read like any
    if _MILITARY_LINE.search(plain):
        return _military(field)
    if ends_in_place(plain):
        return _whole_address(field)
    if _PO_BOX.search(plain):
        hint = "Ask for a street address, or leave the row out."
        return Fault(field, "E-2004", "UPS does not deliver to PO boxes.", hint)
    return None


def _military(field: str) -> Fault:
    return Fault(field, "E-2004", "UPS does not deliver to military addresses.", "Send it by mail.")


def _whole_address(field: str) -> Fault:
    hint = "Put name, street, city, state and ZIP code into columns of their own."
    return invalid(field, f"The {shown(field)} holds a whole address.", hint)


def _spread(lines: Sequence[str], longest: str) -> Reading[tuple[str, ...]]:
    """The same words on three lines: kept apart where they were apart if that fits, else run together.

    Args:
        longest: the field of the longest line, which is at fault where nothing fits.
    """
    apart = [piece for line in lines for piece in _wrapped(line)]
    fitting = apart if len(apart) <= LINES else _wrapped(" ".join(lines))
    if len(fitting) <= LINES and all(len(line) <= LINE_LENGTH for line in fitting):
        over = "put on one line" if len(fitting) == 1 else f"spread over {len(fitting)} lines"
        return Reading(tuple(fitting), (f"address is {over}: {' / '.join(fitting)}",))
    message = f"The address is too long: UPS has room for {LINES} lines of {LINE_LENGTH} characters."
    return Reading((), faults=(Fault(longest, "E-2003", message, "Shorten it in the source."),))


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, LINE_LENGTH, break_long_words=False, break_on_hyphens=False)


def read_place(city: str, state: str, postal_code: str, country: str) -> Reading[Place]:
    """A place that UPS delivers to. State and ZIP code must agree; a lost leading zero is put back only if they do."""
    town, region, digits, land = words(city), words(state), code(postal_code), words(country)
    there = _land(region, digits, land)
    if isinstance(there, Fault):
        return Reading(Place(town, region, digits, land), faults=(there,))
    short = state_code(region) or ("PR" if there == "PR" and not region else "")
    zip_code = _zip(digits, short)
    region_faults = _region_faults(town, region, short)
    if there == "PR" and short in STATES and short != "PR":
        region_faults = (invalid("country", f"The country is Puerto Rico, the state {STATES[short]}."),)
    disagreement = () if region_faults or zip_code.faults else _agreement(zip_code.value, short)
    place = Place(town, short, zip_code.value, "PR" if short == "PR" else "US")
    return Reading(place, zip_code.warnings, (*_town_faults(town), *region_faults, *zip_code.faults, *disagreement))


def _land(region: str, digits: str, land: str) -> str | Fault:
    """`US` or `PR`, or why it is neither. A blank country is the US where the rest is plainly American."""
    if not land:
        american = bool(state_code(region)) or not region or bool(_ZIP.fullmatch(digits)) or not digits
        return "US" if american else missing("country", "The rest of the address does not look American.")
    found = country_code(land)
    if not found:
        return invalid("country", "The country is not known to shipshell.", "Write its two-letter code.")
    if found in TERRITORIES:
        return _not_served("country", TERRITORIES[found])
    if found not in ("US", "PR"):
        hint = "Leave the row out: shipshell ships within the US and to Puerto Rico so far."
        return Fault("country", "E-2006", f"International shipments ({found}) are not supported yet.", hint)
    return found


def _not_served(field: str, place: str) -> Fault:
    return Fault(field, "E-2004", f"UPS does not deliver there as within the US: {place}.", "Leave the row out.")


def _town_faults(town: str) -> tuple[Fault, ...]:
    return too_long("city", town, CITY_LENGTH) if town else (missing("city"),)


def _region_faults(town: str, region: str, short: str) -> tuple[Fault, ...]:
    if short in MILITARY or _MILITARY_CITY.fullmatch(town):
        field = "state" if short in MILITARY else "city"
        return (_military(field),)
    if short in TERRITORIES:
        return (_not_served("state", TERRITORIES[short]),)
    if not region and not short:
        return (missing("state"),)
    if not short:
        return (invalid("state", "This is no US state.", "Write its two letters."),)
    return ()


def _zip(typed: str, state: str) -> Reading[str]:
    """Five or nine digits."""
    if not typed:
        return Reading("", faults=(missing("postal_code"),))
    if is_shortened(typed):
        return Reading("", faults=(lost_digits("postal_code"),))
    if not _ZIP.fullmatch(typed):
        return Reading("", faults=(invalid("postal_code", "This is no ZIP code.", "Write five or nine digits."),))
    digits = re.sub(r"\D", "", typed.partition(".")[0])
    if len(digits) in _FULL_ZIP:
        return Reading(digits)
    return _zero_put_back(digits, state)


def _zero_put_back(digits: str, state: str) -> Reading[str]:
    """`2139` as `02139`, if the state agrees: spreadsheets drop leading zeros."""
    full = digits.zfill(5 if len(digits) in _SHORT_ZIP else 9)
    if len(digits) >= _SHORT_ZIP.start and state and state_of_zip(full) == state:
        return Reading(full, (f"ZIP code {digits} is read as {full}, which is in {state}",))
    hint = "A leading zero may be missing, but the state does not say so."
    return Reading("", faults=(invalid("postal_code", f"The ZIP code has {len(digits)} digits.", hint),))


def _agreement(zip_code: str, state: str) -> tuple[Fault, ...]:
    belongs = state_of_zip(zip_code)
    if belongs == state:
        return ()
    if not belongs:
        return (invalid("postal_code", "The ZIP code is not in use.", "Correct it in the source."),)
    if {belongs, state} == {"DC", "MD"} or {belongs, state} == {"DC", "VA"}:
        return ()  # federal offices around Washington have prefixes of their own
    name = STATES.get(belongs) or MILITARY.get(belongs) or TERRITORIES[belongs]
    message = f"The ZIP code is in {name}, not in {STATES[state]}."
    return (invalid("postal_code", message, "Correct the ZIP code or the state in the source."),)
