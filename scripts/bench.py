"""Measure shipshell against its budgets, and print what was measured beside them."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bench_files
import bench_lag
import bench_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROWS = 500


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure beside its budget; without a budget it is only told."""

    what: str
    value: float
    unit: str
    budget: float | None = None
    ratio: float | None = None

    @property
    def over(self) -> bool:
        """Whether the budget is overspent."""
        return self.budget is not None and self.value > self.budget

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """What, measured, budget, ratio to the bare work, verdict."""
        budget = "" if self.budget is None else f"<= {self.budget:g} {self.unit}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} x"
        verdict = "" if self.budget is None else ("OVER" if self.over else "ok")
        return self.what, f"{self.value:.2f} {self.unit}", budget, ratio, verdict


def _csv50() -> Iterator[Measured]:
    batch, bare = bench_runs.batch_and_bare(0.05, _ROWS)
    yield Measured(f"batch of {_ROWS}, carrier at 50 ms", batch / bare, "x bare", 1.10, batch / bare)


def _csv0() -> Iterator[Measured]:
    batch, bare = bench_runs.batch_and_bare(0.0, _ROWS)
    yield Measured(f"batch of {_ROWS}, carrier at 0 ms, a row", 1000 * batch / _ROWS, "ms", 6, batch / bare)


def _flat() -> Iterator[Measured]:
    few, many = 100, 5_000
    short, bare = bench_runs.batch_and_bare(0.0, few)
    yield Measured(f"batch of {few:,}, carrier at 0 ms, a row", 1000 * short / few, "ms", None, short / bare)
    long, bare = bench_runs.batch_and_bare(0.0, many)
    yield Measured(f"batch of {many:,}, carrier at 0 ms, a row", 1000 * long / many, "ms", None, long / bare)
    growth = (long / many) / (short / few)
    yield Measured(f"cost a row, {few:,} -> {many:,} rows", growth, "x", 1.5)


def _preview() -> Iterator[Measured]:
    latency, at_once = 0.25, 8
    seconds = bench_runs.preview_seconds(latency, _ROWS)
    least = latency * _ROWS / at_once
    yield Measured(f"preview of {_ROWS}, carrier at 250 ms", seconds, "s", 18, seconds / least)


def _read() -> Iterator[Measured]:
    count = 100_000
    seconds, peak = bench_files.read_and_peak(count)
    yield Measured(f"read, map, validate {count:,} rows", seconds, "s", 5)
    yield Measured("its peak of memory", peak, "MB", 400)


def _table() -> Iterator[Measured]:
    count, wanted = 500_000, 50
    seconds, peak = bench_runs.table_preview(count, wanted)
    yield Measured(f"preview of {wanted} rows of a table of {count:,}", seconds, "s", 3)
    yield Measured("its peak of memory", peak, "MB", 200)


def _start() -> Iterator[Measured]:
    yield Measured("shipshell --version", 1000 * bench_runs.version_seconds(), "ms", 120)
    yield Measured("first prompt", 1000 * bench_runs.prompt_seconds(), "ms", 300)


def _writeback() -> Iterator[Measured]:
    for count in (500, 10_000, 100_000):
        write, copy = bench_files.write_and_copy(count)
        yield Measured(f"write-back a row, file of {count:,}", 1000 * write, "ms", None, write / copy)


def _lag() -> Iterator[Measured]:
    count = 100_000
    yield Measured(f"behind the job store, file of {count:,}", bench_lag.worst_lag(count, 30), "s", 2)


def _workbook() -> Iterator[Measured]:
    count = 10_000
    write, save = bench_files.write_and_save(count)
    yield Measured(f"write-back a row, workbook of {count:,}", 1000 * write, "ms", 8)
    yield Measured("its share of an openpyxl save", 100 * write / save, "%", 1)
    count, shipped = 50_000, 200
    peak = bench_runs.workbook_peak(count, shipped)
    yield Measured(f"peak, {shipped} rows of a workbook of {count:,}", peak, "MB", 500)


MEASUREMENTS: dict[str, Callable[[], Iterator[Measured]]] = {
    "start": _start,
    "read": _read,
    "table": _table,
    "writeback": _writeback,
    "workbook": _workbook,
    "lag": _lag,
    "preview": _preview,
    "csv0": _csv0,
    "csv50": _csv50,
    "flat": _flat,
}


def main() -> int:
    """Measure what is named, or everything; 1 if a budget is overspent and `--strict` was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MEASUREMENTS)}; none means all")
    parser.add_argument("--strict", action="store_true", help="fail if a budget is overspent")
    options = parser.parse_args()
    unknown = set(options.names) - set(MEASUREMENTS)
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    _print_row(("what", "measured", "budget", "to bare", ""))
    over = False
    for name in options.names or MEASUREMENTS:
        for measured in MEASUREMENTS[name]():
            _print_row(measured.cells)
            over = over or measured.over
    return 1 if over and options.strict else 0


def _print_row(cells: tuple[str, str, str, str, str]) -> None:
    what, measured, budget, ratio, verdict = cells
    print(f"{what:<42}{measured:>14}{budget:>16}{ratio:>10}  {verdict}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
