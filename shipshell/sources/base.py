"""What every source of orders can do: be read as a table of text, and take tracking numbers back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shipshell.model.errors import ShipshellError
from shipshell.sources.conditions import Numbered

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from shipshell.sources.conditions import Condition
    from shipshell.sources.search import Search

TRACKING_COLUMN = "tracking_number"
SHIPPED_COLUMN = "shipped_at"
#: How many rows of a table are looked at to understand its columns.
HEAD = 200


class SourceChanged(ShipshellError):
    """Somebody else wrote to the source since we last looked."""


class SheetNotNamed(ShipshellError):
    """It was not said, or not rightly, which of the `sheets` of a workbook is meant."""

    def __init__(self, message: str, sheets: tuple[str, ...], *, hint: str, value: str = "") -> None:
        super().__init__("E-1015", message, hint=hint, value=value)
        self.sheets = sheets


@dataclass(frozen=True, slots=True)
class Table:
    """A source as read.

    Attributes:
        frame: one row of text per data row; its index is the `#` of the preview (1 = the row under the header, blank
            rows passed over but counted), its columns the headers as they stand, made unique (`Name`, `Name (2)`).
            No cell is missing: an empty one is `""`. Cells are as the user sees them.
        tracking: the column that holds tracking numbers, "" if there is none.
        shipped: likewise for the time of shipping.
        notes: remarks for the preview (a mended or doubtful reading), as (row or None, words).
        origin: in a workbook, the sheet row of the header: the row `#` n stands in sheet row origin + n. Else 0.
        assumed: why the names of the columns are not the source's own, "" where they are; a person confirms them.
        keys: in a database, the columns of the primary key, in its order; rows are found again by them. Else none.
        place: in a database, which table of which server this is, the same however it was named. Else "". Together
            with the cells of `keys` it says which record of the world a row is.
    """

    frame: pd.DataFrame
    tracking: str = ""
    shipped: str = ""
    notes: tuple[tuple[int | None, str], ...] = ()
    origin: int = 0
    assumed: str = ""
    keys: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is written back for one row. Empty strings empty the cells (after a void)."""

    tracking_number: str
    shipped_at: str


class Source(Protocol):
    """One table of orders. Not thread-safe: one thread reads and writes it."""

    @property
    def kind(self) -> str:
        """`csv`, `excel`, `sqlite`, ..."""

    @property
    def name(self) -> str:
        """How a person calls it (`orders.csv`)."""

    @property
    def location(self) -> str:
        """Where it is, the same for every way of naming it: an absolute real path, or a URL without a password."""

    @property
    def search(self) -> Search | None:
        """What a database can be asked about its rows; None for a file."""

    def read(self) -> Table:
        """Read the whole table anew.

        Raises:
            ShipshellError: E-10xx; the message names the source.
        """

    def read_where(self, condition: Condition) -> Table:
        """Read anew at least the rows that meet a condition: a file is read whole, of a table only those come.

        The `#` of a row is the same as in the whole table.

        Raises:
            ShipshellError: as `read`, or the database cannot do that.
        """

    def changed(self, row: int | None = None) -> bool:
        """Whether somebody else changed the source since it was last read or written here.

        Asked about one row (`#` as last read) it is cheap, and may answer for the whole source: a stat of a file, a
        look at one record of a database. Asked about no row, all that was last read of a database is compared.
        """

    def write(self, numbers: Mapping[int, Numbers]) -> None:
        """Put the numbers of these rows (by `#`, as last read) into the source, durably, all or none.

        The two columns are added if absent. At every instant the source is whole. Nothing else in it changes.

        Raises:
            SourceChanged: somebody else changed it; read it again first.
            ShipshellError: E-1011, it cannot be written.
        """

    def opened_by(self) -> str | None:
        """Which program, and who, holds the source open for editing; None if nobody shows."""

    def tidy(self) -> None:
        """Remove what a crash of ours left beside the source. Only for the holder of the source's lock."""


def peek(source: Source) -> Table:
    """The first rows of a table; a file whole.

    Raises:
        ShipshellError: as `Source.read`.
    """
    return source.read_where(Numbered(1, HEAD))
