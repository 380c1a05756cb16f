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

    from shipshell.planning.filter_nodes import Comparison, Edge, Node
    from shipshell.planning.filter_orders import Orders
    from shipshell.planning.mapping import ColumnMap

_NAMED_ROWS = 10
_HINT = "Say for example `California`, `state is CA and weight over 5 lbs`, `except Texas`, `rows 1-50` or `first 20`."


@dataclass(frozen=True, slots=True)
class Kept:
    """What a filter kept.

    Attributes:
        frame: the rows that pass, in their order.
        note: which rows were left out because a cell that decides is empty, "" for none.
    """

    frame: pd.DataFrame
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows to ship.

    Attributes:
        node: what a row must be, None for any.
        edge: of the rows that are left, the first or the last so many; None for all.
    """

    node: Node | None
    edge: Edge | None
    column_map: ColumnMap

    @property
    def words(self) -> str:
        """The filter read back: `first 20 of state is CA`."""
        return " of ".join(part.words for part in (self.edge, self.node) if part)

    def apply(self, frame: pd.DataFrame) -> Kept:
        """The rows of `frame` that pass. One without the measure or day that decides never does.

        Raises:
            ShipshellError: E-2002, a cell that decides about its row cannot be read; E-1026, a name may mean a state or
                a city of this very source.
        """
        kept, note = self._passing(frame)
        if self.edge:
            kept = kept.tail(self.edge.count) if self.edge.from_end else kept.head(self.edge.count)
        return Kept(kept, note)

    def _passing(self, frame: pd.DataFrame) -> tuple[pd.DataFrame, str]:
        if not self.node:
            return frame, ""
        cells = Cells(frame, self.column_map)
        for comparison in self.node.comparisons():
            self._refuse_city(comparison, cells)
        verdict = self.node.judge(cells)
        untold = np.flatnonzero(~(verdict.yes | verdict.no)).tolist()
        unreadable = [at for at in untold if any(one.is_untold(cells, at) for one in self.node.comparisons())]
        if unreadable:
            raise _cannot_tell(self.node, cells, unreadable)
        return frame[verdict.yes], _left_out(self.node, [cells.rows[at] for at in untold])

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


def parse_filter(text: str, orders: Orders) -> Filter:
    """The filter that `text` says of these orders.

    Raises:
        ShipshellError: E-1026, some of it was not understood, or may mean two things.
    """
    try:
        node, edge = FilterParser(text, orders).parse()
    except Unclear as error:
        raise ShipshellError(
            "E-1026", f'The filter "{text}" was not understood: {error}.', hint=_HINT, value=text
        ) from None
    return Filter(node, edge, orders.column_map)


def _left_out(node: Node, rows: Sequence[int]) -> str:
    if not rows:
        return ""
    some = ", ".join(map(str, rows[:_NAMED_ROWS])) + (
        f" and {len(rows) - _NAMED_ROWS} more" if rows[_NAMED_ROWS:] else ""
    )
    return f"The filter leaves out {'row' if len(rows) == 1 else 'rows'} {some}: empty where it asks {node.words}."


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
