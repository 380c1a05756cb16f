"""A CSV, TSV or other delimited text file as a source of orders."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from shipshell.sources import csv_dialect, csv_encoding, csv_splice, csv_table, file_remarks, ups_batch
from shipshell.sources.base import SHIPPED_COLUMN, TRACKING_COLUMN, Table
from shipshell.sources.csv_document import Document, place_columns
from shipshell.sources.csv_index import physical_lines, scan
from shipshell.sources.file_source import FileSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.sources.csv_table import Cells

#: How many data rows are looked at to tell the habit of quoting.
_SAMPLE_ROWS = 200
_STRAY = "a quote that nothing closes is left out: look whether its cells are in their columns"


class CsvFile(FileSource):
    """One delimited text file."""

    kind = "csv"

    def _understood(self, data: bytes) -> tuple[Document, Table]:
        document, cells = _taken_apart(data, self.name)
        cells, stray = (cells, []) if document.dialect.quotes else csv_table.without_strays(cells)
        table = Table(
            frame=cells.frame(),
            tracking=cells.called(TRACKING_COLUMN),
            shipped=cells.called(SHIPPED_COLUMN),
            notes=(*((None, words) for words in self._remarks(document, cells)), *((row, _STRAY) for row in stray)),
            assumed=ups_batch.ASSUMED if cells.is_headless else "",
        )
        return document, table

    def _remarks(self, document: Document, cells: Cells) -> Iterator[str]:
        yield from file_remarks.passed_over(cells.passed_over)
        if cells.is_headless:
            yield f"{self.name} has no header: each number and its time are added at the end of their row."
        if document.encoding.is_fallback:
            yield f"{self.name} is not UTF-8; it was read as Windows-1252. Check names with accents."
        yield from file_remarks.hard_links(self._target, self.name)


def _taken_apart(data: bytes, name: str) -> tuple[Document, Cells]:
    encoding = csv_encoding.detect(data, name)
    dialect = csv_dialect.guess(list(islice(physical_lines(data, encoding), csv_dialect.SAMPLE_LINES)))
    scanned = scan(data, encoding, dialect, name)
    cells = csv_table.arrange(scanned, dialect, name)
    columns, missing = place_columns(cells.names)
    sample = [scanned.image.record(cells.header + row).decode(encoding.codec) for row in cells.numbers[:_SAMPLE_ROWS]]
    header = "" if cells.is_headless else scanned.image.record(cells.header).decode(encoding.codec)
    habit = csv_splice.observed(header, sample, dialect)
    named = {} if cells.is_headless else missing
    return Document(scanned.image, encoding, dialect, habit, cells.header, columns, named), cells
