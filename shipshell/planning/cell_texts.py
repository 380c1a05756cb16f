"""What the cells of a table hold, however the table is had: all of it in a frame, or asked of a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from shipshell.planning.filter_dates import date_order, has_day_first
from shipshell.sources.search import Unsearchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from shipshell.planning.filter_dates import DateOrder
    from shipshell.sources.search import Search


class CellTexts(Protocol):
    """The cells of a table as text, each combination of some columns once."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The headers."""

    def distinct(self, columns: Sequence[str]) -> pd.DataFrame:
        """All that these columns hold.

        Raises:
            Unsearchable: it is too much to be asked for.
        """

    def resembling(self, columns: Sequence[str], text: str) -> pd.DataFrame:
        """What these columns hold where, joined by blanks, they may hold `text`; perhaps more.

        Raises:
            Unsearchable: as `distinct`.
        """

    def date_order(self, column: str) -> DateOrder | None:
        """How the dates of a column are written, None where it holds none: see `filter_dates.date_order`.

        Raises:
            Unsearchable: as `distinct`.
        """


class FrameTexts:
    """The cells of a table that was read whole."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    @property
    def columns(self) -> tuple[str, ...]:
        """The headers."""
        return tuple(map(str, self._frame.columns))

    def distinct(self, columns: Sequence[str]) -> pd.DataFrame:
        """All that these columns hold, in their order."""
        return self._frame[list(columns)].drop_duplicates()

    def resembling(self, columns: Sequence[str], text: str) -> pd.DataFrame:  # noqa: ARG002 - all is at hand
        """All of it."""
        return self.distinct(columns)

    def date_order(self, column: str) -> DateOrder | None:
        """As all cells tell."""
        return date_order([str(cell) for cell in self._frame[column].unique()])


class SearchedTexts:
    """The cells of a table that a database is asked for; each question is asked once.

    Args:
        columns: the headers.
    """

    def __init__(self, search: Search, columns: Sequence[str]) -> None:
        self._search = search
        self._columns = tuple(columns)
        self._known: dict[tuple[str, ...], pd.DataFrame | None] = {}

    @property
    def columns(self) -> tuple[str, ...]:
        """The headers."""
        return self._columns

    def distinct(self, columns: Sequence[str]) -> pd.DataFrame:
        """All that these columns hold: see `CellTexts`."""
        key = tuple(columns)
        if key not in self._known:
            self._known[key] = self._asked(key)
        found = self._known[key]
        if found is None:
            raise Unsearchable
        return found

    def resembling(self, columns: Sequence[str], text: str) -> pd.DataFrame:
        """What may hold a text: see `CellTexts`."""
        return self._search.resembling(columns, text).frame

    def date_order(self, column: str) -> DateOrder | None:
        """As all cells tell; where they are too many, as nearly all do: see `CellTexts`."""
        try:
            return date_order([str(cell) for cell in self.distinct([column])[column]])
        except Unsearchable:
            return self._date_order_of_many(column)

    def _date_order_of_many(self, column: str) -> DateOrder | None:
        try:
            odd = self._search.undated(column).frame[column].tolist()
        except Unsearchable:
            self._search.datelike(column)  # they are few
            return None
        return "day" if any(map(has_day_first, odd)) else "month"

    def _asked(self, columns: tuple[str, ...]) -> pd.DataFrame | None:
        try:
            return self._search.distinct(columns).frame
        except Unsearchable:
            return None
