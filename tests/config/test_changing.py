"""Changing the file of settings: what a person wrote there stays, and it is whole at every instant."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from config_kit import load

from shipshell.config.changing import change
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

    from shipshell.config.changing import Place

WRITTEN = """\
# ours, since 2019
[limits]   # never more
batch = 500 # Pat said so
row=80

[preview]
check_addresses = false
"""


def changed(folder: Path, written: str, values: dict[Place, str]) -> str:
    path = folder / "config.toml"
    path.write_bytes(written.encode())
    change(path, values)
    return path.read_bytes().decode()


def test_only_the_value_changes(tmp_path: Path) -> None:
    assert changed(tmp_path, WRITTEN, {("limits", "batch"): "450.50"}) == WRITTEN.replace("500", "450.50")


def test_line_ends_stay(tmp_path: Path) -> None:
    written = WRITTEN.replace("\n", "\r\n")
    assert changed(tmp_path, written, {("limits", "row"): "90"}) == written.replace("80", "90")


def test_new_sections_and_names_are_added_and_emptied_lines_taken_away(tmp_path: Path) -> None:
    values: dict[Place, str] = {("shipper", "address2"): "", ("limits", "row"): "", ("carrier", "client_id"): 'a "b"'}
    text = changed(tmp_path, WRITTEN, values)
    assert text.startswith(WRITTEN.replace("row=80\n", ""))
    assert "shipper" not in text
    settings = load(tmp_path, SHIPSHELL_ENVIRONMENT="emulator")
    assert (settings.limits.batch, settings.limits.row) == (Decimal(500), None)


def test_a_file_is_made_where_there_is_none_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    change(path, {("defaults", "service"): "2nd Day Air"})
    assert path.read_text(encoding="utf-8") == '[defaults]\nservice = "2nd Day Air"\n'
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    target = tmp_path / "dotfiles" / "shipshell.toml"
    target.write_text(WRITTEN)
    (tmp_path / "config.toml").symlink_to(target)
    change(tmp_path / "config.toml", {("limits", "row"): "90"})
    assert (tmp_path / "config.toml").is_symlink()
    assert target.read_text() == WRITTEN.replace("80", "90")


def test_a_file_that_nobody_understands_is_not_touched(tmp_path: Path) -> None:
    with pytest.raises(ShipshellError) as refused:
        changed(tmp_path, "[limits\n", {("limits", "row"): "90"})
    assert refused.value.problem.code == "E-5003"
    assert (tmp_path / "config.toml").read_text() == "[limits\n"


def test_a_disk_that_refuses_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "config.toml").write_text(WRITTEN)
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ShipshellError) as refused:
        change(tmp_path / "config.toml", {("limits", "row"): "90"})
    assert refused.value.problem.code == "E-4010"
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]
    assert (tmp_path / "config.toml").read_text() == WRITTEN
