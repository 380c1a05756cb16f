"""What a person should know of the rows of a file before its orders ship, whichever kind of file it is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from shipshell.sources.bystanders import Kind

_SAYING: dict[Kind, tuple[str, str]] = {
    "header": ("is the header again", "are the header again"),
    "total": ("is a total", "are totals"),
    "remark": ("is a remark", "are remarks"),
}
#: How many rows a remark names, how many it quotes, and how much of each.
_NAMED, _QUOTED, _LONGEST = 10, 3, 40


def passed_over(rows: Mapping[int, tuple[Kind, str]], origin: int = 0) -> Iterator[str]:
    """A sentence on each kind of rows that are no orders.

    Args:
        rows: kind and words, by `#`.
        origin: in a workbook, the sheet row of the header; else 0.
    """
    by_kind: defaultdict[Kind, list[int]] = defaultdict(list)
    for row, (kind, _) in rows.items():
        by_kind[kind].append(row)
    for kind, numbers in by_kind.items():
        one, many = _SAYING[kind]
        said = "" if kind == "header" else f": {_quoted([rows[row][1] for row in numbers])}"
        yield f"{_rows(numbers, origin)} {one if len(numbers) == 1 else many}, not shipped{said}."


def hard_links(path: Path, name: str) -> Iterator[str]:
    """A sentence where the file goes by several names."""
    try:
        links = path.stat().st_nlink
    except OSError:  # it is gone since: the next look at it will say so
        return
    if links > 1:
        yield f"{name} has {links} names (hard links); only this one will get the tracking numbers."


def _rows(numbers: list[int], origin: int) -> str:
    noun = "Row" if len(numbers) == 1 else "Rows"
    shown = f"{noun} {_listed(numbers)}"
    return f"{shown} (sheet {noun.lower()} {_listed([row + origin for row in numbers])})" if origin else shown


def _listed(numbers: list[int]) -> str:
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    return ", ".join(map(str, numbers[:_NAMED])) + more


def _quoted(words: list[str]) -> str:
    shown = [f'"{text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."}"' for text in words[:_QUOTED]]
    more = f" and {len(words) - _QUOTED} more" if len(words) > _QUOTED else ""
    return ", ".join(shown) + more
