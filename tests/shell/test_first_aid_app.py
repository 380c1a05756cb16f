"""Where no session can be opened: only what mends that is answered, and nothing else happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shell_kit import events

if TYPE_CHECKING:
    from shell_kit import Home

_NOT_SET = "UPS_CLIENT_ID, UPS_CLIENT_SECRET, UPS_ACCOUNT_NUMBER are not set"


def _shipped_for_real(home: Home) -> None:
    """This home has shipped in test or production, and its credentials are gone."""
    (home.data / "environment-used").touch()
    home.variables.pop("SHIPSHELL_ENVIRONMENT")


@pytest.mark.parametrize("lines", ["ship orders.csv\nyes\n", "set mode auto\n", "help\n", "quit\n", "", "blub\n"])
def test_a_home_that_shipped_for_real_never_falls_back_to_the_emulator(home: Home, lines: str) -> None:
    home.orders(1)
    _shipped_for_real(home)
    done = home.run(typed=lines)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("E-5001: the environment is test")
    assert _NOT_SET in done.stderr
    assert not (home.data / "emulator").exists()


def test_what_comes_after_the_doctor_is_not_done(home: Home) -> None:
    home.orders(1)
    _shipped_for_real(home)
    done = home.run("--keep-going", "-c", "# first", "-c", "doctor", "-c", "ship orders.csv", "-c", "yes")
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["E-4016", "E-5001", "E-5001"]
    assert "failed  E-5001" in done.stdout
    assert not (home.data / "emulator").exists()
    assert not (home.data / "jobs.sqlite3").exists()


def test_a_damaged_store_is_looked_at_and_left_alone(home: Home) -> None:
    (home.data / "jobs.sqlite3").write_bytes(b"\xff" * 5000)
    done = home.run("--json", "-c", "doctor")
    assert done.returncode == 1
    told = events(done)
    assert {event["event"] for event in told} == {"message", "error"}
    assert [event["code"] for event in told if event["event"] == "error"] == ["E-4016"]
    assert any(event["text"].startswith("failed  E-4002") for event in told if event["event"] == "message")
    assert (home.data / "jobs.sqlite3").read_bytes() == b"\xff" * 5000


def test_a_script_that_sets_up_is_told_how(home: Home) -> None:
    (home.data / "config.toml").write_text('[shipper]\nname = "Acme"\n')
    done = home.run("-c", "setup")
    assert done.returncode == 1
    assert "E-5005" in done.stderr
    assert "[shipper] postal_code" in done.stdout


def test_a_script_is_told_what_is_set_where_all_is_well(home: Home) -> None:
    done = home.run("-c", "setup", "-c", "show mode")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Mode: confirm.\n")


def test_a_keyring_that_cannot_be_had_is_told_and_the_rest_looked_at(home: Home) -> None:
    variables = {"PYTHON_KEYRING_BACKEND": "nonsense.Ring", "SHIPSHELL_ENVIRONMENT": "test", "UPS_CLIENT_ID": "app"}
    done = home.run("-c", "doctor", **variables)
    assert "failed  E-5009: the system's keyring cannot be used" in done.stdout
    assert "MB are free" in done.stdout
    assert home.run("-c", "jobs", **variables).stderr.startswith("E-5009")
