"""A bench of its own for every test that talks to a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from session_kit import Bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.close()
