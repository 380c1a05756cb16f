"""Reads weights and sizes, in whatever unit they come, as UPS wants them: pounds, and whole inches."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from shipshell.model.package import Dimensions
from shipshell.planning.readings import Fault, Reading
from shipshell.planning.values import code, invalid, missing

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAVIEST = Decimal(150)  # pounds
LONGEST = 108  # inches
LARGEST = 165  # inches of length plus girth

_POUNDS = {"lb": Decimal(1), "oz": Decimal(1) / 16, "kg": Decimal("2.20462262185"), "g": Decimal("0.00220462262185")}
_PAIRS = (("lb", "oz"), ("kg", "g"))
_FULL = {"oz": 16, "g": 1000}  # `2 lb 32 oz` is rather the same weight said twice
_WEIGHT_UNITS = {
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "#"), "lb"),
    **dict.fromkeys(("oz", "ozs", "ounce", "ounces"), "oz"),
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), "kg"),
    **dict.fromkeys(("g", "gr", "gram", "grams"), "g"),
}
_INCHES = {
    "in": Decimal(1),
    "ft": Decimal(12),
    "yd": Decimal(36),
    "mm": 1 / Decimal("25.4"),
    "cm": 1 / Decimal("2.54"),
    "m": 1 / Decimal("0.0254"),
}
_SIZE_UNITS = {
    **dict.fromkeys(("", "in", "inch", "inches", '"', "”", "''"), "in"),
    **dict.fromkeys(("cm", "cms", "centimeter", "centimeters", "centimetre", "centimetres"), "cm"),
    **dict.fromkeys(("mm", "mms", "millimeter", "millimeters", "millimetre", "millimetres"), "mm"),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), "m"),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), "yd"),
    **dict.fromkeys(("ft", "foot", "feet", "'"), "ft"),
}
_NUMBER = r"\d+,\d{1,2}(?!\d)|\d+(?:\.\d+)?|\.\d+|\d+\."
_WEIGHT_PART = re.compile(rf"({_NUMBER})\s*([a-z]+\.?|#)?\s*(?:,|and|&|\+)?\s*")
_LENGTH = re.compile(rf"({_NUMBER})(?:\s+(\d+)/(\d+))?\s*([a-z]+|[\"”']|'')?\.?")
_BETWEEN = re.compile(r"\s*[x\u00d7*]\s*|\s+by\s+")
_SIDES = ("length", "width", "height")
_FINE = Decimal("0.0001")
_TENTH = Decimal("0.1")


def weight_unit(text: str) -> str:
    """`lb`, `oz`, `kg` or `g` for a unit as people write it, "" if it is none."""
    return _WEIGHT_UNITS.get(text.strip().lower().rstrip("."), "")


def pounds(text: str, unit: str) -> Decimal:
    """The exact weight in pounds; `unit` counts where the text names none. `2 lb 4 oz` is 2.25.

    Raises:
        ValueError: the text is not a weight.
    """
    parts = _weight_parts(text, unit)
    units = tuple(name for _, name in parts)
    if len(units) != 1 and (units not in _PAIRS or (parts[0][0] and parts[1][0] >= _FULL[units[1]])):
        raise ValueError(text)
    return sum((number * _POUNDS[name] for number, name in parts), Decimal(0))


def contradicts(text: str, unit: str) -> bool:
    """Whether a weight names units itself, and none of them is `unit`: `2 lb` beside `oz`."""
    try:
        units = {name for _, name in _weight_parts(text, unit)}
    except ValueError:
        return False
    return bool(unit) and bool(units) and unit not in units


def _weight_parts(text: str, unit: str) -> list[tuple[Decimal, str]]:
    lowered, at, parts = code(text).lower(), 0, []
    while at < len(lowered):
        part = _WEIGHT_PART.match(lowered, at)
        if not part:
            raise ValueError(text)
        parts.append((Decimal(part[1].replace(",", ".")), _unit_of(part[2], unit)))
        at = part.end()
    return parts


def _unit_of(named: str | None, unit: str) -> str:
    found = weight_unit(named) if named else unit
    if not found:
        raise ValueError(named)
    return found


def told_weight(exact: Decimal) -> Decimal:
    """The weight that UPS is told: pounds with one decimal, never less than the parcel has."""
    return exact.quantize(_FINE, ROUND_HALF_UP).quantize(_TENTH, ROUND_CEILING)


def package_weight(text: str, unit: str) -> Reading[Decimal | None]:
    """The exact weight in pounds, within UPS's limits."""
    typed = code(text)
    if not typed:
        return Reading(None, faults=(missing("weight", "Weigh the parcel and fill it in; no weight is assumed."),))
    try:
        exact = pounds(typed, unit)
    except ValueError:
        return Reading(None, faults=(_not_weight(typed),))
    if not 0 < exact <= HEAVIEST:
        return Reading(None, faults=(_outside_limits(exact),))
    mended = (f'weight "{typed}" is read as {typed.replace(",", ".")}',) if re.search(r"\d,\d", typed) else ()
    return Reading(exact, mended)


def summed_weight(weights: Sequence[Decimal]) -> Reading[Decimal | None]:
    """The exact weight of several articles in one parcel, with the sum shown."""
    exact = sum(weights, Decimal(0))
    if exact > HEAVIEST:
        return Reading(None, faults=(_outside_limits(exact),))
    parts = " + ".join(_short(weight) for weight in weights)
    return Reading(exact, (f"weights are added: {parts} = {in_pounds(exact)}",))


def in_pounds(exact: Decimal) -> str:
    """A weight for people: `2.25 lb`."""
    return f"{_short(exact)} lb"


def _outside_limits(exact: Decimal) -> Fault:
    if exact == 0:
        return Fault("weight", "E-2005", "The weight is zero.", "UPS takes up to 150 lb.")
    return Fault("weight", "E-2005", f"The weight is above {HEAVIEST} lb.", "UPS takes no more: look at the unit too.")


def _not_weight(typed: str) -> Fault:
    if typed.startswith("-"):
        return Fault("weight", "E-2005", "The weight is negative.", "UPS takes up to 150 lb.")
    return invalid("weight", "The weight cannot be read.", "Write it like 2.5, 40 oz, 2 lb 4 oz or 1.2 kg.")


def inches(text: str) -> Decimal:
    """A length in inches: `12`, `12 1/2"`, `30 cm`.

    Raises:
        ValueError: the text is not a length.
    """
    match = _LENGTH.fullmatch(code(text).lower())
    unit = _SIZE_UNITS.get(match[4] or "") if match else None
    if match is None or unit is None or (match[3] and not int(match[3])):
        raise ValueError(text)
    part = Decimal(match[2]) / Decimal(match[3]) if match[3] else Decimal(0)
    return (Decimal(match[1].replace(",", ".")) + part) * _INCHES[unit]


def is_size_unit(text: str) -> bool:
    """Whether it is a unit of length as people write it, or nothing."""
    return text.strip().lower().rstrip(".") in _SIZE_UNITS


def package_size(length: str, width: str, height: str, together: str) -> Reading[Dimensions | None]:
    """The size from three cells or, where those are empty, from one (`12x9x4`); None where there is none."""
    cells = [code(cell) for cell in (length, width, height)]
    if not any(cells):
        return _size_in_one(code(together))
    empty = [side for side, cell in zip(_SIDES, cells, strict=True) if not cell]
    if empty:
        return Reading(None, faults=tuple(missing(side, "Fill in all three sides or none.") for side in empty))
    return _size(cells, _SIDES)


def _size_in_one(text: str) -> Reading[Dimensions | None]:
    if not text:
        return Reading(None)
    unit = re.search(r"(?<![a-z])(in|inch|inches|cm|mm|m|ft|feet|yd)\.?$", text.lower())
    sides = _BETWEEN.split(text.lower().removesuffix(unit[0]).strip() if unit else text.lower())
    if len(sides) != len(_SIDES):
        hint = "Write length, width and height like 12x9x4."
        return Reading(None, faults=(invalid("dimensions", "The size cannot be read.", hint),))
    said = [side + unit[1] if unit and side[-1:].isdigit() else side for side in sides]
    return _size(said, ("dimensions",) * len(_SIDES))


def _size(cells: Sequence[str], fields: Sequence[str]) -> Reading[Dimensions | None]:
    read, faults = [], []
    for cell, field in zip(cells, fields, strict=True):
        try:
            read.append(inches(cell))
        except ValueError:
            faults.append(invalid(field, "The size cannot be read.", "Write inches like 12 or 12.5, or 30 cm."))
    if faults:
        return Reading(None, faults=tuple(dict.fromkeys(faults)))
    if not any(read):
        return Reading(None, ("a size of zero is taken as no size",))
    if not all(read):
        field = fields[read.index(Decimal(0))]
        return Reading(
            None, faults=(Fault(field, "E-2005", "A side of the package is zero.", "Fill in all three sides or none."),)
        )
    return _within_limits(read, fields[read.index(max(read))])


def _within_limits(sides: Sequence[Decimal], longest: str) -> Reading[Dimensions | None]:
    whole = sorted(
        (int(side.quantize(_FINE, ROUND_HALF_UP).to_integral_value(ROUND_CEILING)) for side in sides), reverse=True
    )
    size = Dimensions(*whole)
    if size.length <= LONGEST and size.length_plus_girth <= LARGEST:
        return Reading(size)
    message = (
        f"The package is {size.length} x {size.width} x {size.height} in;"
        f" length plus girth is {size.length_plus_girth} in."
    )
    hint = f"UPS takes up to {LONGEST} in of length, and {LARGEST} in of length plus girth."
    return Reading(None, faults=(Fault(longest, "E-2005", message, hint),))


def _short(number: Decimal) -> str:
    return f"{number.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"
