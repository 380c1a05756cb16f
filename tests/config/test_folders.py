"""The folders: where settings and data lie, and that nobody else looks into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from config_kit import CREDENTIALS, load

from shipshell.config import load_settings, private_folder
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path


def test_secrets_do_not_show(tmp_path: Path) -> None:
    settings = load(tmp_path, SHIPSHELL_STORE="postgresql://ops:hunter2@db/jobs", **CREDENTIALS)
    assert "sesame" not in repr(settings)
    assert "hunter2" not in repr(settings)


def test_the_platform_says_where_things_lie_without_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    settings = load_settings({"SHIPSHELL_HOME": " ", "SHIPSHELL_ENVIRONMENT": "emulator"})
    assert settings.data.name == "shipshell"
    assert settings.config_file.name == "config.toml"


def test_the_folder_is_closed_to_everybody_else(tmp_path: Path) -> None:
    open_to_all = tmp_path / "home"
    open_to_all.mkdir(mode=0o755)
    assert private_folder(open_to_all).stat().st_mode & 0o777 == 0o700
    assert private_folder(tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ShipshellError) as raised:
        private_folder(tmp_path / "file" / "home")
    assert raised.value.problem.code == "E-4007"
