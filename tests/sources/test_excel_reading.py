"""Sheets as read: cells as displayed, whatever way the XML says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from excel_kit import HEADER, MAIN, NUMBERS, members, orders, saved, sheet_of, with_part, with_shared_texts, with_sheet
from openpyxl.styles import numbers

from shipshell.model.errors import ShipshellError
from shipshell.sources.excel_file import ExcelFile

if TYPE_CHECKING:
    from pathlib import Path

    from shipshell.sources.base import Table

HEAD = "<row>" + "".join(f'<c t="str"><v>{name}</v></c>' for name in ("Order", "Name", "City")) + "</row>"


def read(folder: Path, data: bytes, sheet: str = "") -> Table:
    path = folder / "orders.xlsx"
    path.write_bytes(data)
    return ExcelFile(path, sheet).read()


def rows(table: Table) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in table.frame.to_numpy().tolist()]


def cell(folder: Path, xml: str) -> str:
    """What a cell of this XML is read as."""
    return rows(read(folder, sheet_of(f'{HEAD}<row r="2"><c r="A2"><v>1</v></c>{xml}</row>')))[0][1]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<c r="B2"><v>12.50</v></c>', "12.5"),
        ('<c r="B2" t="n"><v>1e3</v></c>', "1000"),
        ('<c r="B2" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="B2" t="b"><v>0</v></c>', "FALSE"),
        ('<c r="B2" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="B2" t="d"><v>2023-03-15T06:00:00Z</v></c>', "45000.25"),
        ('<c r="B2" t="d"><v>some day</v></c>', "some day"),
        ('<c r="B2" t="str"><f>A2&amp;"x"</f><v>1x</v></c>', "1x"),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="B2"><f>A2*2</f><v>2</v></c>', "2"),
        ('<c r="B2" t="inlineStr"><is><t xml:space="preserve"> Jane </t></is></c>', " Jane "),
        ('<c r="B2" t="inlineStr"><is><r><rPr><b/></rPr><t>Ja</t></r><r><t>ne</t></r></is></c>', "Jane"),
        ('<c r="B2" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>', "東京"),
        ('<c r="B2" t="inlineStr"><is><t>a_x000D_&#10;b_x005F_x</t></is></c>', "a\r\nb_x"),
        ('<c r="B2" t="inlineStr"><is><t><![CDATA[<Jane> & Co]]></t></is></c>', "<Jane> & Co"),
        ('<!-- <v>9</v> --><c r="B2"><v>7</v></c>', "7"),
        ("<c><v>7</v></c>", "7"),
        ('<c r="B2" s="99"><v>7</v></c>', "7"),
        ('<c r="B2"/>', ""),
    ],
)
def test_cells(tmp_path: Path, xml: str, expected: str) -> None:
    assert cell(tmp_path, xml + '<c r="C2" t="str"><v>Bend</v></c>') == expected


def test_shared_texts_without_their_phonetic_guides(tmp_path: Path) -> None:
    texts = (
        "<si><t>Order</t></si><si><r><t>Na</t></r><r><rPr/><t>me</t></r></si>"
        '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si/>'
    )
    body = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="s"><v>3</v></c><c t="s"><v>2</v></c></row>'
    table = read(tmp_path, with_shared_texts(sheet_of(body), texts))
    assert (list(table.frame.columns), rows(table)) == (["Order", "Name"], [["", "東京"]])


def test_numbers_are_shown_in_the_formats_of_their_cells(tmp_path: Path) -> None:
    workbook, sheet = orders(1)
    for column, value, code in [
        (7, 0.5, "0%"),
        (8, 45000, numbers.FORMAT_DATE_XLSX14),
        (9, 5551234567, "(###) ###-####"),
    ]:
        sheet.cell(1, column, f"Extra {column}")
        sheet.cell(2, column, value).number_format = code
    assert rows(read(tmp_path, saved(workbook)))[0][3:] == [
        "02101",
        "2026-11-02",
        "0.1",
        "50%",
        "3/15/2023",
        "(555) 123-4567",
    ]


def test_days_counted_from_1904(tmp_path: Path) -> None:
    def since_1904(part: bytes) -> bytes:
        return part.replace(b"<workbookPr />", b'<workbookPr date1904="1"/>')

    data = with_part(saved(orders(1)[0]), {"xl/workbook.xml": since_1904})
    assert b"date1904" in members(data)["xl/workbook.xml"]
    assert rows(read(tmp_path, data))[0][4] == "2030-11-03"


def test_blank_rows_are_counted_and_passed_over(tmp_path: Path) -> None:
    workbook, sheet = orders(3, titles=2)
    sheet.insert_rows(5)
    sheet["A5"] = "  "
    table = read(tmp_path, saved(workbook))
    assert table.frame.index.tolist() == [1, 3, 4]
    assert table.origin == 3
    assert table.frame["Order"].tolist() == ["000001", "000002", "000003"]


@pytest.mark.parametrize(
    ("titles", "columns"),
    [
        ([["Orders of March"], [], ["Printed", "2026-11-23"]], 6),
        ([["Ship to", None, None, None, "Parcel"]], 6),
        ([["", "Acme Inc.", "", "5551234567"]], 6),
    ],
)
def test_the_header_is_found_under_titles(tmp_path: Path, titles: list[list[str | None]], columns: int) -> None:
    workbook, sheet = orders(30)
    sheet.insert_rows(1, len(titles))
    for row, title in enumerate(titles, start=1):
        for column, text in enumerate(title, start=1):
            sheet.cell(row, column, text)
    table = read(tmp_path, saved(workbook))
    assert table.origin == len(titles) + 1
    assert table.frame.shape == (30, columns)


def test_columns_without_a_name_or_without_anything(tmp_path: Path) -> None:
    workbook, sheet = orders(3)
    sheet.insert_cols(1, 2)
    sheet.insert_cols(5)
    sheet["E2"] = "extra"
    sheet["K3"] = "note"
    sheet["D1"] = "Order"
    table = read(tmp_path, saved(workbook))
    assert list(table.frame.columns) == [
        "Order", "Order (2)", "Column E", "City", "Zip", "Ordered", "Weight", "Column K"
    ]  # fmt: skip
    assert table.frame["Column K"].tolist() == ["", "note", ""]


@pytest.mark.parametrize(
    ("place", "value", "shown"), [("D1", 97701, "97701"), ("B1", "jane@example.com", "jane@"), ("A1", True, "TRUE")]
)
def test_a_sheet_without_a_header_says_so(tmp_path: Path, place: str, value: object, shown: str) -> None:
    workbook, sheet = orders(3)
    sheet[place].value = value
    with pytest.raises(ShipshellError, match=f"cell {place} holds .{shown}") as caught:
        read(tmp_path, saved(workbook))
    assert caught.value.problem.code == "E-1005"


def test_a_row_of_totals_is_no_order(tmp_path: Path) -> None:
    from openpyxl.worksheet.table import Table as ExcelTable

    workbook, sheet = orders(3)
    sheet.append(["Total", None, None, None, None, 0.6])
    sheet.add_table(ExcelTable(displayName="T", ref="A1:F5", totalsRowCount=1))
    assert read(tmp_path, saved(workbook)).frame["Order"].tolist() == ["000001", "000002", "000003"]


def test_totals_remarks_and_a_second_header_are_no_orders_and_said(tmp_path: Path) -> None:
    workbook, sheet = orders(2, titles=1)
    for row in (
        [*HEADER],
        ["000003", "Jane", "Bend", 2103, None, 3],
        ["Total", None, None, None, None, 3.3],
        ["By: Ana"],
    ):
        sheet.append(row)
    table = read(tmp_path, saved(workbook))
    assert table.frame.index.tolist() == [1, 2, 4]
    assert [words for _, words in table.notes] == [
        "Row 3 (sheet row 5) is the header again, not shipped.",
        'Row 5 (sheet row 7) is a total, not shipped: "Total 3.3".',
        'Row 6 (sheet row 8) is a remark, not shipped: "By: Ana".',
    ]


def test_a_row_that_is_no_order_takes_no_number(tmp_path: Path) -> None:
    workbook, sheet = orders(2)
    sheet.append(["2 orders"])
    path = tmp_path / "orders.xlsx"
    path.write_bytes(saved(workbook))
    source = ExcelFile(path)
    source.read()
    with pytest.raises(ShipshellError) as caught:
        source.write({3: NUMBERS})
    assert caught.value.problem.code == "E-1022"


def test_a_formula_without_a_result_is_refused(tmp_path: Path) -> None:
    workbook, sheet = orders(3)
    sheet["F3"] = "=1+1"
    with pytest.raises(ShipshellError, match="sheet row 3: the formula in column Weight") as caught:
        read(tmp_path, saved(workbook))
    problem = caught.value.problem
    assert (problem.code, problem.row, problem.column) == ("E-1013", 2, "Weight")


def test_a_formula_without_a_result_beside_the_orders_does_no_harm(tmp_path: Path) -> None:
    workbook, sheet = orders(3, titles=1)
    sheet["F1"] = "=SUM(F3:F5)"
    assert len(read(tmp_path, saved(workbook)).frame) == 3


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda xml: xml[:-40], "its XML is damaged"),
        (lambda xml: "<!DOCTYPE x [<!ENTITY a 'b'>]>" + xml, "document type"),
        (lambda xml: '<?xml version="1.0" encoding="windows-1252"?>' + xml, "windows-1252, is not supported"),
        (lambda xml: xml.replace("worksheet", "chartsheet"), "no worksheet"),
        (lambda xml: xml.replace(MAIN, "urn:other"), "no worksheet"),
        (lambda xml: xml.replace('<row r="3"', '<row r="2"'), "row 2 comes after row 2"),
        (lambda xml: xml.replace('<c r="B2"', '<c r="A2"'), "cells of row 2 are not in their order"),
        (lambda xml: xml.replace('t="n"><v>2102<', 't="s"><v>999<'), "a cell of row 3 is damaged"),
        (
            lambda xml: xml.replace(
                "<sheetData>",
                '<sheetData><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/>',
            ),
            "alternatives for different programs",
        ),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(tmp_path: Path, edit: object, words: str) -> None:
    assert callable(edit)
    with pytest.raises(ShipshellError, match=words) as caught:
        read(tmp_path, with_sheet(saved(orders(3)[0]), edit))
    assert caught.value.problem.code == "E-1004"
    assert caught.value.problem.hint


def test_rows_below_the_last_row_element_are_no_rows(tmp_path: Path) -> None:
    with pytest.raises(ShipshellError) as caught:
        read(tmp_path, sheet_of(""))
    assert caught.value.problem.code == "E-1003"
