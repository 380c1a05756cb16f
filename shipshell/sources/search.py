"""What a database can be asked instead of being read whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from contextlib import AbstractContextManager

    import pandas as pd

    from shipshell.sources.conditions import Condition

#: How many different values are asked for, or named in a condition, at most.
MOST = 2000

#: What a column is declared to hold: numbers, days (or moments), text (or what compares like it), or anything else.
Kind = Literal["number", "day", "text", ""]


class Unsearchable(Exception):
    """The question cannot be answered without reading the table whole."""


@dataclass(frozen=True, slots=True)
class Distinct:
    """The different combinations of cells that some columns hold.

    Attributes:
        frame: as text, a row for each.
        values: as the database gives them, a row for each likewise.
        is_exact: whether the database finds each value again that it gave.
    """

    frame: pd.DataFrame
    values: Sequence[Sequence[Any]]
    is_exact: bool = True


class Search(Protocol):
    """One table of a database, asked. Columns are named by their headers, as in `Table.frame`."""

    def together(self) -> AbstractContextManager[None]:
        """While several questions are asked: over one connection."""

    def records(self, columns: Sequence[str], keys: Collection[str]) -> Condition:
        """The condition of the rows whose primary key, these columns, has one of these fingerprints (see `identity`).

        Raises:
            Unsearchable: they are too many, or some are not there; it is another key by now; or as `distinct`.
        """

    def kind(self, column: str) -> Kind:
        """What a column is declared to hold."""

    def distinct(self, columns: Sequence[str]) -> Distinct:
        """All that these columns hold.

        Raises:
            Unsearchable: it is too much, or the database cannot tell.
        """

    def resembling(self, columns: Sequence[str], text: str) -> Distinct:
        """What these columns hold where, joined by blanks, they may be `text` in whatever case, or text that holds it.

        Raises:
            Unsearchable: as `distinct`.
        """

    def undated(self, column: str) -> Distinct:
        """What a column holds but for days and moments as ISO 8601 writes them.

        Raises:
            Unsearchable: as `distinct`.
        """

    def datelike(self, column: str) -> Distinct:
        """What a column holds that may be a day in whatever spelling; perhaps more.

        Raises:
            Unsearchable: as `distinct`.
        """
