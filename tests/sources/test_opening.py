from __future__ import annotations

from pathlib import Path

import pytest

from shipshell.model.errors import ShipshellError
from shipshell.sources.csv_file import CsvFile
from shipshell.sources.excel_file import ExcelFile
from shipshell.sources.opening import open_source


@pytest.mark.parametrize(
    "name", ["orders.csv", "ORDERS.CSV", "orders.tsv", "orders.txt", "orders", "March (final).ssv"]
)
def test_text_files(tmp_path: Path, name: str) -> None:
    source = open_source(f" {name} ", tmp_path)
    assert isinstance(source, CsvFile)
    assert source.name == name
    assert source.location == str((tmp_path / name).resolve())


def test_paths_are_seen_from_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    assert open_source("../orders.csv", folder).location == str((tmp_path / "orders.csv").resolve())
    assert open_source(str(tmp_path / "orders.csv"), folder).location == str((tmp_path / "orders.csv").resolve())


def test_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert open_source("~/orders.csv", Path("/elsewhere")).location == str((tmp_path / "orders.csv").resolve())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("orders.xls", "workbooks of Excel 97-2003 are not supported yet"),
        ("ORDERS.XLSB", "binary Excel workbooks are not supported yet"),
        ("oracle://db/shop", "oracle:// addresses are not supported"),
    ],
)
def test_what_is_not_supported_says_so(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ShipshellError, match=words) as caught:
        open_source(text, tmp_path)
    assert caught.value.problem.code == "E-1007"
    assert caught.value.problem.hint


def test_a_password_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ShipshellError) as caught:
        open_source("oracle://ops:hunter2@db/shop", tmp_path)
    assert "hunter2" not in f"{caught.value} {caught.value.problem}"


@pytest.mark.parametrize("text", ["", "  ", "orders\0.csv"])
def test_nothing_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(ShipshellError) as caught:
        open_source(text, tmp_path)
    assert caught.value.problem.code == "E-1001"


@pytest.mark.parametrize("name", ["orders.xlsx", "March (final).XLSM"])
def test_workbooks(tmp_path: Path, name: str) -> None:
    source = open_source(name, tmp_path, "Orders")
    assert isinstance(source, ExcelFile)
    assert (source.name, source.location) == (name, str((tmp_path / name).resolve()))


def test_a_sheet_of_what_has_none(tmp_path: Path) -> None:
    with pytest.raises(ShipshellError, match=r"orders\.csv has no sheets") as caught:
        open_source("orders.csv", tmp_path, "Orders")
    assert caught.value.problem.code == "E-1007"


@pytest.mark.parametrize("typed", ["in", "./in", "../{}/in", "{}"])
def test_a_folder_is_named_as_it_was_typed(tmp_path: Path, typed: str) -> None:
    (tmp_path / "in").mkdir()
    said = typed.format(tmp_path.name if ".." in typed else tmp_path)
    with pytest.raises(ShipshellError) as caught:
        open_source(said, tmp_path)
    assert (caught.value.problem.code, caught.value.problem.message) == ("E-1002", f"{said} is a folder, not a file")
