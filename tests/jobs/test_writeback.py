"""Numbers into a CSV file: the right row, at once, whatever somebody else does to the file meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jobs_kit import HEADER, Bench, Time, lines, shipped_rows

from shipshell.jobs.states import WriteBackState
from shipshell.model.events import RowShipped, WriteBackFailed
from shipshell.model.shipment import Confirmation
from shipshell.sources.csv_file import CsvFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from shipshell.jobs.records import RowRecord
    from shipshell.jobs.writeback import WriteBack
    from shipshell.model.events import JobEvent


def book(bench: Bench, row: int) -> tuple[RowRecord, RowShipped]:
    """Book a row as shipped, not yet written."""
    record, number = bench.row(row), f"1ZTEST{row}"
    reference = bench.ledger.claim(record)
    bench.ledger.shipped(record, reference, Confirmation(number, number), price=None, label=None)
    return record, bench.reader.shipped_event(bench.row(row), bench.labels)


def write(bench: Bench, writeback: WriteBack, *rows: int) -> list[JobEvent]:
    """Book rows, and have their numbers written."""
    for row in rows:
        writeback.add(*book(bench, row))
    events = list(writeback.flush())
    bench.ledger.commit_marks()
    return events


def rewrite(bench: Bench, *data: str, header: str = HEADER) -> None:
    """Somebody else saves the file."""
    bench.file.write_text("\n".join([header, *data, ""]))


def write_backs(bench: Bench) -> list[WriteBackState]:
    return [row.write_back for row in bench.reader.rows(bench.number)]


WRITTEN, FAILED, NONE = WriteBackState.WRITTEN, WriteBackState.FAILED, WriteBackState.NONE


def test_a_number_is_in_the_file_when_its_row_is_reported(bench: Bench) -> None:
    writeback = bench.writeback()
    writeback.add(*book(bench, 2))
    assert bench.cells() == ["", "", ""]
    for event in writeback.flush():
        assert isinstance(event, RowShipped)
        assert bench.cells() == ["", "1ZTEST2", ""]
    bench.ledger.commit_marks()
    assert write_backs(bench) == [NONE, WRITTEN, NONE]


def test_everything_else_in_the_file_stays(bench: Bench) -> None:
    before = bench.file.read_text().splitlines()
    write(bench, bench.writeback(), 1, 3)
    after = bench.file.read_text().splitlines()
    assert all(line.startswith(old) for line, old in zip(after, before, strict=True))
    assert after[1] == f"{before[1]},1ZTEST1,2026-11-23T10:05:00Z"


def test_rows_that_wait_together_share_one_write(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    writes: list[int] = []
    whole = CsvFile.write

    def counted(self: CsvFile, numbers: Any) -> None:
        writes.append(len(numbers))
        whole(self, numbers)

    monkeypatch.setattr(CsvFile, "write", counted)
    assert shipped_rows(write(bench, bench.writeback(), 1, 2, 3)) == [1, 2, 3]
    assert writes == [3]


# -- before a row is sent -----------------------------------------------------------------------------------------


def test_a_row_as_it_was_approved_may_be_sent(bench: Bench) -> None:
    writeback = bench.writeback()
    assert [writeback.objection(bench.row(row)) for row in (1, 2, 3)] == [None, None, None]


def test_every_row_is_looked_at_also_if_the_file_changed_before_the_first(bench: Bench) -> None:
    data = lines(3)
    rewrite(bench, data[0], "A2,Person 2,Boston,note 2", data[2])
    writeback = bench.writeback()
    assert writeback.objection(bench.row(1)) is None
    problem = writeback.objection(bench.row(2))
    assert problem is not None
    assert (problem.code, problem.row) == ("E-1010", 2)
    assert "changed or taken out" in problem.message
    assert writeback.objection(bench.row(3)) is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (["A1,Person 1,Alpharetta,n", "A3,Person 3,Alpharetta,n"], "taken out"),
        (["A1,Person 1,Alpharetta,n", "A2,Somebody Else,Alpharetta,n", "A3,Person 3,Alpharetta,n"], "changed"),
    ],
)
def test_a_row_that_changed_while_others_were_sent_is_not_sent(bench: Bench, data: list[str], words: str) -> None:
    writeback = bench.writeback()
    assert writeback.objection(bench.row(1)) is None
    rewrite(bench, *data)
    problem = writeback.objection(bench.row(2))
    assert problem is not None
    assert words in problem.message
    assert writeback.objection(bench.row(3)) is None


def test_a_row_that_has_a_number_now_is_not_sent(bench: Bench) -> None:
    rewrite(
        bench,
        *(f"{line},{number}" for line, number in zip(lines(3), ("", "1ZELSE", ""), strict=True)),
        header=f"{HEADER},Tracking Number",
    )
    writeback = bench.writeback()
    problem = writeback.objection(bench.row(2))
    assert problem is not None
    assert "1ZELSE meanwhile" in problem.message
    assert writeback.objection(bench.row(3)) is None


def test_a_number_that_stood_there_when_it_was_approved_or_is_our_own_is_no_objection(bench: Bench) -> None:
    rewrite(bench, *(f"{line},1ZOLD" for line in lines(3)), header=f"{HEADER},tracking_number")
    bench.tables.row.update(had="1ZOLD").where(bench.tables.row.row == 1).execute()
    record, _ = book(bench, 2)
    bench.tables.attempt.update(tracking_number="1ZOLD").execute()
    writeback = bench.writeback()
    assert writeback.objection(bench.row(1)) is None
    assert writeback.objection(record) is None
    assert writeback.objection(bench.row(3)) is not None


def test_notes_and_order_may_change(bench: Bench) -> None:
    rewrite(bench, "A3,Person 3,Alpharetta,changed", "A1,Person 1,Alpharetta,", "A2,Person 2,Alpharetta,note 2")
    writeback = bench.writeback()
    assert [writeback.objection(bench.row(row)) for row in (1, 2, 3)] == [None, None, None]


def test_a_file_that_is_gone_is_an_error_of_the_source(bench: Bench) -> None:
    from shipshell.model.errors import ShipshellError

    bench.file.unlink()
    with pytest.raises(ShipshellError, match="not found"):
        bench.writeback().objection(bench.row(1))


# -- somebody else changes the file -------------------------------------------------------------------------------


def test_numbers_find_their_rows_in_a_file_that_was_sorted_meanwhile(bench: Bench) -> None:
    writeback = bench.writeback()
    write(bench, writeback, 1)
    rewrite(bench, *reversed(lines(3)))
    write(bench, writeback, 2)
    assert bench.cells() == ["", "1ZTEST2", ""]
    assert bench.file.read_text().splitlines()[2].startswith("A2,")


def test_a_row_that_is_gone_is_a_failed_write_back_and_the_others_are_written(bench: Bench) -> None:
    writeback = bench.writeback()
    writeback.objection(bench.row(1))
    rewrite(bench, *lines(3)[1:])
    events = write(bench, writeback, 1, 2)
    failed = [event for event in events if isinstance(event, WriteBackFailed)]
    assert [(event.row, event.problem.code, event.problem.row) for event in failed] == [(1, "E-4006", 1)]
    assert shipped_rows(events) == [1, 2]
    assert bench.cells() == ["1ZTEST2", ""]
    assert write_backs(bench) == [FAILED, WRITTEN, NONE]


def test_a_number_of_somebody_else_is_never_overwritten(bench: Bench) -> None:
    writeback = bench.writeback()
    rewrite(bench, *(f"{line},1ZELSE" for line in lines(3)), header=f"{HEADER},tracking_number")
    events = write(bench, writeback, 2)
    assert isinstance(events[1], WriteBackFailed)
    assert "1ZELSE" in events[1].problem.message
    assert bench.cells() == ["1ZELSE"] * 3


def test_identical_rows_get_numbers_of_their_own(make_bench: Callable[..., Bench]) -> None:
    from jobs_kit import new_job, new_row

    from shipshell.sources.identity import identify

    bench = make_bench(1)
    rewrite(bench, *["A1,Person 1,Alpharetta,same"] * 3)
    identities = identify(bench.source.read().frame, bench.columns)
    bench.number = bench.ledger.open_job(new_job([new_row(one) for one in identities]), lambda _: None)
    write(bench, bench.writeback(), 3, 1)
    assert bench.cells() == ["1ZTEST1", "", "1ZTEST3"]


# -- failures -----------------------------------------------------------------------------------------------------


def test_a_file_that_refuses_is_a_failed_write_back_and_is_mended_later(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    writeback = bench.writeback()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("shipshell.sources.atomic_file._write_all", refuse)
        events = write(bench, writeback, 1)
    assert [type(event) for event in events] == [RowShipped, WriteBackFailed]
    assert bench.cells() == ["", "", ""]
    assert write_backs(bench)[0] is FAILED
    assert writeback.catch_up(bench.reader.unwritten(bench.number)) == {}
    bench.ledger.commit_marks()
    assert bench.cells() == ["1ZTEST1", "", ""]
    assert write_backs(bench)[0] is WRITTEN


def test_whatever_breaks_in_a_source_stops_no_batch(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("cell")

    monkeypatch.setattr(CsvFile, "write", broken)
    events = write(bench, bench.writeback(), 1)
    assert isinstance(events[1], WriteBackFailed)
    assert "orders.csv cannot be written" in events[1].problem.message


def test_a_failure_that_cannot_be_noted_stays_due(bench: Bench) -> None:
    writeback = bench.writeback()
    writeback.add(*book(bench, 1))
    bench.file.unlink()
    bench.refuse_writing(True)  # noqa: FBT003
    events = list(writeback.flush())
    bench.refuse_writing(False)  # noqa: FBT003
    assert [type(event) for event in events] == [RowShipped, WriteBackFailed]
    assert write_backs(bench)[0] is WriteBackState.DUE


def test_catching_up_writes_only_what_is_missing(bench: Bench) -> None:
    writeback = bench.writeback()
    write(bench, writeback, 1, 2, 3)
    bench.file.write_text(bench.file.read_text().replace("1ZTEST2", ""))
    writeback.catch_up(bench.reader.rows(bench.number))
    assert bench.cells() == ["1ZTEST1", "1ZTEST2", "1ZTEST3"]
    signature = bench.file.stat().st_mtime_ns
    writeback.catch_up(bench.reader.rows(bench.number))
    assert bench.file.stat().st_mtime_ns == signature


# -- cadence ------------------------------------------------------------------------------------------------------


class Slow(CsvFile):
    """A file that takes its time to be written."""

    def __init__(self, bench: Bench, seconds: float) -> None:
        super().__init__(bench.file)
        self._time: Time = bench.time
        self._each = seconds
        self.writes: list[float] = []

    def write(self, numbers: Any) -> None:
        self._time.sleep(self._each)
        self.writes.append(self._time.passed)
        super().write(numbers)


@pytest.mark.parametrize(("cost", "strict"), [(0.024, True), (0.026, False)])
def test_writes_are_strict_while_they_are_cheap(bench: Bench, cost: float, strict: bool) -> None:  # noqa: FBT001
    bench.source = Slow(bench, cost)
    writeback = bench.writeback()
    assert writeback.due_in() is None
    write(bench, writeback, 1)  # the first one measures
    writeback.add(*book(bench, 2))
    due = writeback.due_in()
    assert due is not None
    assert (due == 0.0) is strict


def test_a_dear_write_is_never_more_than_two_seconds_behind(bench: Bench) -> None:
    bench.source = slow = Slow(bench, 0.3)
    writeback = bench.writeback()
    write(bench, writeback, 1)
    booked_at = bench.time.passed
    writeback.add(*book(bench, 2))
    bench.time.sleep(0.5)
    writeback.add(*book(bench, 3))
    assert writeback.due_in() == pytest.approx(0.9)  # counted from the first that waits
    bench.time.sleep(0.9)
    assert writeback.due_in() == 0.0
    assert shipped_rows(writeback.flush()) == [2, 3]
    assert slow.writes[-1] - booked_at <= 2.0


# -- after a void -------------------------------------------------------------------------------------------------

NUMBERS = {"1ZTEST1", "1ZTEST2", "1ZTEST3"}


def shipped(bench: Bench) -> list[RowRecord]:
    """Rows 1 to 3, with their numbers in the file."""
    write(bench, bench.writeback(), 1, 2, 3)
    return bench.reader.rows(bench.number)


def test_the_cells_of_voided_rows_are_emptied_and_nothing_else_is(bench: Bench) -> None:
    rows = shipped(bench)
    before = bench.file.read_text().splitlines()
    cleared = bench.writeback().clear(rows[:2], {"1ZTEST1", "1ZTEST2"})
    assert (cleared.failed, cleared.kept) == ({}, {})
    after = bench.file.read_text().splitlines()
    assert after[1:3] == [f"{line},," for line in lines(2)]
    assert (after[0], after[3]) == (before[0], before[3])


def test_rows_that_moved_are_found_and_other_numbers_stay(bench: Bench) -> None:
    rows = shipped(bench)
    header, first, second, third = bench.file.read_text().splitlines()
    rewrite(bench, third, second.replace("1ZTEST2", "1ZOTHER"), first, header=header)
    cleared = bench.writeback().clear(rows, NUMBERS)
    assert cleared.kept == {rows[1].id: "1ZOTHER"}
    assert bench.cells() == ["", "1ZOTHER", ""]


def test_a_number_of_a_row_that_stands_is_neither_emptied_nor_said(bench: Bench) -> None:
    rows = shipped(bench)
    cleared = bench.writeback().clear(rows[:1], {"1ZEARLIER"})
    assert (cleared.failed, cleared.kept) == ({}, {})
    assert bench.cells()[0] == "1ZTEST1"


def test_an_edited_order_is_found_by_its_number_unless_several_lines_hold_it(bench: Bench) -> None:
    rows = shipped(bench)
    header, first, second, third = bench.file.read_text().splitlines()
    edited = second.replace("Person 2", "Somebody Else")
    rewrite(bench, first, edited, edited, third, header=header)
    cleared = bench.writeback().clear([rows[1]], NUMBERS)
    assert cleared.failed[rows[1].id].code == "E-4006"
    rewrite(bench, first, edited, third, header=header)
    assert bench.writeback().clear([rows[1]], NUMBERS).failed == {}
    assert bench.cells() == ["1ZTEST1", "", "1ZTEST3"]


def test_a_void_of_a_row_that_nobody_holds_the_number_of_leaves_nothing_to_do(bench: Bench) -> None:
    rows = shipped(bench)
    header, first, _second, third = bench.file.read_text().splitlines()
    rewrite(bench, first, third, header=header)
    assert bench.writeback().clear([rows[1]], NUMBERS).failed == {}
    assert bench.cells() == ["1ZTEST1", "1ZTEST3"]


def test_a_file_that_cannot_be_read_is_a_problem_of_each_row(bench: Bench) -> None:
    rows = shipped(bench)
    bench.file.unlink()
    assert set(bench.writeback().clear(rows, NUMBERS).failed) == {row.id for row in rows}


def test_somebody_who_writes_between_our_reading_and_our_writing_loses_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = shipped(bench)
    meddle = [lambda: bench.file.write_text(bench.file.read_text().replace("note 3", "fragile"))]
    whole = CsvFile.write

    def write_late(self: CsvFile, numbers: Any) -> None:
        if meddle:
            meddle.pop()()
        whole(self, numbers)

    monkeypatch.setattr(CsvFile, "write", write_late)
    assert bench.writeback().clear(rows[:1], NUMBERS).failed == {}
    assert bench.cells() == ["", "1ZTEST2", "1ZTEST3"]
    assert "fragile" in bench.file.read_text()
