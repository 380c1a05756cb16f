from __future__ import annotations

import os
from pathlib import Path

import pytest

from shipshell.model.errors import ShipshellError
from shipshell.sources.atomic_file import signature
from shipshell.sources.base import SourceChanged
from shipshell.sources.whole_file import read_whole


def refused(path: Path) -> ShipshellError:
    with pytest.raises(ShipshellError) as caught:
        read_whole(path)
    return caught.value


def test_content_and_signature(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(b"a,b\n")
    assert read_whole(path) == (b"a,b\n", signature(path))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ordres.csv", "orders.csv"), ("ORDERS.CSV", "orders.csv"), ("orders", "orders.csv"), ("march", "March.csv")],
)
def test_a_missing_file_suggests_similar_ones(tmp_path: Path, typed: str, meant: str) -> None:
    for name in ("orders.csv", "March.csv", ".hidden"):
        (tmp_path / name).touch()
    problem = refused(tmp_path / typed).problem
    assert problem.code == "E-1001"
    assert problem.hint == f"Did you mean {meant}?"


def test_a_missing_file_like_no_other(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").touch()
    assert refused(tmp_path / "zebra.csv").problem.hint == "Check the name and the folder."


def test_a_missing_folder(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "none" / "orders.csv").problem.hint


def test_a_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert refused(tmp_path / "orders.csv").problem.code == "E-1001"


def test_a_folder(tmp_path: Path) -> None:
    error = refused(tmp_path)
    assert error.problem.code == "E-1002"
    assert "is a folder" in str(error)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "orders.csv")
    error = refused(tmp_path / "orders.csv")
    assert error.problem.code == "E-1002"
    assert "not a regular file" in str(error)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "orders.csv"
    path.touch()
    monkeypatch.setattr(Path, "open", refuse)
    error = refused(path)
    assert error.problem.code == "E-1002"
    assert "Permission denied" in str(error)


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").touch()
    assert refused(tmp_path / "orders.csv").problem.code == "E-1003"


def test_a_file_that_is_being_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(b"a,b\n1,2\n")
    look = os.fstat

    def growing(handle: int) -> os.stat_result:
        status = look(handle)
        with path.open("ab") as file:
            file.write(b"3,4\n")
        return status

    monkeypatch.setattr(os, "fstat", growing)
    with pytest.raises(SourceChanged, match="being written"):
        read_whole(path)
