"""What came of reading a cell: a value, with what was mended or what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with one field of a row; where it stands is added by whoever knows the row.

    Attributes:
        field: the field whose cell is at fault.
        code: of `model.errors.CODES`.
        which: which of the field's columns it is, None where the field is at fault as a whole.
    """

    field: str
    code: str
    message: str
    hint: str = ""
    which: int | None = None


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value_co]):
    """A value as read, what a person should know about it, and what forbids to ship it.

    With faults the value is only a stand-in.
    """

    value: Value_co
    warnings: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
