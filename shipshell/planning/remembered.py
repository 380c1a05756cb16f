"""Mappings that a person confirmed, kept for sources with the same header: which column feeds what, and how parcels go.

What was merely guessed is never kept.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from shipshell.config.private_files import write_private

if TYPE_CHECKING:
    from pathlib import Path

    from shipshell.sources.base import Table


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a person said about the columns of a source.

    Attributes:
        source: its name.
        day: the ISO date of the last word.
        chosen: fields by column, in the order they were said.
        parcels: `each`, `together`, or "".
    """

    source: str
    day: str
    chosen: tuple[tuple[str, str], ...]
    parcels: str

    def __str__(self) -> str:
        parts = [f'"{column}" as {field.replace("_", " ")}' for column, field in self.chosen]
        if self.parcels:
            parts.append("a parcel each" if self.parcels == "each" else "one parcel per order")
        return f"Mapping remembered from {self.source} ({self.day}): {', '.join(parts)}."


class Mappings:
    """The mappings in one file, which only its owner reads."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def recall(self, table: Table) -> Remembered | None:
        """What was said about a source with the header of `table`."""
        told = self._read().get(_fingerprint(table))
        return Remembered(**{**told, "chosen": tuple((str(a), str(b)) for a, b in told["chosen"])}) if told else None

    def keep(self, table: Table, said: Remembered) -> None:
        """Keep what was said, in place of what was said before.

        Raises:
            ShipshellError: E-4010, it cannot be written.
        """
        write_private(self._path, json.dumps(self._read() | {_fingerprint(table): asdict(said)}, indent=1))

    def _read(self) -> dict[str, Any]:
        """All of them; none where the file is not there or damaged: then a person is asked again."""
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}


def _fingerprint(table: Table) -> str:
    """The header but for the columns of the write-back, which come with the first batch."""
    names = [str(name) for name in table.frame.columns if name not in (table.tracking, table.shipped)]
    return sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()
