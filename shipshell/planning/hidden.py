"""Characters that nobody sees (controls, text direction, zero-width joiners): left out of requests, and said.

So is what was no text and cannot be read (U+FFFD): an error of its row, for the rest would be half a name.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from shipshell.planning.cells import Readings, read_all
from shipshell.planning.readings import Fault, Reading
from shipshell.planning.values import hidden_characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.planning.cells import Cells

_LOST = "\ufffd"
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")


def read_hidden(cells: Cells, columns: Sequence[str]) -> Readings[None]:
    """A warning for each row with hidden characters in one of the columns, an error for one with lost characters.

    Line breaks and tabs are neither.
    """
    told = [name for name in columns if _is_odd("\0".join(cells.column(name)))]
    if not told:
        return Readings([Reading(None)], [0] * len(cells.rows))
    return read_all(partial(_warned, told), *(cells.column(name) for name in told))


def _warned(columns: Sequence[str], *cells: str) -> Reading[None]:
    found = [(name, _hidden_in(cell)) for name, cell in zip(columns, cells, strict=True)]
    return Reading(
        None,
        tuple(f'hidden characters in "{name}" are left out: {", ".join(codes)}' for name, codes in found if codes),
        tuple(_lost(name) for name, cell in zip(columns, cells, strict=True) if _LOST in cell),
    )


def _lost(name: str) -> Fault:
    return Fault("", "E-1013", f'"{name}" holds bytes that are no text.', "Write the cell anew.")


def _is_odd(text: str) -> bool:
    return _LOST in text or bool(_hidden_in(text))


def _hidden_in(text: str) -> list[str]:
    """The hidden characters of a text as people name them, each once; a NUL is only our own seam."""
    if text.isascii() and not _CONTROLS.search(text):
        return []
    odd = hidden_characters()
    return sorted(f"U+{ord(one):04X}" for one in set(text) if one != "\0" and not one.isspace() and ord(one) in odd)
