from __future__ import annotations

from pathlib import Path

import pytest

from shipshell.model.errors import ShipshellError
from shipshell.reports.destination import destination


@pytest.mark.parametrize(
    ("asked", "typed", "name", "export_format"),
    [
        (None, None, "shipshell-job-8.csv", "csv"),
        ("xlsx", None, "shipshell-job-8.xlsx", "xlsx"),
        (None, "march.json", "march.json", "json"),
        (None, "March.XLSX", "March.XLSX", "xlsx"),
        ("json", "march", "march.json", "json"),
        (None, "march", "march.csv", "csv"),
        ("csv", "march.txt", "march.txt", "csv"),
        ("xlsx", "out", "out/shipshell-job-8.xlsx", "xlsx"),
        (None, "out/", "out/shipshell-job-8.csv", "csv"),
        (None, "out/a b.csv", "out/a b.csv", "csv"),
    ],
)
def test_path_and_format_follow_what_was_typed(
    tmp_path: Path, asked: str | None, typed: str | None, name: str, export_format: str
) -> None:
    (tmp_path / "out").mkdir()
    assert destination(tmp_path, 8, asked, typed) == (tmp_path / name, export_format)


def test_a_whole_path_and_a_home_stand_for_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert destination(Path("/elsewhere"), 8, None, str(tmp_path / "a.csv"))[0] == tmp_path / "a.csv"
    assert destination(Path("/elsewhere"), 8, None, "~/a.csv")[0] == tmp_path / "a.csv"


def test_a_name_of_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShipshellError, match=r"march\.csv is no name for XLSX") as caught:
        destination(tmp_path, 8, "xlsx", "march.csv")
    assert caught.value.problem.hint == 'Say "export 8 to march.xlsx".'


def test_a_format_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShipshellError, match="rows are not exported as pdf"):
        destination(tmp_path, 8, "pdf", None)
