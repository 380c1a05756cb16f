"""Other programs open what we wrote, and see the right values. Skipped where a program is not installed."""

from __future__ import annotations

import csv
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from excel_kit import NUMBERS, orders, saved, shown
from test_excel_untouched import MAKERS

from shipshell.sources.excel_file import ExcelFile

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 130
#: A style of the row, which LibreOffice takes for cells without one of their own and Excel does not.
DIFFER = {"spans_and_row_styles"}
SOFFICE = shutil.which("soffice")


def as_csv(folder: Path, *paths: Path) -> None:
    """Have LibreOffice write workbooks as CSV, cells as shown."""
    command = [str(SOFFICE), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to"]
    command += ["csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(folder / "out"), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_what_we_read(tmp_path: Path) -> None:
    names = sorted(set(MAKERS) - DIFFER)
    tables = {}
    for name in names:
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(MAKERS[name]())
        source = ExcelFile(path)
        source.read()
        source.write({1: NUMBERS, COUNT: NUMBERS})
        tables[name] = ExcelFile(path).read()
    as_csv(tmp_path, *(tmp_path / f"{name}.xlsx" for name in names))
    for name, table in tables.items():
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [[cell.strip() for cell in row] for row in csv.reader(file)][table.origin - 1 :]
        width = table.frame.shape[1]
        read = [list(table.frame.columns), *table.frame.to_numpy().tolist()]
        assert [row[:width] for row in rows[: COUNT + 1]] == read, name


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_what_libreoffice_wrote_is_read_and_written(tmp_path: Path) -> None:
    (tmp_path / "plain.xlsx").write_bytes(saved(orders(COUNT)[0]))
    command = [str(SOFFICE), "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(tmp_path / "plain.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    path = tmp_path / "out" / "plain.xlsx"
    source = ExcelFile(path)
    assert source.read().frame.to_numpy().tolist() == [shown(at) for at in range(1, COUNT + 1)]
    source.write({1: NUMBERS, COUNT: NUMBERS})
    as_csv(tmp_path / "again", path)
    with (tmp_path / "again" / "out" / "plain.csv").open(encoding="utf-8", newline="") as file:
        last = list(csv.reader(file))[COUNT]
    assert last == [*shown(COUNT), NUMBERS.tracking_number, NUMBERS.shipped_at]


#: Parts in UTF-16, which calamine does not read, whoever wrote them.
_BEYOND_CALAMINE = ("utf16_part",)


def test_calamine_reads_the_numbers(tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    for name, make in MAKERS.items():
        if name in _BEYOND_CALAMINE:
            continue
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(make())
        source = ExcelFile(path)
        source.read()
        source.write({1: NUMBERS, COUNT: NUMBERS})
        table = ExcelFile(path).read()
        rows = (
            calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Orders").to_python(skip_empty_area=False)
        )
        header = [str(cell) for cell in rows[table.origin - 1]]
        tracking = header.index(table.tracking)
        assert rows[table.origin][tracking] == rows[table.origin + COUNT - 1][tracking] == NUMBERS.tracking_number, name


def test_a_workbook_of_xlsxwriter(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "orders.xlsx"
    with xlsxwriter.Workbook(path, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Orders")
        zips = workbook.add_format({"num_format": "00000"})
        for column, name in enumerate(["Order", "Name", "Zip", "Weight"]):
            sheet.write_string(0, column, name)
        for row in range(1, COUNT + 1):
            sheet.write_string(row, 0, f"{row:06}")
            sheet.write_rich_string(row, 1, workbook.add_format({"bold": True}), "Jane", " Doe")
            sheet.write_number(row, 2, 2100 + row, zips)
            sheet.write_number(row, 3, row / 10)
        sheet.add_sparkline("J2", {"range": "Orders!D2:D9"})
        sheet.insert_textbox("K2", "Pack me first")
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=Orders!$D$2:$D$9"})
        sheet.insert_chart("L9", chart)
        sheet.add_table(0, 0, COUNT, 3, {"columns": [{"header": name} for name in ("Order", "Name", "Zip", "Weight")]})
    source = ExcelFile(path)
    before = source.read()
    assert before.frame.to_numpy().tolist() == [
        [f"{row:06}", "Jane Doe", f"{2100 + row:05}", f"{row / 10:g}"] for row in range(1, COUNT + 1)
    ]
    source.write({1: NUMBERS, COUNT: NUMBERS})
    after = ExcelFile(path).read()
    assert after.frame[list(before.frame.columns)].equals(before.frame)
    assert after.frame.loc[[1, COUNT], "tracking_number"].tolist() == [NUMBERS.tracking_number] * 2
