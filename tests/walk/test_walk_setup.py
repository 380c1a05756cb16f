"""Setting up at the prompt: the secret is typed unseen, and nothing of it stays anywhere but where it is kept."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")

from terminal_kit import PROMPT, Terminal  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

    from shell_kit import Home

SECRET = "s3same-0pen"
_SHIPPER = ("Acme Depot", "4105550100", "400 Depot Rd", "", "", "Timonium", "MD", "21093")


def _answer_all(terminal: Terminal) -> None:
    """Every question, with what is offered where nothing is typed."""
    terminal.see("Environment")
    terminal.say("")
    terminal.see("Client id.*: my-app")
    terminal.say("")
    terminal.see("Client secret")
    terminal.say(SECRET)
    terminal.see("account number")
    terminal.type("\x1b[A")  # what was typed before is not to be had again
    terminal.say("A1B2C3")
    for question, answer in zip(
        ("name", "phone", "Street", "Second", "Country", "City", "State", "ZIP"), _SHIPPER, strict=True
    ):
        terminal.see(f"{question}.*:")
        terminal.say(answer)
    for question in ("Service", "Packaging", "Label", "Unit", "batch", "row", "day"):
        terminal.see(f"{question}.*:")
        terminal.say("")


def _files_with(folder: Path, words: str) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if words.encode() in path.read_bytes()]


def test_a_shell_without_credentials_is_set_up_and_goes_on(home: Home) -> None:
    home.variables |= {"SHIPSHELL_ENVIRONMENT": "", "UPS_CLIENT_ID": "my-app", "UPS_BASE_URL": "http://127.0.0.1:9"}
    with Terminal(home) as terminal:
        terminal.see(r"E-5001: .* UPS_CLIENT_SECRET, UPS_ACCOUNT_NUMBER are not set")
        terminal.see(r"shipshell \(setup or doctor\?\)>")
        terminal.say("ship orders.csv")
        terminal.see("E-5001", times=2)
        terminal.say("setup")
        _answer_all(terminal)
        terminal.see("TEST  mode confirm")
        terminal.see(PROMPT)
        terminal.type("\x1b[A")  # the last line of the history
        assert "A1B2C3" not in terminal.look(0.2).rpartition("begin.")[2]
        terminal.type("\x15")
        terminal.type("\x04")
        assert terminal.leave() == 0
    assert SECRET not in terminal.said
    assert _files_with(home.data, SECRET) == ["secrets.toml"]
    assert (home.data / "secrets.toml").stat().st_mode & 0o777 == 0o600


def test_a_form_that_is_left_changes_nothing(home: Home) -> None:
    with Terminal(home) as terminal:
        terminal.see("EMULATOR")
        terminal.say("set mode auto")
        terminal.see("EMULATOR  mode auto")
        terminal.say("setup")
        terminal.see("Environment")
        terminal.type("\x15test\r")
        terminal.see("Client id")
        terminal.say("my-app")
        terminal.see("Client secret")
        terminal.type(SECRET)
        terminal.see(r"\*" * len(SECRET))
        terminal.type("\x03")
        terminal.see("Nothing was changed")
        terminal.see("EMULATOR  mode auto")
        terminal.type("\x04")
        assert terminal.leave() == 0
    assert SECRET not in terminal.said
    assert _files_with(home.data, SECRET) == []
    assert _files_with(home.data, "my-app") == []


def test_settings_that_are_changed_in_a_session_hold_for_a_new_one(home: Home) -> None:
    with Terminal(home) as terminal:
        terminal.see("EMULATOR")
        terminal.say("set mode auto")
        terminal.see("EMULATOR  mode auto")
        terminal.say("setup")
        for question in ("Environment", "Shipper's name", "Service", "Packaging", "Label", "Unit", "batch"):
            terminal.see(f"{question}.*:")
            terminal.say("$500" if question == "batch" else "")
        terminal.see("row.*:")
        terminal.say("fifty")
        terminal.see("Write an amount in dollars")
        terminal.type("\x15\r")
        terminal.see("day.*:")
        terminal.say("")
        terminal.see("EMULATOR  mode confirm")
        terminal.say("show limit")
        terminal.see(r"per batch: \$500\.00")
        terminal.type("\x04")
        assert terminal.leave() == 0


def test_first_aid_that_is_ended_ends(home: Home) -> None:
    home.variables["SHIPSHELL_ENVIRONMENT"] = "test"
    with Terminal(home) as terminal:
        terminal.see("setup or doctor")
        terminal.type("\x03")
        terminal.say("setup")
        terminal.see("Environment.*:")
        terminal.child.kill(signal.SIGTERM)
        assert terminal.leave() == 130
    assert "Nothing was changed" in terminal.said
