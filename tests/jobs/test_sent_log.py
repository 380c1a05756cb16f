"""What was sent, noted outside of the job store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs import sent_log
from shipshell.jobs.sent_log import Sent, SentLog

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from jobs_kit import Bench


def sent(row: int, job: int = 1, record: str = "") -> Sent:
    return Sent("2026-11-23T10:00:00Z", "test", job, "2026-11-23T09:59:00Z", row, f"SS-{row}", f"k{row}", record, "c")


def test_every_attempt_of_a_run_is_noted_in_order(bench: Bench) -> None:
    bench.run()
    noted = list(bench.sent.every())
    attempts = [bench.reader.latest_attempt(row) for row in bench.reader.rows(bench.number)]
    assert [one.reference for one in noted] == [attempt.reference for attempt in attempts if attempt]
    assert [(one.job, one.row, one.order) for one in noted] == [(1, row, f"key-{row}") for row in (1, 2, 3)]
    assert {one.opened for one in noted} == {bench.job.created_at}
    assert bench.reader.unknown([one.reference for one in noted]) == set()


def test_nothing_personal_is_in_the_file(bench: Bench) -> None:
    bench.run()
    assert "Person" not in (bench.folder / "sent.log").read_text()
    assert (bench.folder / "sent.log").stat().st_mode & 0o777 == 0o600


def test_a_line_that_was_cut_short_is_left_out(tmp_path: Path) -> None:
    log = SentLog(tmp_path / "sent.log")
    log.note([sent(1)])
    with (tmp_path / "sent.log").open("a") as file:
        file.write("2026-11-23T10:00:00Z\ttest\t1\t2026\n\x00\x00\n")
    log.note([sent(2)])
    assert [one.row for one in log.every()] == [1, 2]


def test_the_end_of_a_long_file_is_its_latest(tmp_path: Path) -> None:
    log = SentLog(tmp_path / "sent.log")
    log.note(map(sent, range(1, 1001)))
    latest = [one.row for one in log.latest()]
    assert 64 <= len(latest) < 1000
    assert latest == list(range(1001 - len(latest), 1001))


def test_a_file_that_grew_is_set_aside_and_still_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sent_log, "_ROTATED_BYTES", 60 * 2)
    log = SentLog(tmp_path / "sent.log")
    for row in (1, 2, 3):
        log.note([sent(row)])
    assert [one.row for one in log.every()] == [1, 2, 3]
    assert [one.row for one in log.latest()] == [3]
    log.note([sent(4)])
    assert [one.row for one in log.latest()] == [3, 4]
    log.note([sent(5)])
    assert [one.row for one in log.every()] == [3, 4, 5]


def test_orders_are_found_by_key_and_by_record(tmp_path: Path) -> None:
    log = SentLog(tmp_path / "sent.log")
    log.note([sent(1), sent(2, record="r2"), sent(3)])
    assert [one.row for one in log.among({"k1", "r2"})] == [1, 2]
    assert log.among({""}) == []


def test_a_file_that_is_not_there_or_cannot_be_written_holds_nothing(tmp_path: Path) -> None:
    log = SentLog(tmp_path / "no" / "sent.log")
    log.note([sent(1)])
    assert (log.latest(), list(log.every())) == ([], [])
