"""Replies and labels on disk: durable before anybody hears of them, private, whole or absent."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from shipshell.jobs.spool import LabelStore, Spool
from shipshell.model.errors import ShipshellError
from shipshell.model.shipment import LabelImage

REFERENCE = "SS-7Q2F9KXM-48"
LABEL = LabelImage("GIF", b"GIF89a...")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_reply_is_kept_until_it_is_dropped(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    assert spool.read(REFERENCE) is None
    spool.keep(REFERENCE, b"{}")
    assert Spool(tmp_path).read(REFERENCE) == b"{}"
    assert [mode(path) for path in tmp_path.iterdir()] == [0o600]
    spool.drop(REFERENCE)
    spool.drop(REFERENCE)
    assert list(tmp_path.iterdir()) == []


def test_a_reply_is_on_disk_in_full_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def watched_fsync(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else f"{os.fstat(handle).st_size} bytes")
        fsync(handle)

    def watched_replace(path: Path, target: Path) -> Path:
        done.append("rename")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    Spool(tmp_path).keep(REFERENCE, b"12345")
    assert done == ["5 bytes", "rename", "folder"]


@pytest.mark.parametrize("call", ["fsync", "write", "rename"])
def test_a_full_disk_leaves_the_earlier_content_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    spool = Spool(tmp_path)
    spool.keep(REFERENCE, b"earlier")
    with monkeypatch.context() as patch:
        if call == "fsync":
            patch.setattr(os, "fsync", full)
        elif call == "rename":
            patch.setattr(Path, "replace", full)
        else:
            patch.setattr(os, "fdopen", full)
        with pytest.raises(ShipshellError, match="No space left") as refused:
            spool.keep(REFERENCE, b"later")
    assert refused.value.problem.code == "E-4010"
    assert spool.read(REFERENCE) == b"earlier"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_reply_out_of_reach_is_as_none_and_dropping_it_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / f"{REFERENCE}.reply").mkdir()
    spool = Spool(tmp_path)
    assert spool.read(REFERENCE) is None
    spool.drop(REFERENCE)


def test_replies_that_were_about_to_be_kept_are_known_and_dropped_too(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.keep("SS-B-2", b"{}")
    (tmp_path / "SS-A-1.reply.new").write_bytes(b"{")
    assert spool.references() == ["SS-A-1", "SS-B-2"]
    assert spool.read("SS-A-1") is None
    spool.drop("SS-A-1")
    assert spool.references() == ["SS-B-2"]


def test_a_label_is_named_so_that_it_sorts_in_source_order(tmp_path: Path) -> None:
    store = LabelStore(tmp_path)
    saved = [store.save(7, row, "1Z999AA10123456784", LABEL) for row in (2, 100, 11)]
    names = sorted(path.name for path in (tmp_path / "job-7").iterdir())
    assert names == [f"row-{row:05}-1Z999AA10123456784.gif" for row in (2, 11, 100)]
    assert saved[0].path.read_bytes() == LABEL.data
    assert saved[0].sha256 == hashlib.sha256(LABEL.data).hexdigest()
    assert (mode(saved[0].path), mode(tmp_path / "job-7")) == (0o600, 0o700)


def test_a_number_cannot_lead_a_label_elsewhere(tmp_path: Path) -> None:
    saved = LabelStore(tmp_path).save(1, 1, "../../etc/1Z", LABEL)
    assert saved.path == tmp_path / "job-1" / "row-00001-etc1Z.gif"


def test_a_label_that_cannot_be_saved_says_so(tmp_path: Path) -> None:
    (tmp_path / "job-1").write_text("a file where the folder should be")
    with pytest.raises(ShipshellError, match="could not be written"):
        LabelStore(tmp_path).save(1, 1, "1Z", LABEL)
