"""What the program relies on is taken away, or put back from a copy: nothing is bought twice, no number is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from losses import losses
from shop import Setting
from trials import hold

if TYPE_CHECKING:
    from pathlib import Path

    from processes import Stable
    from trials import Trial


@pytest.mark.parametrize("trial", [*losses(Setting(), (4,)), *losses(Setting(kind="sqlite"), ())], ids=str)
def test_what_is_lost_costs_nothing(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    assert hold(trial, tmp_path / "shop", stable).findings == ()
