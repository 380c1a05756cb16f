"""The cells of a table, field by field, and readers applied to them once per distinct text.

Orders repeat their states, weights and services, so a reader sees each combination once, however many rows have it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from shipshell.planning.mapping import TOGETHER
from shipshell.planning.places import split_place

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    import pandas as pd

    from shipshell.planning.mapping import ColumnMap
    from shipshell.planning.readings import Reading

Value = TypeVar("Value")

_NO_REFERENCE = frozenset({"auto", "tbd", "tba"})
_SIZES = ("length", "width", "height", "dimensions")


@dataclass(frozen=True, slots=True)
class Readings(Generic[Value]):
    """What a reader made of every row.

    Attributes:
        distinct: the reading of each distinct combination of texts.
        places: for each row, by position, its place in `distinct`.
    """

    distinct: Sequence[Reading[Value]]
    places: Sequence[int]

    def at(self, position: int) -> Value:
        """The value of the row at this position."""
        return self.distinct[self.places[position]].value

    def values(self) -> list[Value]:
        """The values of all rows in order."""
        found = [reading.value for reading in self.distinct]
        return [found[place] for place in self.places]

    def remarkable(self) -> Iterator[tuple[int, Reading[Value]]]:
        """Position and reading of each row that has a warning or a fault."""
        said = {place for place, reading in enumerate(self.distinct) if reading.warnings or reading.faults}
        if said:
            yield from ((at, self.distinct[place]) for at, place in enumerate(self.places) if place in said)


def read_all(reader: Callable[..., Reading[Value]], *columns: Sequence[Hashable]) -> Readings[Value]:
    """`reader` applied to the columns row by row, once for each distinct combination."""
    seen: defaultdict[tuple[Hashable, ...], int] = defaultdict()
    seen.default_factory = seen.__len__
    places = [seen[key] for key in zip(*columns, strict=True)]
    return Readings([reader(*key) for key in seen], places)


class Cells:
    """The texts of a table by field: several columns joined, bare numbers given the unit of their column."""

    def __init__(self, frame: pd.DataFrame, column_map: ColumnMap) -> None:
        self.rows: list[int] = frame.index.tolist()
        self._frame = frame
        self._map = column_map
        self._read: dict[str, list[str]] = {}

    def column(self, name: str) -> list[str]:
        """The cells of one column as they stand."""
        if name not in self._read:
            self._read[name] = self._frame[name].tolist()
        return self._read[name]

    def field(self, field: str) -> list[str]:
        """One text per row for a field, "" for each where no column feeds it."""
        match = self._map.matches.get(field)
        if not match:
            return self._part(field)
        columns = [self._measured(name, unit) for name, unit in zip(match.columns, match.units, strict=True)]
        if field == "weight" and not any(match.units) and self._map.columns_of("weight_unit"):
            columns = [_with_units(column, self._units("weight_unit")) for column in columns]
        if field in _SIZES and not any(match.units) and self._map.columns_of("size_unit"):
            columns = [_with_units(column, self._units("size_unit")) for column in columns]
        if field == "reference":
            return self._references(columns[0])
        if len(columns) == 1:
            return columns[0]
        return [" ".join(filter(None, parts)) for parts in zip(*columns, strict=True)]

    def _units(self, field: str) -> list[str]:
        """The unit of each row; where others name one, an empty cell is no unit that can be read."""
        units = self.field(field)
        return [unit.strip() or "?" for unit in units] if any(map(str.strip, units)) else units

    def given_units(self) -> list[str]:
        """The unit that each weight is given beside its cell: in a column of units, else in the header."""
        match = self._map.matches.get("weight")
        header = match.units[0] if match and len(match.units) == 1 else ""
        return [unit or header for unit in self.field("weight_unit")]

    def _references(self, cells: Sequence[str]) -> list[str]:
        """The references; for an empty one the next number that the row has."""
        spare = [self.column(name) for name in self._map.columns_of("spare_reference")]
        named = [[*map(_reference, column)] for column in (cells, *spare)]
        return [next(filter(None, row), "") for row in zip(*named, strict=True)] if spare else named[0]

    def _part(self, field: str) -> list[str]:
        """A field out of a column that holds several, "" for each row where there is none."""
        for together, fields in TOGETHER.items():
            if field in fields and self._map.columns_of(together):
                at = fields.index(field)
                return [split_place(cell)[at] for cell in self.field(together)]
        return [""] * len(self.rows)

    def source(self, field: str, position: int, which: int | None = None) -> tuple[str, str]:
        """Header and cell that a field of a row comes from: of this one of its columns, else of the first filled."""
        every = self._map.columns_of(field) or self._columns_with(field)
        columns = every[slice(None) if which is None else slice(which, which + 1)]
        cells = [(name, self.column(name)[position]) for name in columns]
        return next((pair for pair in cells if pair[1]), cells[0] if cells else ("", ""))

    def _columns_with(self, field: str) -> tuple[str, ...]:
        return next((self._map.columns_of(part) for part, fields in TOGETHER.items() if field in fields), ())

    def _measured(self, name: str, unit: str) -> list[str]:
        cells = self.column(name)
        return _with_units(cells, [unit] * len(cells)) if unit else cells


def _reference(text: str) -> str:
    """A cell, "" where it only asks for a number: `AUTO` is the reference of no order."""
    return "" if text.strip().casefold() in _NO_REFERENCE else text


def _with_units(cells: Sequence[str], units: Sequence[str]) -> list[str]:
    """The cells, each that ends in a digit followed by its unit."""
    return [
        f"{cell} {unit}" if unit and cell.rstrip().rstrip(".")[-1:].isdigit() else cell
        for cell, unit in zip(cells, units, strict=True)
    ]
