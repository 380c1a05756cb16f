"""What is imported when: `--version` and the first prompt wait for nothing that they do not need."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shell_kit import Home

_DEAR = {"pandas", "numpy", "requests", "openpyxl", "PIL", "playhouse", "barcode", "tomlkit", "keyring"}
_PROMPT = """
import os, sys
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from shipshell.bootstrap import open_session
from shipshell.config import load_settings
from shipshell.shell.app import App
with create_pipe_input() as keys:
    keys.send_text("set mode auto\\nquit\\n")
    assert App(open_session(load_settings(os.environ), mode="confirm"), typed=keys, display=DummyOutput()).run() == 0
"""


def _imported(home: Home, code: str) -> set[str]:
    """The modules, by their first names, that are imported after `code`."""
    told = "import sys; print('imported', *sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{told}"], capture_output=True, text=True, env=home.variables, check=True
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_the_version_needs_nothing(home: Home) -> None:
    code = "from shipshell.cli import run\ntry:\n    run(['--version'])\nexcept SystemExit:\n    pass"
    imported = _imported(home, code)
    assert "shipshell" in imported
    assert not imported & (_DEAR | {"rich", "prompt_toolkit", "peewee", "tomllib", "sqlite3", "asyncio"})


def test_the_first_prompt_and_a_change_of_mode_need_nothing_dear(home: Home) -> None:
    imported = _imported(home, _PROMPT)
    assert {"prompt_toolkit", "rich", "peewee"} <= imported
    assert not imported & _DEAR


def test_a_script_that_only_looks_needs_nothing_dear_nor_a_terminal(home: Home) -> None:
    imported = _imported(home, "from shipshell.cli import run\nassert run(['--json', '-c', 'jobs', '-c', 'help']) == 0")
    assert "peewee" in imported
    assert not imported & (_DEAR | {"prompt_toolkit", "rich"})
