"""Labels as UPS gives them, drawn by the emulator and laid into a folder."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from shipshell.emulator import drawing
from shipshell.emulator.labels import Label
from shipshell.labels.page import LabelPage

if TYPE_CHECKING:
    from pathlib import Path


def number(row: int) -> str:
    """A tracking number for a row."""
    return f"1ZSAMPLE03{row:08}"


def drawn(row: int, label_format: str) -> bytes:
    """The label of a row."""
    label = Label(
        tracking_number=number(row),
        service="UPS GROUND",
        piece="1 OF 1",
        weight="4 LBS",
        sender=("ACME DEPOT", "400 DEPOT RD", "TIMONIUM MD 21093"),
        receiver=("PAT DOE", "77 ELM AVE", "ALPHARETTA GA 30005"),
        postal_code="30005",
        country="US",
        routing="GA 300 9-03",
        postal="42030005",
        references=(f"SS-7Q2F9KXM-{row}",),
        date="23 NOV 2026",
    )
    return drawing.draw(label, label_format)


def page(
    folder: Path, row: int, label_format: str = "GIF", *, total: int = 3, reference: str = "", data: bytes | None = None
) -> LabelPage:
    """A label on disk, bought for `row`, which is its place as well."""
    content = drawn(row, label_format) if data is None else data
    path = folder / f"row-{row:05}.{label_format.lower()}"
    path.write_bytes(content)
    return LabelPage(path, label_format, hashlib.sha256(content).hexdigest(), row, row, total, reference)
