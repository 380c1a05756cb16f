"""Tables of text, in the one look that all of them have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from shipshell.shell.plain import visible_line

if TYPE_CHECKING:
    from shipshell.session.replies import Listing


_WHOLE = ("Status", "State")


def plain_table(title: str = "") -> Table:
    """An empty table."""
    return Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)


def listing_table(listing: Listing) -> Table:
    """A listing; long cells are folded, but states, which are words of the contract."""
    table = plain_table(listing.title)
    for header in listing.headers:
        table.add_column(visible_line(header), overflow="fold", no_wrap=header in _WHOLE)
    for row in listing.rows:
        table.add_row(*(Text(visible_line(cell)) for cell in row))
    return table
