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


def test_a_reply_is_durable_before_anybody_hears_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    fsync = os.fsync

    def watched_fsync(handle: int) -> None:
        synced.append(os.fstat(handle).st_size)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    Spool(tmp_path).keep(REFERENCE, b"12345")
    assert synced == [5]


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("call", ["fsync", "fdopen"])
def test_a_full_disk_keeps_no_torn_reply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    spool = Spool(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(ShipshellError, match="No space left") as refused:
            spool.keep(REFERENCE, b"later")
    assert refused.value.problem.code == "E-4010"
    assert spool.read(REFERENCE) is None
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_keeps_no_torn_label(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", full)
        with pytest.raises(ShipshellError, match="No space left"):
            LabelStore(tmp_path).save(1, 1, "1Z999AA10123456784", LABEL)
    assert list((tmp_path / "job-1").iterdir()) == []


@pytest.mark.parametrize("call", ["fdopen", "replace"])
def test_a_full_disk_leaves_the_earlier_label_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    store = LabelStore(tmp_path)
    saved = store.save(1, 1, "1Z999AA10123456784", LABEL)
    with monkeypatch.context() as patch:
        patch.setattr(Path if call == "replace" else os, call, full)
        with pytest.raises(ShipshellError, match="No space left"):
            store.restore(saved, LabelImage("GIF", b"GIF87a"))
    assert store.holds(saved)
    assert len(list((tmp_path / "job-1").iterdir())) == 1


def test_a_label_that_was_changed_or_lost_is_not_held(tmp_path: Path) -> None:
    store = LabelStore(tmp_path)
    saved = store.save(1, 1, "1Z999AA10123456784", LABEL)
    assert store.holds(saved)
    store.at(saved.path).write_bytes(b"GIF")
    assert not store.holds(saved)
    store.at(saved.path).unlink()
    assert not store.holds(saved)
    store.restore(saved, LABEL)
    assert store.holds(saved)


def test_labels_and_their_folders_are_synced_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = LabelStore(tmp_path)
    saved = [store.save(1, row, "1Z999AA10123456784", LABEL) for row in (1, 2)]
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    store.sync(saved)
    assert synced == [(tmp_path / path).stat().st_ino for path in (saved[0].path, saved[1].path, "job-1", ".")]


def test_a_reply_out_of_reach_is_as_none_and_dropping_it_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / f"{REFERENCE}.reply").mkdir()
    spool = Spool(tmp_path)
    assert spool.read(REFERENCE) is None
    spool.drop(REFERENCE)


def test_the_references_of_all_kept_replies_are_known(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.keep("SS-B-2", b"{}")
    spool.keep("SS-A-1", b"{}")
    assert spool.references() == ["SS-A-1", "SS-B-2"]
    spool.drop("SS-A-1")
    assert spool.references() == ["SS-B-2"]


def test_a_label_is_named_so_that_it_sorts_in_source_order(tmp_path: Path) -> None:
    store = LabelStore(tmp_path)
    saved = [store.save(7, row, "1Z999AA10123456784", LABEL) for row in (2, 100, 11)]
    names = sorted(path.name for path in (tmp_path / "job-7").iterdir())
    assert names == [f"row-{row:05}-1Z999AA10123456784.gif" for row in (2, 11, 100)]
    assert store.at(saved[0].path).read_bytes() == LABEL.data
    assert saved[0].sha256 == hashlib.sha256(LABEL.data).hexdigest()
    assert (mode(store.at(saved[0].path)), mode(tmp_path / "job-7")) == (0o600, 0o700)


def test_a_number_cannot_lead_a_label_elsewhere(tmp_path: Path) -> None:
    saved = LabelStore(tmp_path).save(1, 1, "../../etc/1Z", LABEL)
    assert saved.path == Path("job-1", "row-00001-etc1Z.gif")


def test_a_label_that_cannot_be_saved_says_so(tmp_path: Path) -> None:
    (tmp_path / "job-1").write_text("a file where the folder should be")
    with pytest.raises(ShipshellError, match="could not be written"):
        LabelStore(tmp_path).save(1, 1, "1Z", LABEL)


@pytest.mark.parametrize("noted", ["job-1/row-00001-1Z.gif", "/home/elsewhere/labels/job-1/row-00001-1Z.gif"])
def test_labels_are_found_in_a_home_that_was_moved(tmp_path: Path, noted: str) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    LabelStore(before).save(1, 1, "1Z", LABEL)
    before.rename(after)
    assert LabelStore(after).at(Path(noted)).read_bytes() == LABEL.data


def test_a_whole_path_that_is_still_there_counts(tmp_path: Path) -> None:
    elsewhere = LabelStore(tmp_path)
    whole = elsewhere.at(elsewhere.save(1, 1, "1Z", LABEL).path)
    assert LabelStore(tmp_path / "other").at(whole) == whole
