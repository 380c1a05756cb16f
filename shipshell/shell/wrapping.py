"""Long lines broken after a space; a terminal by itself would break them within a word."""

from __future__ import annotations

import re

from rich.cells import cell_len

_WORD = re.compile(r" *[^ ]+")


def wrapped(text: str, width: int) -> str:
    """`text` in lines of at most `width` columns.

    A word that is longer has a line of its own and is left to the terminal: a path that is copied from there stays
    whole.
    """
    return "\n".join(part for line in text.split("\n") for part in _parts(line, width))


def _parts(line: str, width: int) -> list[str]:
    if cell_len(line) <= width:
        return [line]
    parts: list[str] = []
    for word in _WORD.findall(line):
        if parts and cell_len(parts[-1]) + cell_len(word) <= width:
            parts[-1] += word
        else:
            parts.append(word.lstrip(" ") if parts else word)
    return parts
