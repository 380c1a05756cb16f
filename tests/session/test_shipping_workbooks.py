"""Workbooks of every kind ship whole: all that is bought stands in two columns more, and nothing else is another."""

from __future__ import annotations

import csv
import shutil
import subprocess
import warnings
from typing import TYPE_CHECKING

import pytest
from excel_kit import SHEET, members, raw_members, without_columns
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from session_kit import YES
from workbook_zips_kit import EDITED
from workbooks_kit import COUNT, HEADER, WRITTEN, shown

from shipshell.model.events import RowShipped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from session_kit import Bench

MAKERS = WRITTEN | EDITED
COLUMNS = {"J", "K"}
WIDTH = len(HEADER)
#: Rows above the header.
ABOVE = {"merged_titles": 3}
#: Parts in UTF-16 and character data, which calamine does not read, whoever wrote them.
BEYOND_CALAMINE = {"utf16_part", "character_data"}
SOFFICE = shutil.which("soffice")

Grid = list[list[str]]


def put(bench: Bench, name: str, data: bytes) -> Path:
    path = bench.folder / f"{name}.{'xlsm' if name == 'macros' else 'xlsx'}"
    path.write_bytes(data)
    return path


def ship(bench: Bench, path: Path) -> Grid:
    """Ship all orders of a workbook; what its two columns hold then, from the header down."""
    talk = bench.talk()
    assert f"{COUNT} rows" in talk.say(f"ship {path.name} including shipped rows").text
    shipped = talk.say(YES).all(RowShipped)
    assert [event.row for event in shipped] == list(range(1, COUNT + 1))
    return [["tracking_number", "shipped_at"], *([event.tracking_number, event.shipped_at] for event in shipped)]


def by_calamine(path: Path) -> dict[str, list[list[object]]]:
    """All sheets."""
    workbook = CalamineWorkbook.from_path(str(path))
    names = workbook.sheet_names
    return {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}  # type: ignore[misc]


def by_openpyxl_read(path: Path) -> dict[str, list[list[object]]]:
    """All sheets, formulas as they stand."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it would lose
        workbook = load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in workbook.worksheets}


def by_libreoffice(folder: Path, *arguments: str) -> None:
    command = [str(SOFFICE), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=110)


def as_shown(folder: Path, paths: Sequence[Path]) -> dict[str, Grid]:
    """The first sheet of each workbook, as LibreOffice shows it."""
    text = "csv:Text - txt - csv (StarCalc):44,34,76"
    by_libreoffice(folder, "--convert-to", text, "--outdir", str(folder / "shown"), *map(str, paths))
    grids = {}
    for path in paths:
        with (folder / "shown" / f"{path.stem}.csv").open(encoding="utf-8", newline="") as file:
            grids[path.stem] = list(csv.reader(file))
    return grids


def check_reading(
    before: dict[str, list[list[object]]], after: dict[str, list[list[object]]], numbers: Grid, above: int
) -> None:
    """The first sheet holds the numbers, from the header down, and all else is as it was."""
    first = next(iter(before))
    filled = [row[WIDTH : WIDTH + 2] for row in after[first][above : above + COUNT + 1]]
    assert filled == numbers
    assert [row[:WIDTH] for row in after[first]] == [row[:WIDTH] for row in before[first]]
    assert {name: rows for name, rows in after.items() if name != first} == {
        name: rows for name, rows in before.items() if name != first
    }


@pytest.mark.parametrize("name", MAKERS)
def test_a_shipped_workbook_is_the_same_but_for_its_two_columns(bench: Bench, name: str) -> None:
    path = put(bench, name, MAKERS[name]())
    before = path.read_bytes()
    read = [reader(path) for reader in (by_openpyxl_read, *([by_calamine] * (name not in BEYOND_CALAMINE)))]
    numbers = ship(bench, path)

    after = path.read_bytes()
    old, new = raw_members(before), raw_members(after)
    assert list(new) == list(old)
    tables = {part for part in old if part.startswith("xl/tables/")}
    assert {part for part in old if old[part] != new[part]} == {SHEET, *tables}
    if name != "no_references":
        assert without_columns(members(after)[SHEET], COLUMNS) == without_columns(members(before)[SHEET], COLUMNS)
    for reader, earlier in zip((by_openpyxl_read, by_calamine), read, strict=False):
        check_reading(earlier, reader(path), numbers, ABOVE.get(name, 0))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_orders_and_the_numbers(bench: Bench) -> None:
    paths = {name: put(bench, name, make()) for name, make in MAKERS.items()}
    numbers = {name: ship(bench, path) for name, path in paths.items()}
    for name, rows in as_shown(bench.folder, list(paths.values())).items():
        data = rows[ABOVE.get(name, 0) :]
        assert [row[:WIDTH] for row in data[1:]] == [shown(row) for row in range(1, COUNT + 1)], name
        assert [row[WIDTH : WIDTH + 2] for row in data] == numbers[name], name


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_what_libreoffice_wrote_ships_as_well(bench: Bench) -> None:
    names = ("openpyxl_plain", "everything", "formulas", "hidden", "frozen_and_filtered", "days_since_1904")
    made = bench.folder / "made"
    made.mkdir()
    for name in names:
        (made / f"{name}.xlsx").write_bytes(MAKERS[name]())
    files = [str(made / f"{name}.xlsx") for name in names]
    by_libreoffice(bench.folder, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(bench.folder), *files)
    paths = [bench.folder / f"{name}.xlsx" for name in names]
    before = {path.stem: (raw_members(path.read_bytes()), by_calamine(path)) for path in paths}
    numbers = {path.stem: ship(bench, path) for path in paths}
    for path in paths:
        old, read = before[path.stem]
        new = raw_members(path.read_bytes())
        tables = {part for part in old if part.startswith("xl/tables/")}
        assert {part for part in old if old[part] != new[part]} == {SHEET, *tables}, path.stem
        check_reading(read, by_calamine(path), numbers[path.stem], 0)
    for name, rows in as_shown(bench.folder, paths).items():
        assert [row[:WIDTH] for row in rows[1:]] == [shown(row) for row in range(1, COUNT + 1)], name
        assert [row[WIDTH : WIDTH + 2] for row in rows] == numbers[name], name
