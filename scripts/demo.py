"""Ship the sample orders on the emulated UPS, by pipe and in confirm mode, and check what became of the file."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from workplace import ROOT, SAMPLE, SHIPSHELL, Workplace

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = ("ship orders.csv", "looks good, just run it")
SHOWN = ("Order Number", "Recipient Name", "City", "tracking_number", "shipped_at")

_ADDED_HEADER = re.compile(rb",tracking_number,shipped_at(?=\r?\n)")
_ADDED_CELLS = re.compile(rb",1Z[0-9A-Z]{16},[0-9T:-]{19}Z(?=\r?\n)")


def main() -> int:
    """Run the demonstration; 0 if every order has its number and nothing else in the file changed."""
    place = Workplace.fresh(ROOT / ".demo")
    orders = place.take_sample()
    _say(f"{orders.relative_to(ROOT)} holds {len(_rows(orders))} orders without tracking numbers.")
    code = _ship(place)
    rows = _rows(orders)
    _show(rows)
    numbers = {row.get("tracking_number") for row in rows} - {None, ""}
    untouched = _without_numbers(orders.read_bytes()) == SAMPLE.read_bytes()
    _say(f"{len(numbers)} of {len(rows)} orders have a tracking number of their own.")
    _say(f"The rest of the file is {'byte for byte as before' if untouched else 'NOT as before'}.")
    _say(f"Labels, marked SAMPLE: {(place.home / 'labels').relative_to(ROOT)}")
    return 0 if code == 0 and len(numbers) == len(rows) and untouched else 1


def _ship(place: Workplace) -> int:
    """Pipe the commands into shipshell, its output straight to ours; its exit code."""
    _say(rf"$ printf '{COMMANDS[0]}\n{COMMANDS[1]}\n' | shipshell")
    done = subprocess.run(
        SHIPSHELL,
        input="".join(f"{line}\n" for line in COMMANDS),
        text=True,
        cwd=place.folder,
        env=place.environment(PYTHONUNBUFFERED="1"),
        check=False,
    )
    return done.returncode


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _show(rows: list[dict[str, str]]) -> None:
    """The file's columns that matter here, as a table."""
    _say("\nThe file now, some of its columns:\n")
    table = [SHOWN, *(tuple(row.get(name) or "" for name in SHOWN) for row in rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    for line in table:
        _say("  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip())
    _say("")


def _without_numbers(content: bytes) -> bytes:
    """The file less the two columns that were added at its right."""
    return _ADDED_CELLS.sub(b"", _ADDED_HEADER.sub(b"", content, count=1))


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
