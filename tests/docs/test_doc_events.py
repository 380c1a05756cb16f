"""The events that scripts read have the fields that the page of scripts names, and no others."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shipshell.model import events
from shipshell.model.errors import Problem
from shipshell.model.money import Money
from shipshell.session import replies
from shipshell.shell.jsonlines import JsonLines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.session.replies import Output

DOCS = Path(__file__).parents[2] / "docs"
_EVENT = re.compile(r"^\| `(\w+)` \| (.+) \|$", re.MULTILINE)

COST = Money(Decimal("19.96"))
PROBLEM = Problem("E-3001", "UPS says: no", "Mend it.", row=3, column="City", value="Nowhere", carrier_code="120802")
LAST = events.LastShipped(2, "John Doe", "1Z4C02K60890017725")
SAID: tuple[Output, ...] = (
    replies.Ready("1.0", "test", "auto", "UPS"),
    replies.Said("so"),
    replies.Failed(PROBLEM, (3, 4)),
    replies.Asked("Buy?", ("yes", "no")),
    replies.Exported(7, "job.csv", "csv"),
    replies.Offered(events.Interrupted(7, 2, 20, 18, LAST, "UPS API timeout", 3, (events.Doubt(3, "SS-7Q2F9KXM-3"),))),
    events.JobStarted(7, 20),
    events.RowShipped(7, 2, "John Doe", LAST.tracking_number, COST, "SS-7Q2F9KXM-2", "2.gif", "2026-11-23T10:05:00Z"),
    events.RowFailed(7, 3, PROBLEM),
    events.RowInDoubt(7, 3, "SS-7Q2F9KXM-3", PROBLEM),
    events.Overcharged(7, 2, PROBLEM),
    events.WriteBackFailed(7, 2, PROBLEM),
    events.JobFinished(7, "halted", 2, 1, 0, 16, COST, "UPS says: no", (2,), voided=1),
)


def documented() -> dict[str, set[str]]:
    """Every name of each event, also those inside its objects."""
    section = (DOCS / "scripts.md").read_text(encoding="utf-8").split("## Events")[1]
    return {event: set(re.findall(r"`(\w+)`", fields)) for event, fields in _EVENT.findall(section)}


def names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)


def previews(folder: Path) -> list[str]:
    """The lines of a conversation with two previews, the second less a row."""
    shutil.copy(DOCS / "samples" / "orders.csv", folder)
    command = [sys.executable, "-m", "shipshell", "--json", "-c", "ship orders.csv", "-c", "skip row 3"]
    variables = {"SHIPSHELL_HOME": str(folder / "home"), "SHIPSHELL_ENVIRONMENT": "emulator"}
    return subprocess.run(
        command, cwd=folder, env=variables, stdout=subprocess.PIPE, text=True, check=True
    ).stdout.splitlines()


def test_events_have_the_documented_fields(tmp_path: Path) -> None:
    written = io.StringIO()
    drawer = JsonLines(written)
    for output in SAID:
        drawer.draw(output)
    found: dict[str, set[str]] = {}
    for line in [*written.getvalue().splitlines(), *previews(tmp_path)]:
        event = json.loads(line)
        found.setdefault(event.pop("event"), set()).update(names(event))
    assert found == documented()
