"""A home of its own for every test that runs the program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from shell_kit import Home

if TYPE_CHECKING:
    from pathlib import Path

#: No test may look into the keyring of the person who runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)
