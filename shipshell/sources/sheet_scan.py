"""A sheet's part in one pass: the cells of each row as text, where its row begins, and what else lies in the sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable  # noqa: TC003 - the annotations of a dataclass
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.parsers import expat

from shipshell.sources.cell_text import shown_number, shown_text
from shipshell.sources.number_format import GENERAL
from shipshell.sources.sheet_area import LAST_COLUMN, LAST_ROW, Area, column_of
from shipshell.sources.workbook_parts import unescaped

if TYPE_CHECKING:
    from shipshell.sources.workbook_parts import Workbook

#: The two namespaces of sheets: the common one, and that of the strict variant of the format.
_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
#: How many rows are told numbers from texts in: as many as may hold the header.
_TOLD_ROWS = 100
_ALTERNATIVES = "http://schemas.openxmlformats.org/markup-compatibility/2006 AlternateContent"
_TRUE = {"1", "true"}
#: The types of cells that hold no text.
_NUMERIC = {"n", "b", "d"}
_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_CODECS = {"utf-8": "utf-8", "us-ascii": "ascii", "iso-8859-1": "latin-1"}


class Unreadable(Exception):
    """A sheet says something that we do not understand; the words say what."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in the part.

    Attributes:
        number: its number in the sheet, from 1.
        start: the offset of its first byte.
        hidden: whether it is not shown.
        texts: its cells as displayed, from column A to the last that is filled.
    """

    number: int
    start: int
    hidden: bool
    texts: list[str]


@dataclass(slots=True)
class Scan:
    """What a pass over a sheet's part found.

    Attributes:
        data: the part's bytes.
        rows: in their order.
        end: the offset where the rows end.
        numeric: cells in the first rows, as (row, column), that hold no text: numbers, dates, truth values.
        formulas: the rows in which each column holds formulas.
        unsolved: formulas without a stored result, as (row, column).
        merged: areas of merged cells.
        computed: areas that one formula fills.
        hidden_columns: areas of columns that are not shown.
        is_protected: whether Excel keeps people from changing cells.
    """

    data: bytes
    rows: list[Row] = field(default_factory=list)
    end: int = 0
    numeric: set[tuple[int, int]] = field(default_factory=set)
    formulas: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    unsolved: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    computed: list[Area] = field(default_factory=list)
    hidden_columns: list[Area] = field(default_factory=list)
    is_protected: bool = False


def scan(data: bytes, workbook: Workbook) -> Scan:
    """Read a sheet's part.

    Raises:
        Unreadable: it is damaged, or says something we do not understand.
    """
    found = Scan(data)
    try:
        codec_of(data)
        _Reader(workbook, found).read()
    except expat.ExpatError as error:
        raise Unreadable(f"its XML is damaged ({error})") from error
    except (ValueError, IndexError) as error:
        raise Unreadable(f"a cell of row {found.rows[-1].number} is damaged" if found.rows else str(error)) from error
    return found


@dataclass(frozen=True, slots=True)
class _Node:
    """What to do where an element begins and ends, and which elements matter in it."""

    inside: dict[str, _Node] = field(default_factory=dict)
    begin: Callable[[dict[str, str]], None] | None = None
    end: Callable[[], None] | None = None


_IGNORED = _Node()


class _Reader:
    """Takes expat's events. Cells by the hundred thousand pass here: state is kept in plain attributes."""

    def __init__(self, workbook: Workbook, found: Scan) -> None:
        self._found = found
        self._shared = workbook.shared_texts
        self._formats = workbook.formats
        self._since_1904 = workbook.since_1904
        self._open: list[_Node] = []
        self._row = 0
        self._column = 0
        self._texts: list[str] = []
        self._type = ""
        self._style = 0
        self._has_formula = False
        self._parts: list[str] = []
        self._collects = False
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def read(self) -> None:
        parser = self._parser
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(self._found.data, True)  # noqa: FBT003 - expat's own signature

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        node = self._open[-1].inside.get(name, _IGNORED) if self._open else self._worksheet(name)
        self._open.append(node)
        if node.begin:
            node.begin(attributes)

    def _end(self, _name: str) -> None:
        node = self._open.pop()
        if node.end:
            node.end()

    def _text(self, text: str) -> None:
        if self._collects:
            self._parts.append(text)

    def _doctype(self, *_: object) -> None:
        raise Unreadable("it has a document type, which no program gives a sheet")

    def _worksheet(self, root: str) -> _Node:
        """What matters in a sheet whose root element is called `root`, namespace and name."""
        namespace, _, name = root.rpartition(" ")
        if name != "worksheet" or namespace not in _NAMESPACES:
            raise Unreadable("it is no worksheet")

        def inside(**nodes: _Node) -> dict[str, _Node]:
            return {f"{namespace} {name}": node for name, node in nodes.items()}

        choice = {_ALTERNATIVES: _Node(begin=self._alternatives)}
        text = _Node(begin=self._begin_text, end=self._end_text)
        run = _Node(inside(t=text))
        cell = _Node(
            choice | inside(v=text, f=_Node(begin=self._formula), **{"is": _Node(inside(t=text, r=run))}),
            self._begin_cell,
            self._end_cell,
        )
        row = _Node(choice | inside(c=cell), self._begin_row)
        return _Node(
            inside(
                cols=_Node(inside(col=_Node(begin=self._columns))),
                sheetData=_Node(choice | inside(row=row), end=self._end_rows),
                mergeCells=_Node(inside(mergeCell=_Node(begin=self._merged))),
                sheetProtection=_Node(begin=self._protected),
            )
        )

    def _alternatives(self, _attributes: dict[str, str]) -> None:
        raise Unreadable(f"row {self._row} has alternatives for different programs")

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r", self._row + 1))
        if number <= self._row:
            raise Unreadable(f"row {number} comes after row {self._row}")
        self._row, self._column, self._texts = number, 0, []
        hidden = attributes.get("hidden") in _TRUE
        self._found.rows.append(Row(number, self._parser.CurrentByteIndex, hidden, self._texts))

    def _end_rows(self) -> None:
        self._found.end = self._parser.CurrentByteIndex

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        column = column_of(reference) if reference else self._column + 1
        if not self._column < column <= LAST_COLUMN:
            raise Unreadable(f"the cells of row {self._row} are not in their order")
        self._column = column
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", 0))
        self._has_formula = False
        self._parts = []

    def _begin_text(self, _attributes: dict[str, str]) -> None:
        self._collects = True

    def _end_text(self) -> None:
        self._collects = False

    def _formula(self, attributes: dict[str, str]) -> None:
        self._has_formula = True
        self._found.formulas[self._column].append(self._row)
        if attributes.get("t") in {"array", "dataTable"} and "ref" in attributes:
            self._found.computed.append(Area.of(attributes["ref"]))

    def _end_cell(self) -> None:
        stored = "".join(self._parts)
        if not stored:
            if self._has_formula and self._type != "str":
                self._found.unsolved.append((self._row, self._column))
            return
        texts = self._texts
        texts.extend([""] * (self._column - 1 - len(texts)))
        texts.append(self._shown(stored))
        if self._type in _NUMERIC and len(self._found.rows) <= _TOLD_ROWS:
            self._found.numeric.add((self._row, self._column))

    def _shown(self, stored: str) -> str:
        code = self._formats[self._style] if self._style < len(self._formats) else GENERAL
        match self._type:
            case "s":
                return shown_text(self._shared[int(stored)], code)
            case "n":
                return shown_number(stored, code, since_1904=self._since_1904)
            case "b":
                return "TRUE" if stored in _TRUE else "FALSE"
            case "d":
                return shown_number(_serial(stored, since_1904=self._since_1904), code, since_1904=self._since_1904)
            case "e":
                return stored
        return shown_text(unescaped(stored), code)

    def _merged(self, attributes: dict[str, str]) -> None:
        self._found.merged.append(Area.of(attributes["ref"]))

    def _columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE:
            self._found.hidden_columns.append(Area(1, int(attributes["min"]), LAST_ROW, int(attributes["max"])))

    def _protected(self, attributes: dict[str, str]) -> None:
        self._found.is_protected = attributes.get("sheet") in _TRUE


def codec_of(data: bytes) -> str:
    """How an XML part encodes text, from its first bytes and what it says itself.

    Raises:
        ValueError: it is none of the encodings that every XML parser knows.
    """
    if data.startswith((b"\xff\xfe", b"<\0")):
        return "utf-16-le"
    if data.startswith((b"\xfe\xff", b"\0<")):
        return "utf-16-be"
    stated = _ENCODING.match(data)
    declared = stated[1].decode().lower() if stated else "utf-8"
    if declared not in _CODECS:
        raise ValueError(f"its encoding, {declared}, is not supported")
    return _CODECS[declared]


def _serial(stored: str, *, since_1904: bool) -> str:
    """The serial number of a date that is stored as ISO 8601; other text as it is."""
    try:
        told = datetime.fromisoformat(stored)
    except ValueError:
        return stored
    start = datetime(1904, 1, 1, tzinfo=UTC) if since_1904 else datetime(1899, 12, 30, tzinfo=UTC)
    return str((told.replace(tzinfo=UTC) - start).total_seconds() / 86_400)
