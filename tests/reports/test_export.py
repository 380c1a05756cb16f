"""Exports are read back with other readers than wrote them, and as a spreadsheet would see them."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from shipshell.reports.export import Format, as_csv, as_json, as_xlsx, export
from shipshell.reports.rows import Table, rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from reports_kit import Books


_FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1"]


def _table(*cells: str | int | Decimal | None) -> Table:
    return Table(tuple(f"c{at}" for at in range(len(cells))), (cells,))


def _csv_row(table: Table) -> list[str]:
    return list(csv.reader(StringIO(as_csv(table).decode("utf-8-sig"), newline="")))[1]


@pytest.mark.parametrize("formula", _FORMULAS)
def test_no_cell_of_a_csv_begins_like_a_formula(formula: str) -> None:
    assert _csv_row(_table(formula, "a=b")) == [f"'{formula}", "a=b"]


@pytest.mark.parametrize("text", [*_FORMULAS, "#N/A", "007", "1Z00000003"])
def test_every_text_of_a_workbook_is_a_text_cell(text: str) -> None:
    book = openpyxl.load_workbook(BytesIO(as_xlsx(_table(text))))
    cell = book.worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", text.replace("\r", "\n"))  # XML knows one line end only


def test_csv_opens_right_in_excel_and_keeps_digits_and_letters() -> None:
    content = as_csv(_table("0012345", 'Zoë, 注文\n"5"', Decimal("7.5"), 12, None))
    assert content.startswith(b"\xef\xbb\xbf")
    assert _csv_row(_table("0012345", 'Zoë, 注文\n"5"', Decimal("7.5"), 12, None)) == [
        "0012345",
        'Zoë, 注文\n"5"',
        "7.50",
        "12",
        "",
    ]


def test_money_in_a_workbook_is_a_number_with_two_decimals() -> None:
    sheet = openpyxl.load_workbook(BytesIO(as_xlsx(_table(Decimal("7.50"), 12, None)))).worksheets[0]
    money, whole, nothing = sheet[2]
    assert (money.value, money.number_format) == (7.5, "0.00")
    assert (whole.value, nothing.value) == (12, None)


def test_a_control_character_does_not_spoil_a_workbook() -> None:
    sheet = openpyxl.load_workbook(BytesIO(as_xlsx(_table("a\x0bb\uffff")))).worksheets[0]
    assert sheet["A2"].value == "a\ufffdb\ufffd"


def test_json_is_a_list_of_objects_with_money_as_text() -> None:
    assert json.loads(as_json(_table("=1", Decimal("7.5"), 12, None))) == [
        {"c0": "=1", "c1": "7.50", "c2": 12, "c3": None}
    ]


@pytest.mark.parametrize("export_format", ["csv", "xlsx", "json"])
def test_a_job_is_exported_whole_and_never_over_another_file(
    books: Books, tmp_path: Path, export_format: Format
) -> None:
    books.ship(1)
    table = rows_of(books.tables, books.labels, books.job)
    name = f"job.{export_format}"
    (tmp_path / name).write_text("somebody else's")
    path = export(table, tmp_path / name, export_format)
    assert path.name == f"job (2).{export_format}"
    assert (tmp_path / name).read_text() == "somebody else's"
    assert _read(path, export_format) == [("1", "1Z0000000300000001"), *((str(row), "") for row in range(2, 6))]


def _read(path: Path, export_format: Format) -> list[tuple[str, str]]:
    """Row and tracking number of each line of an export."""
    if export_format == "json":
        objects = json.loads(path.read_text("utf-8"))
    elif export_format == "csv":
        objects = list(csv.DictReader(StringIO(path.read_text("utf-8-sig"))))
    else:
        header, *lines = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
        objects = [dict(zip(header, line, strict=True)) for line in lines]
    return [(str(one["row"]), one["tracking_number"] or "") for one in objects]
