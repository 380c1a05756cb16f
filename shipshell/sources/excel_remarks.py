"""What a person should know about a workbook before its orders ship."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.sources.file_remarks import hard_links, passed_over
from shipshell.sources.sheet_area import letters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shipshell.sources.excel_sheet import ReadSheet
    from shipshell.sources.workbook_parts import Workbook


def remarks(workbook: Workbook, read: ReadSheet, path: Path) -> Iterator[str]:
    """The remarks, each a sentence or two."""
    name = f'Sheet "{read.sheet.name}"'
    if sum(not sheet.hidden for sheet in workbook.sheets) > 1:
        yield f"{name} of {path.name} is the one that is read."
    data = {read.cells.header + number for number in read.cells.numbers}
    hidden = sum(row.hidden for row in read.scan.rows if row.number in data)
    if hidden:
        yield f"{name} hides {hidden} of its {len(data)} rows; they are orders like the others."
    unseen = [column for column in read.cells.columns if any(area.has(1, column) for area in read.scan.hidden_columns)]
    if unseen:
        yield f"{name} hides {_columns(unseen)}; what they hold is read like the rest."
    if read.scan.is_protected:
        yield f"{name} is protected against changes; the tracking numbers are written all the same."
    formulas = sum(len(data.intersection(rows)) for rows in read.scan.formulas.values())
    if formulas and workbook.must_recalculate:
        yield (
            f"{name} holds formulas ({formulas}) whose results may be out of date: the program that wrote left them "
            "to be reckoned later. If in doubt, open it in Excel, save it, and ask for a new preview."
        )
    yield from passed_over(read.cells.passed_over, read.cells.header)
    yield from hard_links(path, path.name)


def _columns(columns: list[int]) -> str:
    names = ", ".join(map(letters, columns))
    return f"column {names}" if len(columns) == 1 else f"columns {names}"
