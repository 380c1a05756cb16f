"""What the cells of a table hold, however the table is had: all of it in a frame, or asked of a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from shipshell.planning.filter_dates import date_order
from shipshell.sources.search import Unsearchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

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

    def dates(self, column: str) -> list[str]:
        """The cells that tell how the dates of a column are written.

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

    def dates(self, column: str) -> list[str]:
        """All of them."""
        return [str(cell) for cell in self._frame[column].unique()]


class SearchedTexts:
    """The cells of a table that a database is asked for; each question is asked once.

    Args:
        head: the table's first rows.
    """

    def __init__(self, search: Search, head: pd.DataFrame) -> None:
        self._search = search
        self._head = head
        self._known: dict[tuple[str, ...], pd.DataFrame | None] = {}

    @property
    def columns(self) -> tuple[str, ...]:
        """The headers."""
        return tuple(map(str, self._head.columns))

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

    def dates(self, column: str) -> list[str]:
        """All of them; where they are too many, the first, and if those are dates, all that look otherwise."""
        try:
            cells = self.distinct([column])[column]
        except Unsearchable:
            some = [str(cell) for cell in self._head[column].unique()]
            return [*some, *self._search.undated(column).frame[column]] if date_order(some) else some
        return [str(cell) for cell in cells]

    def _asked(self, columns: tuple[str, ...]) -> pd.DataFrame | None:
        try:
            return self._search.distinct(columns).frame
        except Unsearchable:
            return None
