"""Orders to measure with, as text or in a workbook: as many as wanted, no two of which cost the same look-up."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from itertools import chain, islice
from typing import TYPE_CHECKING

from workplace import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STREETS = ("Maple St", "Oak Ave", "Lake Rd", "Church St", "5th Ave", "Mill Ln", "Park Blvd")


def write_orders(path: Path, count: int) -> Path:
    """A file of `count` orders, made from the sample's: their own numbers, streets and weights.

    It is a workbook where its name says so, else a CSV file.
    """
    with SAMPLE.open(encoding="utf-8", newline="") as stream:
        samples = list(csv.DictReader(stream))
    rows = (list(order.values()) for order in islice(_orders(samples), count))
    write = _write_workbook if path.suffix == ".xlsx" else _write_text
    write(path, chain([list(samples[0])], rows))
    return path


def write_table(path: Path, count: int) -> None:
    """A table of `count` orders as `write_orders` makes them, in an SQLite file of its own."""
    with SAMPLE.open(encoding="utf-8", newline="") as stream:
        samples = list(csv.DictReader(stream))
    named = ", ".join(f'"{name}" TEXT' for name in samples[0])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"CREATE TABLE orders (id INTEGER PRIMARY KEY, {named})")
        values = ([number, *order.values()] for number, order in enumerate(islice(_orders(samples), count), start=1))
        marks = ", ".join("?" * (1 + len(samples[0])))
        database.executemany(f"INSERT INTO orders VALUES ({marks})", values)  # noqa: S608 - marks only


def _write_text(path: Path, rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def _write_workbook(path: Path, rows: Iterator[list[str]]) -> None:
    from openpyxl import Workbook  # heavy

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Orders")
    for row in rows:
        sheet.append(row)
    workbook.save(path)


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
