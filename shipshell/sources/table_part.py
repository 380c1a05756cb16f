"""A Table of a sheet (Insert, Table): where it lies, and its part with columns added at its right edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.sources.sheet_area import Area
from shipshell.sources.sheet_scan import codec_of
from shipshell.sources.sheet_xml import attribute, edited, elements, with_attribute

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class TablePart:
    """A Table.

    Attributes:
        part: its part's name.
        data: its part's bytes.
        area: the cells it covers, header and totals included.
        has_header: whether its first row holds the names of its columns.
        totals: the sheet row of its totals; None if it shows none.
        is_plain: whether nothing but the sheet fills it: no query, no XML map.
    """

    part: str
    data: bytes
    area: Area
    has_header: bool
    totals: int | None
    is_plain: bool

    @classmethod
    def of(cls, part: str, data: bytes) -> TablePart:
        """The Table in a part.

        Raises:
            ValueError: it does not say where it lies.
        """
        text = data.decode(codec_of(data))
        root = list(elements(text))[-1]
        tag = text[root.start : root.inside]
        area = Area.of(attribute(tag, "ref") or "")
        has_totals = attribute(tag, "totalsRowCount") not in {None, "0"}
        return cls(
            part,
            data,
            area,
            has_header=attribute(tag, "headerRowCount") != "0",
            totals=area.bottom if has_totals else None,
            is_plain=attribute(tag, "tableType") in {None, "worksheet"},
        )

    def with_columns(self, names: Sequence[str]) -> bytes:
        """The part's bytes, with columns of these names added at the right."""
        codec = codec_of(self.data)
        text = self.data.decode(codec)
        found = list(elements(text))
        edits: list[tuple[int, int, str]] = []
        for element in found:
            tag = text[element.start : element.inside]
            if element.local in {"table", "autoFilter"} and element.depth < 2:  # noqa: PLR2004 - the Table's own
                reach = Area.of(attribute(tag, "ref") or "")
                widened = with_attribute(tag, "ref", str(reach.widened(self.area.right + len(names))))
                edits.append((element.start, element.inside, widened))
            elif element.local == "tableColumns":
                columns = [one for one in found if one.local == "tableColumn"]
                ids = [int(attribute(text[one.start : one.inside], "id") or 0) for one in columns]
                counted = with_attribute(tag, "count", str(len(columns) + len(names)))
                added = (
                    f'<{element.prefix}tableColumn id="{max(ids) + at}" name="{name}"/>'
                    for at, name in enumerate(names, start=1)
                )
                edits += [(element.start, element.inside, counted), (element.close, element.close, "".join(added))]
        return edited(text, sorted(edits), 0, len(text)).encode(codec)
