"""The names of columns: made unique, and the two write-back columns found among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def unique(headers: Sequence[str]) -> list[str]:
    """One name a column, no two alike: `Name`, `Name (2)`; a column without a header is `Column 4`."""
    taken = set(headers)
    names: list[str] = []
    for number, header in enumerate(headers, start=1):
        name = header if header.strip() else f"Column {number}"
        if name in names:
            name = _another(name, taken)
        taken.add(name)
        names.append(name)
    return names


def find(headers: Sequence[str], wanted: str) -> int | None:
    """The position of the column called `wanted`, whatever its case or spacing; the exact name goes first."""
    if wanted in headers:
        return headers.index(wanted)
    return next((at for at, header in enumerate(headers) if plain(header) == plain(wanted)), None)


def plain(header: str) -> str:
    """A header without case, blanks and punctuation: `Tracking Number` is `trackingnumber`."""
    return re.sub(r"[\W_]+", "", header).casefold()


def _another(name: str, taken: set[str]) -> str:
    count = 2
    while f"{name} ({count})" in taken:
        count += 1
    return f"{name} ({count})"
