"""The orders of a file as a grid of text, whichever kind of file they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shipshell.sources import headers

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from shipshell.sources.bystanders import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of a table.

    Attributes:
        names: one a column, made unique.
        rows: the cells of each data row, as many as there are names; blank rows and bystanders are left out.
        numbers: the `#` of each of these rows.
        passed_over: the rows that are no orders, by `#`: of which kind, and what they say.
    """

    names: list[str]
    rows: list[list[str]]
    numbers: list[int]
    passed_over: Mapping[int, tuple[Kind, str]] = field(default_factory=dict)

    def position(self, wanted: str) -> int | None:
        """The position among `names` of the column called `wanted`, whatever its case or spacing."""
        return headers.find(self.names, wanted)

    def called(self, wanted: str) -> str:
        """The column called `wanted`, as it is spelled here; "" if there is none."""
        at = self.position(wanted)
        return "" if at is None else self.names[at]

    def frame(self) -> pd.DataFrame:
        """The rows as `base.Table.frame` has them."""
        import pandas as pd  # heavy

        columns = dict(zip(self.names, map(list, zip(*self.rows, strict=True)), strict=True))
        return pd.DataFrame(columns, index=pd.Index(self.numbers), dtype=str)
