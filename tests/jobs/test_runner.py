"""A run of a job: fail-fast, retries, stops, write-back, and whatever breaks in the middle."""

from __future__ import annotations

import threading
import time
from concurrent.futures import wait
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from jobs_kit import Bench, Store, finished, kinds, shipped_rows
from peewee import OperationalError

from shipshell.jobs import runner
from shipshell.jobs.lane import Lane
from shipshell.jobs.ledger import Ledger
from shipshell.jobs.reader import Reader
from shipshell.jobs.spool import LabelStore
from shipshell.model.errors import ShipshellError
from shipshell.model.events import JobNotice, Overcharged, RowFailed, RowInDoubt, RowShipped, WriteBackFailed
from shipshell.sources import atomic_file
from shipshell.sources.csv_file import CsvFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shipshell.model.events import JobEvent

    MakeBench = Callable[..., Bench]


def ship(fault: str, **more: Any) -> dict[str, Any]:
    return {"operation": "ship", "fault": fault, **more}


def run_until_first(bench: Bench, act: Callable[[], object], lanes: int = 1) -> list[JobEvent]:
    """Run; do `act` when the first row is reported."""
    events: list[JobEvent] = []
    acted = False
    for event in bench.runner(lanes).run():
        events.append(event)
        if isinstance(event, RowShipped) and not acted:
            acted = True
            act()
    return events


def rewrite(bench: Bench, change: Callable[[list[str]], list[str]]) -> None:
    """Somebody else saves the file with other lines."""
    header, *data = bench.file.read_text().splitlines()
    bench.file.write_text("\n".join([header, *change(data), ""]))


def all_good(bench: Bench) -> bool:
    """Whether each row was bought once, in order, and its number stands in the file."""
    return bench.bought() == [f"Person {row}" for row in range(1, len(bench.cells()) + 1)] and (
        bench.cells() == bench.numbers()
    )


# -- the ordinary way ---------------------------------------------------------------------------------------------


def test_a_batch_ships_in_source_order_and_each_row_is_reported_once(bench: Bench) -> None:
    events = bench.run()
    assert kinds(events) == ["JobStarted", "RowShipped", "RowShipped", "RowShipped", "JobFinished"]
    assert shipped_rows(events) == [1, 2, 3]
    assert (finished(events).status, str(finished(events).total_cost)) == ("complete", "$57.96")
    assert all_good(bench)
    assert list((bench.folder / "spool").iterdir()) == []
    assert len(list((bench.folder / "labels" / "job-1").iterdir())) == 3


@pytest.mark.parametrize("lanes", [1, 4])
def test_a_row_is_durable_in_store_and_source_before_it_is_reported(make_bench: MakeBench, lanes: int) -> None:
    bench = make_bench(12)
    other = Store(bench.folder)
    for event in bench.runner(lanes).run():
        if isinstance(event, RowShipped):
            assert other.reader.row(1, event.row).tracking_number == event.tracking_number
            assert bench.cells()[event.row - 1] == event.tracking_number
    other.close()
    assert sorted(bench.numbers()) == sorted(bench.cells())


def test_lanes_ship_every_row_once(make_bench: MakeBench) -> None:
    bench = make_bench(20)
    events = bench.run(lanes=4)
    assert sorted(shipped_rows(events)) == list(range(1, 21))
    assert sorted(bench.bought()) == sorted(f"Person {row}" for row in range(1, 21))
    bench.check()


# -- fail-fast ----------------------------------------------------------------------------------------------------


def test_the_first_refusal_halts_the_batch(make_bench: MakeBench) -> None:
    bench = make_bench(5, ship("refuse", nth=3, code="120802"))
    events = bench.run()
    assert kinds(events)[1:] == ["RowShipped", "RowShipped", "RowFailed", "JobFinished"]
    assert bench.states() == ["shipped", "shipped", "failed", "pending", "pending"]
    assert len(bench.bought()) == 2
    job = bench.job
    assert (job.status, job.error_row) == ("halted", 3)
    assert job.reason == bench.row(3).problem.message  # type: ignore[union-attr]


def test_an_unknown_outcome_halts_the_batch(make_bench: MakeBench) -> None:
    bench = make_bench(3, ship("server_error", nth=2))
    events = bench.run()
    assert kinds(events)[2:] == ["RowInDoubt", "JobFinished"]
    assert bench.states() == ["shipped", "in_doubt", "pending"]
    assert (finished(events).in_doubt, finished(events).remaining) == (1, 1)


def test_a_lost_answer_that_is_found_again_halts_nothing(make_bench: MakeBench) -> None:
    bench = make_bench(3, ship("reply_lost", nth=2))
    assert finished(bench.run()).status == "complete"
    assert all_good(bench)
    attempt = bench.reader.latest_attempt(bench.row(2))
    assert attempt is not None
    assert attempt.estimated


def test_with_four_lanes_at_most_three_more_land_and_each_is_durable_before_it_is_reported(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(12, ship("refuse", name="Person 2"))
    events: list[JobEvent] = []
    attempts_at_failure = 0
    for event in bench.runner(lanes=4).run():
        events.append(event)
        if isinstance(event, RowFailed):
            attempts_at_failure = bench.tables.attempt.select().count()
        if isinstance(event, RowShipped):
            assert bench.cells()[event.row - 1] == event.tracking_number
    failed_at = next(index for index, event in enumerate(events) if isinstance(event, RowFailed))
    assert len(shipped_rows(events[failed_at:])) <= 3
    assert bench.tables.attempt.select().count() == attempts_at_failure
    assert bench.states().count("sending") == 0
    assert bench.states().count("pending") >= 7
    assert len(bench.bought()) == len(shipped_rows(events))


def test_an_overcharge_halts_after_its_row(make_bench: MakeBench) -> None:
    bench = make_bench(3, ship("above_quote", nth=2, percent=50))
    events = bench.run()
    assert shipped_rows(events) == [1, 2]
    assert (finished(events).status, bench.job.error_row) == ("halted", None)  # no row is to be tried again
    assert "row 2 was charged $28.98, but quoted $19.32" in finished(events).reason
    assert [(event.row, event.problem.code) for event in events if isinstance(event, Overcharged)] == [(2, "E-3008")]


def test_an_overcharge_of_the_last_row_leaves_a_warning(make_bench: MakeBench) -> None:
    bench = make_bench(2, ship("above_quote", nth=2, percent=50))
    assert finished(bench.run()).status == "complete_with_warnings"


def test_a_row_that_was_set_aside_leaves_a_warning(bench: Bench) -> None:
    bench.ledger.skip(bench.row(2), "aside")
    assert finished(bench.run()).status == "complete_with_warnings"
    assert bench.bought() == ["Person 1", "Person 3"]


# -- trying again -------------------------------------------------------------------------------------------------


def test_a_request_that_never_left_is_tried_again_while_the_rows_behind_wait(make_bench: MakeBench) -> None:
    bench = make_bench(3, ship("request_lost", name="Person 2", nth=[1, 2, 3]))
    events = bench.run()
    assert finished(events).status == "complete"
    assert all_good(bench)
    assert (bench.backoffs, bench.time.pauses) == ([0, 1, 2], [1.0, 2.0, 4.0])
    assert sum(isinstance(event, JobNotice) for event in events) == 3


@pytest.mark.parametrize("lanes", [2, 4])
def test_rows_that_are_tried_again_do_not_trouble_other_lanes(make_bench: MakeBench, lanes: int) -> None:
    faults = [ship("request_lost", name=f"Person {row}", nth=[1, 2]) for row in (1, 2, 5)]
    bench = make_bench(8, *faults)
    assert finished(bench.run(lanes)).status == "complete"
    assert sorted(bench.bought()) == [f"Person {row}" for row in range(1, 9)]


def test_a_throttled_row_waits_as_long_as_it_is_told(make_bench: MakeBench) -> None:
    bench = make_bench(2, ship("throttle", nth=1, retry_after=7))
    assert finished(bench.run()).status == "complete"
    assert bench.time.pauses == [7.0]
    assert all_good(bench)


def test_a_throttled_row_that_was_shipped_all_the_same_is_not_sent_again(make_bench: MakeBench) -> None:
    bench = make_bench(2, ship("refuse_after", nth=1, code="10429", status=429))
    assert finished(bench.run()).status == "complete"
    assert all_good(bench)


def test_a_row_is_given_up_after_five_minutes(make_bench: MakeBench) -> None:
    bench = make_bench(3, ship("request_lost", since=2))
    events = bench.run()
    assert bench.states() == ["shipped", "failed", "pending"]
    assert isinstance(events[-2], RowFailed)
    assert 240 <= bench.time.passed <= 300
    assert len(bench.bought()) == 1


def test_a_halt_does_not_wait_for_a_row_that_would_be_tried_again(make_bench: MakeBench) -> None:
    bench = make_bench(4, ship("throttle", name="Person 1", retry_after=200), ship("refuse", name="Person 2"))
    bench.run(lanes=2)
    assert bench.time.passed < 200
    assert bench.states()[:2] == ["pending", "failed"]


def test_a_halt_with_a_row_in_hand_does_not_spin(make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = make_bench(3, ship("throttle", name="Person 1", retry_after=0), ship("refuse", name="Person 3"))
    whole, waits = bench.carrier.ship, 0

    def slow(request: Any, reference: str, keep: Any) -> Any:
        if request.ship_to.name == "Person 2":
            time.sleep(0.2)
        if request.ship_to.name == "Person 1":
            time.sleep(0.1)
        return whole(request, reference, keep)

    def counted(*given: Any, **named: Any) -> Any:
        nonlocal waits
        waits += 1
        return wait(*given, **named)

    monkeypatch.setattr(bench.carrier, "ship", slow)
    monkeypatch.setattr(runner, "wait", counted)
    bench.run(lanes=3)
    assert bench.states() == ["pending", "shipped", "failed"]
    assert waits < 10


# -- stopping -----------------------------------------------------------------------------------------------------


def test_a_stop_finishes_the_row_in_hand(bench: Bench) -> None:
    events = run_until_first(bench, lambda: setattr(bench.time, "stopped", True))
    assert bench.states() == ["shipped", "pending", "pending"]
    assert (bench.job.status, bench.job.reason, bench.job.error_row) == ("halted", "stopped by request", None)
    assert shipped_rows(events) == [1]


def test_a_stop_after_the_last_row_halts_nothing(make_bench: MakeBench) -> None:
    bench = make_bench(1)
    events = run_until_first(bench, lambda: setattr(bench.time, "stopped", True))
    assert (finished(events).status, finished(events).reason) == ("complete", "")


def test_a_stop_ends_the_wait_for_another_try(make_bench: MakeBench) -> None:
    bench = make_bench(2, ship("request_lost"))
    bench.time.stop_at_pause = 2
    events = bench.run()
    assert (finished(events).status, finished(events).reason) == ("halted", "stopped by request")
    assert bench.states() == ["pending", "pending"]


def test_a_stop_ends_the_look_ups_of_a_row_in_doubt(make_bench: MakeBench) -> None:
    bench = make_bench(2, ship("server_error"))
    bench.time.stop_at_pause = 1
    bench.run()
    assert bench.time.pauses == [5.0]
    assert bench.states() == ["in_doubt", "pending"]


def test_a_listener_that_leaves_has_the_rows_in_hand_settled(make_bench: MakeBench) -> None:
    bench = make_bench(12)
    events = bench.runner(lanes=4).run()
    for event in events:
        if isinstance(event, RowShipped):
            break
    events.close()  # type: ignore[attr-defined]
    assert "sending" not in bench.states()
    assert bench.job.status == "halted"
    assert bench.states().count("shipped") == len(bench.bought()) < 12
    assert sorted(filter(None, bench.cells())) == sorted(bench.numbers())
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lane")]


def test_an_interrupt_in_the_middle_has_the_row_in_hand_settled(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupts = [KeyboardInterrupt()]

    def interrupted(*given: Any, **named: Any) -> Any:
        done = wait(*given, **named)
        while interrupts:
            raise interrupts.pop()
        return done

    monkeypatch.setattr(runner, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        bench.run()
    assert bench.states() == ["shipped", "pending", "pending"]
    assert bench.cells() == [*bench.numbers(), "", ""]
    assert (bench.job.status, bench.job.reason) == ("halted", "stopped by request")


# -- the source changes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda data: [data[0], data[1].replace("Alpharetta", "Boston"), data[2]],
        lambda data: [data[0], data[2]],
        lambda data: [data[0], f"{data[1][:-2]},1ZELSE,now", data[2]],
    ],
    ids=["edited", "gone", "numbered"],
)
def test_a_row_that_changed_meanwhile_is_not_sent(bench: Bench, change: Callable[[list[str]], list[str]]) -> None:
    events = run_until_first(bench, lambda: rewrite(bench, change))
    (failed,) = [event for event in events if isinstance(event, RowFailed)]
    assert (failed.row, failed.problem.code) == (2, "E-1010")
    assert bench.states() == ["shipped", "failed", "pending"]
    assert bench.bought() == ["Person 1"]


def test_a_file_that_was_sorted_meanwhile_goes_on(bench: Bench) -> None:
    events = run_until_first(bench, lambda: rewrite(bench, lambda data: data[::-1]))
    assert finished(events).status == "complete"
    assert bench.cells() == bench.numbers()[::-1]


def test_a_file_that_disappears_halts_the_batch_and_loses_no_number(bench: Bench) -> None:
    kept: list[bytes] = []

    def take_away() -> None:
        kept.append(bench.file.read_bytes())
        bench.file.unlink()

    events = run_until_first(bench, take_away)
    assert bench.states() == ["shipped", "pending", "pending"]
    assert (finished(events).status, bench.job.error_row) == ("halted", 2)
    bench.file.write_bytes(kept[0])
    bench.resume()
    assert all_good(bench)


# -- write-back ---------------------------------------------------------------------------------------------------


def failing_writes(monkeypatch: pytest.MonkeyPatch, *fail: int) -> None:
    """Have the writes of these numbers, from 1, fail; all of them where none is given."""
    whole, count = atomic_file._write_all, 0

    def write(handle: int, parts: Any) -> None:
        nonlocal count
        count += 1
        if not fail or count in fail:
            raise OSError(28, "No space left on device")
        whole(handle, parts)

    monkeypatch.setattr(atomic_file, "_write_all", write)


def test_a_write_back_that_fails_in_the_middle_is_mended_at_the_end(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make_bench(4)
    failing_writes(monkeypatch, 2)
    events = bench.run()
    assert kinds(events)[1:5] == ["RowShipped", "RowShipped", "WriteBackFailed", "RowShipped"]
    assert [event.text for event in events if isinstance(event, JobNotice)] == [
        "Row 2: its number is in the source now."
    ]
    assert finished(events).status == "complete"
    assert all_good(bench)


def test_a_write_back_that_fails_to_the_end_names_its_rows(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    failing_writes(monkeypatch)
    events = bench.run()
    assert sum(isinstance(event, WriteBackFailed) for event in events) == 3
    assert (finished(events).status, finished(events).unwritten) == ("complete_with_warnings", (1, 2, 3))
    assert len(bench.bought()) == 3


class Slow(CsvFile):
    """A file that takes its time to be written."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.file)
        self._bench = bench
        self.writes: list[tuple[float, int]] = []

    def write(self, numbers: Any) -> None:
        self._bench.time.sleep(0.1)
        self.writes.append((self._bench.time.passed, len(numbers)))
        super().write(numbers)


def test_what_shipped_is_told_before_what_went_wrong_however_dear_writes_are(make_bench: MakeBench) -> None:
    bench = make_bench(4, ship("refuse", nth=4, code="120802"))
    bench.source = Slow(bench)
    told = [type(event).__name__ for event in bench.run() if isinstance(event, (RowShipped, RowFailed))]
    assert told == ["RowShipped"] * 3 + ["RowFailed"]


def test_dear_writes_are_grouped_and_the_file_is_never_two_seconds_behind(make_bench: MakeBench) -> None:
    bench = make_bench(30, ship("late", seconds=0.2))
    bench.source = slow = Slow(bench)
    events = bench.run()
    assert shipped_rows(events) == list(range(1, 31))
    assert all_good(bench)
    assert len(slow.writes) < 8
    moments = [moment for moment, _ in slow.writes]
    assert all(later - earlier <= 2.2 for earlier, later in pairwise(moments))


# -- what was shipped before --------------------------------------------------------------------------------------


def test_a_resumed_run_reports_what_was_booked_but_never_reported(bench: Bench) -> None:
    reference = bench.crash_after_sending(1)
    bench.ledger.lay_down(1)
    assert bench.recover() == []
    events = bench.resume()
    assert shipped_rows(events) == [1, 2, 3]
    first = events[1]
    assert isinstance(first, RowShipped)
    assert first.reference == reference
    assert all_good(bench)
    assert shipped_rows(events).count(1) == 1


def test_an_overcharge_that_a_crash_hid_halts_the_resumed_run_once(make_bench: MakeBench) -> None:
    bench = make_bench(3, ship("above_quote", nth=1, percent=50))
    bench.crash_after_sending(1)
    bench.recover()
    events = bench.run()
    assert shipped_rows(events) == [1]
    assert [event.row for event in events if isinstance(event, Overcharged)] == [1]
    assert (bench.job.status, bench.job.error_row, bench.states()[1]) == ("halted", None, "pending")
    assert shipped_rows(bench.resume()) == [2, 3]


def test_replies_that_a_crash_left_though_they_are_booked_are_forgotten(bench: Bench) -> None:
    reference = bench.crash_after_sending(1)
    raw = bench.spool.read(reference)
    assert raw is not None
    bench.recover()
    bench.spool.keep(reference, raw)
    bench.spool.keep("SS-AAAAAAAA-9", b"of another job")
    bench.run()
    assert bench.spool.references() == ["SS-AAAAAAAA-9"]


def test_a_source_put_back_from_a_copy_gets_its_numbers_again_before_anything_is_sent(make_bench: MakeBench) -> None:
    bench = make_bench(4, ship("refuse", nth=4))
    before = bench.file.read_text()
    bench.run()
    bench.file.write_text(before)
    events = bench.resume()
    assert kinds(events)[1:5] == ["JobNotice"] * 3 + ["RowShipped"]
    assert all_good(bench)


def test_a_cell_that_somebody_filled_with_another_number_is_named_and_left(make_bench: MakeBench) -> None:
    bench = make_bench(3, ship("refuse", nth=3))
    bench.run()
    number = bench.numbers()[0]
    bench.file.write_text(bench.file.read_text().replace(number, "1Z12345E0205271688"))
    events = bench.resume()
    assert [event.row for event in events if isinstance(event, WriteBackFailed)] == [1]
    assert (finished(events).status, finished(events).unwritten) == ("complete_with_warnings", (1,))
    assert bench.cells()[0] == "1Z12345E0205271688"


def test_resuming_goes_on_at_the_row_that_failed_under_a_new_reference(make_bench: MakeBench) -> None:
    bench = make_bench(3, ship("refuse", nth=2))
    bench.run()
    events = bench.resume()
    assert shipped_rows(events) == [2, 3]
    assert finished(events).status == "complete"
    assert all_good(bench)
    assert bench.tables.attempt.select().count() == 4


# -- what breaks on our side --------------------------------------------------------------------------------------


def fail_once(monkeypatch: pytest.MonkeyPatch, owner: type, name: str, error: Exception, *, times: int = 1) -> None:
    """Have a method fail the first times it is called."""
    whole, count = getattr(owner, name), 0

    def failing(self: Any, *given: Any, **named: Any) -> Any:
        nonlocal count
        count += 1
        if count <= times:
            raise error
        return whole(self, *given, **named)

    monkeypatch.setattr(owner, name, failing)


FULL = ShipshellError("E-4010", "the job store could not be written")


def test_an_outcome_that_could_not_be_booked_is_booked_at_the_end(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_once(monkeypatch, Ledger, "shipped", FULL)
    events = bench.run()
    assert shipped_rows(events) == [1]
    assert bench.states() == ["shipped", "pending", "pending"]
    assert (bench.job.status, bench.job.error_row) == ("halted", 1)
    assert bench.cells()[0] == bench.numbers()[0]


def test_an_outcome_that_cannot_be_booked_at_all_is_found_in_the_spool_later(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fail_once(patch, Ledger, "shipped", FULL, times=99)
        events = bench.run()
    assert [event.row for event in events if isinstance(event, RowInDoubt)] == [1]
    assert bench.states() == ["sending", "pending", "pending"]
    assert finished(events).in_doubt == 1
    bench.recover()
    assert shipped_rows(bench.resume()) == [1, 2, 3]
    assert all_good(bench)


def test_nothing_is_sent_that_could_not_be_claimed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_once(monkeypatch, Ledger, "claim", FULL)
    events = bench.run()
    assert kinds(events) == ["JobStarted", "JobFinished"]
    assert (bench.bought(), bench.states()) == ([], ["pending"] * 3)
    assert (finished(events).status, bench.job.error_row) == ("halted", 1)


def fail_behind_row_4(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    whole = Reader.next_pending

    def failing(self: Reader, job: int, after: int = 0) -> Any:
        if after == 4:
            raise error
        return whole(self, job, after)

    monkeypatch.setattr(Reader, "next_pending", failing)


def test_what_nobody_foresaw_halts_the_job_and_is_raised_at_the_end(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make_bench(8)
    fail_behind_row_4(monkeypatch, ZeroDivisionError())
    events: list[JobEvent] = []
    with pytest.raises(ZeroDivisionError):
        events.extend(bench.runner(lanes=2).run())
    assert sorted(shipped_rows(events)) == [1, 2, 3, 4]
    assert finished(events).status == "halted"
    assert "sending" not in bench.states()


def test_a_store_that_cannot_be_read_halts_the_job_and_says_why(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make_bench(8)
    fail_behind_row_4(monkeypatch, OperationalError("disk I/O error"))
    events = bench.run()
    assert (finished(events).status, shipped_rows(events)) == ("halted", [1, 2, 3, 4])
    assert "disk I/O error" in finished(events).reason


def test_a_job_whose_end_cannot_be_noted_is_left_interrupted(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_once(monkeypatch, Ledger, "finish", FULL)
    events: list[JobEvent] = []
    with pytest.raises(ShipshellError, match="could not be written"):
        events.extend(bench.runner().run())
    assert (bench.job.status, finished(events).status) == ("executing", "halted")
    assert all_good(bench)


def test_a_store_that_is_taken_away_buys_nothing_more_and_loses_nothing(bench: Bench) -> None:
    store = bench.folder / "jobs.sqlite3"
    events: list[JobEvent] = []

    def listen() -> None:
        for event in bench.runner().run():
            events.append(event)
            if shipped_rows(events) == [1]:
                take_away(store)

    with pytest.raises(ShipshellError, match="was taken away") as halted:
        listen()
    assert halted.value.problem.code == "E-4002"
    assert (finished(events).status, bench.bought()) == ("halted", ["Person 1"])
    bench.close()
    with pytest.raises(ShipshellError, match="is gone, but"):
        Store(bench.folder)
    (bench.folder / "jobs-rescued.sqlite3").rename(store)
    again = Store(bench.folder)
    assert again.states() == ["shipped", "pending", "pending"]
    again.close()


def test_an_answer_that_comes_when_the_store_is_gone_stays_in_the_spool(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Lane.send

    def send(self: Lane, request: Any, reference: str) -> Any:
        verdict = whole(self, request, reference)
        take_away(bench.folder / "jobs.sqlite3")
        return verdict

    monkeypatch.setattr(Lane, "send", send)
    with pytest.raises(ShipshellError, match="was taken away"):
        bench.run()
    assert len(bench.spool.references()) == len(bench.bought()) == 1


def take_away(store: Path) -> None:
    for path in store.parent.glob(f"{store.name}*"):
        path.unlink()


def test_a_job_that_somebody_took_over_is_not_gone_on_with(bench: Bench) -> None:
    other = Store(bench.folder, owner="owner-2")

    def take_over() -> None:
        other.ledger.lay_down(1)
        other.ledger.take_over(1)

    with pytest.raises(ShipshellError):
        run_until_first(bench, take_over)
    other.close()
    assert bench.bought() == ["Person 1"]
    assert (bench.job.status, bench.states()) == ("executing", ["shipped", "pending", "pending"])


def test_a_label_that_could_not_be_saved_is_saved_when_the_job_goes_on(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fail_once(patch, LabelStore, "save", ShipshellError("E-4010", "the disk is full"))
        events = bench.run()
    assert (finished(events).status, finished(events).reason) == ("halted", "the disk is full")
    assert shipped_rows(events) == [1]
    bench.resume()
    assert bench.reader.unlabelled(1) == []
    assert len(list((bench.folder / "labels" / "job-1").iterdir())) == 3
    assert list((bench.folder / "spool").iterdir()) == []


def test_a_spool_that_cannot_be_written_halts_after_the_row_in_hand(bench: Bench) -> None:
    (bench.folder / "spool").rmdir()
    (bench.folder / "spool").write_text("a file where the folder should be")
    events = bench.run()
    assert shipped_rows(events) == [1]
    assert bench.states() == ["shipped", "pending", "pending"]
    assert finished(events).status == "halted"
