"""From what a person typed to the source it names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.csv_file import CsvFile
from shipshell.sources.databases import Databases
from shipshell.sources.excel_file import ExcelFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shipshell.sources.base import Source

#: What opens a file, by its suffix; a file of any other suffix is tried as delimited text.
_OPENERS: dict[str, Callable[[Path], Source]] = {
    ".csv": CsvFile,
    ".tsv": CsvFile,
    ".tab": CsvFile,
    ".ssv": CsvFile,
    ".txt": CsvFile,
}

#: What opens one sheet of a workbook, by its suffix; no sheet named means the one that holds orders.
_WORKBOOKS: dict[str, Callable[[Path, str], Source]] = {
    ".xlsx": ExcelFile,
    ".xlsm": ExcelFile,
}

#: What cannot be opened, by its suffix, as a person calls it.
_UNSUPPORTED = {
    ".xlsb": "binary Excel workbooks",
    ".xls": "workbooks of Excel 97-2003",
    ".ods": "OpenDocument spreadsheets",
    ".json": "JSON files",
    ".xml": "XML files",
    ".pdf": "PDFs",
}

_EXPORT = "Export the orders as CSV, and ship that file."
_DATABASE = "Say for example: ship sqlite:///shop.db table orders, or name it in the settings: [sources.shop]"


def open_source(text: str, folder: Path, sheet: str = "", databases: Databases | None = None) -> Source:
    """The source that `text` names: a path, absolute, under the home folder (`~`), or seen from `folder`; or a table.

    Of a workbook, `sheet` tells which one, by name or number; "" is the one that holds orders. A table is named as
    `sqlite:///shop.db table orders`, or by a name of the settings, which `databases` knows: `shop.orders`.

    Nothing is read yet: whether the file exists and is a table shows in `Source.read`. A database is only asked which
    table is meant.

    Raises:
        ShipshellError: E-1001 nothing was named; E-1002 it is a folder; E-1007 it is of a kind that is not supported,
            or has no sheets; for a database, as `sql_opening.open_table`.
    """
    typed = text.strip()
    if not typed or "\0" in typed:
        raise ShipshellError("E-1001", "No source was named", hint="Name a file, for example: ship orders.csv")
    known = databases or Databases(folder, {}, {})
    place, table = (typed, "") if _path(typed, folder).is_file() else known.meant(typed)
    address = known.address(place)
    if address is None:
        if table:
            raise ShipshellError("E-1001", f"There is no database {place}", hint=_DATABASE)
        path = _path(place, folder)
        if path.is_dir():
            raise ShipshellError("E-1002", f"{place} is a folder, not a file", hint="Name a file in it.")
        return _open_file(path, sheet)
    if sheet:
        raise ShipshellError("E-1007", f"{address.shown} has no sheets", hint=_DATABASE)
    return known.open(address, table)


def _open_file(path: Path, sheet: str) -> Source:
    suffix = path.suffix.lower()
    if suffix in _UNSUPPORTED:
        raise ShipshellError("E-1007", f"{path.name}: {_UNSUPPORTED[suffix]} are not supported yet", hint=_EXPORT)
    if suffix in _WORKBOOKS:
        return _WORKBOOKS[suffix](path, sheet)
    if sheet:
        raise ShipshellError("E-1007", f"{path.name} has no sheets", hint="Leave the sheet out.")
    return _OPENERS.get(suffix, CsvFile)(path)


def _path(text: str, folder: Path) -> Path:
    return folder / os.path.expanduser(text)  # noqa: PTH111 - unlike Path's, it leaves an unknown user's name alone
