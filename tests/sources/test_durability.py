"""What was written is flushed on every system, and a file system that cannot is no error."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import pytest

from shipshell.sources.durability import flush, flush_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

fcntl = pytest.importorskip("fcntl")
FULL = 51


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system is asked for, in order."""
    asked: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _handle: asked.append("fsync"))
    return asked


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch, asked: list[str]) -> Callable[[int], None]:
    """Have this be a Mac, whose disk answers a full flush with an error number; 0 is none."""

    def answer(number: int) -> None:
        def control(_handle: int, command: int) -> None:
            asked.append("full" if command == FULL else "?")
            if number:
                raise OSError(number, os.strerror(number))

        monkeypatch.setattr(sys, "platform", "darwin")
        monkeypatch.setattr(fcntl, "F_FULLFSYNC", FULL, raising=False)
        monkeypatch.setattr(fcntl, "fcntl", control)

    return answer


def test_the_cache_of_a_macs_disk_is_flushed_too(mac: Callable[[int], None], asked: list[str]) -> None:
    mac(0)
    flush(0)
    assert asked == ["full"]


def test_a_network_disk_of_a_mac_is_flushed_as_well_as_it_can(mac: Callable[[int], None], asked: list[str]) -> None:
    mac(errno.ENOTSUP)
    flush(0)
    assert asked == ["full", "fsync"]


def test_a_disk_that_fails_is_an_error(mac: Callable[[int], None], asked: list[str]) -> None:
    mac(errno.EIO)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        flush(0)
    assert asked == ["full"]


def test_files_and_folders_are_flushed_by_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_ino))
    file = tmp_path / "label.pdf"
    file.write_bytes(b"1")
    for path in (file, tmp_path):
        flush_path(path)
    assert flushed == [file.stat().st_ino, tmp_path.stat().st_ino]


def refuse_with(number: int) -> Callable[[int], None]:
    def refuse(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def test_a_folder_that_cannot_be_flushed_need_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (errno.EINVAL, errno.ENOTSUP):
        monkeypatch.setattr(os, "fsync", refuse_with(number))
        flush_path(tmp_path)
    monkeypatch.setattr(os, "fsync", refuse_with(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        flush_path(tmp_path)
