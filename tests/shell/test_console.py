"""How wide a console is."""

from __future__ import annotations

import io

import pytest

from shipshell.shell.console import plain_console


@pytest.mark.parametrize(
    ("columns", "width"),
    [(None, 80), ("", 80), ("0", 80), ("-5", 80), ("wide", 80), ("\u0663", 80), ("120", 120), (" 60 ", 60)],
)
def test_columns_says_how_wide_a_pipe_is(monkeypatch: pytest.MonkeyPatch, columns: str | None, width: int) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    assert plain_console(io.StringIO()).width == width


@pytest.mark.parametrize("wish", ["FORCE_COLOR", "TTY_COMPATIBLE", "CLICOLOR_FORCE"])
def test_a_pipe_gets_no_colour_whatever_is_wished(monkeypatch: pytest.MonkeyPatch, wish: str) -> None:
    monkeypatch.setenv(wish, "1")
    stream = io.StringIO()
    plain_console(stream).print("words", style="bold red")
    assert stream.getvalue() == "words\n"


def test_a_reader_that_left_is_no_reason_to_end_the_program() -> None:
    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        plain_console(Gone()).print("words")
