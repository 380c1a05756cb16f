"""Reads the examples out of a page and runs them, one after the other in one folder, as a reader would.

A `console` block holds commands behind `$ ` (and `> ` where they go on) with their output. A `shipshell` block is a conversation: what is typed
behind `shipshell> `, and the answers; without that prompt it is a script of which only success is asked. In shown
output, `…` stands for whatever there is: within a line, or for whole lines where it stands alone.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_BLOCK = re.compile(r"^```(console|shipshell)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CARRIER = re.compile(r"<!-- carrier: (.*?) -->", re.DOTALL)
_COMMAND = re.compile(r"^(\$ .*\n(?:> .*\n)*)((?:(?!\$ ).*\n)*)", re.MULTILINE)
_RULE = re.compile(r"─+")
_PROMPT = "shipshell> "
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_REFERENCE = re.compile(r"SS-[A-Z2-7]{8}-")

#: What pages call the reader's own folders.
SHOWN_FOLDER = "/home/ann/shop"
SHOWN_HOME = "/home/ann/.local/share/shipshell"


@dataclass(frozen=True, slots=True)
class Step:
    """A command of the system's shell, what is typed into it, and the output that a page shows (None: not shown)."""

    command: str
    typed: str
    output: str | None
    succeeds: bool


def steps(page: str) -> Iterator[Step]:
    for kind, text in _BLOCK.findall(page):
        yield from _commands(text) if kind == "console" else _conversation(text)


def faults(page: str) -> str:
    """The JSON list of what the carrier of this page does wrong; "" where it is the plain one inside."""
    found = _CARRIER.search(page)
    return found[1] if found else ""


def _commands(text: str) -> Iterator[Step]:
    for command, output in _COMMAND.findall(text):
        yield Step(re.sub(r"^(\$|>) ", "", command, flags=re.MULTILINE), "", output, succeeds=False)


def _conversation(text: str) -> Iterator[Step]:
    lines = text.splitlines(keepends=True)
    typed = [line.removeprefix(_PROMPT) for line in lines if line.startswith(_PROMPT)]
    if typed:
        answers = "".join(line for line in lines if not line.startswith(_PROMPT))
        yield Step("shipshell --keep-going", "".join(typed), answers, succeeds=False)
    else:
        yield Step("shipshell", text, None, succeeds=True)


class Reader:
    """Somebody who does what a page says, in a folder and home of their own."""

    def __init__(self, folder: Path, home: Path, variables: Mapping[str, str]) -> None:
        self._folder, self._home = folder, home
        bin_ = home.parent / "bin"
        bin_.mkdir()
        command = bin_ / "shipshell"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m shipshell "$@"\n')
        command.chmod(0o755)
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("UPS_", "SHIPSHELL_"))}
        self._environment = clean | {
            "PATH": f"{bin_}:{os.environ['PATH']}",
            "COLUMNS": "80",
            "SHIPSHELL_HOME": str(home),
            "SHIPSHELL_ENVIRONMENT": "emulator",
            **variables,
        }
        self._code = 0

    def do(self, step: Step) -> str:
        """Run a step; its output, errors and all, in the page's own terms."""
        done = subprocess.run(
            ["bash", "-c", f"(exit {self._code}); {step.command}"],
            input=step.typed,
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        self._code = done.returncode
        if step.succeeds:
            assert done.returncode == 0, f"{step.typed}\n{done.stdout}"
        return done.stdout.replace(str(self._home), SHOWN_HOME).replace(str(self._folder), SHOWN_FOLDER)


def matches(shown: str, output: str) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n"
        for line in _plain(shown).splitlines()
    )
    return re.fullmatch(pattern, _plain(output)) is not None


def _plain(text: str) -> str:
    """The words alone: without what differs from run to run, and however wide columns and rules are drawn."""
    text = _REFERENCE.sub("SS-########-", _TIME.sub("####-##-##T##:##:##Z", text))
    return "".join(f"{' '.join(_RULE.sub('─', line).split())}\n" for line in text.splitlines())
