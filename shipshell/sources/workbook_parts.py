"""The parts of a workbook: its sheets by name, the Tables of a sheet, styles and shared texts, and how they refer."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from shipshell.model.errors import ShipshellError
from shipshell.sources.number_format import BUILT_IN, GENERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.sources.zip_archive import Archive

_HINT = "Open it in Excel, have it mended, and save it; or export the orders as CSV."
#: The content of a file that Office encrypts, and of Excel's format before 2007.
_ESCAPE = re.compile("_x(?!0000)([0-9A-Fa-f]{4})_")
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name, its part, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Link:
    """What a part refers to: the last word of the kind (`worksheet`), and the other part."""

    kind: str
    part: str


class Workbook:
    """A workbook in an archive. Reads each part when it is first asked for.

    Raises:
        ShipshellError: E-1004, it is no workbook or damaged; E-1007, it is a binary one.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        main = [link.part for link in self.links("").values() if link.kind == "officeDocument"]
        if not main:
            raise self._unsound("it does not say where its sheets are")
        self._main = main[0]
        if self._main.endswith(".bin"):
            words = f"{archive.name} is a binary workbook (xlsb), which is not supported"
            raise ShipshellError("E-1007", words, hint="Save it in Excel as an .xlsx workbook, and ship that.")
        self._root = self._tree(self._main)
        self.sheets = tuple(self._sheets())

    @property
    def is_signed(self) -> bool:
        """Whether a digital signature vouches for the workbook as it is."""
        return any(link.kind == "origin" for link in self.links("").values())

    @property
    def since_1904(self) -> bool:
        """Whether days are counted from 1904, as old Macs did."""
        return self._switch("workbookPr", "date1904")

    @property
    def must_recalculate(self) -> bool:
        """Whether the program that wrote it left the results of formulas to the one that opens it."""
        return self._switch("calcPr", "fullCalcOnLoad")

    @cached_property
    def formats(self) -> tuple[str, ...]:
        """The number format of each cell style."""
        part = self._single("styles")
        if part is None:
            return ()
        root = self._tree(part)
        own = {int(one.get("numFmtId", "0")): one.get("formatCode", GENERAL) for one in _all(root, "numFmt")}
        known = BUILT_IN | own
        styles = next(_all(root, "cellXfs"), ET.Element("cellXfs"))
        return tuple(known.get(int(style.get("numFmtId", "0")), GENERAL) for style in styles)

    @cached_property
    def shared_texts(self) -> tuple[str, ...]:
        """The texts that cells refer to by number, without their phonetic guides."""
        part = self._single("sharedStrings")
        if part is None:
            return ()
        return tuple(self._texts(part))

    def links(self, part: str) -> dict[str, Link]:
        """The parts that `part` ("" for the whole archive) refers to, by the id of the reference."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if self.archive.find(relations) is None:
            return {}
        return {
            link.get("Id", ""): Link(link.get("Type", "").rpartition("/")[2], _resolved(folder, link.get("Target", "")))
            for link in self._tree(relations)
            if link.get("TargetMode") != "External"
        }

    def tables(self, sheet: Sheet) -> list[str]:
        """The parts of a sheet's Tables."""
        return [link.part for link in self.links(sheet.part).values() if link.kind == "table"]

    def _sheets(self) -> Iterator[Sheet]:
        links = self.links(self._main)
        for sheet in _all(self._root, "sheet"):
            reference = next((value for name, value in sheet.attrib.items() if local(name) == "id"), "")
            link = links.get(reference)
            if link is not None and link.kind == "worksheet":
                yield Sheet(sheet.get("name", ""), link.part, sheet.get("state", "visible") != "visible")

    def _texts(self, part: str) -> Iterator[str]:
        """The shared texts one by one; there may be hundreds of thousands."""
        events = ET.iterparse(BytesIO(self.archive.read(part)), ("start", "end"))  # noqa: S314 - see `_tree`
        try:
            _, root = next(events)
            for event, element in events:
                if event == "end" and local(element.tag) == "si":
                    yield rich_text(element)
                    root.clear()
        except ET.ParseError as error:
            raise self._unsound(f"{part} is damaged") from error

    def _single(self, kind: str) -> str | None:
        return next((link.part for link in self.links(self._main).values() if link.kind == kind), None)

    def _switch(self, element: str, attribute: str) -> bool:
        return any(one.get(attribute) in {"1", "true"} for one in _all(self._root, element))

    def _tree(self, part: str) -> ET.Element:
        try:
            return ET.fromstring(self.archive.read(part))  # noqa: S314 - expat bounds what entities may grow to
        except ET.ParseError as error:
            raise self._unsound(f"{part} is damaged") from error

    def _unsound(self, why: str) -> ShipshellError:
        return ShipshellError("E-1004", f"{self.archive.name} is not a workbook that can be read: {why}", hint=_HINT)


def refuse_compound_file(data: bytes, name: str) -> None:
    """Refuse what is no zip archive because Office encrypted it, or because it is older than the format.

    Raises:
        ShipshellError: E-1002, it has a password; E-1007, it is of the old format.
    """
    if not data.startswith(_COMPOUND_FILE):
        return
    if _ENCRYPTED_STREAM in data:
        hint = "Open it in Excel, take the password away (File, Info, Protect Workbook), and save it."
        raise ShipshellError("E-1002", f"{name} is encrypted with a password", hint=hint)
    hint = "Save it in Excel as an .xlsx workbook, and ship that."
    raise ShipshellError("E-1007", f"{name} is a workbook of Excel 97-2003, which is not supported", hint=hint)


def local(tag: str) -> str:
    """A tag or attribute without its namespace."""
    return tag.rpartition("}")[2]


def rich_text(element: ET.Element) -> str:
    """The text of an `si` or `is`: its own, or that of its runs; phonetic guides are left out."""
    runs = (
        child if local(child.tag) == "t" else _first(child, "t") for child in element if local(child.tag) in {"r", "t"}
    )
    return unescaped("".join(run.text or "" for run in runs if run is not None))


def unescaped(text: str) -> str:
    """Text with Excel's own escapes resolved: `_x000D_` is a carriage return."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _all(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (element for element in root.iter() if local(element.tag) == name)


def _first(root: ET.Element, name: str) -> ET.Element | None:
    return next(_all(root, name), None)


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
