"""Keys that were typed before a preview or a question was drawn approve nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")

from shell_kit import APPROVAL, late  # noqa: E402
from terminal_kit import PROMPT, Terminal  # noqa: E402

if TYPE_CHECKING:
    from shell_kit import Home


def _nothing_was_bought(terminal: Terminal) -> None:
    terminal.look(0.5)
    terminal.say("status")
    terminal.see("A preview of 2 rows for .* wants its approval")


def test_typed_in_one_burst_with_the_ship_line(home: Home) -> None:
    home.orders(2)
    with Terminal(home) as terminal:
        terminal.see(PROMPT)
        terminal.type(f"ship orders.csv\r{APPROVAL}\r{APPROVAL}\r")
        terminal.asked("Buy 2 shipments")
        _nothing_was_bought(terminal)
        assert home.shipments() == []
        terminal.say(APPROVAL)
        terminal.see("Job 1 complete: 2 shipped")


def test_pasted_with_the_ship_line(home: Home) -> None:
    home.orders(2)
    with Terminal(home) as terminal:
        terminal.see(PROMPT)
        terminal.type(f"\x1b[200~ship orders.csv\n{APPROVAL}\n\x1b[201~\r")
        terminal.look(1)
        assert "Job 1" not in terminal.look()
        assert home.shipments() == []


def test_typed_while_the_preview_is_rated(home: Home) -> None:
    home.orders(2, Weight="{}")
    with home.ups(late(1.5, "rate")) as ups, Terminal(home) as terminal:
        terminal.see(PROMPT)
        terminal.say("ship orders.csv")
        terminal.see(r"Rating 0/2 \.\.\.")
        terminal.say(APPROVAL)
        terminal.type("y")
        assert APPROVAL not in terminal.asked("Buy 2 shipments")  # nor does it stand where the prompt comes
        _nothing_was_bought(terminal)
        assert ups.shipments() == []


def test_ctrl_c_while_rating_gives_up_and_buys_nothing(home: Home) -> None:
    home.orders(2)
    with home.ups(late(1, "rate")) as ups, Terminal(home) as terminal:
        terminal.see(PROMPT)
        terminal.say("ship orders.csv")
        terminal.see("Rating")
        terminal.type("\x03")
        shown = terminal.see("cancelled; nothing was bought")
        assert "Traceback" not in shown
        terminal.say("status")
        terminal.see("Nothing is executing")
        assert ups.shipments() == []


def test_typed_before_the_question_of_a_restart(home: Home) -> None:
    home.orders(2)
    refused = {"operation": "ship", "nth": 2, "fault": "refuse", "code": "120802"}
    with home.ups(refused) as ups:
        home.ship()
        with Terminal(home) as terminal:
            terminal.see("shipshell .job 1: resume, restart, or cancel.*>")
            terminal.type("restart\ry\r")
            terminal.asked(r"Continue\? \[y/N\]")
            terminal.look(0.5)
            terminal.see(r"shipshell \(restart job 1\? y/N\)>")
            assert len(ups.shipments()) == 1
            terminal.say("y")
            terminal.see("Job 1 complete: 2 shipped")
            assert len(ups.shipments()) == 3
