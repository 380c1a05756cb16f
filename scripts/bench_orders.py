"""Orders to measure with: as many as wanted, no two of which cost the same look-up."""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING

from workplace import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STREETS = ("Maple St", "Oak Ave", "Lake Rd", "Church St", "5th Ave", "Mill Ln", "Park Blvd")


def write_orders(path: Path, count: int) -> Path:
    """A CSV file of `count` orders, made from the sample's: their own numbers, streets and weights."""
    with SAMPLE.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        samples = list(reader)
        names = reader.fieldnames or []
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        writer.writerows(islice(_orders(samples), count))
    return path


def _orders(samples: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    number = 0
    while True:
        for sample in samples:
            number += 1
            yield sample | {
                "Order Number": str(100_000 + number),
                "Address 1": f"{number} {_STREETS[number % len(_STREETS)]}",
                "Weight (lb)": f"{1 + number % 300 / 10:.1f}",
            }
