"""The proofs prove something: each planted mistake is found, by a trial that finds nothing without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tracing
from mistakes import MISTAKES
from proofs import PROOFS, order_of_system_calls
from trials import hold

if TYPE_CHECKING:
    from pathlib import Path

    from processes import Stable


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_planted_mistake_is_found(mistake: str, tmp_path: Path, stable: Stable) -> None:
    trial = PROOFS[mistake]
    assert hold(trial.with_mistake(mistake), tmp_path / "mistaken", stable).findings
    assert hold(trial, tmp_path / "right", stable).findings == ()


@pytest.mark.skipif(bool(tracing.missing()), reason=tracing.missing() or "strace")
@pytest.mark.parametrize("mistake", ["state after the call", "lost fsync", "lost fsync of the folder"])
def test_the_trace_shows_what_comes_too_late(mistake: str, tmp_path: Path, stable: Stable) -> None:
    assert hold(order_of_system_calls().with_mistake(mistake), tmp_path / "mistaken", stable).findings
