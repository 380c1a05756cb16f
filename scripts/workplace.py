"""A folder of its own to run shipshell in: nothing of the caller's settings reaches it."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "docs" / "samples" / "orders.csv"
SHIPSHELL = [sys.executable, "-m", "shipshell"]

_OWN = ("UPS_", "SHIPSHELL_")


@dataclass(frozen=True, slots=True)
class Workplace:
    """A folder with orders, and a home for settings and jobs inside it."""

    folder: Path

    @classmethod
    def fresh(cls, folder: Path) -> Workplace:
        """An empty workplace; what was in `folder` is gone."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return cls(folder)

    @property
    def home(self) -> Path:
        """Where shipshell keeps its settings, jobs and labels."""
        return self.folder / "home"

    def environment(self, **more: str) -> dict[str, str]:
        """The variables to run shipshell with: on the emulator, unless `more` says otherwise."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
        return kept | {"SHIPSHELL_HOME": str(self.home), "SHIPSHELL_ENVIRONMENT": "emulator"} | more

    def configure(self, toml: str) -> None:
        """Write the settings."""
        self.home.mkdir(mode=0o700, exist_ok=True)
        (self.home / "config.toml").write_text(toml, encoding="utf-8")

    def take_sample(self) -> Path:
        """A copy of the sample orders."""
        return Path(shutil.copy(SAMPLE, self.folder / SAMPLE.name))
