"""How a file separates and encloses its cells, told from its content."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shipshell.sources.base import SHIPPED_COLUMN, TRACKING_COLUMN
from shipshell.sources.headers import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: How many lines are enough to tell a dialect.
SAMPLE_LINES = 1000
#: No record has so many lines; one that seems to has a quote astray.
_LONG_RECORD = 50
_DELIMITERS = (",", "\t", ";", "|")
#: Delimiters that explain so many times less than the best are out of the question.
_NEAR = 4
#: The csv module's own bound of a cell, 128 KB, is none of orders: as much as it takes on every system.
_LONGEST_CELL = 2**31 - 1
#: Excel's own way of naming the delimiter, in a line before the header.
_ANNOUNCEMENT = re.compile(r'"?sep=([^\w\s"]|\t)"?[\r\n]*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How to read the file.

    Attributes:
        delimiter: one character.
        quotes: whether `"` encloses cells; else it is a character like any other.
        skips_space: whether blanks after a delimiter belong to no cell (`1, "Doe, Jane"`).
        announced: whether the first line is `sep=` and the delimiter.
    """

    delimiter: str = ","
    quotes: bool = True
    skips_space: bool = False
    announced: bool = False

    def reader(self, lines: Iterable[str], *, strict: bool = True) -> Any:
        """A `csv.reader` over physical lines that keep their ends; its `line_num` counts them.

        A strict one raises `csv.Error` where a quote is not closed, or closed in the middle of a cell.
        """
        csv.field_size_limit(_LONGEST_CELL)
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if self.quotes else csv.QUOTE_NONE,
            skipinitialspace=self.skips_space,
            strict=strict,
        )


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a dialect explains a sample.

    Attributes:
        top: the number of the first record that may be the header, titles above it left aside: it has at least as many
            cells as most, and the next one is divided too. Where there is none, the number of records.
        share: the share of records from there on that have as many cells as it, or as most.
        width: how many cells most records have that are divided at all, our own columns left aside.
    """

    dialect: Dialect
    top: int = SAMPLE_LINES
    share: float = 0.0
    width: int = 1

    @property
    def explained(self) -> float:
        """How many delimiters a record has, on the average, where it should."""
        return self.share * (self.width - 1)


def guess(sample: Sequence[str]) -> Dialect:
    """The dialect of a file by its first `SAMPLE_LINES` lines; commas and quotes where nothing speaks for another.

    It stays the same while write-back columns are added, to the header first and to row after row.
    """
    announcement = _ANNOUNCEMENT.fullmatch(sample[0]) if sample else None
    if announcement:
        return _with_space(sample[1:], Dialect(delimiter=announcement[1], announced=True))
    quoted = _best_delimiter(sample, Dialect())
    if quoted.width > 1 and _is_clean(sample, quoted.dialect):
        return _with_space(sample, quoted.dialect)
    bare = _best_delimiter(sample, Dialect(quotes=False))
    fits_as_well = bare.width > 1 and (-bare.top, bare.share) >= (-quoted.top, quoted.share)
    return bare.dialect if fits_as_well and not _encloses(sample, bare.dialect) else quoted.dialect


def _best_delimiter(sample: Sequence[str], style: Dialect) -> _Fit:
    """Among the delimiters that explain much, the one whose header stands highest.

    Below the true header another may divide as well (the commas of addresses), and above it as well (those of a title).
    """
    fits = [_fit(sample, replace(style, delimiter=delimiter)) for delimiter in _DELIMITERS]
    most = max(fit.explained for fit in fits)
    near = [fit for fit in fits if fit.explained * _NEAR >= most]
    return max(near, key=lambda fit: (-fit.top, fit.explained))


def _fit(sample: Sequence[str], dialect: Dialect) -> _Fit:
    records = [cells for cells in dialect.reader(sample, strict=False) if any(map(str.strip, cells))]
    widths = _widths(records)
    divided = Counter(cells for cells in widths if cells > 1)
    if not divided:
        return _Fit(dialect)
    width = divided.most_common(1)[0][0]
    top = next((at for at, cells in enumerate(widths) if cells >= width and _goes_on(widths[at + 1 : at + 2])), None)
    table = widths[top or 0 :]
    expected = sum(cells in {table[0], width} for cells in table)
    return _Fit(dialect, SAMPLE_LINES if top is None else top, expected / len(table), width)


def _goes_on(following: Sequence[int]) -> bool:
    """Whether the next record, if there is one, is divided at all."""
    return all(cells > 1 for cells in following)


def _widths(records: Sequence[Sequence[str]]) -> list[int]:
    """How many cells each record has; the same, whether write-back columns were added to it or not yet."""
    ours = {plain(TRACKING_COLUMN), plain(SHIPPED_COLUMN)}
    header = next((record for record in records if record and plain(record[-1]) in ours), [])
    full = bare = len(header)
    while bare and plain(header[bare - 1]) in ours:
        bare -= 1
    return [bare if len(record) == full else len(record) for record in records]


def _is_clean(sample: Sequence[str], dialect: Dialect) -> bool:
    """Whether each quote that begins a cell ends one; the last record may go on beyond the sample."""
    reader = dialect.reader(sample)
    begins = 0
    try:
        for _ in reader:
            begins = reader.line_num
    except csv.Error:
        goes_on = reader.line_num == len(sample) and len(sample) >= SAMPLE_LINES
        return bool(goes_on and len(sample) - begins < _LONG_RECORD)
    return True


def _encloses(sample: Sequence[str], bare: Dialect) -> bool:
    """Whether most cells that begin with a quote end with one, where quotes are read as plain characters."""
    begun: list[str] = [cell for record in bare.reader(sample) for cell in record if cell.startswith('"')]
    return sum(len(cell) > 1 and cell.endswith('"') for cell in begun) > len(begun) / 2


def _with_space(sample: Sequence[str], dialect: Dialect) -> Dialect:
    """The dialect, with blanks before quotes skipped if there are such and that makes sense of them."""
    spaced = replace(dialect, skips_space=True)
    if not (_is_clean(sample, dialect) and _is_clean(sample, spaced)):
        return dialect
    # Cells that are the same without regard to quotes stand so in the file, and are not the content of quotes.
    blanks = _blanks_before_quotes(sample, dialect) & _blanks_before_quotes(sample, replace(dialect, quotes=False))
    return spaced if blanks else dialect


def _blanks_before_quotes(sample: Sequence[str], dialect: Dialect) -> set[str]:
    cells = (cell for record in dialect.reader(sample, strict=False) for cell in record)
    return {cell for cell in cells if cell.startswith(" ") and cell.lstrip(" ").startswith('"')}
