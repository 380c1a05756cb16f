"""What holds for every source of orders. A new kind of source joins with a desk in `DESKS`."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest
from databases import KINDS, TestDatabase, fresh_database
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from shipshell.model.errors import CODES, ShipshellError
from shipshell.sources.base import Numbers, Source, SourceChanged, Table, peek
from shipshell.sources.conditions import Among
from shipshell.sources.csv_file import CsvFile
from shipshell.sources.excel_file import ExcelFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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


class Desk(Protocol):
    """Where somebody keeps orders in one kind of source, and works on it beside us.

    Attributes:
        last: the `#` of the last of `ROWS`; a blank row counts where there can be one.
        gone: the code of the error when it is taken away.
    """

    last: int
    gone: str

    @property
    def name(self) -> str:
        """How the source calls itself."""

    def make(self, rows: list[list[str]]) -> None:
        """Put header and rows in the place of whatever was there."""

    def open(self) -> Source:
        """Open it."""

    def open_otherwise(self) -> Source:
        """Open it by another name."""

    def contents(self) -> object:
        """All that it holds."""

    def beside(self) -> list[str]:
        """What else is there."""

    def take_away(self) -> None:
        """Have it be no more."""


@dataclass
class FileDesk:
    """A file in a folder of its own."""

    path: Path
    write: Callable[[Path, list[list[str]]], None]
    opener: Callable[[Path], Source]
    last: int = 4
    gone: str = "E-1001"

    @property
    def name(self) -> str:
        return self.path.name

    def make(self, rows: list[list[str]]) -> None:
        self.write(self.path, rows)

    def open(self) -> Source:
        return self.opener(self.path)

    def open_otherwise(self) -> Source:
        (self.path.parent / "sub").mkdir()
        return self.opener(self.path.parent / "sub" / ".." / self.path.name)

    def contents(self) -> object:
        return self.path.read_bytes()

    def beside(self) -> list[str]:
        return [path.name for path in self.path.parent.iterdir() if path != self.path]

    def take_away(self) -> None:
        self.path.unlink()


@dataclass
class SqlDesk:
    """A table in a database of its own; its key is the order, or the name."""

    database: TestDatabase
    table: str
    last: int = 3
    gone: str = "E-1016"

    @property
    def name(self) -> str:
        return f"{self.table} in {self.database.address.shown}"

    def make(self, rows: list[list[str]]) -> None:
        header = rows[0] if rows else ["Order"]
        columns = [f"{self._quoted(name)} VARCHAR(40)" for name in header]
        key = self._quoted("Order" if "Order" in header else "Name")
        self.database.run(
            f"DROP TABLE IF EXISTS {self.table}",
            f"CREATE TABLE {self.table} ({', '.join(columns)}, PRIMARY KEY ({key}))",
            *(f"INSERT INTO {self.table} VALUES ({', '.join(map(_literal, row))})" for row in rows[1:] if row),
        )

    def open(self) -> Source:
        return self.database.table(self.table)

    def open_otherwise(self) -> Source:
        return self.database.table(self.table.upper())

    def contents(self) -> object:
        return sorted(self.database.rows(f"SELECT * FROM {self.table}"))

    def beside(self) -> list[str]:
        others = [path.name for path in self.database.folder.iterdir() if path.name != "shop.db"]
        return [*others, *(name for name in self.database.tables() if name != self.table)]

    def take_away(self) -> None:
        self.database.run(f"DROP TABLE {self.table}")

    def _quoted(self, name: str) -> str:
        return f"`{name}`" if self.database.kind == "mysql" else f'"{name}"'


def _literal(cell: str) -> str:
    return f"'{cell}'"


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


@contextmanager
def desk_of(kind: str, folder: Path, name: str) -> Iterator[Desk]:
    if kind == "csv":
        yield FileDesk(folder / f"{name}.csv", make_csv, CsvFile)
    elif kind == "excel":
        yield FileDesk(folder / f"{name}.xlsx", make_excel, ExcelFile)
    else:
        with fresh_database(kind, folder) as database:
            yield SqlDesk(database, name)


@pytest.fixture(params=("csv", "excel", *KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_desk(kind: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_of(kind, tmp_path, "empty") as desk:
        yield desk


@pytest.fixture
def desk(kind: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_of(kind, tmp_path, "orders") as desk:
        desk.make([HEADER, *ROWS])
        yield desk


@pytest.fixture
def source(desk: Desk) -> Source:
    return desk.open()


def cells(table: Table) -> dict[int, list[str]]:
    return dict(zip(table.frame.index.tolist(), table.frame.to_numpy().tolist(), strict=True))


def test_it_says_what_it_is(source: Source, desk: Desk) -> None:
    assert source.kind
    assert source.name == desk.name
    assert source.location


def test_location_is_the_same_for_every_way_of_naming_it(source: Source, desk: Desk) -> None:
    assert desk.open_otherwise().location == source.location


def test_every_cell_is_text_as_it_stands(source: Source, desk: Desk) -> None:
    table = source.read()
    assert list(table.frame.columns) == HEADER
    assert cells(table) == {1: ROWS[0], 2: ROWS[1], desk.last: ROWS[3]}
    assert all(isinstance(cell, str) for row in cells(table).values() for cell in row)
    assert (table.tracking, table.shipped) == ("", "")


def test_reading_twice_gives_the_same(source: Source) -> None:
    assert cells(source.read()) == cells(source.read())


def test_the_rows_of_a_condition_are_there_as_in_the_whole(source: Source, desk: Desk) -> None:
    whole = cells(source.read())
    first = cells(peek(source))
    some = cells(source.read_where(Among(HEADER[1], (ROWS[1][1],))))
    assert first == whole
    assert some.items() <= whole.items()
    assert some[2] == ROWS[1]
    source.write({2: FIRST})
    assert desk.open().read().frame.at[2, "tracking_number"] == FIRST.tracking_number


def test_numbers_come_back_and_nothing_else_changes(source: Source, desk: Desk) -> None:
    before = source.read()
    source.write({desk.last: FIRST})
    table = desk.open().read()
    assert (table.tracking, table.shipped) == ("tracking_number", "shipped_at")
    assert table.frame.loc[[desk.last], ["tracking_number", "shipped_at"]].to_numpy().tolist() == [
        [FIRST.tracking_number, FIRST.shipped_at]
    ]
    assert table.frame.loc[[1, 2], ["tracking_number", "shipped_at"]].to_numpy().tolist() == [["", ""], ["", ""]]
    assert table.frame[HEADER].equals(before.frame)


def test_several_rows_at_once_and_one_after_the_other(source: Source, desk: Desk) -> None:
    source.read()
    source.write({1: FIRST, desk.last: SECOND})
    source.write({2: SECOND})
    numbers = desk.open().read().frame["tracking_number"].tolist()
    assert numbers == [FIRST.tracking_number, SECOND.tracking_number, SECOND.tracking_number]


def test_a_number_can_be_replaced_and_emptied(source: Source, desk: Desk) -> None:
    source.read()
    source.write({1: FIRST, 2: FIRST})
    source.write({1: SECOND, 2: Numbers("", "")})
    table = desk.open().read()
    assert table.frame["tracking_number"].tolist() == [SECOND.tracking_number, "", ""]
    assert table.frame["shipped_at"].tolist() == [SECOND.shipped_at, "", ""]


def test_writing_the_same_again_changes_nothing(source: Source, desk: Desk) -> None:
    source.read()
    source.write({1: FIRST})
    once = desk.contents()
    source.write({1: FIRST})
    source.write({})
    assert desk.contents() == once


def test_columns_that_are_there_are_used(empty_desk: Desk) -> None:
    desk = empty_desk
    desk.make([["Tracking Number", "Name", "SHIPPED AT"], ["", "Jane", ""], ["1Z9", "Ole", "yesterday"]])
    source = desk.open()
    table = source.read()
    assert (table.tracking, table.shipped) == ("Tracking Number", "SHIPPED AT")
    source.write({1: FIRST})
    assert cells(desk.open().read()) == {
        1: [FIRST.tracking_number, "Jane", FIRST.shipped_at],
        2: ["1Z9", "Ole", "yesterday"],
    }


def test_our_own_writes_are_no_change(source: Source) -> None:
    source.read()
    assert not source.changed()
    source.write({1: FIRST})
    assert not source.changed()


def test_somebody_elses_write_is_seen_and_never_overwritten(source: Source, desk: Desk) -> None:
    source.read()
    source.write({1: FIRST})
    desk.make([HEADER, ["0009", "Somebody", "Else", "10001"]])
    theirs = desk.contents()
    assert source.changed()
    with pytest.raises(SourceChanged):
        source.write({2: SECOND})
    assert desk.contents() == theirs
    assert cells(source.read()) == {1: ["0009", "Somebody", "Else", "10001"]}
    assert not source.changed()
    source.write({1: SECOND})
    assert source.read().frame["tracking_number"].tolist() == [SECOND.tracking_number]


def test_a_source_that_is_gone_has_changed(source: Source, desk: Desk) -> None:
    source.read()
    desk.take_away()
    assert source.changed()
    with pytest.raises(SourceChanged):
        source.write({1: FIRST})
    with pytest.raises(ShipshellError) as caught:
        source.read()
    assert caught.value.problem.code == desk.gone
    assert desk.beside() == []


def test_a_source_is_read_before_it_is_written(source: Source, desk: Desk) -> None:
    before = desk.contents()
    with pytest.raises(SourceChanged):
        source.write({1: FIRST})
    assert desk.contents() == before


@pytest.mark.parametrize("row", [-1, 0, 5])
def test_all_or_none(source: Source, desk: Desk, row: int) -> None:
    source.read()
    before = desk.contents()
    with pytest.raises(ShipshellError) as caught:
        source.write({1: FIRST, row: SECOND})
    assert caught.value.problem.code == "E-1022"
    assert desk.contents() == before
    assert not source.changed()


def test_nothing_is_left_beside_it(source: Source, desk: Desk) -> None:
    source.read()
    source.write({1: FIRST})
    assert desk.beside() == []


@pytest.mark.parametrize("rows", [[], [HEADER]])
def test_a_source_without_orders_says_so(empty_desk: Desk, rows: list[list[str]]) -> None:
    empty_desk.make(rows)
    with pytest.raises(ShipshellError, match="empty") as caught:
        empty_desk.open().read()
    assert caught.value.problem.code in {"E-1003", "E-1006"}
    assert caught.value.problem.code in CODES
