"""The lines of a source in which one job's rows stand: found by content, read again where they changed, and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.identity import Columns, Identity, Locator
from shipshell.sources.search import Unsearchable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shipshell.sources.base import Numbers, Source, Table


class SourceLines:
    """Used by one thread. The source is read when something is first asked of it; of a table, only the job's rows.

    Args:
        columns: those known at preview, and those that make up the order.
        identities: those of all the job's rows.

    Raises:
        ShipshellError: from every method that reads, the source cannot be read any more.
    """

    def __init__(self, source: Source, columns: Columns, identities: Sequence[Identity]) -> None:
        self._source = source
        self._columns = columns
        self._identities = identities
        self._table: Table | None = None
        self._locator: Locator | None = None
        self._written: dict[int, str] = {}

    @property
    def name(self) -> str:
        """The source's, for people."""
        return self._source.name

    def forget(self) -> None:
        """Nothing that was read or written counts any more: what is asked next is read anew."""
        self._locator = None

    def refresh(self, row: int) -> None:
        """Forget what was read if somebody else changed the source since, as far as `row` (its `#` then) goes."""
        if self._locator is not None and self._source.changed(self._locator.locate(row)):
            self.forget()

    def approved(self, row: int) -> int | None:
        """The `#` that `row` has now; None if it is gone, or no longer says the same order."""
        return self._read().locate(row)

    def home(self, row: int) -> int | None:
        """The `#` at which the number of `row` belongs now, whatever order it says; None if it is gone."""
        return self._read().home(row)

    def holders(self, number: str) -> list[int]:
        """The `#` of every line of the whole source that holds this number."""
        self._take(self._source.read())
        if self._table is None or not self._table.tracking or not number:
            return []
        numbers = self._table.frame[self._table.tracking].str.strip()
        return [int(holder) for holder in numbers.index[numbers == number]]

    def number_at(self, place: int) -> str:
        """The number in line `place`: as it was written here since the last reading, else as read."""
        self._read()
        if place in self._written:
            return self._written[place]
        if self._table is None or not self._table.tracking:
            return ""
        return str(self._table.frame.at[place, self._table.tracking]).strip()

    def write(self, cells: Mapping[int, Numbers]) -> None:
        """Put numbers into lines, by their `#`; nothing is touched where there are none.

        Raises:
            SourceChanged: somebody else wrote since the last reading.
            ShipshellError: the source cannot be written.
        """
        if cells:
            self._source.write(cells)
            self._written.update({place: numbers.tracking_number for place, numbers in cells.items()})

    def _read(self) -> Locator:
        """Where the job's rows are; the source is read unless it was, and nothing changed since."""
        return self._locator or self._take(self._own_rows())

    def _take(self, table: Table) -> Locator:
        self._table = table
        self._written.clear()
        self._locator = Locator(table.frame, self._columns, self._identities)
        return self._locator

    def _own_rows(self) -> Table:
        """The rows of the job, wherever they are in a table; a file whole."""
        search, keys = self._source.search, [identity.key for identity in self._identities]
        if search is None or not all(keys):
            return self._source.read()
        try:
            return self._source.read_where(search.records(self._columns.key, keys))
        except (Unsearchable, ShipshellError):  # what is wrong with the table itself is said when it is read whole
            return self._source.read()
