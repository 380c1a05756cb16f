"""Workbooks for tests: written by openpyxl, some of them with their zip edited by hand afterwards."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from shipshell.sources.base import Numbers
from shipshell.sources.zip_archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEADER = ["Order", "Name", "City", "Zip", "Ordered", "Weight"]
NUMBERS = Numbers("1ZTEST0000000001", "2026-11-23T10:05:00Z")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"

Edit = "Callable[[bytes], bytes]"


def orders(count: int = 130, *, titles: int = 0) -> tuple[Workbook, Worksheet]:
    """A workbook with one sheet of orders under some title rows; its ZIPs are numbers in the format 00000."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Orders"
    for at in range(titles):
        sheet.append([f"Title {at}"])
    sheet.append(HEADER)
    for at in range(1, count + 1):
        day = datetime(2026, 11, 1 + at % 28, tzinfo=UTC).replace(tzinfo=None)
        sheet.append([f"{at:06}", f"Jane Ä & Co {at}", "Bend", 2100 + at, day, at / 10])
        row = titles + 1 + at
        sheet.cell(row, 4).number_format = "00000"
        sheet.cell(row, 5).number_format = "yyyy-mm-dd"
    return workbook, sheet


def shown(at: int) -> list[str]:
    """The cells of order `at`, as Excel shows them."""
    return [f"{at:06}", f"Jane Ä & Co {at}", "Bend", f"{2100 + at:05}", f"2026-11-{1 + at % 28:02}", f"{at / 10:g}"]


def saved(workbook: Workbook) -> bytes:
    """The bytes that openpyxl saves."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """The content of each member, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def raw_members(data: bytes) -> dict[str, tuple[bytes, bytes, bytes]]:
    """Of each member its local header, its compressed bytes and its entry, less the place where it lies."""
    archive = Archive.of(data, "x")
    found = {}
    for member in archive.members:
        start, end = archive.data_span(member)
        record = member.record[:42] + member.record[46:]
        found[member.name] = (data[member.offset : start], data[start:end], record)
    return found


def rezipped(
    contents: dict[str, bytes],
    *,
    method: int = zipfile.ZIP_DEFLATED,
    comment: bytes = b"",
    zip64: bool = False,
    streamed: bool = False,
) -> bytes:
    """A zip of these members; streamed ones have their sizes behind their data."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(_Pipe(buffer) if streamed else buffer, "w", method) as archive:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name, (2026, 11, 23, 10, 5, 0))
            info.compress_type = method
            with archive.open(info, "w", force_zip64=zip64) as member:
                member.write(content)
        archive.comment = comment
    return buffer.getvalue()


class _Pipe(io.RawIOBase):
    """A stream that cannot go back."""

    def __init__(self, sink: io.BytesIO) -> None:
        self._sink = sink

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        assert isinstance(data, bytes | bytearray | memoryview)
        return self._sink.write(data)


def with_part(data: bytes, edits: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """The workbook with some parts edited; a part that is not there is edited from nothing."""
    contents = members(data)
    for name, edit in edits.items():
        contents[name] = edit(contents.get(name, b""))
    return rezipped(contents)


def with_sheet(data: bytes, edit: Callable[[str], str], codec: str = "utf-8") -> bytes:
    """The workbook with the XML of its first sheet edited."""
    return with_part(data, {SHEET: lambda part: edit(part.decode()).encode(codec)})


def sheet_of(rows: str, *, before: str = "", after: str = "") -> bytes:
    """A workbook whose sheet has this XML for its rows, and before and after them."""
    workbook, _ = orders(1)
    xml = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return with_sheet(saved(workbook), lambda _: xml)


def with_shared_texts(data: bytes, items: str) -> bytes:
    """The workbook with these items as the texts that its cells may refer to by number."""
    link = f'<Relationship Id="rIdT" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    return with_part(
        data,
        {
            "xl/_rels/workbook.xml.rels": lambda part: part.replace(b"</Relationships>", link.encode()),
            "[Content_Types].xml": lambda part: part.replace(b"</Types>", override.encode()),
            "xl/sharedStrings.xml": lambda _: f'<sst xmlns="{MAIN}">{items}</sst>'.encode(),
        },
    )


def prefixed(xml: str) -> str:
    """The XML with the prefix `x:` on each element of the main namespace."""
    declared = xml.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"', 1)
    return re.sub(r"<(/?)(?![?!])(?!\w+:)", r"<\1x:", declared)


def values(path: Path, sheet: str = "Orders") -> list[list[object]]:
    """All cells of a sheet, as openpyxl reads them."""
    workbook = load_workbook(path, data_only=True)
    return [[cell.value for cell in row] for row in workbook[sheet].iter_rows()]


def without_columns(part: bytes, columns: set[str]) -> str:
    """A sheet's XML in canonical form, without these columns (letters) and what they make wider."""
    root = ET.fromstring(part)
    for element in root.iter():
        if element.tag.endswith("}dimension"):
            element.attrib.pop("ref")
        if element.tag.endswith("}row"):
            element.attrib.pop("spans", None)
            for cell in list(element):
                if cell.get("r", "").rstrip("0123456789") in columns:
                    element.remove(cell)
    return ET.canonicalize(ET.tostring(root, encoding="unicode"))
