"""At the prompt, while nothing executes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")

from terminal_kit import PROMPT, Terminal  # noqa: E402

if TYPE_CHECKING:
    from shell_kit import Home

_PRODUCTION = {
    "SHIPSHELL_ENVIRONMENT": "production",
    "UPS_CLIENT_ID": "id",
    "UPS_CLIENT_SECRET": "secret",
    "UPS_ACCOUNT_NUMBER": "A1B2C3",
}


def test_the_toolbar_warns_of_production_in_red(home: Home) -> None:
    home.variables |= _PRODUCTION
    with Terminal(home) as terminal:
        terminal.see("PRODUCTION  mode confirm")
        assert terminal.style_of("PRODUCTION")[1] == "red"
        assert terminal.style_of("mode confirm")[1] != "red"
        terminal.say("set mode auto")
        terminal.see("PRODUCTION  mode auto")
        terminal.type("\x04")
        assert terminal.leave() == 0


def test_without_colour_there_is_none(home: Home) -> None:
    home.variables |= {**_PRODUCTION, "NO_COLOR": "1"}
    with Terminal(home) as terminal:
        terminal.see("PRODUCTION")
        assert terminal.style_of("PRODUCTION")[:2] == ("default", "default")
        terminal.say("blub")
        terminal.see("E-1020")
        assert terminal.style_of("E-1020")[0] == "default"


def test_lines_are_edited_suggested_found_again_and_kept_without_passwords(home: Home) -> None:
    with Terminal(home) as terminal:
        terminal.see(PROMPT)
        terminal.type("rubbish\x03")
        terminal.say("set mode auto")
        terminal.see("Mode: auto")
        terminal.say("ship postgresql://ops:hunter2@db/shop table orders")
        terminal.see("E-1017")
        terminal.type("set mo")
        terminal.see(f"{PROMPT} set mode auto")  # suggested, and taken by the arrow
        terminal.type("\x1b[C\r")
        terminal.see("Mode: auto", times=2)
        terminal.type("\x12post")
        terminal.see("ops@db")
        terminal.type("\x03\x04")
        assert terminal.leave() == 0
    history = home.data / "history"
    assert "hunter2" not in history.read_text()
    assert "rubbish" not in history.read_text()
    assert history.stat().st_mode & 0o777 == 0o600
    with Terminal(home) as terminal:
        terminal.see(PROMPT)
        terminal.type("\x1b[A")
        terminal.see(f"{PROMPT} set mode auto")


def test_commands_files_and_columns_are_completed(home: Home) -> None:
    home.orders(1, "march orders (final).csv", Quantity="2")
    (home.folder / "march.pdf").write_text("")
    with Terminal(home) as terminal:
        terminal.see(PROMPT)
        terminal.type("set mode c\t")
        terminal.see(f"{PROMPT} set mode confirm")
        terminal.say("")
        terminal.see("Mode: confirm")
        terminal.type("preview mar\t")
        terminal.see(r'preview "march orders \(final\)\.csv"')
        terminal.say("")
        terminal.see("a preview wants its approval")  # whoever types earlier answers nothing
        terminal.type("map Qu\t")
        terminal.see('map "Quantity"')
        terminal.type(" to postal\t")
        terminal.see('map "Quantity" to postal_code')


def test_a_window_that_is_resized_gets_tables_of_its_width(home: Home) -> None:
    home.orders(1, Name="An Exceedingly Long Name {} Goes On", City="Llanfairpwllgwyngyllgogery")
    with Terminal(home, columns=60) as terminal:
        terminal.see(PROMPT)
        terminal.say("preview orders.csv")
        shown = terminal.see("Buy 1 shipment")
        assert "─" * 60 in shown
        assert "Goes On" not in shown
        terminal.resize(40, 120)
        terminal.say("show rows 1-1")
        shown = terminal.see("An Exceedingly Long Name 1 Goes On +Llanfairpwllgwyngyllgogery, MD")
        assert "Est. Cost  Warnings" in shown


def test_the_end_of_a_terminal_is_the_end_of_the_shell(home: Home) -> None:
    with Terminal(home) as terminal:
        terminal.see(PROMPT)
        terminal.hang_up()
    assert not (home.data / "shipshell.log").exists()
