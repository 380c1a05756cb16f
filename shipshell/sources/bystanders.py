"""Rows under the header that are plainly no orders: counts, remarks, totals, the header said again.

A row that might be an order stays one, and is an error of its own if it is not: nothing that holds an address is taken
for anything else. What is passed over is said at the preview.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal

from shipshell.sources.base import SHIPPED_COLUMN, TRACKING_COLUMN
from shipshell.sources.headers import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Kind = Literal["header", "total", "remark"]

_THINGS = (
    r"(?:records?|rows?|orders?|items?|lines?|transactions?|shipments?|parcels?|packages?|labels?|results?)(?:\(s\))?"
)
#: What programs put under or between the rows of a list, and nobody is called.
_COUNT = re.compile(
    rf"(?:total |number of )*{_THINGS}(?: \w+)?\s*[:=]\s*[\d,.]+"
    rf"|[\d,]+ {_THINGS}(?: (?:downloaded|exported|printed|found|listed|selected|total|in total))?\.?"
    r"|\W*end of (?:the )?(?:report|file|list|export|data|orders)\W*"
    r"|page \d+(?: (?:of|/) \d+)?",
    re.IGNORECASE,
)
#: What may stand under the last order: `Exported on May 5`, `Seller ID : mugshop`, `# by Ana`.
_CLOSING = re.compile(
    r"(?:report |list )?(?:generated|exported|printed|downloaded|created) (?:on|at|by|from) .+"
    r"|[^\W\d][\w .-]{0,40}?\s*:\s*\S.*"
    r"|(?:#+|//)\s*[^\W\d].*",
    re.IGNORECASE,
)
#: What a ZIP or a street looks like, wherever it stands.
_ADDRESS = re.compile(
    r"\b\d{5}\b|\d\s.*\b(?:st|street|ave|avenue|rd|road|blvd|dr|drive|ln|lane|ct|court|way|pl|place|hwy|pkwy|box)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    rf"(?:(?:grand|sub|report|overall)[ -]?)?totals?(?: (?:weight|amount|{_THINGS}))?:?|sum:?", re.IGNORECASE
)
_TOTAL_OF = re.compile(r"total (?:for |of )?(?P<under>.+)|(?P<over>.+) (?:sub)?total", re.IGNORECASE)
_FIGURE = re.compile(r"[-(]?[$€£]?\s*-?\d[\d.,]*\)?(?:\s*(?:%|usd|eur|gbp|lbs?|oz|kg|g))?", re.IGNORECASE)
#: A remark stands in one cell, or in two: `83`, `record(s) downloaded`.
_REMARK_CELLS = 2


def bystanders(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[int, Kind]:
    """The rows, by position, that are no orders.

    Args:
        header: the cells of the header.
        rows: the cells of each row under it; none of them is blank.
    """
    titles = _titles(header)
    found = dict(_told_by_themselves(titles, rows))
    for at in reversed(range(len(rows))):
        if at in found:
            continue
        kind = _at_the_end(titles, rows, at, found)
        if not kind:
            break
        found[at] = kind
    return dict(sorted(found.items()))


def words_of(row: Sequence[str]) -> str:
    """What a row says, in one line."""
    return " ".join(" ".join(row).split())


def _told_by_themselves(titles: Mapping[int, str], rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, Kind]]:
    first = min(titles, default=0)
    for at, row in enumerate(rows):
        if _folded(row[first]) == titles.get(first) and _titles(row) == titles:
            yield at, "header"
        elif _may_sum(" ".join(row)) and _is_total(rows, at):
            yield at, "total"
        elif row.count("") + _REMARK_CELLS >= len(row) and _is_remark(titles, row):
            yield at, "remark"


def _is_remark(titles: Mapping[int, str], row: Sequence[str]) -> bool:
    """Whether a row of a cell or two says what no order says, or says it under no header, as a group's name does."""
    counts = len(titles) > _REMARK_CELLS and _COUNT.fullmatch(words_of(row))
    return bool(counts) or not any(row[column].strip() for column in titles)


def _at_the_end(
    titles: Mapping[int, str], rows: Sequence[Sequence[str]], at: int, found: Mapping[int, Kind]
) -> Kind | None:
    """What a row is that has no order below it; None if it is one itself."""
    if _sums_up(at, rows, found):
        return "total"
    filled, words = _filled(rows[at]), words_of(rows[at])
    is_short = len(filled) == 1 or (len(filled) == _REMARK_CELLS and filled[0].rstrip().endswith(":"))
    if is_short and len(titles) > _REMARK_CELLS and _CLOSING.fullmatch(words) and not _ADDRESS.search(words):
        return "remark"
    return None


def _titles(row: Sequence[str]) -> dict[int, str]:
    """The headers in a row, by column, whatever their case, but for those of write-back."""
    ours = {plain(TRACKING_COLUMN), plain(SHIPPED_COLUMN)}
    return {column: _folded(cell) for column, cell in enumerate(row) if cell.strip() and plain(cell) not in ours}


def _may_sum(words: str) -> bool:
    """Whether to look closer: what `_is_total` tells, in a fraction of the time, of nearly every row."""
    lowered = words.lower()
    return "total" in lowered or "sum" in lowered


def _is_total(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a row is a total by its own words, and holds nothing but figures and counts beside them."""
    cells = [cell.strip() for cell in _filled(rows[at])]
    words = [cell for cell in cells if not _FIGURE.fullmatch(cell) and not _COUNT.fullmatch(cell)]
    if len(words) != 1:
        return False
    of_group = _TOTAL_OF.fullmatch(words[0])
    return bool(_TOTAL.fullmatch(words[0])) or bool(
        of_group and _stands_in(rows[:at], of_group["under"] or of_group["over"])
    )


def _stands_in(rows: Iterable[Sequence[str]], group: str) -> bool:
    return any(_folded(cell) == _folded(group) for row in rows for cell in row)


def _sums_up(at: int, rows: Sequence[Sequence[str]], found: Mapping[int, Kind]) -> bool:
    """Whether a row holds nothing but figures, each the sum of those above it."""
    sums = {column: _number(cell) for column, cell in enumerate(rows[at]) if cell.strip()}
    if None in sums.values():
        return False
    above = [row for number, row in enumerate(rows[:at]) if number not in found]
    return bool(above) and all(
        sum((_number(row[column]) or Decimal() for row in above), Decimal()) == total for column, total in sums.items()
    )


def _number(cell: str) -> Decimal | None:
    try:
        return Decimal(cell.strip().lstrip("$").replace(",", ""))
    except InvalidOperation:
        return None


def _folded(cell: str) -> str:
    return cell.strip().casefold()


def _filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell and not cell.isspace()]
