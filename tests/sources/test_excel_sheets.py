"""Which sheet of a workbook is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from excel_kit import orders, saved

from shipshell.model.errors import ShipshellError
from shipshell.sources.excel_file import ExcelFile

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook


def two_lists() -> Workbook:
    workbook, _ = orders(2)
    returns = workbook.create_sheet("Returns")
    for row in (["Order", "Name"], ["r1", "Jane"]):
        returns.append(row)
    secret = workbook.create_sheet("Secret")
    for row in (["Order", "Name"], ["s1", "Jane"]):
        secret.append(row)
    secret.sheet_state = "hidden"
    return workbook


def first_order(folder: Path, workbook: Workbook, sheet: str) -> str:
    path = folder / "march list.xlsx"
    path.write_bytes(saved(workbook))
    return str(ExcelFile(path, sheet).read().frame["Order"].iloc[0])


@pytest.mark.parametrize(
    ("sheet", "first"),
    [("Orders", "000001"), ("RETURNS", "r1"), (" returns ", "r1"), ("1", "000001"), ("2", "r1"), ("secret", "s1")],
)
def test_a_sheet_is_named_or_counted(tmp_path: Path, sheet: str, first: str) -> None:
    assert first_order(tmp_path, two_lists(), sheet) == first


def test_a_name_goes_before_a_number(tmp_path: Path) -> None:
    workbook = two_lists()
    workbook["Orders"].title = "2"
    assert first_order(tmp_path, workbook, "2") == "000001"


def test_several_lists_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(ShipshellError, match="2 sheets that hold a table: Orders, Returns") as caught:
        first_order(tmp_path, two_lists(), "")
    assert caught.value.problem.code == "E-1015"
    assert caught.value.problem.hint == (
        "Say which, by its name alone or in full: "
        'ship "march list.xlsx" sheet Orders or ship "march list.xlsx" sheet Returns.'
    )


@pytest.mark.parametrize("sheet", ["April", "0", "3", "-1"])
def test_a_sheet_that_is_not_there(tmp_path: Path, sheet: str) -> None:
    with pytest.raises(ShipshellError, match="its sheets are Orders, Returns") as caught:
        first_order(tmp_path, two_lists(), sheet)
    assert caught.value.problem.code == "E-1015"


def test_the_only_list_is_taken_and_told(tmp_path: Path) -> None:
    workbook, _ = orders(2)
    notes = workbook.create_sheet("Read me", 0)
    notes.append(["How to use this file"])
    notes.append(["Fill in a row for each parcel"])
    workbook.create_sheet("Empty")
    workbook.create_chartsheet("Chart")
    path = tmp_path / "orders.xlsx"
    path.write_bytes(saved(workbook))
    table = ExcelFile(path).read()
    assert table.frame["Order"].tolist() == ["000001", "000002"]
    assert any("Orders" in words for _, words in table.notes)


def test_no_list_at_all(tmp_path: Path) -> None:
    workbook, sheet = orders(2)
    sheet.delete_rows(1, 3)
    workbook.create_sheet("Empty")
    with pytest.raises(ShipshellError, match="all are empty") as caught:
        first_order(tmp_path, workbook, "")
    assert caught.value.problem.code == "E-1006"
