"""The program is killed at every named point of a row's way and at random; then it is recovered, and nothing is amiss."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
import tracing
from crashes import FILES, SETTINGS, at_any_time, at_points, at_system_calls, at_two_points
from deaths import SHARED
from proofs import order_of_calls, order_of_system_calls
from shop import Setting
from tables import VARIABLES, servers
from trials import hold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from processes import Stable
    from trials import Trial


def _points() -> Iterator[Trial]:
    """Every point in the middle of a batch: each way of shipping has its share of them."""
    for at, setting in enumerate(FILES):
        yield from list(at_points(setting, rows=(4,)))[at :: len(FILES)]


@pytest.mark.parametrize("trial", list(_points()), ids=str)
def test_dead_at_a_point(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    verdict = hold(trial, tmp_path / "shop", stable)
    assert verdict.findings == ()
    assert verdict.struck or trial.name.startswith(SHARED)


@pytest.mark.parametrize("trial", list(at_points(Setting(kind="sqlite"), rows=(4,)))[1::3], ids=str)
def test_dead_at_a_point_of_a_database(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    assert hold(trial, tmp_path / "shop", stable).findings == ()


@pytest.mark.parametrize("trial", list(at_two_points(Setting(), first=("UPS accepted",)))[::4], ids=str)
def test_dead_again_while_somebody_resumes(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    assert hold(trial, tmp_path / "shop", stable).findings == ()


@pytest.mark.parametrize("way", range(len(SETTINGS)))
def test_killed_at_any_time(way: int, tmp_path: Path, stable: Stable) -> None:
    seed = random.SystemRandom().randrange(1 << 31)
    (trial,) = at_any_time(SETTINGS[way], range(seed, seed + 1))
    verdict = hold(trial, tmp_path / "shop", stable)  # its name has the seed
    assert verdict.findings == (), verdict


@pytest.mark.parametrize("kind", VARIABLES)
def test_killed_at_any_time_on_a_server(kind: str, tmp_path: Path, stable: Stable) -> None:
    if kind not in servers():
        pytest.skip(f"database: {VARIABLES[kind]} is not set")
    seed = random.SystemRandom().randrange(1 << 31)
    (trial,) = at_any_time(Setting(kind=kind), range(seed, seed + 1))
    verdict = hold(trial, tmp_path / "shop", stable)  # its name has the seed
    assert verdict.findings == (), verdict


@pytest.mark.skipif(bool(tracing.missing()), reason=tracing.missing() or "strace")
@pytest.mark.parametrize("trial", list(at_system_calls(Setting(), range(2, 3)))[::2], ids=str)
def test_killed_at_a_system_call(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    verdict = hold(trial, tmp_path / "shop", stable)
    assert verdict.findings == (), verdict


def test_what_is_renamed_was_flushed_and_the_folder_after_it(tmp_path: Path, stable: Stable) -> None:
    assert hold(order_of_calls(), tmp_path / "shop", stable).findings == ()


@pytest.mark.skipif(bool(tracing.missing()), reason=tracing.missing() or "strace")
def test_each_step_is_on_disk_before_the_next_is_taken(tmp_path: Path, stable: Stable) -> None:
    assert hold(order_of_system_calls(), tmp_path / "shop", stable).findings == ()
