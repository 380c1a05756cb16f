"""The shell is killed in the middle of a batch, started again, and loses and repeats nothing."""

from __future__ import annotations

import os
import re
import signal
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")

from shell_kit import APPROVAL  # noqa: E402
from terminal_kit import PROMPT, Terminal  # noqa: E402

if TYPE_CHECKING:
    from shell_kit import Home


def test_killed_in_the_middle_of_200_rows(home: Home) -> None:
    home.orders(200)
    with Terminal(home) as terminal:
        terminal.see(PROMPT)
        terminal.say("ship orders.csv")
        terminal.asked("Buy 200 shipments for")
        terminal.say(APPROVAL)
        terminal.see(r"Row 4\d ")
        terminal.child.kill(signal.SIGKILL)
        terminal.see_the_end()
    assert 40 <= len(home.shipments()) < 200
    with Terminal(home) as terminal:
        shown = terminal.see(r"Job 1 was interrupted at row \d+/200\. Resume, restart, or cancel\?")
        done = int(re.findall(r"at row (\d+)/200", shown)[0])
        left = 200 - done
        terminal.see(
            rf"{done}/200 complete\. Last: Row {done} \(John Doe {done}, tracking 1Z\w+\)\. {left} remaining\."
        )
        terminal.see(r"shipshell \(job 1: resume, restart, or cancel\?\)>")
        terminal.say("resume")
        terminal.see("Job 1 complete: 200 shipped")
        terminal.type("\x04")
        assert terminal.leave() == 0
    shipments = home.shipments()
    assert len({one.reference for one in shipments}) == len(shipments) == 200
    assert home.numbers() == [one.tracking_number for one in shipments]
