"""One warm process for all proofs of a test process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from processes import UNFORKED, Stable

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def stable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stable]:
    if UNFORKED:
        pytest.skip(UNFORKED)
    with Stable(tmp_path_factory.mktemp("said")) as stable:
        yield stable
