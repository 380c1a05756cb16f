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
    from shipshell.sources.conditions import Condition
    from shipshell.sources.sql_layout import Column, Layout


@dataclass(slots=True)
class Reading:
    """The rows of a table, or some of them, in the order of their key.

    Attributes:
        keys: the primary key of each row, as the database gives it.
        frame: the cells as text, a column for each of `layout.read`; its index is the `#`, 1 in the first of all rows.
        condition: which rows were to be read, None for all.
    """

    name: str
    layout: Layout
    keys: list[tuple[Any, ...]]
    frame: pd.DataFrame
    condition: Condition | None = None
    _written: dict[int, str] = field(default_factory=dict)
    _places: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self._places = {row: at for at, row in enumerate(self.frame.index.tolist())}

    @classmethod
    def of(
        cls, name: str, layout: Layout, rows: Sequence[Sequence[Any]], condition: Condition | None = None
    ) -> Reading:
        """The reading of all rows of the table called `name`, or of the first, each the values of `layout.read`.

        Raises:
            ShipshellError: E-1006, there is no row; E-1018, a key is NULL.
        """
        if not rows:
            raise ShipshellError("E-1006", f"{name} has no row", hint="There is nothing to ship.")
        return cls._of(name, layout, rows, range(1, len(rows) + 1), condition)

    @classmethod
    def of_part(cls, name: str, layout: Layout, rows: Sequence[Sequence[Any]], condition: Condition) -> Reading:
        """The reading of the rows of a condition, each its `#` and the values of `layout.read`.

        Raises:
            ShipshellError: E-1018, a key is NULL, or stands in several rows.
        """
        numbers = [int(row[0]) for row in rows]
        if len(set(numbers)) < len(numbers):  # PostgreSQL: that of a table which inherits from this one
            raise ShipshellError("E-1018", f"a key stands in several rows of {name}", hint="Give each row its own.")
        return cls._of(name, layout, [row[1:] for row in rows], numbers, condition)

    @classmethod
    def _of(
        cls,
        name: str,
        layout: Layout,
        rows: Sequence[Sequence[Any]],
        numbers: Sequence[int],
        condition: Condition | None,
    ) -> Reading:
        columns = [column.name for column in layout.read]
        values = list(zip(*rows, strict=True)) or [()] * len(columns)
        keys = list(zip(*(values[columns.index(key)] for key in layout.key), strict=True))
        _refuse_keyless(keys, numbers, name)
        cells = [as_text(column, told) for column, told in zip(layout.read, values, strict=True)]
        return cls(name, layout, keys, text_frame(headers.unique(columns), cells, numbers), condition)

    def __contains__(self, row: int) -> bool:
        return row in self._places

    def key(self, row: int) -> tuple[Any, ...]:
        """The primary key of the row of this `#`."""
        return self.keys[self._places[row]]

    def number(self, row: int) -> str:
        """The tracking number that stands in a row, as far as we know."""
        if row in self._written or self.layout.tracking is None:
            return self._written.get(row, "")
        return str(self.frame[self.layout.tracking.name].iloc[self._places[row]])

    def says(self, row: int, values: Sequence[Any]) -> bool:
        """Whether these values are what should stand in a row; its time of shipping does not matter."""
        now = [as_text(column, (value,))[0] for column, value in zip(self.layout.read, values, strict=True)]
        expected = [str(cell) for cell in self.frame.iloc[self._places[row]].tolist()]
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
        columns = layout.headers
        self.frame = self.frame.reindex(columns=columns, fill_value="")

    def _numbers(self) -> list[str]:
        if self.layout.tracking is None:
            return []
        read = self.frame[self.layout.tracking.name].tolist()
        return [self._written.get(row, number) for row, number in zip(self._places, read, strict=True)]


def as_text(column: Column, values: Sequence[Any]) -> list[str]:
    """The values of a column as text."""
    if column.is_unreadable:
        return list(map(key_text, values))
    if column.is_bits:
        values = [int.from_bytes(value) if isinstance(value, bytes) else value for value in values]
    return texts(values)


def _refuse_keyless(keys: Sequence[tuple[Any, ...]], numbers: Sequence[int], name: str) -> None:
    """SQLite lets NULL into a primary key, as often as it likes."""
    row = next((row for row, key in zip(numbers, keys, strict=True) if None in key), None)
    if row is not None:
        raise ShipshellError("E-1018", f"it has no primary key in {name}", hint="Fill in its key.", row=row)


def text_frame(columns: Sequence[str], cells: Sequence[list[str]], numbers: Sequence[int]) -> pd.DataFrame:
    """A frame of text, column by column, whose index is `numbers`."""
    import pandas as pd  # heavy

    index = pd.RangeIndex(1, len(numbers) + 1) if isinstance(numbers, range) else pd.Index(list(numbers), dtype="int64")
    return pd.DataFrame(dict(zip(columns, cells, strict=True)), index=index, dtype=str)
