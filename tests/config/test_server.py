"""The address of the UPS server: credentials go to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from config_kit import CREDENTIALS, load, refusal

from shipshell.config.server import credentials
from shipshell.config.toml_file import TomlFile
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("environment", "given", "url"),
    [
        ("emulator", "", ""),
        ("emulator", "http://127.0.0.1:8900/", "http://127.0.0.1:8900"),
        ("test", "", "https://wwwcie.ups.com"),
        ("test", "http://localhost:8900/api", "http://localhost:8900"),
        ("test", "http://[::1]:8900", "http://[::1]:8900"),
        ("test", "https://proxy.example:8443", "https://proxy.example:8443"),
        ("production", "", "https://onlinetools.ups.com"),
        ("production", "https://onlinetools.ups.com/", "https://onlinetools.ups.com"),
    ],
)
def test_the_server_that_is_talked_to(tmp_path: Path, environment: str, given: str, url: str) -> None:
    settings = load(tmp_path, SHIPSHELL_ENVIRONMENT=environment, UPS_BASE_URL=given, **CREDENTIALS)
    assert settings.base_url == url


@pytest.mark.parametrize(
    ("environment", "given"),
    [
        ("test", "http://example.com"),
        ("test", "http://127.0.0.1.evil.example"),
        ("test", "http://localhost.evil.example"),
        ("test", "http://127.0.0.1@evil.example"),
        ("test", "http://127.0.0.1:80@evil.example"),
        ("test", "http://127.0.0.1\\@evil.example"),
        ("test", "http://[::2]"),
        ("test", "http://0.0.0.0:8900"),
        ("test", "http://127.999.1.1"),
        ("test", "ftp://127.0.0.1"),
        ("test", "https://"),
        ("test", "wwwcie.ups.com"),
        ("test", "https://user:pass@wwwcie.ups.com"),
        ("test", "http://[::1"),
        ("test", "http://127.0.0.1:99999"),
        ("emulator", "https://wwwcie.ups.com"),
        ("production", "http://127.0.0.1:8900"),
        ("production", "https://wwwcie.ups.com"),
        ("production", "https://onlinetools.ups.com.evil.example"),
        ("production", "http://onlinetools.ups.com"),
    ],
)
def test_a_server_that_is_not_allowed_is_refused(tmp_path: Path, environment: str, given: str) -> None:
    error = refusal(tmp_path, SHIPSHELL_ENVIRONMENT=environment, UPS_BASE_URL=given, **CREDENTIALS)
    assert error.problem.code == "E-5006"


@pytest.mark.parametrize(
    "given", ["https://ann:hunter2@ups.example", "ftp://ann:hunter2@ups.example", "http://[hunter2"]
)
def test_an_address_that_is_refused_shows_no_password(tmp_path: Path, given: str) -> None:
    error = refusal(tmp_path, SHIPSHELL_ENVIRONMENT="test", UPS_BASE_URL=given, **CREDENTIALS)
    assert "hunter2" not in f"{error} {error.problem}"


def test_in_production_the_account_number_must_be_one(tmp_path: Path) -> None:
    named = {"UPS_CLIENT_ID": "app", "UPS_CLIENT_SECRET": "sesame", "UPS_ACCOUNT_NUMBER": "X"}
    file = TomlFile.read(tmp_path / "config.toml")
    with pytest.raises(ShipshellError) as caught:
        credentials(named, file, "production")
    assert caught.value.problem.code == "E-5004"
    assert credentials({**named, "UPS_ACCOUNT_NUMBER": "A1B2C3"}, file, "production")
    assert credentials(named, file, "test")
