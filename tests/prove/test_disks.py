"""The disk is full or broken during a batch: no torn file and no lost number; once it is well, `resume` completes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tracing
from disks import bounded_files, full_disks, no_small_disk, refusing_calls
from races import clock_jumps, races
from shop import Setting
from trials import hold

if TYPE_CHECKING:
    from pathlib import Path

    from processes import Stable
    from trials import Trial


@pytest.mark.skipif(bool(no_small_disk()), reason=no_small_disk() or "a small disk")
@pytest.mark.parametrize("trial", list(full_disks(Setting(), range(4))), ids=str)
def test_a_full_disk(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    assert hold(trial, tmp_path / "shop", stable).findings == ()


@pytest.mark.parametrize("trial", list(bounded_files(Setting(), range(1_000, 120_000, 40_000))), ids=str)
def test_a_quota_on_files(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    verdict = hold(trial, tmp_path / "shop", stable)
    assert (verdict.struck, verdict.findings) == (True, ())


@pytest.mark.skipif(bool(tracing.missing()), reason=tracing.missing() or "strace")
@pytest.mark.parametrize("trial", list(refusing_calls(Setting(kind="xlsx"), range(6, 7)))[::3], ids=str)
def test_a_system_call_that_fails(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    assert hold(trial, tmp_path / "shop", stable).findings == ()


@pytest.mark.parametrize("trial", list(races(Setting(lanes=4), range(1))), ids=str)
def test_two_processes_want_the_same(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    assert hold(trial, tmp_path / "shop", stable).findings == ()


@pytest.mark.parametrize("trial", list(clock_jumps(Setting()))[::5], ids=str)
def test_the_clock_jumps(trial: Trial, tmp_path: Path, stable: Stable) -> None:
    assert hold(trial, tmp_path / "shop", stable).findings == ()
