"""One label on its way into a file: where it lies, what is stamped beside it, and the file that holds it at last."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

    from shipshell.model.errors import Problem


#: UPS was asked by whoever gathers the labels.
_HINT = "Say it again later: UPS is asked each time. If it gives none, void the row, and ship it anew."


@dataclass(frozen=True, slots=True)
class LabelPage:
    """A label that is to be printed.

    Attributes:
        path: its file; None where the carrier gave none.
        format: `GIF`, `ZPL` ..., as the carrier calls it; "" where there is no file.
        sha256: of the file as it was bought, in hex.
        row: the data row it was bought for.
        place: its place among the labels of its job, from 1, of `total`.
        reference: the order's own; may be empty.
    """

    path: Path | None
    format: str
    sha256: str
    row: int
    place: int
    total: int
    reference: str

    def read(self) -> bytes:
        """The label as it was bought.

        Raises:
            ShipshellError: E-4013, there is no file, or it is not the one that was bought.
        """
        if self.path is None:
            raise self.unusable("UPS gave no label for it")
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise self.unusable(f"its file {self.path} cannot be read: {error.strerror}") from error
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise self.unusable(f"its file {self.path} is not as it was bought")
        return data

    def stamp(self, encoding: str) -> str:
        """What is printed beside the label, in what `encoding` can show: `17/312  ORD-1001`.

        The row stands for a reference that the order does not have.
        """
        words = f"{self.place}/{self.total}  {self.reference or f'row {self.row}'}"
        return "".join(_shown(char, encoding) for char in words)

    def unusable(self, why: str) -> ShipshellError:
        """The error that names this label as missing or damaged."""
        message = f"the label of row {self.row} is left out: {why}"
        return ShipshellError("E-4013", message, hint=_HINT, row=self.row)


@dataclass(frozen=True, slots=True)
class Written:
    """A file of labels: where it is, how many it holds, and what is wrong with those that it lacks."""

    path: Path
    count: int
    problems: tuple[Problem, ...]


def _shown(char: str, encoding: str) -> str:
    """A character itself, else its Latin letter, else a question mark; a space for one that is not seen."""
    if not char.isprintable():
        return " "
    for candidate in (char, unicodedata.normalize("NFKD", char)[0]):
        if candidate.encode(encoding, "ignore"):
            return candidate
    return "?"
