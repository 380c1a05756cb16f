"""The batch file of UPS.com, which has no header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exports_kit import UPS_BATCH, ups_batch

from shipshell.model.errors import ShipshellError
from shipshell.sources.base import Numbers
from shipshell.sources.csv_file import CsvFile
from shipshell.sources.ups_batch import POSITIONS

if TYPE_CHECKING:
    from pathlib import Path


def batch(folder: Path, content: bytes) -> CsvFile:
    path = folder / "batch.csv"
    path.write_bytes(content)
    return CsvFile(path)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_its_columns_are_known_by_their_places(tmp_path: Path, delimiter: str) -> None:
    table = batch(tmp_path, ups_batch(delimiter)).read()
    expected = ["Weight Unit" if name == "Unit of Measure" else name for name in UPS_BATCH[: len(POSITIONS)]]
    assert list(table.frame.columns[: len(POSITIONS)]) == expected
    assert table.frame.index.tolist() == [1, 2, 3]
    assert list(table.frame.loc[1, ["Company or Name", "City", "Postal Code", "Weight", "Reference 1"]]) == [
        "Chidi Okafor", "Watertown", "02472", "2.5", "R-901",
    ]  # fmt: skip
    assert "no header" in table.assumed


def test_numbers_go_to_the_end_of_their_row_and_are_found_there(tmp_path: Path) -> None:
    source = batch(tmp_path, ups_batch())
    before = ups_batch().decode().splitlines()
    source.read()
    source.write({2: Numbers("1ZTEST0000000001", "2026-11-23T10:05:00Z")})
    after = (tmp_path / "batch.csv").read_text().splitlines()
    assert after == [before[0], f"{before[1]},1ZTEST0000000001,2026-11-23T10:05:00Z", before[2]]
    again = batch(tmp_path, (tmp_path / "batch.csv").read_bytes())
    table = again.read()
    assert (table.tracking, table.shipped) == ("tracking_number", "shipped_at")
    assert table.frame[table.tracking].tolist() == ["", "1ZTEST0000000001", ""]
    again.write({1: Numbers("1Z2", "2026-11-23T10:06:00Z"), 2: Numbers("", "")})
    assert (tmp_path / "batch.csv").read_text().splitlines() == [
        f"{before[0]},1Z2,2026-11-23T10:06:00Z",
        f"{before[1]},,",
        before[2],
    ]


def test_with_a_header_it_is_a_table_like_others(tmp_path: Path) -> None:
    header = ",".join(UPS_BATCH).encode() + b"\r\n"
    table = batch(tmp_path, header + ups_batch()).read()
    assert table.assumed == ""
    assert list(table.frame.columns) == UPS_BATCH


@pytest.mark.parametrize(
    "line",
    [
        "Ann,Ann Lee,US,1 Elm St,,,Bend,OR,97701,5035550102",  # too few cells
        ",".join(["Ann Lee", "1 Elm St", "Bend", "OR", "97701", *["x"] * 34]),  # other things in other places
    ],
)
def test_other_rows_without_a_header_are_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ShipshellError, match="no header row") as caught:
        batch(tmp_path, f"{line}\n{line}\n".encode()).read()
    assert caught.value.problem.code == "E-1005"
