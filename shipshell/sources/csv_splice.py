"""One record of a CSV file as it is written: taken apart into raw cells, and put together with some replaced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shipshell.sources.csv_dialect import Dialect

#: What programs that quote words leave bare.
_NUMBER = re.compile(r"[-+$€£]?[\d.,\s]*%?")


@dataclass(frozen=True, slots=True)
class Habit:
    """Where a file puts quotes although it need not: around its headers, its words, its empty cells."""

    header: bool = False
    text: bool = False
    empty: bool = False


def split(record: str, dialect: Dialect) -> tuple[list[str], str]:
    """The raw cells of a record, quotes and all, and its line end (may be empty).

    The cells joined by the delimiter, and the line end, are the record again. The boundaries are those of a strict
    `csv.reader`.
    """
    cell = _cell_pattern(dialect)
    cells: list[str] = []
    at = 0
    while True:
        found = cell.match(record, at)
        assert found  # noqa: S101 - the pattern matches the empty string
        cells.append(found.group())
        at = found.end()
        if record[at : at + 1] != dialect.delimiter:
            return cells, record[at:]
        at += 1


def replaced(record: str, values: Mapping[int, str], dialect: Dialect, habit: Habit) -> str:
    """The record with other values at some positions (from 0), lengthened by empty cells where it is too short."""
    cells, end = split(record, dialect)
    missing = max(values) + 1 - len(cells)
    cells += [_raw("", dialect, quoted=habit.empty)] * missing
    for at, value in values.items():
        was_quoted = dialect.quotes and cells[at].startswith('"')
        cells[at] = _raw(value, dialect, quoted=was_quoted or (habit.text if value else habit.empty))
    return dialect.delimiter.join(cells) + end


def observed(header: str, records: Iterable[str], dialect: Dialect) -> Habit:
    """The habit that the header and a sample of data records show."""
    if not dialect.quotes:
        return Habit()
    names = _free_cells(header, dialect)
    cells = [cell for record in records for cell in _free_cells(record, dialect)]
    filled = [cell for cell in cells if cell.strip('"')]
    words = [cell for cell in filled if not _NUMBER.fullmatch(cell.strip('"'))]
    return Habit(
        header=_mostly_quoted([name for name in names if name]),
        text=_mostly_quoted(words or filled),
        empty=_mostly_quoted([cell for cell in cells if not cell.strip('"')]),
    )


@lru_cache
def _cell_pattern(dialect: Dialect) -> re.Pattern[str]:
    """A raw cell: in quotes, or anything up to the delimiter or line end."""
    plain = f"[^{re.escape(dialect.delimiter)}\r\n]*+"
    if not dialect.quotes:
        return re.compile(plain)
    lead = " *+" if dialect.skips_space else ""
    return re.compile(f'{lead}"(?:[^"]++|"")*+"|{plain}')


def _raw(value: str, dialect: Dialect, *, quoted: bool) -> str:
    if quoted or dialect.delimiter in value:
        return f'"{value}"'
    return value


def _free_cells(record: str, dialect: Dialect) -> list[str]:
    """The raw cells that could stand with quotes or without."""
    compelling = {dialect.delimiter, '"', "\r", "\n"}
    cells = (cell.lstrip(" ") for cell in split(record, dialect)[0])
    return [cell for cell in cells if compelling.isdisjoint(cell[1:-1])]


def _mostly_quoted(cells: Sequence[str]) -> bool:
    return sum(cell.startswith('"') for cell in cells) > len(cells) / 2
