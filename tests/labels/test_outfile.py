from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from shipshell.labels.outfile import put_new
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path


def _refuse(*_paths: object) -> None:
    raise PermissionError(1, "hard links are not supported")


@pytest.fixture(params=["links", "no links"])
def _file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no links":
        monkeypatch.setattr(os, "link", _refuse)


@pytest.mark.usefixtures("_file_system")
def test_a_taken_name_is_left_alone_and_the_next_free_one_chosen(tmp_path: Path) -> None:
    wanted = tmp_path / "labels.v1.pdf"
    paths = [put_new(wanted, content) for content in (b"one", b"two", b"three")]
    assert [path.name for path in paths] == ["labels.v1.pdf", "labels.v1 (2).pdf", "labels.v1 (3).pdf"]
    assert [path.read_bytes() for path in paths] == [b"one", b"two", b"three"]
    assert sorted(tmp_path.iterdir()) == sorted(paths)


@pytest.mark.usefixtures("_file_system")
def test_a_link_that_leads_nowhere_is_a_taken_name(tmp_path: Path) -> None:
    (tmp_path / "labels.pdf").symlink_to(tmp_path / "elsewhere.pdf")
    assert put_new(tmp_path / "labels.pdf", b"new").name == "labels (2).pdf"
    assert not (tmp_path / "elsewhere.pdf").exists()


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    assert stat.S_IMODE(put_new(tmp_path / "labels.pdf", b"").stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ShipshellError, match=r"gone/labels\.pdf could not be written: No such file") as caught:
        put_new(tmp_path / "gone" / "labels.pdf", b"")
    assert caught.value.problem.code == "E-4010"
    assert "gone" in caught.value.problem.hint


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ShipshellError, match="No space left on device"):
        put_new(tmp_path / "labels.pdf", b"")
    assert list(tmp_path.iterdir()) == []
