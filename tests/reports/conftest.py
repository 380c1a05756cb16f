from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from reports_kit import Books

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    """A job of five rows: Ground, 2nd Day Air, Ground, 2nd Day Air, Ground."""
    with closing(Books(tmp_path, 5)) as books:
        yield books
