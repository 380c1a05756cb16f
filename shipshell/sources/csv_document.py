"""A CSV file in memory that can take tracking numbers: its bytes, and where in them the two columns are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources import csv_splice, headers
from shipshell.sources.base import SHIPPED_COLUMN, TRACKING_COLUMN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shipshell.sources.base import Numbers
    from shipshell.sources.csv_dialect import Dialect
    from shipshell.sources.csv_encoding import Encoding
    from shipshell.sources.csv_index import Image
    from shipshell.sources.csv_splice import Habit

#: What may be written: it is the same in every encoding, and needs no escape in any dialect.
_WRITABLE = re.compile(r"[0-9A-Za-z:.+-]*")


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of the file, and how to change them.

    Attributes:
        image: the bytes, by record.
        encoding: of the text.
        dialect: of the records.
        habit: of quoting.
        header: the number of the header's record; the record of data row `#` n is n further on.
        columns: the positions of the two write-back columns; one that is missing has the position it will get.
        missing: the names that the header lacks, by the position they will get.
    """

    image: Image
    encoding: Encoding
    dialect: Dialect
    habit: Habit
    header: int
    columns: tuple[int, int]
    missing: Mapping[int, str]

    @property
    def pieces(self) -> list[bytes]:
        """The bytes of the file, in pieces."""
        return self.image.parts

    def with_numbers(self, numbers: Mapping[int, Numbers]) -> Document:
        """The document with these numbers at their rows (by `#`); a column that is missing is added at the end.

        Raises:
            ShipshellError: E-1011, a number is not one that can be written as it is; E-1022, there is no such row.
        """
        records = {self.header + row: self._with_number(row, number) for row, number in numbers.items()}
        if self.missing:
            records[self.header] = self._extended_header()
        return replace(self, image=self.image.with_records(records), missing={})

    def _with_number(self, row: int, number: Numbers) -> bytes:
        if not 0 < row < self.image.count - self.header:
            raise ShipshellError("E-1022", f"There is no row {row} to write to", row=row)
        tracking, shipped = self.columns
        values = {tracking: number.tracking_number, shipped: number.shipped_at}
        for value in values.values():
            if not _WRITABLE.fullmatch(value):
                raise ShipshellError("E-1011", f'"{value}" cannot be written into a CSV file', row=row, value=value)
        return self._replaced(self.header + row, values, self.habit)

    def _extended_header(self) -> bytes:
        return self._replaced(self.header, self.missing, replace(self.habit, text=self.habit.header))

    def _replaced(self, record: int, values: Mapping[int, str], habit: Habit) -> bytes:
        text = self.image.record(record).decode(self.encoding.codec)
        return csv_splice.replaced(text, values, self.dialect, habit).encode(self.encoding.codec)


def place_columns(names: Sequence[str]) -> tuple[tuple[int, int], dict[int, str]]:
    """Where the two write-back columns are, or will be, in a header of these names; and those that it lacks."""
    missing: dict[int, str] = {}
    positions: list[int] = []
    for column in (TRACKING_COLUMN, SHIPPED_COLUMN):
        at = headers.find(names, column)
        if at is None:
            at = len(names) + len(missing)
            missing[at] = column
        positions.append(at)
    return (positions[0], positions[1]), missing
