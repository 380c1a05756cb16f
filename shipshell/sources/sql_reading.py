"""A table as it was read: the keys of its rows, their cells as text, and the numbers that were written since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shipshell.model.errors import ShipshellError
from shipshell.sources import headers
from shipshell.sources.sql_cells import key_text, texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from shipshell.sources.base import Numbers
    from shipshell.sources.sql_layout import Column, Layout


@dataclass(slots=True)
class Reading:
    """The rows of a table in the order of their key: the first is `#` 1.

    Attributes:
        keys: the primary key of each row, as the database gives it.
        frame: the cells as text, a column for each of `layout.read`.
    """

    name: str
    layout: Layout
    keys: list[tuple[Any, ...]]
    frame: pd.DataFrame
    _written: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, layout: Layout, rows: Sequence[Sequence[Any]]) -> Reading:
        """The reading of all rows of the table called `name`, each the values of `layout.read`.

        Raises:
            ShipshellError: E-1006, there is no row; E-1018, a key is NULL.
        """
        if not rows:
            raise ShipshellError("E-1006", f"{name} has no row", hint="There is nothing to ship.")
        values = list(zip(*rows, strict=True))
        columns = [column.name for column in layout.read]
        keys = list(zip(*(values[columns.index(key)] for key in layout.key), strict=True))
        _refuse_keyless(keys, name)
        cells = [_cells(column, told) for column, told in zip(layout.read, values, strict=True)]
        return cls(name, layout, keys, _frame(headers.unique(columns), cells))

    def __contains__(self, row: int) -> bool:
        return 0 < row <= len(self.keys)

    def key(self, row: int) -> tuple[Any, ...]:
        """The primary key of the row of this `#`."""
        return self.keys[row - 1]

    def number(self, row: int) -> str:
        """The tracking number that stands in a row, as far as we know."""
        if row in self._written or self.layout.tracking is None:
            return self._written.get(row, "")
        return str(self.frame[self.layout.tracking.name].iloc[row - 1])

    def says(self, row: int, values: Sequence[Any]) -> bool:
        """Whether these values are what should stand in a row; its time of shipping does not matter."""
        now = [_cells(column, (value,))[0] for column, value in zip(self.layout.read, values, strict=True)]
        expected = [str(cell) for cell in self.frame.iloc[row - 1].tolist()]
        for at, column in enumerate(self.layout.read):
            if column == self.layout.tracking:
                expected[at] = self.number(row)
            elif column == self.layout.shipped:
                expected[at] = now[at]
        return now == expected

    def stands(self, now: Reading) -> bool:
        """Whether a reading from now says what this one, and what was written since, let expect."""
        if (self.keys, self.layout) != (now.keys, now.layout):
            return False
        ours = [column.name for column in self.layout.write_back]
        same = self.frame.drop(columns=ours).equals(now.frame.drop(columns=ours))
        return same and self._numbers() == now._numbers()

    def note(self, numbers: Mapping[int, Numbers]) -> None:
        """Remember what was written."""
        self._written.update({row: told.tracking_number for row, told in numbers.items()})

    def widen(self, layout: Layout) -> None:
        """The table has got columns, which are empty."""
        self.layout = layout
        columns = headers.unique([column.name for column in layout.read])
        self.frame = self.frame.reindex(columns=columns, fill_value="")

    def _numbers(self) -> list[str]:
        if self.layout.tracking is None:
            return []
        read = self.frame[self.layout.tracking.name].tolist()
        return [self._written.get(row, number) for row, number in enumerate(read, start=1)]


def _cells(column: Column, values: Sequence[Any]) -> list[str]:
    """The values of a column as text."""
    if column.is_unreadable:
        return list(map(key_text, values))
    if column.is_bits:
        values = [int.from_bytes(value) if isinstance(value, bytes) else value for value in values]
    return texts(values)


def _refuse_keyless(keys: Sequence[tuple[Any, ...]], name: str) -> None:
    """SQLite lets NULL into a primary key, as often as it likes."""
    row = next((row for row, key in enumerate(keys, start=1) if None in key), None)
    if row is not None:
        raise ShipshellError("E-1018", f"it has no primary key in {name}", hint="Fill in its key.", row=row)


def _frame(columns: list[str], cells: list[list[str]]) -> pd.DataFrame:
    import pandas as pd  # heavy

    index = pd.RangeIndex(1, len(cells[0]) + 1)
    return pd.DataFrame(dict(zip(columns, cells, strict=True)), index=index, dtype=str)
