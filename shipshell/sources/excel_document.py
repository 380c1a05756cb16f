"""A workbook in memory that can take tracking numbers: its archive, one of its sheets, and where the numbers go."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources import sheet_xml
from shipshell.sources.sheet_image import SheetImage
from shipshell.sources.sheet_scan import codec_of
from shipshell.sources.zip_splice import Deflated, Splice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.sources.base import Numbers
    from shipshell.sources.excel_sheet import ReadSheet
    from shipshell.sources.sheet_target import Target
    from shipshell.sources.zip_archive import Archive

#: What may be written: it is the same in every encoding, and needs no escape.
_WRITABLE = re.compile(r"[0-9A-Za-z:.+-]*")


@dataclass(frozen=True)  # without slots, for what is cached
class Draft:
    """A workbook as it was read. To take numbers it deflates the whole sheet, which only a batch that ships needs.

    Attributes:
        sheet: the archive's name of the sheet's part.
        data: that part's bytes; the cells as read are let go of.
        starts: where in them each sheet row begins.
        end: where the rows end.
        target: where the numbers go.
        rows: the `#` of the rows that may get one.
    """

    archive: Archive
    sheet: str
    data: bytes
    starts: Mapping[int, int]
    end: int
    target: Target
    rows: frozenset[int]

    @classmethod
    def of(cls, archive: Archive, read: ReadSheet, target: Target) -> Draft:
        """The draft of a workbook that was read."""
        return cls(
            archive,
            _name_in(archive, read.sheet.part),
            read.scan.data,
            {row.number: row.start for row in read.scan.rows},
            read.scan.end,
            target,
            frozenset(read.cells.numbers),
        )

    @property
    def pieces(self) -> list[bytes]:
        """The bytes of the workbook."""
        return [self.archive.data]

    def with_numbers(self, numbers: Mapping[int, Numbers]) -> Document:
        """The document with these numbers: see `Document.with_numbers`."""
        return self._document.with_numbers(numbers)

    @cached_property
    def _document(self) -> Document:
        """The document, as the workbook stands."""
        growing = self.target.table
        parts, table = [self.sheet], None
        if growing:
            table = (
                _name_in(self.archive, growing.part),
                _deflated(growing.with_columns([*self.target.missing.values()])),
            )
            parts.append(table[0])
        return Document(
            splice=Splice.of(self.archive, parts),
            sheet=self.sheet,
            image=SheetImage.of(self.data, self.starts, self.end),
            codec=codec_of(self.data),
            target=self.target,
            rows=self.rows,
            table=table,
        )


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of the workbook, and how to change them.

    Attributes:
        splice: the archive, cut where it changes.
        sheet: the archive's name of the sheet's part.
        image: that part's bytes, by row.
        codec: how they encode text.
        target: where the numbers go.
        rows: the `#` of the rows that may get one.
        table: the archive's name of the part of the Table that grows, and its content; None if none does.
    """

    splice: Splice
    sheet: str
    image: SheetImage
    codec: str
    target: Target
    rows: frozenset[int]
    table: tuple[str, Deflated] | None

    @property
    def pieces(self) -> list[bytes]:
        """The bytes of the workbook, in pieces."""
        contents = {self.sheet: self.image.deflated}
        if self.table:
            contents[self.table[0]] = self.table[1]
        return self.splice.with_contents(contents)

    def with_numbers(self, numbers: Mapping[int, Numbers]) -> Document:
        """The document with these numbers at their rows (by `#`); a column that is missing is added.

        Raises:
            ShipshellError: E-1011, a number is not one that can be written as it is; E-1022, there is no such row.
        """
        target = self.target
        rows: dict[int, bytes] = {}
        for row, number in numbers.items():
            values = dict(zip(target.columns, (number.tracking_number, number.shipped_at), strict=True))
            self._refuse_unwritable(row, values)
            rows[target.header + row] = self._edited(target.header + row, values, None)
        image = self.image
        if target.missing:
            rows[target.header] = self._edited(target.header, target.missing, min(target.missing) - 1)
            head = sheet_xml.with_dimension(image.head.decode(self.codec), max(target.columns))
            image = image.with_head(head.encode(self.codec))
        return replace(self, image=image.with_rows(rows), target=replace(target, missing={}))

    def _refuse_unwritable(self, row: int, values: Mapping[int, str]) -> None:
        if row not in self.rows:
            raise ShipshellError("E-1022", f"There is no row {row} to write to", row=row)
        for value in values.values():
            if not _WRITABLE.fullmatch(value):
                raise ShipshellError("E-1011", f'"{value}" cannot be written into a workbook', row=row, value=value)

    def _edited(self, row: int, values: Mapping[int, str], style_from: int | None) -> bytes:
        text = self.image.row(row).decode(self.codec)
        return sheet_xml.with_cells(text, row, values, style_from).encode(self.codec)


def _name_in(archive: Archive, part: str) -> str:
    """A part's name as the archive spells it."""
    member = archive.find(part)
    return member.name if member else part


def _deflated(data: bytes) -> Deflated:
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return Deflated((deflater.compress(data) + deflater.flush(),), zlib.crc32(data), len(data))
