"""After a batch of writes nothing in a workbook is another but the two columns."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from excel_kit import (
    HEADER,
    MAIN,
    NUMBERS,
    RELATIONS,
    SHEET,
    members,
    orders,
    prefixed,
    raw_members,
    rezipped,
    saved,
    shown,
    values,
    with_part,
    with_shared_texts,
    with_sheet,
    without_columns,
)
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import ColorScaleRule, FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableStyleInfo
from PIL import Image as Picture

from shipshell.sources.base import Numbers
from shipshell.sources.excel_file import ExcelFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAKERS: dict[str, Callable[[], bytes]] = {}
COUNT = 130
EXTENSIONS = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
FORMULAS = "http://schemas.microsoft.com/office/excel/2006/main"


def maker(make: Callable[[], bytes]) -> Callable[[], bytes]:
    MAKERS[make.__name__] = make
    return make


@maker
def plain() -> bytes:
    return saved(orders(COUNT)[0])


@maker
def chart() -> bytes:
    workbook, sheet = orders(COUNT)
    bars = BarChart()
    bars.add_data(Reference(sheet, min_col=6, min_row=1, max_row=20), titles_from_data=True)
    sheet.add_chart(bars, "K2")
    return saved(workbook)


@maker
def picture() -> bytes:
    workbook, sheet = orders(COUNT)
    pixels = io.BytesIO()
    Picture.new("RGB", (8, 8), "red").save(pixels, "PNG")
    sheet.add_image(Image(pixels), "L3")
    return saved(workbook)


@maker
def text_box() -> bytes:
    box = (
        b"<xdr:twoCellAnchor><xdr:from><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0"
        b"</xdr:rowOff></xdr:from><xdr:to><xdr:col>12</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>5</xdr:row><xdr:rowOff>"
        b'0</xdr:rowOff></xdr:to><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="9" name="Box"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
        b"<xdr:spPr/><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>Pack me first</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        b"<xdr:clientData/></xdr:twoCellAnchor>"
    )
    drawing = b'<xdr:wsDr xmlns:xdr="http://x/spreadsheetDrawing" xmlns:a="http://x/main">' + box + b"</xdr:wsDr>"
    return with_part(chart(), {"xl/drawings/drawing1.xml": lambda _: drawing})


@maker
def sparklines() -> bytes:
    group = (
        f'<extLst><ext xmlns:x14="{EXTENSIONS}" uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}"><x14:sparklineGroups '
        f'xmlns:xm="{FORMULAS}"><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>Orders!F2:F9</xm:f><xm:sqref>J2'
        "</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
    )
    return with_sheet(plain(), lambda xml: xml.replace("</worksheet>", f"{group}</worksheet>"))


@maker
def conditional_formats() -> bytes:
    workbook, sheet = orders(COUNT)
    sheet.conditional_formatting.add("F2:F131", ColorScaleRule("min", None, "FF0000", "max", None, "00FF00"))  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add("A2:F131", FormulaRule(["$F2>5"], font=Font(bold=True)))  # type: ignore[no-untyped-call]
    return saved(workbook)


@maker
def data_validation() -> bytes:
    workbook, sheet = orders(COUNT)
    choice = DataValidation("list", formula1='"Bend,Salem"')
    sheet.add_data_validation(choice)
    choice.add("C2:C131")
    return saved(workbook)


@maker
def comments() -> bytes:
    workbook, sheet = orders(COUNT)
    sheet["B3"].comment = Comment("Leave at the door", "Jane")
    return saved(workbook)


@maker
def macros() -> bytes:
    def as_macros(part: bytes) -> bytes:
        return part.replace(
            b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
        )

    return with_part(plain(), {"[Content_Types].xml": as_macros, "xl/vbaProject.bin": lambda _: bytes(range(256)) * 9})


@maker
def pivot_and_slicer() -> bytes:
    def linked(part: bytes) -> bytes:
        cache = f'<Relationship Id="rId99" Type="{RELATIONS}/pivotCacheDefinition" Target="pivotCache/p1.xml"/>'
        return part.replace(b"</Relationships>", cache.encode() + b"</Relationships>")

    parts = ("xl/pivotCache/p1.xml", "xl/pivotTables/pivotTable1.xml", "xl/slicers/slicer1.xml")
    added = {part: (lambda _: b'<p xmlns="urn:p"/>') for part in parts}
    return with_part(plain(), {**added, "xl/_rels/workbook.xml.rels": linked})


@maker
def excel_table() -> bytes:
    workbook, sheet = orders(COUNT)
    sheet.add_table(
        Table(displayName="Orders1", ref=f"A1:F{COUNT + 1}", tableStyleInfo=TableStyleInfo("TableStyleLight1"))
    )
    return saved(workbook)


@maker
def defined_names() -> bytes:
    workbook, _ = orders(COUNT)
    workbook.defined_names["Zips"] = DefinedName("Zips", attr_text="Orders!$D$2:$D$131")
    return saved(workbook)


@maker
def frozen_panes_and_filter() -> bytes:
    workbook, sheet = orders(COUNT)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:F{COUNT + 1}"
    return saved(workbook)


@maker
def merged_titles() -> bytes:
    workbook, sheet = orders(COUNT, titles=3)
    sheet.merge_cells("A1:J1")
    sheet["A1"].alignment = Alignment(horizontal="center")
    return saved(workbook)


@maker
def hidden_rows_and_columns() -> bytes:
    workbook, sheet = orders(COUNT)
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions.group(10, 20, hidden=True)
    return saved(workbook)


@maker
def protected_sheet() -> bytes:
    workbook, sheet = orders(COUNT)
    sheet.protection.set_password("secret")
    return saved(workbook)


@maker
def links_and_breaks() -> bytes:
    workbook, sheet = orders(COUNT)
    sheet["B2"].hyperlink = "https://example.com/jane"
    sheet.row_breaks.append(Break(40))
    sheet.oddFooter.center.text = "Page &P"  # type: ignore[union-attr]
    sheet.print_title_rows = "1:1"
    return saved(workbook)


@maker
def other_sheets() -> bytes:
    workbook, _ = orders(COUNT)
    workbook.create_sheet("Notes")["A1"] = "Nothing to ship here"
    workbook.create_sheet("Secret").sheet_state = "hidden"
    return saved(workbook)


@maker
def coloured_rows() -> bytes:
    workbook, sheet = orders(COUNT)
    fill = PatternFill("solid", fgColor="FFFF00")
    for row in (1, 2, 66):
        for cell in sheet[row]:
            cell.fill = fill
    return saved(workbook)


@maker
def formulas() -> bytes:
    def computed(xml: str) -> str:
        cell = '<c r="G{0}" t="str"><f>B{0}&amp;"!"</f><v>Jane!</v></c></row>'
        return re.sub(r'(<row r="(\d+)".*?)</row>', lambda row: row[1] + cell.format(row[2]), xml)

    return with_sheet(plain(), lambda xml: computed(xml).replace('<f>B1&amp;"!"</f><v>Jane!</v>', "<v>Greeting</v>"))


@maker
def shared_texts() -> bytes:
    texts: list[str] = []

    def shared(cell: re.Match[str]) -> str:
        texts.append(f"<si>{cell[2]}</si>")
        return f'{cell[1]} t="s"><v>{len(texts) - 1}</v></c>'

    data = with_sheet(plain(), lambda xml: re.sub(r'(<c r="\w+") t="inlineStr"><is>(.*?)</is></c>', shared, xml))
    return with_shared_texts(data, "".join(texts))


@maker
def prefixes() -> bytes:
    return with_sheet(plain(), prefixed)


@maker
def no_references() -> bytes:
    return with_sheet(plain(), lambda xml: re.sub(r"<(row|c) r=\"\w+\"", r"<\1", xml))


@maker
def utf16_part() -> bytes:
    def declared(xml: str) -> str:
        return '<?xml version="1.0" encoding="UTF-16" standalone="yes"?>' + xml

    return with_sheet(plain(), declared, "utf-16")


@maker
def standalone_and_comments() -> bytes:
    def commented(xml: str) -> str:
        xml = (
            xml.replace("<v>", "<v><![CDATA[")
            .replace("</v>", "]]></v>")
            .replace("<row ", '\n <!-- </row> ">" -->\t<row ')
        )
        return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<!-- <row r="1"/> -->' + xml

    return with_sheet(plain(), commented)


@maker
def spans_and_row_styles() -> bytes:
    return with_sheet(
        plain(),
        lambda xml: re.sub(r"<row (r=\"\d+\")", r"""<row  \1 spans = '1:6' s="1" customFormat="1" >"""[:-1], xml),
    )


@maker
def alternative_content() -> bytes:
    controls = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        'Requires="x14"><controls><row r="1"><c r="G1"/></row></controls></mc:Choice></mc:AlternateContent>'
    )
    return with_sheet(plain(), lambda xml: xml.replace("</worksheet>", f"{controls}</worksheet>"))


@maker
def strict_variant() -> bytes:
    return with_sheet(plain(), lambda xml: xml.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"))


@maker
def sizes_behind_the_data() -> bytes:
    return rezipped(members(excel_table()), streamed=True)


@maker
def zip64() -> bytes:
    return rezipped(members(excel_table()), zip64=True, comment=b"made by machines")


@maker
def stored_members() -> bytes:
    return rezipped(members(plain()), method=zipfile.ZIP_STORED)


@maker
def both_columns_there() -> bytes:
    workbook, sheet = orders(COUNT)
    sheet.insert_cols(2, 2)
    sheet["B1"], sheet["C1"] = "Tracking Number", "Shipped-At"
    for row in range(2, COUNT + 2):
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor="EEEEEE")
    sheet["B5"] = "1ZOLD"
    return saved(workbook)


#: Workbooks that openpyxl itself cannot read.
NOT_FOR_OPENPYXL = {"text_box", "strict_variant", "pivot_and_slicer"}
WRITTEN = {1: NUMBERS, 63: NUMBERS, 64: Numbers("1ZTEST0000000064", "2026-11-23T10:06:00Z"), COUNT: NUMBERS}


def changing(data: bytes, columns: set[str]) -> set[str]:
    """The members that may change: the sheet's part, and a Table's where columns are added to it."""
    tables = {name for name in members(data) if name.startswith("xl/tables/")} if "G" in columns else set()
    return {SHEET, *tables}


@pytest.mark.parametrize("name", MAKERS)
def test_nothing_else_changes(name: str, tmp_path: Path) -> None:
    before = MAKERS[name]()
    path = tmp_path / "orders.xlsx"
    path.write_bytes(before)
    source = ExcelFile(path)
    table = source.read()
    source.write({1: NUMBERS, 64: NUMBERS})
    for row, numbers in WRITTEN.items():
        source.write({row: numbers})

    columns = {"B", "C"} if name == "both_columns_there" else {"H", "I"} if name == "formulas" else {"G", "H"}
    after = path.read_bytes()
    old, new = raw_members(before), raw_members(after)
    assert list(new) == list(old)
    may_change = changing(before, columns)
    assert {part for part in old if old[part] != new[part]} == may_change
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.testzip() is None
        assert archive.comment == zipfile.ZipFile(io.BytesIO(before)).comment
    old_sheet, new_sheet = members(before)[SHEET], members(after)[SHEET]
    if name != "no_references":
        assert without_columns(new_sheet, columns) == without_columns(old_sheet, columns)

    again = ExcelFile(path).read()
    others = [column for column in table.frame.columns if column not in {table.tracking, table.shipped}]
    assert again.frame[others].equals(table.frame[others])
    assert again.frame[HEADER].to_numpy().tolist() == [shown(at) for at in range(1, COUNT + 1)]
    written = again.frame[[again.tracking, again.shipped]]
    assert written.loc[list(WRITTEN)].to_numpy().tolist() == [
        [numbers.tracking_number, numbers.shipped_at] for numbers in WRITTEN.values()
    ]
    untold = written.drop(index=list(WRITTEN))
    assert (untold[again.shipped] == "").all()
    assert (
        untold[again.tracking].tolist()
        == table.frame.get(again.tracking, untold[again.shipped]).drop(index=list(WRITTEN), errors="ignore").tolist()
    )


@pytest.mark.parametrize("name", sorted(set(MAKERS) - NOT_FOR_OPENPYXL))
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_openpyxl_reads_the_same_and_the_numbers(name: str, tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(MAKERS[name]())
    before = values(path)
    source = ExcelFile(path)
    origin = source.read().origin
    source.write(WRITTEN)
    after = values(path)
    tracking, shipped = (1, 2) if name == "both_columns_there" else (7, 8) if name == "formulas" else (6, 7)
    for at, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        numbers = WRITTEN.get(at - origin)
        if numbers:
            assert [new[tracking], new[shipped]] == [numbers.tracking_number, numbers.shipped_at]
        same = [*old, *[None] * (len(new) - len(old))]
        if numbers or at == origin:
            same[tracking], same[shipped] = new[tracking], new[shipped]
        assert new == same
