"""A filter as a person says it, read back in words and applied: `California`, `weight < 10`, `first 20`, `rows 1-50`.

What is not understood, or cannot be told of a row, stops with an error; it never leaves rows out or takes all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shipshell.model.errors import ShipshellError
from shipshell.planning.cells import Cells
from shipshell.planning.filter_parser import FilterParser
from shipshell.planning.filter_subjects import Unclear
from shipshell.planning.places import state_code
from shipshell.planning.values import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from shipshell.planning.filter_nodes import Comparison, Node
    from shipshell.planning.mapping import ColumnMap

_HINT = "Say for example `California`, `state is CA and weight over 5 lbs`, `except Texas`, `rows 1-50` or `first 20`."


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows to ship.

    Attributes:
        node: what a row must be, None for any.
        first: how many of the rows that are left, in their order; None for all.
    """

    node: Node | None
    first: int | None
    column_map: ColumnMap

    @property
    def words(self) -> str:
        """The filter read back: `first 20 of state is CA`."""
        inner = self.node.words if self.node else ""
        if self.first is None:
            return inner
        return f"first {self.first} of {inner}" if inner else f"first {self.first}"

    def apply(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of `frame` that pass, in their order.

        Raises:
            ShipshellError: E-2002, a cell that decides about its row cannot be read; E-1026, a name may mean a state or
                a city of this very source.
        """
        kept = frame
        if self.node:
            cells = Cells(frame, self.column_map)
            for comparison in self.node.comparisons():
                self._refuse_city(comparison, cells)
            verdict = self.node.judge(cells)
            untold = np.flatnonzero(~(verdict.yes | verdict.no)).tolist()
            if untold:
                raise _cannot_tell(self.node, cells, untold)
            kept = frame[verdict.yes]
        return kept if self.first is None else kept.head(self.first)

    def _refuse_city(self, comparison: Comparison, cells: Cells) -> None:
        """`New York` may be the state or the city; ask, if it makes a difference here."""
        if not comparison.city or not self.column_map.columns_of("city"):
            return
        in_city = [words(city).lower() == comparison.city for city in cells.field("city")]
        in_state = [state_code(state) == state_code(comparison.city) for state in cells.field("state")]
        if any(in_city) and in_city != in_state:
            name = comparison.city.title()
            raise ShipshellError(
                "E-1026",
                f"{name} is a state and also a city of this source.",
                hint=f'Say "state is {name}" or "city is {name}".',
                value=name,
            )


def parse_filter(text: str, columns: Sequence[str], column_map: ColumnMap, *, weight_unit: str = "lb") -> Filter:
    """The filter that `text` says.

    Args:
        columns: the headers of the source, which may be compared even if they feed no field.
        weight_unit: of a bare number, where the weight column's header names none.

    Raises:
        ShipshellError: E-1026, some of it was not understood, or may mean two things.
    """
    try:
        node, first = FilterParser(text, columns, column_map, weight_unit).parse()
    except Unclear as error:
        raise ShipshellError(
            "E-1026", f'The filter "{text}" was not understood: {error}.', hint=_HINT, value=text
        ) from None
    return Filter(node, first, column_map)


def _cannot_tell(node: Node, cells: Cells, untold: Sequence[int]) -> ShipshellError:
    """The error for the first row that cannot be told, with the cell at fault."""
    at = untold[0]
    culprits = (comparison for comparison in node.comparisons() if comparison.is_untold(cells, at))
    comparison = next(culprits)
    subject = comparison.subject
    value = comparison.texts(cells)[at]
    column = cells.source(subject.name, at)[0] if subject.is_field else subject.name
    more = f", and of {len(untold) - 1} more" if len(untold) > 1 else ""
    said = f'"{value}"' if value.strip() else "an empty cell"
    return ShipshellError(
        "E-2002",
        f'`{comparison.words}` cannot be told of {said} in "{column}"{more}.',
        hint="Correct the cell, or leave its row out of the source.",
        row=cells.rows[at],
        column=column,
        value=value,
    )
