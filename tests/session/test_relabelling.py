"""Labels that a shipment lacks: from its kept reply, else of UPS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from session_kit import IN_DOUBT, YES

from shipshell.jobs.spool import LabelStore, Spool
from shipshell.model.errors import ShipshellError
from shipshell.model.events import JobFinished
from shipshell.session import relabelling
from shipshell.session.replies import Exported

if TYPE_CHECKING:
    import pytest
    from session_kit import Bench


def test_a_label_that_ups_gives_only_later_is_had_when_labels_are_asked_for(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*IN_DOUBT)
    talk.say("ship orders.csv", YES)
    number = bench.shipments()[1].tracking_number
    talk.say(f"row 2 shipped as {number}")
    assert talk.say("labels 1 rows 2").codes == ["E-4013"]
    later = bench.talk()
    heard = later.say("labels 1 rows 2")
    assert "Row 2: UPS gave its label, which is saved." in heard.text
    assert number in Path(heard.one(Exported).path).read_text()
    assert "Row 2" not in later.say("labels 1 rows 2").text


def test_a_label_that_the_disk_refused_is_made_from_the_kept_reply(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.orders(2)
    save = LabelStore.save

    def refuse_the_last(store: LabelStore, job: int, row: int, *rest: Any) -> Any:
        if row == 2:
            raise ShipshellError("E-4010", "the disk is full")
        return save(store, job, row, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(LabelStore, "save", refuse_the_last)
        finished = bench.talk().say("ship orders.csv", YES).one(JobFinished)
    assert (finished.shipped, finished.status) == (2, "complete_with_warnings")
    mute = bench.talk(*IN_DOUBT[1:])  # UPS is not asked
    assert "Row 2: its label is saved now, from UPS's first reply." in mute.say("retry 1").text
    assert bench.numbers()[1] in Path(mute.say("labels 1").one(Exported).path).read_text()
    assert not list((bench.home / "spool").iterdir())


def test_a_label_that_a_full_disk_lost_with_its_reply_is_had_of_ups_on_resume(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.orders(3)

    def refuse(*_: Any, **__: Any) -> Any:
        raise ShipshellError("E-4010", "the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(LabelStore, "save", refuse)
        patch.setattr(Spool, "keep", refuse)
        assert bench.talk().say("ship orders.csv", YES).shipped == [1]
    heard = bench.talk().say("resume job 1")
    assert "Row 1: UPS gave its label, which is saved." in heard.text
    assert heard.shipped == [2, 3]
    assert len(_files(bench)) == 3


def test_a_file_that_is_gone_and_one_that_is_damaged_are_had_of_ups_again(bench: Bench) -> None:
    bench.orders(3)
    bench.talk().say("ship orders.csv", YES)
    first, second, third = _files(bench)
    bought = first.read_bytes(), second.read_bytes()
    first.unlink()
    second.write_bytes(b"overwritten")
    shipments = len(bench.shipments())
    heard = bench.talk().say("labels 1")
    assert "Row 1: UPS gave its label, which is saved.\nRow 2: UPS gave its label, which is saved." in heard.text
    assert (heard.codes, len(bench.shipments())) == ([], shipments)
    assert (first.read_bytes(), second.read_bytes()) == bought
    assert "Row" not in bench.talk().say("labels 1").text
    third.unlink()
    assert "Row 3" not in bench.talk().say("labels 1 rows 1-2").text


def test_where_ups_cannot_be_asked_it_is_asked_once_and_the_rest_is_written(bench: Bench) -> None:
    bench.orders(3)
    bench.talk().say("ship orders.csv", YES)
    for file in _files(bench)[:2]:
        file.unlink()
    heard = bench.talk(IN_DOUBT[1]).say("labels 1")
    assert "No label is here for rows 1-2: " in heard.text
    assert heard.codes == ["E-4013", "E-4013"]
    assert "Say it again later" in heard.text
    assert bench.numbers()[2] in Path(heard.one(Exported).path).read_text()


def test_another_account_is_not_asked_for_labels(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.orders(2)
    bench.talk().say("ship orders.csv", YES)
    for file in _files(bench)[:1]:
        file.unlink()
    monkeypatch.setattr(relabelling, "same_place", lambda *_: False)
    heard = bench.talk().say("labels 1")
    assert "No label is here for row 1: UPS gives it in emulator for account" in heard.text


def _files(bench: Bench) -> list[Path]:
    return sorted((bench.home / "labels" / "job-1").iterdir())
