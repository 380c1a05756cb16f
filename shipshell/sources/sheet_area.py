"""Places in a sheet: columns as letters and numbers, and areas such as `B2:F10`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LAST_COLUMN = 16_384
LAST_ROW = 1_048_576
_CORNER = re.compile(r"\$?([A-Za-z]*)\$?(\d*)")
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, its borders included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, reference: str) -> Area:
        """The area called `A1`, `A1:C9`, `A:C` (whole columns) or `1:9` (whole rows).

        Raises:
            ValueError: it is no such name.
        """
        first, _, last = reference.partition(":")
        top, left = _corner(first, (1, 1))
        bottom, right = _corner(last or first, (LAST_ROW, LAST_COLUMN))
        return cls(top, left, bottom, right)

    def widened(self, right: int) -> Area:
        """The area, reaching at least to column `right`."""
        return Area(self.top, self.left, self.bottom, max(self.right, right))

    def has(self, row: int, column: int) -> bool:
        """Whether the cell lies in the area."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        first, last = f"{letters(self.left)}{self.top}", f"{letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


@lru_cache(maxsize=1024)
def column_number(name: str) -> int:
    """The number, from 1, of the column called `name`: 28 for `AB`."""
    number = 0
    for letter in name.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def letters(column: int) -> str:
    """The name of a column: `AB` for 28."""
    name = ""
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + letter) + name
    return name


def column_of(reference: str) -> int:
    """The column of the cell called `reference`: 28 for `AB7`."""
    return column_number(reference.rstrip("0123456789"))


def _corner(name: str, default: tuple[int, int]) -> tuple[int, int]:
    found = _CORNER.fullmatch(name)
    if not found or not name:
        raise ValueError(f"{name!r} is no place in a sheet")
    row, column = default
    return int(found[2]) if found[2] else row, column_number(found[1]) if found[1] else column
