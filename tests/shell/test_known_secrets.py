"""Which secrets the settings and the environment tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.config import load_settings
from shipshell.shell.known_secrets import known_secrets

if TYPE_CHECKING:
    from pathlib import Path


def test_the_client_secret_and_the_passwords_of_named_sources(tmp_path: Path) -> None:
    config = '[sources.shop]\nurl = "postgresql://ops:hunter2@db/shop"\n[sources.depot]\nurl = "mysql://ops@db/depot"\n'
    (tmp_path / "config.toml").write_text(config)
    variables = {
        "SHIPSHELL_HOME": str(tmp_path),
        "UPS_CLIENT_ID": "id",
        "UPS_CLIENT_SECRET": "s3cret",
        "UPS_ACCOUNT_NUMBER": "A1B2C3",
        "SHIPSHELL_DEPOT_PASSWORD": "swordfish",
    }
    assert known_secrets(load_settings(variables), variables) == {"s3cret", "hunter2", "swordfish"}


def test_where_nothing_is_configured_there_is_none(tmp_path: Path) -> None:
    variables = {"SHIPSHELL_HOME": str(tmp_path)}
    assert known_secrets(load_settings(variables), variables) == frozenset()
