"""Workbooks as people have them, whose orders ship, written by XlsxWriter and openpyxl. Others: `workbook_zips_kit`.

Each holds the same orders on its first sheet, and something that a careless write-back would damage.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from PIL import Image as Picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

HEADER = ("Order", "Name", "Address", "City", "State", "Zip", "Weight", "Ordered", "Barcode")
COUNT = 9
DAY = datetime(2026, 11, 3, tzinfo=UTC).replace(tzinfo=None)
WRITTEN: dict[str, Callable[[], bytes]] = {}


def maker(make: Callable[[], bytes]) -> Callable[[], bytes]:
    WRITTEN[make.__name__] = make
    return make


def order(row: int) -> tuple[str, str, str, str, str, int, float, datetime, int]:
    """An order: its number has leading zeros as text, its ZIP by its format, its bar code is long."""
    return (
        f"{row:06}",
        f"José & Sons {row}",
        f"{row} Main St",
        "Cambridge",
        "MA",
        2139,
        row / 2,
        DAY,
        4006381333930 + row,
    )


def shown(row: int) -> list[str]:
    """The cells of an order as Excel shows them."""
    number, name, address, city, state, _, weight, _, code = order(row)
    return [number, name, address, city, state, "02139", f"{weight:g}", "2026-11-03", str(code)]


# -- by XlsxWriter ---------------------------------------------------------------------------------------------------


def by_xlsxwriter(feature: Callable[[Any, Any], object], *, top: int = 0, **options: object) -> bytes:
    """The orders under `top` other rows, with what `feature(workbook, sheet)` adds."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options}) as workbook:
        sheet = workbook.add_worksheet("Orders")
        formats = {5: "00000", 7: "yyyy-mm-dd", 8: "0"}
        styles = {at: workbook.add_format({"num_format": code, "locked": 0}) for at, code in formats.items()}
        sheet.write_row(top, 0, HEADER)
        for row in range(1, COUNT + 1):
            for column, value in enumerate(order(row)):
                write = (
                    sheet.write_datetime if column == 7 else sheet.write_string if column < 5 else sheet.write_number
                )
                write(top + row, column, value, styles.get(column))
        feature(workbook, sheet)
    return buffer.getvalue()


def png() -> io.BytesIO:
    pixels = io.BytesIO()
    Picture.new("RGB", (8, 8), "red").save(pixels, "PNG")
    return pixels


def add_chart(workbook: Any, sheet: Any) -> None:
    chart = workbook.add_chart({"type": "column"})
    chart.add_series({"values": "=Orders!$G$2:$G$9"})
    sheet.insert_chart("N2", chart)


def add_formats(workbook: Any, sheet: Any) -> None:
    sheet.conditional_format("G2:G10", {"type": "data_bar", "data_bar_2010": True})
    red = workbook.add_format({"font_color": "red"})
    sheet.conditional_format("A2:I10", {"type": "formula", "criteria": "=$G2>3", "format": red})
    sheet.conditional_format("G2:G10", {"type": "icon_set", "icon_style": "3_arrows"})


def add_notes(_: Any, sheet: Any) -> None:
    sheet.write_comment("B3", "Leave at the door", {"author": "Ana"})


def add_table(_: Any, sheet: Any) -> None:
    columns = [{"header": name} for name in HEADER]
    sheet.add_table(0, 0, COUNT, len(HEADER) - 1, {"name": "Orders1", "columns": columns})


def add_rich_text(workbook: Any, sheet: Any) -> None:
    bold = workbook.add_format({"bold": True})
    for row in range(1, COUNT + 1):
        sheet.write_rich_string(row, 1, bold, "José", f" & Sons {row}")


def add_formulas(_: Any, sheet: Any) -> None:
    for row in range(1, COUNT + 1):
        sheet.write_formula(row, 3, '=PROPER("cambridge")', None, "Cambridge")
        sheet.write_formula(row, 6, f"={row}/2", None, row / 2)


def add_panes(_: Any, sheet: Any) -> None:
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, COUNT, len(HEADER) - 1)
    sheet.filter_column("E", "x == MA")
    sheet.set_zoom(80)


def add_hidden(_: Any, sheet: Any) -> None:
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.set_column("D:D", 12, None, {"hidden": True})
    sheet.set_row(6, 30, None, {"level": 1})


def add_buttons(workbook: Any, sheet: Any) -> None:
    workbook.add_vba_project(io.BytesIO(bytes(range(256)) * 9), is_stream=True)
    sheet.insert_button("N4", {"macro": "pack", "caption": "Pack"})


def add_everything(workbook: Any, sheet: Any) -> None:
    features = (add_chart, add_formats, add_notes, add_table, add_rich_text, add_hidden)
    for feature in features:
        feature(workbook, sheet)
    sheet.insert_image("N20", "red.png", {"image_data": png()})
    sheet.insert_textbox("N30", "Pack me first")
    sheet.add_sparkline("M2", {"range": "Orders!G2:G9"})
    sheet.data_validation("E2:E10", {"validate": "list", "source": ["MA", "ME"]})
    workbook.define_name("Zips", "=Orders!$F$2:$F$10")
    workbook.add_worksheet("Notes").write("A1", "Nothing to ship")


def xlsxwriter_maker(name: str, feature: Callable[[Any, Any], object], **options: Any) -> None:
    WRITTEN[name] = lambda: by_xlsxwriter(feature, **options)


xlsxwriter_maker("chart", add_chart)
xlsxwriter_maker("picture", lambda _, sheet: sheet.insert_image("N2", "red.png", {"image_data": png()}))
xlsxwriter_maker("text_box", lambda _, sheet: sheet.insert_textbox("N2", "Pack me first"))
xlsxwriter_maker("sparklines", lambda _, sheet: sheet.add_sparkline("M2", {"range": "Orders!G2:G9"}))
xlsxwriter_maker("conditional_formats", add_formats)
xlsxwriter_maker(
    "data_validation", lambda _, sheet: sheet.data_validation("E2:E10", {"validate": "list", "source": ["MA", "ME"]})
)
xlsxwriter_maker("notes", add_notes)
xlsxwriter_maker("table", add_table)
xlsxwriter_maker("defined_names", lambda workbook, _: workbook.define_name("Zips", "=Orders!$F$2:$F$10"))
xlsxwriter_maker("rich_text", add_rich_text)
xlsxwriter_maker("formulas", add_formulas)
xlsxwriter_maker("frozen_and_filtered", add_panes)
xlsxwriter_maker("hidden", add_hidden)
xlsxwriter_maker("protected", lambda _, sheet: sheet.protect("secret"))
xlsxwriter_maker("merged_titles", lambda _, sheet: sheet.merge_range("A1:L2", "Week 47"), top=3)
xlsxwriter_maker("days_since_1904", lambda _, __: None, date_1904=True)
xlsxwriter_maker("row_by_row", lambda _, __: None, constant_memory=True)
xlsxwriter_maker("everything", add_everything)


@maker
def macros() -> bytes:
    return by_xlsxwriter(add_buttons)


# -- by openpyxl -----------------------------------------------------------------------------------------------------


def by_openpyxl(*features: Callable[[Worksheet], object]) -> bytes:
    workbook = Workbook()
    sheet: Worksheet = workbook.active  # type: ignore[assignment]
    sheet.title = "Orders"
    sheet.append(HEADER)
    for row in range(1, COUNT + 1):
        sheet.append(order(row))
        for column, code in ((6, "00000"), (8, "yyyy-mm-dd"), (9, "0")):
            sheet.cell(row + 1, column).number_format = code
    for feature in features:
        feature(sheet)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


@maker
def openpyxl_plain() -> bytes:
    return by_openpyxl()


@maker
def openpyxl_table_of_colours() -> bytes:
    def colour(sheet: Worksheet) -> None:
        for cell in (*sheet[1], *sheet[4]):
            cell.fill = PatternFill("solid", fgColor="FFFF00")

    return by_openpyxl(colour, lambda sheet: sheet.add_table(Table(displayName="T", ref=f"A1:I{COUNT + 1}")))


@maker
def openpyxl_chart_and_picture() -> bytes:
    def draw(sheet: Worksheet) -> None:
        bars = BarChart()
        bars.add_data(Reference(sheet, min_col=7, min_row=1, max_row=9), titles_from_data=True)
        sheet.add_chart(bars, "N2")
        sheet.add_image(Image(png()), "N20")

    return by_openpyxl(draw)


@maker
def openpyxl_notes_and_checks() -> bytes:
    def check(sheet: Worksheet) -> None:
        sheet["B3"].comment = Comment("Leave at the door", "Ana")
        choice = DataValidation("list", formula1='"MA,ME"')
        sheet.add_data_validation(choice)
        choice.add("E2:E10")
        sheet.conditional_formatting.add("G2:G10", ColorScaleRule("min", None, "FF0000", "max", None, "00FF00"))  # type: ignore[no-untyped-call]
        sheet["B2"].hyperlink = "https://example.com/jose"
        sheet.print_title_rows = "1:1"

    return by_openpyxl(check)
