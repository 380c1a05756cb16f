"""What a person said about columns (`map "Zip Code" to postal_code`), held against the columns and fields there are."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.planning.fields import field_named
from shipshell.planning.header_words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The "field" of a column that shall feed nothing.
IGNORED = "nothing"


def chosen_columns(columns: Sequence[str], chosen: Mapping[str, str]) -> dict[str, list[str]]:
    """The columns a person chose, by field; of two columns for one field the later counts, but all stay `nothing`.

    Raises:
        ShipshellError: E-1024 or E-1025, with the nearest names.
    """
    said: dict[str, list[str]] = {}
    for typed, field in chosen.items():
        column = column_named(typed, columns)
        if field.lower() == IGNORED:
            said.setdefault(IGNORED, []).append(column)
        else:
            said[field_named(field)] = [column]
    return said


def column_named(typed: str, columns: Sequence[str]) -> str:
    """The column that a person typed: exactly, or but for case, spacing and punctuation.

    Raises:
        ShipshellError: E-1024, with the nearest names, or where two columns answer to it.
    """
    if typed in columns:
        return typed
    wanted = "".join(words_of(typed))
    near = [column for column in columns if wanted and "".join(words_of(column)) == wanted]
    if len(near) == 1:
        return near[0]
    near = near or get_close_matches(typed, columns, n=3) or list(columns)[:12]
    listed = ", ".join(f'"{column}"' for column in near)
    raise ShipshellError("E-1024", f'There is no column "{typed}".', hint=f"The nearest are {listed}.", column=typed)
