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
    """

    frame: pd.DataFrame
    values: Sequence[Sequence[Any]]


class Search(Protocol):
    """One table of a database, asked. Columns are named by their headers, as in `Table.frame`."""

    def together(self) -> AbstractContextManager[None]:
        """While several questions are asked: over one connection."""

    def records(self, keys: Collection[str]) -> Condition:
        """The condition of the rows whose primary key has one of these fingerprints (see `identity`).

        Raises:
            Unsearchable: they are too many, or the database cannot do that.
        """

    def kind(self, column: str) -> Kind:
        """What a column is declared to hold."""

    def distinct(self, columns: Sequence[str]) -> Distinct:
        """All that these columns hold.

        Raises:
            Unsearchable: it is too much, or the database cannot tell.
        """

    def resembling(self, columns: Sequence[str], text: str) -> Distinct:
        """What these columns hold where, joined by blanks, they may hold `text` in whatever case.

        Raises:
            Unsearchable: as `distinct`.
        """

    def undated(self, column: str) -> Distinct:
        """What a column holds but for what begins with a day as ISO 8601 writes it.

        Raises:
            Unsearchable: as `distinct`.
        """
