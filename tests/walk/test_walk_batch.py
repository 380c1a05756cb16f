"""While a batch executes the prompt is live, and leaving it is never by accident."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")

from shell_kit import APPROVAL, late, until  # noqa: E402
from terminal_kit import PROMPT, Terminal  # noqa: E402

if TYPE_CHECKING:
    from shell_kit import Home

    from shipshell.emulator.app import Emulator

_ROWS = 40


def _executing(terminal: Terminal) -> None:
    """Approve a batch, and wait until it is well under way."""
    terminal.see(PROMPT)
    terminal.say("ship orders.csv")
    terminal.asked(r"Buy \d+ shipments")
    terminal.say(APPROVAL)
    terminal.see("Row 2 ")


def _shipped(ups: Emulator) -> list[str]:
    return [one.tracking_number for one in ups.shipments()]


def _written(home: Home) -> list[str]:
    return [number for number in home.numbers() if number]


def test_the_prompt_stays_live_and_stop_stops(home: Home) -> None:
    home.orders(_ROWS)
    with home.ups(late(0.1)) as ups, Terminal(home) as terminal:
        _executing(terminal)
        terminal.say("set mode auto")
        terminal.see(r"Mode is locked while job 1 is executing \(\d+/40\)\. Try again when it finishes\.")
        terminal.say("status")
        terminal.see(r"Job 1 is executing: \d+/40\. Last: Row \d+ \(John Doe \d+\)\.")
        terminal.see(r"mode confirm \| job 1 \d+/40 \(\d+%\)")
        terminal.say("ship orders.csv")
        terminal.see(r"E-1021: job 1 is executing")
        terminal.type("half a li")
        terminal.see(f"{PROMPT} half a li")
        terminal.type("\x15")
        terminal.say("stop")
        shown = terminal.see(r"Job 1 was interrupted at row \d+/40\. Resume, restart, or cancel\?")
        assert "Job 1 stops after the row in hand." in shown
        terminal.see(r"shipshell \(job 1: resume, restart, or cancel\?\)>")
        assert _written(home) == _shipped(ups)
        assert 2 <= len(_shipped(ups)) < _ROWS
        terminal.type("\x04")
        assert terminal.leave() == 1


def test_a_question_throws_away_the_line_that_is_being_typed(home: Home) -> None:
    home.orders(4)
    refused = {"operation": "ship", "nth": 4, "fault": "refuse", "code": "120802"}
    with home.ups(late(0.4), refused) as ups, Terminal(home) as terminal:
        _executing(terminal)
        terminal.type("resume")
        terminal.see(f"{PROMPT} resume")
        terminal.see("Resume will retry row 4")
        terminal.type("\r")
        terminal.look(0.5)
        assert len(_shipped(ups)) == 3
        terminal.say("status")
        terminal.see("Job 1 waits: resume, restart, or cancel?")
        assert len(_shipped(ups)) == 3


def test_a_batch_that_ends_leaves_the_half_typed_line_alone(home: Home) -> None:
    home.orders(4)
    with home.ups(late(0.3)), Terminal(home) as terminal:
        _executing(terminal)
        terminal.type("show mo")
        terminal.see("Job 1 complete: 4 shipped")
        terminal.say("de")
        terminal.see("Mode: confirm")
        assert all(home.numbers())


def test_ctrl_c_asks_for_a_clean_stop(home: Home) -> None:
    home.orders(_ROWS)
    with home.ups(late(0.1)) as ups, Terminal(home) as terminal:
        _executing(terminal)
        terminal.type("\x03")
        terminal.see("Job 1 stops after the row in hand")
        terminal.see("Resume, restart, or cancel")
        assert _written(home) == _shipped(ups)


def test_leaving_is_asked_about_and_stops_after_the_row_in_hand(home: Home) -> None:
    home.orders(_ROWS)
    with home.ups(late(0.1)) as ups, Terminal(home) as terminal:
        _executing(terminal)
        terminal.type("\x04")
        terminal.asked(r"Job 1 is executing \(\d+/40\)\. Stop it after the row in hand, and leave\? \[y/N\]")
        terminal.say("n")
        terminal.see("The batch goes on")
        terminal.say("quit")
        terminal.asked(r"leave\? \[y/N\]", times=2)
        terminal.say("y")
        assert terminal.leave() == 1
        assert _written(home) == _shipped(ups)
        assert 2 <= len(_shipped(ups)) < _ROWS


def test_another_command_is_no_answer_whether_to_leave_and_that_is_said(home: Home) -> None:
    home.orders(8)
    with home.ups(late(0.5)) as ups, Terminal(home) as terminal:
        _executing(terminal)
        terminal.say("quit")
        terminal.asked(r"leave\? \[y/N\]")
        terminal.say("status")
        terminal.see("That was no answer to whether you leave, so you stay")
        terminal.say("y")
        terminal.see("E-1020: I understood a yes, but not to what")
        terminal.say("quit")
        terminal.asked(r"leave\? \[y/N\]", times=2)
        terminal.say("n")
        terminal.see("The batch goes on")
        terminal.see("Job 1 complete: 8 shipped")
        terminal.say("y")
        terminal.see("E-1020: I understood a yes, but not to what", times=2)
        assert len(_shipped(ups)) == 8


def test_the_prompt_stands_once_below_the_question_after_a_stop(home: Home) -> None:
    home.orders(_ROWS)
    with home.ups(late(0.3)), Terminal(home) as terminal:
        _executing(terminal)
        terminal.say("stop")
        terminal.asked("Job 1 was interrupted")
        assert terminal.look(0.3).count("(job 1: resume, restart, or cancel?)>") == 1


def test_the_question_whether_to_leave_ends_with_its_batch(home: Home) -> None:
    home.orders(4)
    with home.ups(late(0.4)), Terminal(home) as terminal:
        _executing(terminal)
        terminal.type("\x04")
        terminal.asked(r"leave\? \[y/N\]")
        terminal.see("Job 1 complete")
        terminal.say("y")
        terminal.see("The batch has ended by itself meanwhile")
        terminal.say("set mode auto")
        terminal.see("Mode: auto")
        terminal.type("\x04")
        assert terminal.leave() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_shell_that_is_ended_ends_after_the_row_in_hand(home: Home, number: signal.Signals) -> None:
    home.orders(_ROWS)
    with home.ups(late(0.2)) as ups, Terminal(home) as terminal:
        _executing(terminal)
        terminal.child.kill(number)
        assert terminal.leave() == 130
        _halted_in_good_order(home, ups)


def test_a_terminal_that_is_closed_ends_the_batch_after_the_row_in_hand(home: Home) -> None:
    home.orders(_ROWS)
    with home.ups(late(0.2)) as ups, Terminal(home) as terminal:
        _executing(terminal)
        terminal.hang_up()
        _halted_in_good_order(home, ups)
    assert not (home.data / "shipshell.log").exists()


def _halted_in_good_order(home: Home, ups: Emulator) -> None:
    assert _written(home) == _shipped(ups)
    assert 2 <= len(_shipped(ups)) < _ROWS
    told = home.run("-c", "job 1").stdout
    assert "halted" in told
    assert "in_doubt" not in told


def test_whoever_cannot_wait_interrupts_once_more(home: Home) -> None:
    home.orders(4)
    with home.ups(late(30, nth=3)) as ups, Terminal(home) as terminal:
        _executing(terminal)
        until(lambda: len(_shipped(ups)) == 3)
        terminal.type("\x04")
        terminal.see("leave")
        terminal.type("\x04")
        terminal.see("stops after the row in hand")
        terminal.look(0.3)
        terminal.type("\x03")
        assert terminal.leave() == 130
        assert home.run("-c", "resume").returncode == 0
        assert _written(home) == _shipped(ups)
