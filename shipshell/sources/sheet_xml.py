"""Small changes to the XML of a sheet and its Tables that leave every other character alone.

The text is known to be well-formed: a parser has read all of it before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.sources.sheet_area import Area, column_of, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: A tag, or what may hold characters that look like one.
_MARKUP = re.compile(
    r"""<!--.*?--> | <!\[CDATA\[.*?\]\]> | <\?.*?\?>
      | <(?P<close>/?)(?P<name>[^\s/>]+)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*?)(?P<empty>/?)>""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Element:
    """An element in a text.

    Attributes:
        name: with its prefix, if any.
        start: where its first tag begins.
        inside: where that tag ends and the content begins.
        close: where its last tag begins; the same as `inside` if it is empty.
        end: where it ends.
        depth: in how many others it lies.
    """

    name: str
    start: int
    inside: int
    close: int
    end: int
    depth: int

    @property
    def prefix(self) -> str:
        """The namespace's prefix with its colon, or nothing."""
        return self.name[: self.name.rfind(":") + 1]

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name[self.name.rfind(":") + 1 :]


def elements(text: str) -> Iterator[Element]:
    """The elements of a text that begins with a tag or a declaration, each when it ends; the root comes last."""
    opened: list[tuple[str, int, int]] = []
    for tag in _MARKUP.finditer(text):
        name = tag["name"]
        if name is None:
            continue
        if not tag["close"]:
            opened.append((name, tag.start(), tag.end()))
        if tag["close"] or tag["empty"]:
            name, start, inside = opened.pop()
            yield Element(name, start, inside, tag.end() if tag["empty"] else tag.start(), tag.end(), len(opened))
            if not opened:
                return


def attribute(tag: str, name: str) -> str | None:
    """The value of an attribute in the text of a tag, as it stands; None if it has none."""
    found = _attribute(tag, name)
    return None if found is None else found["value"]


def with_attribute(tag: str, name: str, value: str) -> str:
    """The text of a tag with another value for an attribute that it has."""
    found = _attribute(tag, name)
    return tag if found is None else tag[: found.start("value")] + value + tag[found.end("value") :]


def _attribute(tag: str, name: str) -> re.Match[str] | None:
    pattern = rf"""(?:"[^"]*"|'[^']*'|[^"'])*?\s{re.escape(name)}\s*=\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)"""
    return re.match(pattern, tag, re.DOTALL)


def with_cells(row: str, number: int, values: Mapping[int, str], style_from: int | None = None) -> str:
    """The text of a row, with these texts in its cells (by column, from 1); "" empties a cell.

    Args:
        row: begins with the row's tag; what follows the row stays as it is.
        number: the row's number in the sheet.
        style_from: the column whose style a new cell takes; None for the row's own, if it has one.
    """
    *inner, whole = elements(row)
    cells = _by_column(row, (one for one in inner if one.depth == 1 and one.local == "c"))
    neighbour = cells.get(style_from or 0)
    new_style = _row_style(row[: whole.inside]) if neighbour is None else _style(row, neighbour)
    edits: list[tuple[int, int, str]] = []
    for column, value in sorted(values.items()):
        start, end = _place(column, cells, whole)
        style = _style(row, cells[column]) if column in cells else new_style
        edits.append((start, end, _cell(whole.prefix, f"{letters(column)}{number}", style, value)))
    tag, rest = _spanning(row[: whole.inside], values), row[whole.close :]
    if whole.close == whole.end:  # it had no content
        tag, rest = f"{tag[:-2].rstrip()}>", f"</{whole.name}>{rest}"
    return tag + edited(row, edits, whole.inside, whole.close) + rest


def _place(column: int, cells: Mapping[int, Element], whole: Element) -> tuple[int, int]:
    """From where to where a cell stands; a new one comes before the next, or after the last."""
    if column in cells:
        return cells[column].start, cells[column].end
    later = [cell.start for at, cell in cells.items() if at > column]
    place = later[0] if later else max((cell.end for cell in cells.values()), default=whole.inside)
    return place, place


def _by_column(row: str, cells: Iterable[Element]) -> dict[int, Element]:
    """The cells by their column; one that does not say where it stands follows the one before it."""
    column = 0
    placed: dict[int, Element] = {}
    for cell in cells:
        reference = attribute(row[cell.start : cell.inside], "r")
        column = column_of(reference) if reference else column + 1
        placed[column] = cell
    return placed


def _style(row: str, cell: Element) -> str:
    return attribute(row[cell.start : cell.inside], "s") or ""


def _row_style(tag: str) -> str:
    """The style that the row gives to cells that it does not have yet."""
    return (attribute(tag, "s") or "") if attribute(tag, "customFormat") in {"1", "true"} else ""


def _cell(prefix: str, reference: str, style: str, value: str) -> str:
    tag = f'{prefix}c r="{reference}"' + (f' s="{style}"' if style else "")
    if not value:
        return f"<{tag}/>"
    return f'<{tag} t="inlineStr"><{prefix}is><{prefix}t>{value}</{prefix}t></{prefix}is></{prefix}c>'


def _spanning(tag: str, columns: Iterable[int]) -> str:
    """The row's tag, with the columns it says to reach from and to widened to these."""
    told = attribute(tag, "spans")
    if told is None:
        return tag
    reached = [int(column) for column in re.findall(r"\d+", told)]
    if all(min(reached) <= column <= max(reached) for column in columns):
        return tag
    reached += columns
    return with_attribute(tag, "spans", f"{min(reached)}:{max(reached)}")


def edited(text: str, edits: Iterable[tuple[int, int, str]], start: int, end: int) -> str:
    """The text from `start` to `end`, with other words in place of some spans, which are in their order."""
    pieces: list[str] = []
    for first, last, words in edits:
        pieces += [text[start:first], words]
        start = last
    return "".join([*pieces, text[start:end]])


def with_dimension(head: str, right: int) -> str:
    """What stands before a sheet's rows, with the extent that it states reaching to column `right`."""
    for tag in _MARKUP.finditer(head):
        if tag["name"] is None or tag["name"].rpartition(":")[2] != "dimension":
            continue
        extent = attribute(tag.group(), "ref")
        if extent:
            widened = with_attribute(tag.group(), "ref", str(Area.of(extent).widened(right)))
            return head[: tag.start()] + widened + head[tag.end() :]
    return head
