"""Reading a large file, and writing numbers into files of several sizes, timed without a carrier."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench_orders import write_orders

if TYPE_CHECKING:
    from shipshell.sources.base import Source

_WRITES = {500: 200, 10_000: 100, 100_000: 20}
_KILOBYTE = 1024


def read_and_peak(count: int) -> tuple[float, float]:
    """Seconds to read, map and validate a file of `count` orders in a process of its own, and its peak in MB."""
    with TemporaryDirectory() as folder:
        path = write_orders(Path(folder) / "orders.csv", count)
        done = subprocess.run([sys.executable, __file__, str(path)], stdout=subprocess.PIPE, text=True, check=True)
    seconds, peak, good = done.stdout.split()
    if int(good) != count:
        raise RuntimeError(f"{good} of {count} rows were good")
    return float(seconds), float(peak)


def write_and_copy(count: int) -> tuple[float, float]:
    """Seconds to write one number into a file of `count` orders, and to copy and fsync the same bytes."""
    from shipshell.sources.csv_file import CsvFile

    times = _WRITES[count]
    with TemporaryDirectory() as folder:
        path = write_orders(Path(folder) / "orders.csv", count)
        source = CsvFile(path)
        source.read()
        written = _seconds_a_write(source, times)
        content = path.read_bytes()
        begun = time.perf_counter()
        for _ in range(times):
            _copy(path, content)
        return written, (time.perf_counter() - begun) / times


def write_and_save(count: int) -> tuple[float, float]:
    """Seconds to write one number into a workbook of `count` orders, and to have openpyxl save it."""
    from openpyxl import load_workbook

    from shipshell.sources.excel_file import ExcelFile

    with TemporaryDirectory() as folder:
        path = write_orders(Path(folder) / "orders.xlsx", count)
        source = ExcelFile(path)
        source.read()
        written = _seconds_a_write(source, _WRITES[count])
        workbook = load_workbook(path)
        begun = time.perf_counter()
        workbook.save(path)
        return written, time.perf_counter() - begun


def _seconds_a_write(source: Source, times: int) -> float:
    """Seconds to write one number, once the columns are there."""
    from shipshell.sources.base import Numbers

    source.write({1: Numbers("1ZA1B2C30300000001", "2026-01-01T00:00:00Z")})  # adds the columns
    begun = time.perf_counter()
    for row in range(2, times + 2):
        source.write({row: Numbers(f"1ZA1B2C303{row:08}", "2026-01-01T00:00:00Z")})
    return (time.perf_counter() - begun) / times


def _copy(path: Path, content: bytes) -> None:
    """The least that replaces a file durably."""
    beside = path.with_suffix(".new")
    with beside.open("wb", buffering=0) as file:
        file.write(content)
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def main() -> None:
    """Read, map and validate the file named; print seconds, peak in MB, and how many rows are good."""
    from shipshell.cli import look_for_circles_less_often
    from shipshell.config import Defaults, emulator_shipper
    from shipshell.model.address import Shipper
    from shipshell.planning.instructions import Instructions
    from shipshell.planning.understanding import understand_columns
    from shipshell.planning.validation import validate
    from shipshell.sources.csv_file import CsvFile

    look_for_circles_less_often()
    begun = time.perf_counter()
    table = CsvFile(Path(sys.argv[1])).read()
    columns = understand_columns(table, Instructions(sys.argv[1]))
    shipper = Shipper(emulator_shipper(), "SAMPLE")
    valid = validate(table, columns, shipper=shipper, defaults=Defaults(), service_override=None)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTE
    print(f"{seconds} {peak} {len(valid.rows)}")


if __name__ == "__main__":
    main()
