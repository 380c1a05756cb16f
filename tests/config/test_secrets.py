"""The client secret: from the environment, the keyring or a private file, and shown by none of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import keyring
import pytest
from config_kit import load, refusal
from file_keyring import FileKeyring, ForgetfulKeyring
from keyring.backends import fail, null

from shipshell.config.secrets import Secrets
from shipshell.config.system_keyring import system_keyring
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from keyring.backend import KeyringBackend

CONFIGURED = '[carrier]\nclient_id = "app"\naccount_number = "A1B2C3"\n'
posix_only = pytest.mark.skipif(os.name != "posix", reason="rights of another kind")


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of a keyring that works."""
    path = tmp_path / "ring.json"
    monkeypatch.setenv("FILE_KEYRING", str(path))
    yield from _with(FileKeyring(), path)  # type: ignore[no-untyped-call]


@pytest.fixture
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "ring.json"
    monkeypatch.setenv("FILE_KEYRING", str(path))
    yield from _with(ForgetfulKeyring(), path)  # type: ignore[no-untyped-call]


def _with(backend: KeyringBackend, path: Path) -> Iterator[Path]:
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    yield path
    keyring.set_keyring(before)


def secret(home: Path, **variables: str) -> str:
    """The secret that the settings come to."""
    credentials = load(home, CONFIGURED, **variables).credentials
    assert credentials is not None
    return credentials.client_secret


# -- where it is read ------------------------------------------------------------------------------------------------


def test_the_environment_goes_before_the_keyring_and_that_before_the_file(tmp_path: Path, ring: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    Secrets(home).file.keep("app", "of the file")
    assert secret(home) == "of the file"
    keyring.set_password("shipshell", "app", "of the keyring")
    assert secret(home) == "of the keyring"
    assert secret(home, UPS_CLIENT_SECRET="of the environment") == "of the environment"


def test_a_secret_belongs_to_its_client_id(tmp_path: Path) -> None:
    Secrets(tmp_path).keep("app", "sesame")
    assert secret(tmp_path) == "sesame"
    error = refusal(tmp_path, UPS_CLIENT_ID="another")
    assert (error.problem.code, "UPS_CLIENT_SECRET is not set" in error.problem.message) == ("E-5001", True)


def test_the_variables_go_before_what_is_kept(tmp_path: Path) -> None:
    Secrets(tmp_path).keep("other", "sesame")
    credentials = load(tmp_path, CONFIGURED, UPS_CLIENT_ID="other", UPS_ACCOUNT_NUMBER="ZZ9999").credentials
    assert credentials is not None
    assert (credentials.client_id, credentials.account_number) == ("other", "ZZ9999")


def test_kept_credentials_mean_test_and_never_the_emulator(tmp_path: Path) -> None:
    assert refusal(tmp_path, CONFIGURED).problem.code == "E-5001"
    Secrets(tmp_path).keep("app", "sesame")
    assert load(tmp_path).environment == "test"


def test_the_emulator_looks_for_no_secret(tmp_path: Path, ring: Path) -> None:
    ring.with_suffix(".locked").touch()
    assert load(tmp_path, CONFIGURED, SHIPSHELL_ENVIRONMENT="emulator").credentials is None


def test_a_locked_keyring_is_told_and_hides_what_it_says(tmp_path: Path, ring: Path) -> None:
    ring.with_suffix(".locked").touch()
    error = refusal(tmp_path, CONFIGURED)
    assert error.problem.code == "E-5009"
    assert "hunter2" not in f"{error} {error.problem}"
    assert secret(tmp_path, UPS_CLIENT_SECRET="sesame") == "sesame"


@posix_only
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    Secrets(tmp_path).keep("app", "sesame")
    path = tmp_path / "secrets.toml"
    path.chmod(mode)
    error = refusal(tmp_path, CONFIGURED)
    assert error.problem.code == "E-5010"
    assert f"chmod 600 {path}" in error.problem.hint
    path.chmod(0o600)
    assert secret(tmp_path) == "sesame"


@pytest.mark.parametrize(
    "content", [b'client_secret = "sesame"', b"sesame", b"\xff\xfesesame", b'[client_secret\n"sesame"']
)
def test_a_file_that_is_not_understood_shows_nothing_of_itself(tmp_path: Path, content: bytes) -> None:
    Secrets(tmp_path).keep("app", "sesame")
    (tmp_path / "secrets.toml").write_bytes(content)
    error = refusal(tmp_path, CONFIGURED)
    assert error.problem.code == "E-5003"
    assert "sesame" not in f"{error} {error.problem}"


# -- where it is kept ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("backend", [null.Keyring, fail.Keyring])
def test_a_keyring_that_keeps_nothing_is_none(tmp_path: Path, backend: type[KeyringBackend]) -> None:
    for _ in _with(backend(), tmp_path):
        assert system_keyring() is None
        assert Secrets(tmp_path).keep("app", "sesame") == f"the private file {tmp_path / 'secrets.toml'}"
        assert secret(tmp_path) == "sesame"


def test_the_keyring_keeps_it_and_the_file_no_longer(tmp_path: Path, ring: Path) -> None:
    secrets = Secrets(tmp_path)
    secrets.file.keep("app", "older")
    secrets.file.keep("other", "stays")
    assert secrets.keep("app", "sesame") == "the system's keyring"
    assert secret(tmp_path) == "sesame"
    assert (secrets.file.read("app"), secrets.file.read("other")) == ("", "stays")


def test_a_keyring_that_forgets_is_found_out(tmp_path: Path, forgetful: Path) -> None:
    Secrets(tmp_path).keep("app", "sesame")
    assert secret(tmp_path) == "sesame"


def test_a_locked_keyring_has_the_file_keep_it(tmp_path: Path, ring: Path) -> None:
    ring.with_suffix(".locked").touch()
    Secrets(tmp_path).keep("app", "sesame")
    assert secret(tmp_path) == "sesame"


@posix_only
def test_the_file_is_private_from_its_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes = []
    monkeypatch.setattr(os, "fsync", lambda handle: modes.append(os.fstat(handle).st_mode & 0o777))
    before = os.umask(0)
    try:
        Secrets(tmp_path).keep("app", "sesame")
    finally:
        os.umask(before)
    assert modes == [0o600]


def test_a_secret_that_cannot_be_kept_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ShipshellError) as refused:
        Secrets(tmp_path / "file").keep("app", "sesame")
    assert refused.value.problem.code in ("E-4010", "E-5003")
    assert "sesame" not in str(refused.value)
