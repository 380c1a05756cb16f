"""Every example in the documentation does what it shows."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from doc_examples import Reader, faults, matches, steps

from shipshell.emulator.app import Emulator
from shipshell.emulator.faults import Faults
from shipshell.emulator.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@contextmanager
def carrier(told: str, folder: Path) -> Iterator[dict[str, str]]:
    """The variables that lead to the carrier of a page."""
    if not told:
        yield {}
        return
    emulator = Emulator(folder, clock=lambda: datetime.now(UTC), faults=Faults.from_config(json.loads(told)))
    with serve(emulator) as server:
        yield {"UPS_BASE_URL": server.url}


@pytest.mark.parametrize("path", [path for path in PAGES if any(steps(path.read_text()))], ids=lambda path: path.stem)
def test_page(path: Path, tmp_path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    folder, home = tmp_path / "shop", tmp_path / "home"
    folder.mkdir()
    home.mkdir(mode=0o700)
    (home / "config.toml").write_text("[carrier]\nlookup_delays = [0]\n")
    shutil.copy(ROOT / "docs" / "samples" / "orders.csv", folder)
    with carrier(faults(page), tmp_path / "ups") as variables:
        reader = Reader(folder, home, variables)
        for step in steps(page):
            output = reader.do(step)
            shown = step.output
            assert shown is None or matches(shown, output), (
                f"{path.name}: {step.command}\n{step.typed}gave\n{output}\ninstead of\n{shown}"
            )
