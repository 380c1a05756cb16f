"""Writing into workbooks: where the numbers go, what grows with them, and what is refused."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from excel_kit import HEADER, NUMBERS, SHEET, members, orders, rezipped, saved, with_part, with_sheet
from openpyxl import load_workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table, TableColumn

from shipshell.model.errors import ShipshellError
from shipshell.sources.base import Numbers
from shipshell.sources.excel_file import ExcelFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TABLE = "xl/tables/table1.xml"


def written(folder: Path, data: bytes, row: int = 1) -> Path:
    """The workbook after a number was written into one row."""
    path = folder / "orders.xlsx"
    path.write_bytes(data)
    source = ExcelFile(path)
    source.read()
    source.write({row: NUMBERS})
    return path


def cells_with_numbers(path: Path) -> dict[str, object]:
    names = {"tracking_number", "shipped_at", NUMBERS.tracking_number, NUMBERS.shipped_at}
    sheet = load_workbook(path)["Orders"]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value in names}


def at(header: int, row: int, first: str, second: str) -> dict[str, object]:
    return {
        f"{first}{header}": "tracking_number",
        f"{second}{header}": "shipped_at",
        f"{first}{row}": NUMBERS.tracking_number,
        f"{second}{row}": NUMBERS.shipped_at,
    }


def test_new_columns_come_after_everything_that_fills_the_rows(tmp_path: Path) -> None:
    workbook, sheet = orders(3, titles=2)
    sheet["L1"] = "a title may reach further"
    sheet["H5"] = "note"
    sheet.merge_cells("I4:J4")
    assert cells_with_numbers(written(tmp_path, saved(workbook))) == at(3, 4, "K", "L")


def test_a_formula_that_shows_nothing_is_not_overwritten(tmp_path: Path) -> None:
    cell = '<c r="H3" t="str"><f>IF(F3&gt;9,"heavy","")</f><v></v></c></row>'
    data = with_sheet(saved(orders(3)[0]), lambda xml: re.sub(r'(<row r="3".*?)</row>', lambda row: row[1] + cell, xml))
    assert cells_with_numbers(written(tmp_path, data)) == at(1, 2, "I", "J")


def test_one_missing_column_is_added_and_the_other_used(tmp_path: Path) -> None:
    workbook, sheet = orders(3)
    sheet["C1"] = "Shipped At"
    path = written(tmp_path, saved(workbook))
    names = {"G1": "tracking_number", "G2": NUMBERS.tracking_number, "C2": NUMBERS.shipped_at}
    assert cells_with_numbers(path) == names


def test_the_extent_and_the_style_of_the_header_follow(tmp_path: Path) -> None:
    workbook, sheet = orders(3)
    sheet["F1"].fill = PatternFill("solid", fgColor="00FF00")
    path = written(tmp_path, saved(workbook))
    after = load_workbook(path)["Orders"]
    assert after["G1"].fill.fgColor.rgb == after["F1"].fill.fgColor.rgb == "0000FF00"
    assert after["G2"].fill.fgColor.rgb != "0000FF00"
    assert b'<dimension ref="A1:H4"' in members(path.read_bytes())[SHEET]


def with_table(workbook: Workbook, sheet: Worksheet, reference: str, **settings: Any) -> bytes:
    sheet.add_table(Table(displayName="Parcels", ref=reference, **settings))
    return saved(workbook)


def test_an_adjoining_table_grows(tmp_path: Path) -> None:
    path = written(tmp_path, with_table(*orders(3), "A1:F4"))
    table = load_workbook(path)["Orders"].tables["Parcels"]
    assert (table.ref, table.autoFilter.ref) == ("A1:H4", "A1:H4")
    assert [column.name for column in table.tableColumns] == [*HEADER, "tracking_number", "shipped_at"]
    assert [column.id for column in table.tableColumns] == list(range(1, 9))
    assert cells_with_numbers(path) == at(1, 2, "G", "H")


def test_a_table_with_totals_grows_and_its_filter_stays_above_them(tmp_path: Path) -> None:
    workbook, sheet = orders(3)
    sheet.append(["Total"])
    table = Table(displayName="Parcels", ref="A1:F5", totalsRowCount=1, autoFilter=AutoFilter("A1:F4"))
    table.tableColumns = [TableColumn(id=at, name=name) for at, name in enumerate(HEADER, start=1)]
    sheet.add_table(table)
    after = load_workbook(written(tmp_path, saved(workbook)))["Orders"].tables["Parcels"]
    assert (after.ref, after.autoFilter.ref, after.totalsRowCount) == ("A1:H5", "A1:H4", 1)


def test_a_table_part_with_prefixes_in_utf16_grows(tmp_path: Path) -> None:
    def changed(part: bytes) -> bytes:
        text = re.sub(r"<(/?)(?=\w)", r"<\1t:", part.decode()).replace("xmlns=", "xmlns:t=")
        return ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")

    path = written(tmp_path, with_part(with_table(*orders(3), "A1:F4"), {TABLE: changed}))
    text = members(path.read_bytes())[TABLE].decode("utf-16")
    assert '<t:tableColumns count="8">' in text
    assert (
        '<t:tableColumn id="7" name="tracking_number"/><t:tableColumn id="8" name="shipped_at"/></t:tableColumns>'
        in text
    )
    assert text.count('ref="A1:H4"') == 2


@pytest.mark.parametrize(
    ("reference", "settings", "columns"),
    [
        ("A1:E4", {}, "GH"),
        ("A1:F4", {"headerRowCount": 0}, "GH"),
        ("A1:F4", {"tableType": "queryTable"}, "GH"),
        ("I2:K4", {}, "LM"),
    ],
)
def test_other_tables_stay_as_they_are(tmp_path: Path, reference: str, settings: dict[str, Any], columns: str) -> None:
    workbook, sheet = orders(3)
    if reference.startswith("I"):
        for row in ("I2", "J2", "K2"):
            sheet[row] = f"Box {row}"
    table = Table(displayName="Parcels", ref=reference, **settings)
    table.tableColumns = [
        TableColumn(id=at, name=f"C{at}") for at in range(1, 4 if "I" in reference else ord(reference[3]) - 63)
    ]
    sheet.tables.add(table)
    before = saved(workbook)
    path = written(tmp_path, before)
    assert members(path.read_bytes())[TABLE] == members(before)[TABLE]
    assert cells_with_numbers(path) == at(1, 2, *columns)


def test_only_rows_that_hold_orders_take_numbers(tmp_path: Path) -> None:
    workbook, sheet = orders(3)
    sheet.append(["Total", None, None, None, None, 1])
    source_path = tmp_path / "orders.xlsx"
    source_path.write_bytes(with_table(workbook, sheet, "A1:F5", totalsRowCount=1))
    source = ExcelFile(source_path)
    source.read()
    before = source_path.read_bytes()
    with pytest.raises(ShipshellError) as caught:
        source.write({4: NUMBERS})
    assert (caught.value.problem.code, caught.value.problem.row) == ("E-1022", 4)
    assert source_path.read_bytes() == before


def merged(workbook: Workbook, sheet: Worksheet) -> bytes:
    sheet["G1"] = "tracking number"
    sheet.merge_cells("G3:H3")
    return saved(workbook)


def computed(workbook: Workbook, sheet: Worksheet) -> bytes:
    sheet["G1"] = "shipped_at"
    data = saved(workbook)
    cell = '<c r="G3" t="str"><f>NOW()</f><v>x</v></c></row>'
    return with_sheet(data, lambda xml: re.sub(r'(<row r="3".*?)</row>', lambda row: row[1] + cell, xml))


def array(workbook: Workbook, sheet: Worksheet) -> bytes:
    sheet["G1"] = "tracking_number"
    sheet["E9"] = ArrayFormula("E3:G4", "=A3:C4")
    return saved(workbook)


@pytest.mark.parametrize(
    ("make", "words"),
    [(merged, "cell G3 .* is merged"), (computed, "cell G3 .* formula"), (array, "cell G3 .* formula")],
)
def test_numbers_are_never_put_where_they_would_do_harm(
    tmp_path: Path, make: Callable[[Workbook, Worksheet], bytes], words: str
) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(make(*orders(3)))
    with pytest.raises(ShipshellError, match=words) as caught:
        ExcelFile(path).read()
    assert caught.value.problem.code == "E-1014"
    assert caught.value.problem.hint


def test_harm_elsewhere_is_none(tmp_path: Path) -> None:
    workbook, sheet = orders(3, titles=1)
    sheet.merge_cells("A1:H1")
    sheet["G2"], sheet["H2"] = "tracking_number", "shipped_at"
    sheet["G9"] = "=COUNTA(G3:G5)"
    sheet.merge_cells("G12:H12")
    assert cells_with_numbers(written(tmp_path, saved(workbook))) == at(2, 3, "G", "H")


def test_a_signed_workbook_is_refused(tmp_path: Path) -> None:
    def signed(part: bytes) -> bytes:
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
        link = f'<Relationship Id="rS" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
        return part.replace(b"</Relationships>", link.encode())

    path = tmp_path / "orders.xlsx"
    path.write_bytes(with_part(saved(orders(3)[0]), {"_rels/.rels": signed}))
    with pytest.raises(ShipshellError, match="digitally signed") as caught:
        ExcelFile(path).read()
    assert caught.value.problem.code == "E-1014"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def binary(part: bytes) -> bytes:
    return part.replace(b"xl/workbook.xml", b"xl/workbook.bin")


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "E-1002", "encrypted with a password"),
        (OLE, "E-1007", "Excel 97-2003"),
        (with_part(saved(orders(3)[0]), {"_rels/.rels": binary}), "E-1007", "binary workbook"),
        (b"Order,Name\n1,Jane\n", "E-1004", "no sound zip"),
        (rezipped({"hello.txt": b"hello"}), "E-1004", "where its sheets are"),
        (
            with_part(saved(orders(3)[0]), {"xl/workbook.xml": lambda part: part[:50]}),
            "E-1004",
            "xl/workbook.xml is damaged",
        ),
    ],
)
def test_what_is_no_workbook_of_ours(tmp_path: Path, data: bytes, code: str, words: str) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(data)
    with pytest.raises(ShipshellError, match=words) as caught:
        ExcelFile(path).read()
    assert caught.value.problem.code == code
    assert caught.value.problem.hint


@pytest.mark.parametrize("value", ["1Z<2", "1Z&2", "=1+1", "1Zé", "1Z\n"])
def test_what_is_no_number_is_not_written(tmp_path: Path, value: str) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(saved(orders(3)[0]))
    before = path.read_bytes()
    source = ExcelFile(path)
    source.read()
    with pytest.raises(ShipshellError) as caught:
        source.write({1: NUMBERS, 2: Numbers(value, "")})
    assert (caught.value.problem.code, caught.value.problem.row) == ("E-1011", 2)
    assert path.read_bytes() == before


def test_what_a_person_should_know(tmp_path: Path) -> None:
    workbook, sheet = orders(5)
    workbook.create_sheet("Empty")
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.protection.enable()
    data = saved(workbook)
    cell = '<c r="G2"><f>F2*2</f><v>0</v></c></row>'
    path = tmp_path / "orders.xlsx"
    path.write_bytes(with_sheet(data, lambda xml: re.sub(r'(<row r="2".*?)</row>', lambda row: row[1] + cell, xml)))
    (tmp_path / "copy.xlsx").hardlink_to(path)
    said = "\n".join(words for _, words in ExcelFile(path).read().notes)
    for words in ("is the one that is read", "1 of its 5 rows", "column B", "protected", "formulas (1)", "2 names"):
        assert words in said


def test_a_plain_workbook_needs_no_remark(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(saved(orders(5)[0]))
    assert ExcelFile(path).read().notes == ()


def test_who_holds_the_file_open(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(saved(orders(1)[0]))
    source = ExcelFile(path)
    assert source.opened_by() is None
    (tmp_path / "~$orders.xlsx").write_bytes(b"\4Jane")
    assert source.opened_by() == "Excel (Jane)"
    (tmp_path / ".~lock.orders.xlsx#").write_text("Ole,ole,bench-2,,;")
    assert source.opened_by() == "LibreOffice (Ole on bench-2)"


def test_tidy_removes_what_a_crash_left(tmp_path: Path) -> None:
    path = written(tmp_path, saved(orders(1)[0]))
    (tmp_path / ".orders.xlsx.shipshell-01234567.tmp").touch()
    ExcelFile(path).tidy()
    assert list(tmp_path.iterdir()) == [path]


def test_a_refused_write_can_be_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(saved(orders(3)[0]))
    source = ExcelFile(path)
    source.read()
    with pytest.raises(ShipshellError):
        source.write({9: NUMBERS})
    source.write({2: NUMBERS})
    assert cells_with_numbers(path) == at(1, 3, "G", "H")


def test_importing_the_source_imports_nothing_heavy() -> None:
    program = "import sys, shipshell.sources.excel_file; print('pandas' in sys.modules, 'openpyxl' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
