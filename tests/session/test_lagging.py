"""A file whose numbers cannot be written row by row is told from one whose can, by trying it out."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from shipshell.session import lagging
from shipshell.session.lagging import lag_notes
from shipshell.sources.opening import open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from session_kit import Bench

    from shipshell.sources.base import Source

WORDS = "orders.csv is large: its numbers are written together, at most 2 s behind."


def source_of(folder: Path, megabytes: int) -> Source:
    path = folder / "orders.csv"
    path.write_bytes(b"")
    with path.open("r+b") as file:
        file.truncate(megabytes * 1_000_000)
    return open_source("orders.csv", folder, "")


def taking(seconds: float) -> Callable[[], float]:
    """A clock by which the next thing takes so long."""
    moments = iter((100.0, 100.0 + seconds))
    return lambda: next(moments)


@pytest.mark.parametrize(
    ("megabytes", "seconds", "notes"),
    [
        (6, 0.024, ()),
        (6, 0.026, (WORDS,)),
        (200, 0.001, ()),
        (200, 0.003, (WORDS,)),  # the trial writes less than the file holds
    ],
)
def test_a_write_of_more_than_25_ms_is_told(
    tmp_path: Path, megabytes: int, seconds: float, notes: tuple[str, ...]
) -> None:
    assert lag_notes(source_of(tmp_path, megabytes), taking(seconds)) == notes


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    source = source_of(tmp_path, 6)
    lag_notes(source, taking(1))
    assert [path.name for path in tmp_path.iterdir()] == ["orders.csv"]


def test_a_small_file_is_not_tried(tmp_path: Path) -> None:
    def never() -> float:
        raise AssertionError("it was tried")

    assert lag_notes(source_of(tmp_path, 5), never) == ()


def test_the_trial_does_write_the_file_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[Path, int]] = []
    monkeypatch.setattr(lagging, "rehearse", lambda path, size: tried.append((path, size)))
    lag_notes(source_of(tmp_path, 6), taking(1))
    assert tried == [(tmp_path / "orders.csv", 6_000_000)]


def test_a_disk_that_refuses_is_no_news_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _size: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(lagging, "rehearse", refuse)
    assert lag_notes(source_of(tmp_path, 6), taking(1)) == ()


def test_the_preview_says_it(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lagging, "_SMALL_BYTES", 10)
    monkeypatch.setattr(lagging, "STRICT_SECONDS", 60.0)
    bench.orders(1)
    assert "is large" not in bench.talk().say("ship orders.csv").text
    monkeypatch.setattr(lagging, "STRICT_SECONDS", -1.0)
    assert WORDS in bench.talk().say("ship orders.csv").text
