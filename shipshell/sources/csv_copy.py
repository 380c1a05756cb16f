"""The orders of a workbook that takes no numbers, as a CSV file beside it."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.durability import flush, flush_path

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def copy_of(workbook: Path, sheet: str) -> Path:
    """Where the orders of a sheet go: `march (Orders).csv` beside `march.xlsx`."""
    return workbook.with_name(f"{workbook.stem} ({_NOT_IN_NAMES.sub('_', sheet).strip()}).csv")


def write_copy(copy: Path, frame: pd.DataFrame, workbook: Path) -> None:
    """Write a table of text as a new file, whole and durable, as private as the workbook.

    Raises:
        ShipshellError: E-1011, it cannot be written, or is there already.
    """
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(frame.columns)
    rows.writerows(frame.itertuples(index=False))
    try:
        _write(copy, text.getvalue().encode("utf-8-sig"), workbook)  # the mark tells Excel what it is
    except FileExistsError as error:
        hint = f'Ship it: ship "{copy.name}". Or move it away, to have the orders copied anew.'
        raise ShipshellError("E-1011", f"{copy.name} is there already, and stays as it is", hint=hint) from error
    except OSError as error:
        words = f"{copy.name} could not be written: {error.strerror or error}"
        raise ShipshellError("E-1011", words, hint=f"Make room for it in {copy.parent}.") from error


def _write(copy: Path, data: bytes, workbook: Path) -> None:
    file = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(data)
            stream.flush()
            flush(stream.fileno())
        shutil.copymode(workbook, copy)
    except OSError:
        copy.unlink(missing_ok=True)
        raise
    flush_path(copy.parent)
