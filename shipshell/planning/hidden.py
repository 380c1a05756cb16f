"""Characters that nobody sees (controls, text direction, zero-width joiners): left out of requests, and said."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from shipshell.planning.cells import Readings, read_all
from shipshell.planning.readings import Reading
from shipshell.planning.values import hidden_characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.planning.cells import Cells

_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")


def read_hidden(cells: Cells, columns: Sequence[str]) -> Readings[None]:
    """A warning for each row with hidden characters in one of the columns; line breaks and tabs are none."""
    told = [name for name in columns if _hidden_in("\0".join(cells.column(name)))]
    if not told:
        return Readings([Reading(None)], [0] * len(cells.rows))
    return read_all(partial(_warned, told), *(cells.column(name) for name in told))


def _warned(columns: Sequence[str], *cells: str) -> Reading[None]:
    found = [(name, _hidden_in(cell)) for name, cell in zip(columns, cells, strict=True)]
    return Reading(
        None,
        tuple(f'hidden characters in "{name}" are left out: {", ".join(codes)}' for name, codes in found if codes),
    )


def _hidden_in(text: str) -> list[str]:
    """The hidden characters of a text as people name them, each once; a NUL is only our own seam."""
    if text.isascii() and not _CONTROLS.search(text):
        return []
    odd = hidden_characters()
    return sorted(f"U+{ord(one):04X}" for one in set(text) if one != "\0" and not one.isspace() and ord(one) in odd)
