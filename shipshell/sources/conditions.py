"""Which rows of a table a database is to hand over, said without the words of any database.

A condition only spares reading: it may let rows through that are not wanted, but never keeps one back that may be. A
cell that is NULL, or of which a database cannot be sure, is let through.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Everything:
    """All rows: nothing can be spared."""


@dataclass(frozen=True, slots=True)
class Among:
    """The column holds one of these values, as the database gives them; None is NULL."""

    column: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """The column holds a number of these bounds, both included; None is no bound. What is below 0 is let through."""

    column: str
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The column holds a day (or a moment) of these bounds, both included; None is no bound."""

    column: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Resembles:
    """The columns, joined by blanks, hold the letters and digits of a text in their order, whatever lies between."""

    columns: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """The row's `#` lies between these, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Last:
    """The last so many rows."""

    count: int


@dataclass(frozen=True, slots=True)
class Both:
    """All of these conditions."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any of these conditions; of none, no row."""

    parts: tuple[Condition, ...]


Condition = Everything | Among | Within | Days | Resembles | Numbered | Last | Both | Either


def both(*parts: Condition) -> Condition:
    """All of the parts, as plainly as can be."""
    said = tuple(part for part in parts if not isinstance(part, Everything))
    if len(said) > 1:
        return Both(said)
    return said[0] if said else Everything()


def either(*parts: Condition) -> Condition:
    """Any of the parts, as plainly as can be."""
    if any(isinstance(part, Everything) for part in parts):
        return Everything()
    return parts[0] if len(parts) == 1 else Either(parts)
