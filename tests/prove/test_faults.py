"""UPS goes wrong in every way: no parcel twice, none lost, and each end is the one that was promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from faults import answers_lost, everywhere, never_findable, passing
from shop import Setting
from trials import hold

if TYPE_CHECKING:
    from pathlib import Path

    from processes import Stable
    from trials import Trial

_AT_SHIP = [trial for trial in everywhere() if trial.name.endswith("at ship")]
_ELSEWHERE = [trial for trial in everywhere() if not trial.name.endswith("at ship")]
_ABREAST = Setting(lanes=4, timeout=1.0)


@pytest.mark.parametrize("trial", [*answers_lost(), *list(answers_lost(_ABREAST))[::3]], ids=str)
def test_an_answer_that_is_lost_costs_nothing_and_asks_nothing(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    assert hold(trial, tmp_path / "shop", stable).findings == ()


@pytest.mark.parametrize("trial", list(never_findable()), ids=str)
def test_what_nobody_can_find_is_asked_once(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    assert hold(trial, tmp_path / "shop", stable).findings == ()


@pytest.mark.parametrize("trial", list(passing(outage=1.5)), ids=str)
def test_troubles_that_pass_are_waited_for(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    assert hold(trial, tmp_path / "shop", stable).findings == ()


@pytest.mark.parametrize("trial", [*_AT_SHIP[::2], *_ELSEWHERE[::9]], ids=str)
def test_each_fault_has_its_end(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    """A share of the matrix; `make prove` holds the whole."""
    assert hold(trial, tmp_path / "shop", stable).findings == ()
