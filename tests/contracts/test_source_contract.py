"""What holds for every source of orders. A new kind of source joins with one line in `MAKERS`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from shipshell.model.errors import CODES, ShipshellError
from shipshell.sources.base import Numbers, Source, SourceChanged, Table
from shipshell.sources.csv_file import CsvFile
from shipshell.sources.excel_file import ExcelFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEADER = ["Order", "Name", "City", "Zip"]
ROWS = [
    ["0001", "Jane Doe", "Bend", "02139"],
    ["0002", "Ole Åse", "Salem", "97301"],
    [],
    ["0003", "Doe, John", "", "04001-1234"],
]
FIRST = Numbers("1ZTEST0000000001", "2026-11-23T10:05:00Z")
SECOND = Numbers("1ZTEST0000000002", "2026-11-23T10:06:00Z")


@dataclass(frozen=True)
class Maker:
    """How a kind of source is put on disk, opened, and edited by somebody else."""

    make: Callable[[Path, list[list[str]]], None]
    open: Callable[[Path], Source]
    suffix: str


def make_csv(path: Path, rows: list[list[str]]) -> None:
    def raw(cell: str) -> str:
        return f'"{cell}"' if "," in cell else cell

    path.write_text("".join(",".join(map(raw, row)) + "\n" for row in rows), encoding="utf-8")


def make_excel(path: Path, rows: list[list[str]]) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    workbook.save(path)


MAKERS = {"csv": Maker(make_csv, CsvFile, ".csv"), "excel": Maker(make_excel, ExcelFile, ".xlsx")}


@pytest.fixture(params=MAKERS)
def maker(request: pytest.FixtureRequest) -> Maker:
    return MAKERS[request.param]


@pytest.fixture
def path(tmp_path: Path, maker: Maker) -> Path:
    path = tmp_path / f"orders{maker.suffix}"
    maker.make(path, [HEADER, *ROWS])
    return path


@pytest.fixture
def source(maker: Maker, path: Path) -> Source:
    return maker.open(path)


def cells(table: Table) -> dict[int, list[str]]:
    return dict(zip(table.frame.index.tolist(), table.frame.to_numpy().tolist(), strict=True))


def test_it_says_what_it_is(source: Source, path: Path) -> None:
    assert source.kind
    assert source.name == path.name
    assert source.location


def test_location_is_the_same_for_every_way_of_naming_it(source: Source, path: Path, maker: Maker) -> None:
    (path.parent / "sub").mkdir()
    assert maker.open(path.parent / "sub" / ".." / path.name).location == source.location


def test_every_cell_is_text_as_it_stands(source: Source) -> None:
    table = source.read()
    assert list(table.frame.columns) == HEADER
    assert cells(table) == {1: ROWS[0], 2: ROWS[1], 4: ROWS[3]}
    assert all(isinstance(cell, str) for row in cells(table).values() for cell in row)
    assert (table.tracking, table.shipped) == ("", "")


def test_reading_twice_gives_the_same(source: Source) -> None:
    assert cells(source.read()) == cells(source.read())


def test_numbers_come_back_and_nothing_else_changes(source: Source, maker: Maker, path: Path) -> None:
    before = source.read()
    source.write({4: FIRST})
    table = maker.open(path).read()
    assert (table.tracking, table.shipped) == ("tracking_number", "shipped_at")
    assert table.frame.loc[[4], ["tracking_number", "shipped_at"]].to_numpy().tolist() == [
        [FIRST.tracking_number, FIRST.shipped_at]
    ]
    assert table.frame.loc[[1, 2], ["tracking_number", "shipped_at"]].to_numpy().tolist() == [["", ""], ["", ""]]
    assert table.frame[HEADER].equals(before.frame)


def test_several_rows_at_once_and_one_after_the_other(source: Source, maker: Maker, path: Path) -> None:
    source.read()
    source.write({1: FIRST, 4: SECOND})
    source.write({2: SECOND})
    numbers = maker.open(path).read().frame["tracking_number"].tolist()
    assert numbers == [FIRST.tracking_number, SECOND.tracking_number, SECOND.tracking_number]


def test_a_number_can_be_replaced_and_emptied(source: Source, maker: Maker, path: Path) -> None:
    source.read()
    source.write({1: FIRST, 2: FIRST})
    source.write({1: SECOND, 2: Numbers("", "")})
    table = maker.open(path).read()
    assert table.frame["tracking_number"].tolist() == [SECOND.tracking_number, "", ""]
    assert table.frame["shipped_at"].tolist() == [SECOND.shipped_at, "", ""]


def test_writing_the_same_again_changes_nothing(source: Source, path: Path) -> None:
    source.read()
    source.write({1: FIRST})
    once = path.read_bytes()
    source.write({1: FIRST})
    source.write({})
    assert path.read_bytes() == once


def test_columns_that_are_there_are_used(tmp_path: Path, maker: Maker) -> None:
    path = tmp_path / f"shipped{maker.suffix}"
    maker.make(path, [["Tracking Number", "Name", "SHIPPED AT"], ["", "Jane", ""], ["1Z9", "Ole", "yesterday"]])
    source = maker.open(path)
    table = source.read()
    assert (table.tracking, table.shipped) == ("Tracking Number", "SHIPPED AT")
    source.write({1: FIRST})
    assert cells(maker.open(path).read()) == {
        1: [FIRST.tracking_number, "Jane", FIRST.shipped_at],
        2: ["1Z9", "Ole", "yesterday"],
    }


def test_our_own_writes_are_no_change(source: Source) -> None:
    source.read()
    assert not source.changed()
    source.write({1: FIRST})
    assert not source.changed()


def test_somebody_elses_write_is_seen_and_never_overwritten(source: Source, maker: Maker, path: Path) -> None:
    source.read()
    source.write({1: FIRST})
    maker.make(path, [HEADER, ["0009", "Somebody", "Else", "10001"]])
    theirs = path.read_bytes()
    assert source.changed()
    with pytest.raises(SourceChanged):
        source.write({2: SECOND})
    assert path.read_bytes() == theirs
    assert cells(source.read()) == {1: ["0009", "Somebody", "Else", "10001"]}
    assert not source.changed()
    source.write({1: SECOND})
    assert source.read().frame["tracking_number"].tolist() == [SECOND.tracking_number]


def test_a_source_that_is_gone_has_changed(source: Source, path: Path) -> None:
    source.read()
    path.unlink()
    assert source.changed()
    with pytest.raises(SourceChanged):
        source.write({1: FIRST})
    with pytest.raises(ShipshellError) as caught:
        source.read()
    assert caught.value.problem.code == "E-1001"
    assert not path.exists()


def test_a_source_is_read_before_it_is_written(source: Source, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(SourceChanged):
        source.write({1: FIRST})
    assert path.read_bytes() == before


@pytest.mark.parametrize("row", [-1, 0, 5])
def test_all_or_none(source: Source, path: Path, row: int) -> None:
    source.read()
    before = path.read_bytes()
    with pytest.raises(ShipshellError) as caught:
        source.write({1: FIRST, row: SECOND})
    assert caught.value.problem.code == "E-1022"
    assert path.read_bytes() == before
    assert not source.changed()


def test_nothing_is_left_beside_it(source: Source, path: Path) -> None:
    source.read()
    source.write({1: FIRST})
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("rows", [[], [HEADER]])
def test_a_source_without_orders_says_so(tmp_path: Path, maker: Maker, rows: list[list[str]]) -> None:
    path = tmp_path / f"empty{maker.suffix}"
    maker.make(path, rows)
    with pytest.raises(ShipshellError, match="empty") as caught:
        maker.open(path).read()
    assert caught.value.problem.code in {"E-1003", "E-1006"}
    assert caught.value.problem.code in CODES
