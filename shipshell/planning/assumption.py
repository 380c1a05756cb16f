"""Names of columns that the source does not say itself: a person confirms them before anything ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.planning.doubt import Doubt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.planning.mapping import ColumnMap
    from shipshell.sources.base import Table

#: What is shown of the first row, and of it the field whose column confirms all.
_SHOWN = ("name", "address1", "city", "state", "postal_code", "weight")


def assumption(table: Table, column_map: ColumnMap, chosen: Mapping[str, str]) -> tuple[Doubt, ...]:
    """The question whether the columns are what they were taken for; none once a person mapped one of them."""
    matches = column_map.matches
    if not table.assumed or chosen or "name" not in matches:
        return ()
    first = table.frame.iloc[0]
    shown = [
        f'{field.replace("_", " ")} "{" ".join(first[column] for column in matches[field].columns)}"'
        for field in _SHOWN
        if field in matches
    ]
    column = matches["name"].columns[0]
    words = f"{table.assumed}. Its first row is read as {', '.join(shown)}. Is that right? Then say: "
    return (Doubt("name", (column,), f'{words}map "{column}" to name'),)
