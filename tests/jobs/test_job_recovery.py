"""What a crash leaves, looked up and settled: adopted, in doubt, or proven never to have arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jobs_kit import Bench, kinds, request, shipped_rows

from shipshell.jobs.recovery import interruption, lay_down
from shipshell.jobs.states import JobStatus
from shipshell.jobs.verdicts import NOTHING_SHOWN
from shipshell.model.events import Doubt, LastShipped, RowInDoubt
from shipshell.model.shipment import Confirmation

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeBench = Callable[..., Bench]


def find(fault: str, **more: Any) -> dict[str, Any]:
    return {"operation": "recovery", "fault": fault, **more}


def crash_before_sending(bench: Bench, row: int = 1) -> str:
    return bench.ledger.claim(bench.row(row))


def crash_before_keeping(bench: Bench, row: int = 1) -> str:
    """UPS accepted it; the process died before the answer was on disk."""
    reference = bench.ledger.claim(bench.row(row))
    bench.carrier.ship(request(row), reference, lambda _raw: None)
    return reference


def test_a_kept_reply_is_adopted_with_its_charge_and_label_and_nobody_is_asked(make_bench: MakeBench) -> None:
    bench = make_bench(3, find("request_lost"))
    reference = bench.crash_after_sending()
    assert bench.recover() == []
    row, attempt = bench.row(1), bench.reader.latest_attempt(bench.row(1))
    assert attempt is not None
    assert (row.state, row.write_back, row.tracking_number) == ("shipped", "due", bench.numbers()[0])
    assert not attempt.estimated
    assert bench.reader.label_path(reference)
    assert bench.spool.read(reference) is None


def test_a_shipment_is_adopted_by_its_reference(bench: Bench) -> None:
    crash_before_keeping(bench)
    bench.recover()
    attempt = bench.reader.latest_attempt(bench.row(1))
    assert attempt is not None
    assert (bench.states()[0], attempt.estimated, attempt.words) == ("shipped", True, "found by its reference")
    assert attempt.tracking_number == bench.numbers()[0]


def test_a_reply_that_was_cut_short_is_asked_about(bench: Bench) -> None:
    reference = crash_before_keeping(bench)
    bench.spool.keep(reference, b'{"ShipmentResponse": {"Resp')
    bench.recover()
    assert bench.states()[0] == "shipped"
    assert bench.spool.read(reference) is None


def test_what_is_not_found_stays_in_doubt_and_names_its_reference(bench: Bench) -> None:
    reference = crash_before_sending(bench)
    (event,) = bench.recover()
    assert isinstance(event, RowInDoubt)
    assert event.reference == reference
    assert bench.states()[0] == "in_doubt"
    assert bench.numbers() == []


@pytest.mark.parametrize("crash", [crash_before_sending, crash_before_keeping, Bench.crash_after_sending])
def test_a_second_recovery_sends_and_changes_nothing(bench: Bench, crash: Callable[[Bench], str]) -> None:
    crash(bench)
    bench.recover()
    before, bought = bench.everything(), bench.numbers()
    bench.recover()
    assert (bench.everything(), bench.numbers()) == (before, bought)


def test_what_provably_never_arrived_is_pending_again(make_bench: MakeBench) -> None:
    bench = make_bench(2, proof=True)
    crash_before_sending(bench)
    assert kinds(bench.recover()) == ["JobNotice"]
    assert bench.states()[0] == "pending"


def test_a_look_up_without_an_answer_leaves_the_doubt(make_bench: MakeBench) -> None:
    bench = make_bench(2, find("request_lost", nth=1))
    crash_before_keeping(bench)
    bench.recover()
    assert bench.states()[0] == "in_doubt"
    bench.recover()
    assert bench.states()[0] == "shipped"


def test_a_shipment_that_was_voided_is_told_and_not_adopted(bench: Bench) -> None:
    crash_before_keeping(bench)
    bench.emulator._ledger.void(tuple(bench.numbers()), bench.time.now())
    assert kinds(bench.recover()) == ["RowFailed"]
    assert bench.states()[0] == "voided"


def test_a_shipment_that_shows_late_is_waited_for_from_when_it_was_sent(make_bench: MakeBench) -> None:
    bench = make_bench(1, {"operation": "ship", "fault": "slow_to_show", "seconds": 25})
    crash_before_keeping(bench)
    bench.time.passed = 20.0
    bench.recover((0.0, 5.0, 30.0, 120.0))
    assert bench.time.pauses == [10.0]
    assert bench.states() == ["shipped"]


def test_a_row_set_aside_is_left_alone(bench: Bench) -> None:
    crash_before_sending(bench)
    bench.recover()
    bench.ledger.skip(bench.row(1), "aside")
    assert bench.recover() == []
    assert [row.row for row in bench.reader.doubtful(1)] == [1]


def test_a_persons_word_lets_a_row_be_sent_again_under_a_new_reference(bench: Bench) -> None:
    reference = crash_before_sending(bench)
    bench.recover()
    bench.ledger.lay_down(1)
    bench.ledger.word_not_shipped(bench.row(1), reference)
    assert shipped_rows(bench.resume()) == [1, 2, 3]
    assert reference not in {one.reference for one in bench.emulator.shipments()}
    bench.check()


def test_a_persons_word_that_it_shipped_is_written_when_the_job_goes_on(bench: Bench) -> None:
    reference = crash_before_sending(bench)
    bench.recover()
    bench.ledger.lay_down(1)
    found = Confirmation("1Z999AA10123456784", "1Z999AA10123456784")
    bench.ledger.shipped(bench.row(1), reference, found, price=None, label=None, words="a person's word")
    assert shipped_rows(bench.resume()) == [1, 2, 3]
    assert bench.cells()[0] == "1Z999AA10123456784"
    assert len(bench.numbers()) == 2


def test_several_rows_in_hand_are_each_settled_on_their_own(make_bench: MakeBench) -> None:
    bench = make_bench(4)
    crash_before_sending(bench, 1)
    crash_before_keeping(bench, 2)
    bench.crash_after_sending(3)
    bench.recover()
    assert bench.states() == ["in_doubt", "shipped", "shipped", "pending"]
    assert [bench.row(row).tracking_number for row in (2, 3)] == bench.numbers()


# -- how it stands ------------------------------------------------------------------------------------------------


def test_how_an_interrupted_job_stands(make_bench: MakeBench) -> None:
    bench = make_bench(4, {"operation": "ship", "fault": "server_error", "nth": 3})
    bench.run()
    stands = interruption(bench.reader, bench.job)
    attempt = bench.reader.latest_attempt(bench.row(3))
    assert attempt is not None
    assert (stands.done, stands.total, stands.remaining, stands.error_row) == (2, 4, 2, 3)
    assert stands.last == LastShipped(2, "Person 2", bench.numbers()[1])
    assert stands.error.startswith("UPS answered with an error of its own")
    assert stands.in_doubt == (Doubt(3, attempt.reference, NOTHING_SHOWN, is_absent=True),)


def test_what_was_last_answered_stands_in_the_doubt_and_in_the_log(make_bench: MakeBench) -> None:
    bench = make_bench(2, {"operation": "ship", "fault": "server_error", "nth": 1}, find("server_error", nth=4))
    bench.run()
    (doubt,) = interruption(bench.reader, bench.job).in_doubt
    assert (doubt.is_absent, doubt.answer) == (False, "UPS answered with an error of its own: HTTP 503")
    bench.recover()
    (doubt,) = interruption(bench.reader, bench.job).in_doubt
    assert doubt.is_absent
    told = [detail.partition(" ")[2] for _at, _row, move, detail in bench.reader.log(1) if move == "looked up"]
    assert told == ["UPS answered with an error of its own: HTTP 503", NOTHING_SHOWN]


def test_a_row_that_nobody_asked_about_is_not_said_to_be_absent(bench: Bench) -> None:
    reference = crash_before_sending(bench)
    assert interruption(bench.reader, bench.job).in_doubt == (Doubt(1, reference, "", is_open=True),)


def test_what_went_wrong_with_a_row_stands_while_ups_shows_it_as_voided(make_bench: MakeBench) -> None:
    bench = make_bench(3, {"operation": "ship", "fault": "reply_lost", "nth": 2}, find("server_error"))
    bench.run()
    reference = bench.reader.latest_attempt(bench.row(2)).reference  # type: ignore[union-attr]
    bench.ledger.found_voided(bench.row(2), reference, "voided yesterday")
    stands = interruption(bench.reader, bench.job)
    assert (stands.voided, stands.error_row, bool(stands.error)) == ((2,), 2, True)


def test_what_went_wrong_with_a_row_does_not_stand_once_its_shipment_was_voided(make_bench: MakeBench) -> None:
    bench = make_bench(3, {"operation": "ship", "fault": "reply_lost", "nth": 2}, find("server_error", nth=1))
    bench.run()
    bench.recover()
    number = bench.row(2).tracking_number
    bench.ledger.voiding(bench.row(2), number)
    bench.ledger.voided(bench.row(2), number, "at UPS")
    stands = interruption(bench.reader, bench.job)
    assert (stands.voided, stands.error_row, stands.error) == ((), None, "")


def test_how_a_job_stands_of_which_nothing_is_done(bench: Bench) -> None:
    stands = interruption(bench.reader, bench.job)
    assert (stands.done, stands.remaining, stands.last, stands.error, stands.in_doubt) == (0, 3, None, "", ())


def test_a_stop_is_no_error(bench: Bench) -> None:
    bench.time.stopped = True
    bench.run()
    stands = interruption(bench.reader, bench.job)
    assert (stands.error, stands.error_row) == ("", None)


def test_laying_down_touches_only_what_executes(bench: Bench) -> None:
    lay_down(bench.ledger, bench.job)
    assert bench.job.status is JobStatus.HALTED
    before = bench.everything()
    lay_down(bench.ledger, bench.job)
    assert bench.everything() == before
