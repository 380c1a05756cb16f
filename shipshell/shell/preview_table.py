"""The table of the preview: names are cut to the terminal's width, figures never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from shipshell.session.wording import plural
from shipshell.shell.plain import visible_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.planning.preview import PreviewRow

TITLES = ("#", "Recipient", "City, State", "Service", "Est. Cost", "Warnings")
_FIGURES = (0, 4)
_NAMES = (1, 2, 3)
_GAP = "  "


def preview_lines(rows: Sequence[PreviewRow], width: int) -> list[str]:
    """The titles, a rule and one line a row, none wider than `width` cells of the terminal where that is possible."""
    lines = [TITLES, *(tuple(map(visible_line, _cells(row))) for row in rows)]
    widths = _widths(lines, width)
    drawn = [_GAP.join(map(_fitted, range(len(TITLES)), line, widths)).rstrip() for line in lines]
    rule = "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    return [drawn[0], rule, *drawn[1:]]


def _cells(row: PreviewRow) -> tuple[str, ...]:
    place = f"{row.city}, {row.state}" if row.state else row.city
    cost = str(row.cost) if row.cost else "—"
    warnings = plural(len(row.warnings), "warning") if row.warnings else ""
    return str(row.row), row.recipient, place, row.service, cost, warnings


def _widths(lines: Sequence[tuple[str, ...]], width: int) -> list[int]:
    """How wide each column is: as its widest text, but the widest of the names give way, one cell at a time."""
    widths = [max(map(cell_len, texts)) for texts in zip(*lines, strict=True)]
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    for _ in range(excess):
        widest = max(_NAMES, key=lambda column: widths[column])
        widths[widest] = max(1, widths[widest] - 1)
    return widths


def _fitted(column: int, text: str, width: int) -> str:
    """`text` cut or padded to `width` cells."""
    if cell_len(text) > width:
        return f"{set_cell_size(text, width - 1)}…"
    padding = " " * (width - cell_len(text))
    return padding + text if column in _FIGURES else text + padding
