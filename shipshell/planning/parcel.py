"""Reads how a parcel is to go: packaging, weight, size, service, day, and how many there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.model.number_words import NUMBER_WORDS
from shipshell.model.package import PACKAGINGS
from shipshell.model.service import BY_CODE, service_named
from shipshell.planning.measures import (
    contradicts,
    in_pounds,
    is_size_unit,
    package_size,
    package_weight,
    weight_unit,
)
from shipshell.planning.readings import Fault, Reading
from shipshell.planning.values import code, invalid, missing, shown, words, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from shipshell.model.package import Dimensions

LETTER = "01"
OWN_BOX = "02"

#: What goes within the US and to Puerto Rico, from either (ups-facts section 6).
DOMESTIC = frozenset({"01", "02", "03", "12", "13", "14", "59"})
#: The domestic services whose parcels UPS does not deliver on a Saturday on request, and those where it does.
_NO_SATURDAY, _SATURDAY = frozenset({"03", "12", "13", "59"}), ("01", "02", "14")
_GROUND_ONLY = frozenset({"03", "12"})  # UPS's own packaging goes by air only

_PACKAGING_WORDS = {
    **{name.lower(): key for key, name in PACKAGINGS.items()},
    **dict.fromkeys(("letter", "ltr", "ups letter envelope", "express envelope", "ups express envelope"), LETTER),
    **dict.fromkeys(
        (
            "package", "pkg", "box", "parcel", "own box", "own packaging", "my packaging", "your packaging", "custom",
            "cp", "customer packaging", "customer supplied", "other packaging", "carton",
        ),
        OWN_BOX,
    ),
    **dict.fromkeys(("ups tube", "tb"), "03"),
    **dict.fromkeys(("ups pak", "express pak", "ups express pak"), "04"),
    **dict.fromkeys(("express box", "ups box"), "21"),
    **dict.fromkeys(("ups small express box", "ups express box small", "express box small", "small box"), "2a"),
    **dict.fromkeys(("ups medium express box", "ups express box medium", "express box medium", "medium box"), "2b"),
    **dict.fromkeys(("ups large express box", "ups express box large", "express box large", "large box"), "2c"),
}  # fmt: skip
_ONE = re.compile(r"0*1?(?:[.,]0*)?(?:\s+of\s+1)?|one|single|no?", re.IGNORECASE)
_HASTE = re.compile(r"(?:rush|expedite|urgent|overnight|express|next day|asap|same day|yes)")
_HOMES = frozenset({"residential", "res", "resi", "home", "house", "r"})
_BUSINESSES = frozenset({"commercial", "business", "com", "comm", "office", "b", "c"})
#: Shops' own names for ways of shipping. `Standard` is also UPS's name for a cross-border service.
_SHOP_WORDS = frozenset(
    {"standard", "economy", "expedited", "priority", "express", "free", "free shipping", "flat rate"}
)


def packaging_code(text: str) -> str | None:
    """A key of `PACKAGINGS`, "" for an empty cell, None for what is neither code nor name."""
    typed = code(text).lower()
    if not typed:
        return ""
    padded = typed.zfill(2)
    if padded in PACKAGINGS:
        return padded
    return _PACKAGING_WORDS.get(" ".join(re.findall(r"[a-z0-9]+", typed.replace("®", ""))))


def read_packaging(text: str, default: str) -> Reading[str]:
    """The packaging of a row, or the configured one where its cell is empty."""
    found = packaging_code(text)
    if found is None:
        names = ", ".join(f"{key} {name}" for key, name in PACKAGINGS.items())
        return Reading(OWN_BOX, faults=(invalid("packaging", "This is no UPS packaging.", f"It may be {names}."),))
    return Reading(found or default)


def read_weight(weight: str, packaging: str, named: str, unit: str) -> Reading[Decimal | None]:
    """The weight; only a UPS Letter needs none.

    Args:
        named: the unit that a column of units, or else the header, gives a bare weight of the row.
    """
    if packaging == LETTER and not code(weight):
        return Reading(None)
    bare = weight.removesuffix(f" {named.strip() or '?'}")
    if bare != weight and not weight_unit(named):
        return Reading(None, faults=(_no_unit(words(named)),))
    read = package_weight(weight, unit)
    if read.value is None or not contradicts(weight, weight_unit(named)):
        return read
    said = (
        f'weight "{words(weight)}" is taken as {in_pounds(read.value)}, although its unit is given as "{words(named)}"'
    )
    return Reading(read.value, (*read.warnings, said))


def _no_unit(named: str) -> Fault:
    hint = "Write lb, oz, kg or g there, or beside the weight."
    if not named:
        return missing("weight_unit", f"Other rows name one, so none is assumed. {hint}")
    return invalid("weight_unit", f'"{named}" is no unit of weight.', hint)


def read_size(length: str, width: str, height: str, together: str, named: str) -> Reading[Dimensions | None]:
    """The size, None where there is none.

    Args:
        named: the row's cell in a column of units, which bare sizes were given already.
    """
    given = any(cell.endswith(f" {named.strip() or '?'}") for cell in (length, width, height, together))
    if given and not (named.strip() and is_size_unit(named)):
        return Reading(None, faults=(_no_size_unit(named),))
    return package_size(length, width, height, together)


def _no_size_unit(named: str) -> Fault:
    hint = "Write in, cm, mm, m or ft there, or beside the size."
    if not named.strip():
        return missing("size_unit", f"Other rows name one, so none is assumed. {hint}")
    return invalid("size_unit", "This is no unit of size.", hint)


def read_service(text: str, default: str) -> Reading[str]:
    """The service code of a row, or the configured one where its cell is empty."""
    typed = words(text)
    if not typed:
        return Reading(default)
    if typed.lower() in _SHOP_WORDS:
        return Reading("", faults=(_not_service("This is a shop's word, not a UPS service."),))
    found = service_named(code(text))
    if not found:
        return Reading("", faults=(_not_service("This is no UPS service."),))
    return Reading(found.code)


def read_service_in_haste(text: str, *haste: str, default: str, columns: Sequence[str]) -> Reading[str]:
    """The service code of a row; the configured one is no answer to a row in haste, and that is said.

    Args:
        haste: the row's cells under `columns`, headers that say that it is urgent.
    """
    read = read_service(text, default)
    if words(text):
        return read
    urgent = next(((name, cell) for name, cell in zip(columns, haste, strict=True) if _is_urgent(cell)), None)
    if not urgent:
        return read
    name, cell = urgent
    said = f'"{name}" says {words(cell)}, but no service is named: it goes by {BY_CODE[default].name}'
    return Reading(read.value, (said,))


def _is_urgent(cell: str) -> bool:
    return bool(yes_or_no(cell)) or bool(_HASTE.match(words(cell).lower()))


def _not_service(message: str) -> Fault:
    return invalid("service", message, "Name one for all (`using Ground`), or correct it in the source.")


def lane_fault(service: str, packaging: str) -> Fault | None:
    """Why UPS would not carry this packaging by this service within the US and to Puerto Rico, if it would not."""
    name = BY_CODE[service].name
    if service not in DOMESTIC:
        hint = f"Choose one of {', '.join(BY_CODE[key].name for key in sorted(DOMESTIC))}."
        return Fault("service", "E-2006", f"{name} is not offered within the US or to Puerto Rico.", hint)
    if packaging != OWN_BOX and service in _GROUND_ONLY:
        message = f"{name} does not take UPS's own packaging ({PACKAGINGS[packaging]})."
        return Fault("packaging", "E-2006", message, "Choose an air service, or your own packaging.")
    return None


def read_saturday(text: str) -> Reading[bool]:
    """Whether Saturday delivery is asked for."""
    says = yes_or_no(text)
    if says is None:
        return Reading(value=False, faults=(_neither("saturday"),))
    return Reading(says)


def saturday_fault(service: str) -> Fault | None:
    """Why UPS would refuse to deliver by this service on a Saturday, if it plainly would."""
    if service not in _NO_SATURDAY:
        return None
    hint = f"Choose one of {', '.join(BY_CODE[key].name for key in _SATURDAY)}, or ask for no Saturday delivery."
    return Fault("saturday", "E-2006", f"{BY_CODE[service].name} has no Saturday delivery.", hint)


def read_residential(text: str) -> Reading[bool | None]:
    """True for a home, False for a business, None for an empty cell."""
    word = words(text).lower()
    if not word or word in _HOMES | _BUSINESSES:
        return Reading(word in _HOMES if word else None)
    says = yes_or_no(word)
    return Reading(says) if says is not None else Reading(None, faults=(_neither("residential"),))


def _neither(field: str) -> Fault:
    return invalid(field, f"{shown(field).capitalize()} is neither yes nor no.", "Write yes or no.")


def read_parcel_count(*cells: str) -> Reading[None]:
    """Nothing, where a row is one parcel; a row of several would get one label, with the weight of all."""
    for which, cell in enumerate(cells):
        typed = code(cell)
        if typed and not _ONE.fullmatch(typed):
            return Reading(None, faults=(_not_one(typed, which),))
    return Reading(None)


def read_piece_count(*cells: str) -> Reading[None]:
    """Nothing; but what may count parcels, or else what is in one, is said where it is more than one."""
    several = [typed for cell in cells if (typed := code(cell)) and not _ONE.fullmatch(typed)]
    return Reading(None, tuple(f'pieces "{typed}" go as one parcel with one label' for typed in several))


def _not_one(typed: str, which: int) -> Fault:
    counted = re.search(r"\d", typed) or not NUMBER_WORDS.isdisjoint(re.findall("[a-z]+", typed.lower()))
    hint = (
        "Give each parcel a row with its own weight and write 1; a column that counts something else can be"
        " mapped to nothing."
    )
    message = "A row is one parcel, and here are several." if counted else "This is no number of parcels."
    return Fault("parcel_count", "E-2002", message, hint, which)
