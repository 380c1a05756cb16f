"""Reading a file of orders whole, at one state of it, with words for everything that can be wrong with a path."""

from __future__ import annotations

import os
import stat
from difflib import get_close_matches
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.atomic_file import Signature
from shipshell.sources.base import SourceChanged

if TYPE_CHECKING:
    from pathlib import Path


def read_whole(path: Path) -> tuple[bytes, Signature]:
    """The content of the file and the signature of the state it was read in.

    Raises:
        ShipshellError: E-1001 not there (similar names are suggested), E-1002 not readable, E-1003 empty.
        SourceChanged: somebody was writing to it meanwhile.
    """
    try:
        data, before, after = _read(path)
    except FileNotFoundError as error:
        raise ShipshellError("E-1001", f"{path.name} was not found in {path.parent}", hint=_similar(path)) from error
    except OSError as error:
        words = error.strerror or str(error)
        hint = "Check that you may read it."
        raise ShipshellError("E-1002", f"{path.name} cannot be read: {words}", hint=hint) from error
    if before != after:
        raise SourceChanged("E-1010", f"{path.name} is being written right now", hint="Try again in a moment.")
    if not data:
        raise ShipshellError("E-1003", f"{path.name} is empty", hint="Export the orders again.")
    return data, before


def _read(path: Path) -> tuple[bytes, Signature, Signature]:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        hint = "Name a file in it."
        raise ShipshellError("E-1002", f"{path.name} is a folder, not a file", hint=hint)
    if not stat.S_ISREG(status.st_mode):  # a pipe or device could keep us for ever
        hint = "Save the orders to a file, and name that."
        raise ShipshellError("E-1002", f"{path.name} is not a regular file", hint=hint)
    with path.open("rb") as file:
        before = Signature.of(os.fstat(file.fileno()))
        data = file.read()
        return data, before, Signature.of(os.fstat(file.fileno()))


def _similar(path: Path) -> str:
    """A hint that names files which could be meant."""
    if not path.parent.is_dir():
        return f"The folder {path.parent} does not exist either."
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file() and not entry.name.startswith(".")]
    except OSError:  # one may open files in a folder, yet not list it
        names = []
    by_folded = {name.casefold(): name for name in sorted(names)}
    close = get_close_matches(path.name.casefold(), by_folded, n=3, cutoff=0.6)
    close += [folded for folded in by_folded if folded.startswith(f"{path.name.casefold()}.") and folded not in close]
    if not close:
        return "Check the name and the folder."
    return f"Did you mean {', '.join(by_folded[folded] for folded in close[:3])}?"
