"""Remake what docs/ shows of the program: the picture of a session, drawn from a true one, and the page of commands."""

from __future__ import annotations

import io
import json
import subprocess
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import commands_page
from rich.color import Color, ColorParseError
from rich.console import Console
from rich.style import Style
from rich.text import Text
from terminal import Terminal
from workplace import ROOT, SAMPLE, SHIPSHELL, Workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyte.screens import Char, Screen

PICTURE = ROOT / "docs" / "session.svg"
COLUMNS, LINES = 100, 32
ORDERS = 9
_SECONDS_A_LABEL = 0.4
#: pyte's names for the plain colours, where rich has others.
_COLOURS = {"brown": "yellow", "brightbrown": "bright_yellow"}


def main() -> None:
    """Write `docs/session.svg` and `docs/commands.md`."""
    with TemporaryDirectory() as folder:
        place = Workplace(Path(folder))
        _take_first_orders(place)
        with _slow_emulator(place) as url, _terminal(place, url) as terminal:
            _talk(terminal)
            PICTURE.write_text(drawn(terminal.screen), encoding="utf-8")
    commands_page.write()


def _take_first_orders(place: Workplace) -> None:
    """Few enough orders for one screen."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    (place.folder / SAMPLE.name).write_text("".join(lines[: ORDERS + 1]), encoding="utf-8")


@contextmanager
def _slow_emulator(place: Workplace) -> Iterator[str]:
    """The emulator over HTTP, as slow with a label as UPS is, so that the batch can be watched; its address."""
    faults = place.folder / "faults.json"
    faults.write_text(json.dumps([{"operation": "ship", "fault": "late", "seconds": _SECONDS_A_LABEL}]))
    command = [*SHIPSHELL, "emulator", "--port", "0", "--faults", str(faults)]
    with subprocess.Popen(command, env=place.environment(), stdout=subprocess.PIPE, text=True) as server:
        try:
            told = server.stdout.readline() if server.stdout else ""
            yield told.split(";")[0].split()[-1]
        finally:
            server.terminate()


def _terminal(place: Workplace, url: str) -> Terminal:
    environment = place.environment(UPS_BASE_URL=url)
    return Terminal(SHIPSHELL, folder=place.folder, environment=environment, columns=COLUMNS, lines=LINES)


def _talk(terminal: Terminal) -> None:
    """The session of the picture, each line typed once the last one is answered."""
    terminal.wait_for("shipshell>")
    terminal.settle()
    terminal.type("ship orders.csv")
    terminal.wait_for(f"Buy {ORDERS} shipments")
    terminal.settle()
    terminal.type("looks good, just run it")
    terminal.wait_for("Row 4 (")
    terminal.type("status")
    terminal.wait_for("is executing:")
    terminal.wait_for("Job 1 complete")
    terminal.settle()


def drawn(screen: Screen) -> str:
    """A screen as an SVG, colours and all."""
    console = Console(record=True, width=screen.columns, file=io.StringIO(), force_terminal=True)
    for number in range(screen.lines):
        row = screen.buffer[number]
        cells = [row[column] for column in range(screen.columns)]
        runs = groupby(cells, key=_style)
        line = Text.assemble(*(("".join(cell.data for cell in run), style) for style, run in runs))
        console.print(line, no_wrap=True, crop=True)
    return console.export_svg(title="shipshell", unique_id="session")


def _style(cell: Char) -> Style:
    return Style(
        color=_colour(cell.fg),
        bgcolor=_colour(cell.bg),
        bold=cell.bold,
        italic=cell.italics,
        underline=cell.underscore,
        reverse=cell.reverse,
    )


def _colour(name: str) -> Color | None:
    """A colour of pyte as one of rich; None for the terminal's own."""
    if name == "default":
        return None
    plain = _COLOURS.get(name, name.replace("bright", "bright_"))
    try:
        return Color.parse(plain)
    except ColorParseError:
        return Color.parse(f"#{name}")


if __name__ == "__main__":
    main()
