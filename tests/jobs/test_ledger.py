"""The ledger's moves: what each may follow, who may make it, and what it leaves in the tables."""

from __future__ import annotations

import threading
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jobs_kit import QUOTE, Store, Time, new_job, plain_rows, request

from shipshell.jobs.spool import LabelFile
from shipshell.jobs.states import ROW_MOVES, JobStatus, Outcome, RowState, WriteBackState
from shipshell.jobs.writer import StateConflict
from shipshell.model.address import Party
from shipshell.model.errors import Problem, ShipshellError
from shipshell.model.money import Price
from shipshell.model.shipment import Confirmation

if TYPE_CHECKING:
    from collections.abc import Callable

    from shipshell.jobs.records import RowRecord

PROBLEM = Problem("E-3001", "UPS says no", row=1, carrier_code="120802")
FOUND = Confirmation("1ZTEST", "1ZTEST")
REFERENCE = "SS-AAAAAAAA-1"

#: The named moves, with the states that each may follow and the one it leads to.
MOVES: dict[str, tuple[Callable[[Store, RowRecord], object], set[str], str]] = {
    "claim": (lambda s, r: s.ledger.claim(r), {"pending", "pending by a word"}, "sending"),
    "shipped": (
        lambda s, r: s.ledger.shipped(r, REFERENCE, FOUND, price=None, label=None),
        {"sending", "in_doubt", "skipped in doubt"},
        "shipped",
    ),
    "refused": (lambda s, r: s.ledger.refused(r, REFERENCE, PROBLEM), {"sending"}, "failed"),
    "withheld": (lambda s, r: s.ledger.withheld(r, PROBLEM), {"pending", "pending by a word"}, "failed"),
    "never_left": (lambda s, r: s.ledger.never_left(r, REFERENCE, "lost"), {"sending", "in_doubt"}, "pending"),
    "in_doubt": (lambda s, r: s.ledger.in_doubt(r, REFERENCE, PROBLEM, "nothing"), {"sending"}, "in_doubt"),
    "found_voided": (lambda s, r: s.ledger.found_voided(r, REFERENCE, "voided"), {"in_doubt"}, "voided"),
    "voided": (lambda s, r: s.ledger.voided(r, "", "at UPS"), {"shipped"}, "voided"),
    "word_not_shipped": (lambda s, r: s.ledger.word_not_shipped(r, REFERENCE), {"in_doubt"}, "pending"),
    "turned_up": (
        lambda s, r: s.ledger.turned_up(r, REFERENCE, FOUND),
        {"pending by a word", "failed by a word", "skipped by a word"},
        "shipped",
    ),
    "skip": (
        lambda s, r: s.ledger.skip(r, "aside"),
        {"pending", "failed", "in_doubt", "pending by a word", "failed by a word"},
        "skipped",
    ),
    "again": (lambda s, r: s.ledger.again(r), {"failed", "failed by a word"}, "pending"),
    "start_again": (
        lambda s, r: s.ledger.start_again(r),
        {"shipped", "voided", "failed", "skipped", "failed by a word", "skipped by a word"},
        "pending",
    ),
}
#: How a row comes to stand in each state: its state, and the outcome of its latest attempt.
STANDINGS: dict[str, tuple[RowState, Outcome | None]] = {
    "pending": (RowState.PENDING, None),
    "sending": (RowState.SENDING, Outcome.SENDING),
    "in_doubt": (RowState.IN_DOUBT, Outcome.IN_DOUBT),
    "shipped": (RowState.SHIPPED, Outcome.SHIPPED),
    "failed": (RowState.FAILED, Outcome.REFUSED),
    "voided": (RowState.VOIDED, Outcome.VOIDED),
    "skipped": (RowState.SKIPPED, None),
    "skipped in doubt": (RowState.SKIPPED, Outcome.IN_DOUBT),
    "pending by a word": (RowState.PENDING, Outcome.NOT_SHIPPED),
    "failed by a word": (RowState.FAILED, Outcome.NOT_SHIPPED),
    "skipped by a word": (RowState.SKIPPED, Outcome.NOT_SHIPPED),
}


def stand(store: Store, standing: str) -> RowRecord:
    """The row of a new job, brought to a standing behind the ledger's back."""
    job = store.open_job(1)
    state, outcome = STANDINGS[standing]
    store.tables.row.update(state=state).execute()
    row = store.reader.row(job, 1)
    if outcome:
        store.tables.attempt.insert(job_row=row.id, reference=REFERENCE, outcome=outcome, started_at="").execute()
    return row


#: A person's word on a row that was set aside moves nothing, and has a test of its own.
CASES = [
    (name, standing)
    for name in MOVES
    for standing in STANDINGS
    if (name, standing) != ("word_not_shipped", "skipped in doubt")
]


@pytest.mark.parametrize(("name", "standing"), CASES)
def test_a_move_is_made_from_where_it_may_be_and_changes_nothing_elsewhere(
    store: Store, name: str, standing: str
) -> None:
    move, before, target = MOVES[name]
    row, legal = stand(store, standing), standing in before
    earlier = store.everything()
    if legal:
        move(store, row)
        assert store.states() == [target]
        assert RowState(target) in ROW_MOVES[row.state]
        assert store.reader.log(1)[-1][1:3] == (1, f"-> {target}")
    else:
        with pytest.raises(StateConflict):
            move(store, row)
        assert store.everything() == earlier


def test_every_move_in_the_table_has_a_name() -> None:
    named = {(STANDINGS[standing][0], RowState(target)) for _, before, target in MOVES.values() for standing in before}
    assert {(state, target) for state, targets in ROW_MOVES.items() for target in targets} == named


# -- claiming -----------------------------------------------------------------------------------------------------


def test_a_claim_commits_a_reference_before_anything_is_sent(store: Store, tmp_path: Path) -> None:
    row = store.reader.row(store.open_job(3), 2)
    reference = store.ledger.claim(row)
    other = Store(tmp_path)
    attempt = other.reader.latest_attempt(row)
    other.close()
    assert attempt is not None
    assert (attempt.reference, attempt.outcome, attempt.started_at) == (reference, "sending", "2026-11-23T10:05:00Z")
    assert reference.startswith("SS-")
    assert reference.endswith("-2")
    assert len(reference) == len("SS-7Q2F9KXM-2")


def test_a_row_is_claimed_once_even_by_those_who_saw_it_pending(store: Store) -> None:
    row = store.reader.row(store.open_job(1), 1)
    store.ledger.claim(row)
    with pytest.raises(StateConflict):
        store.ledger.claim(row)
    assert store.tables.attempt.select().count() == 1


def test_two_owners_never_claim_the_same_row(store: Store, tmp_path: Path) -> None:
    row = store.reader.row(store.open_job(1), 1)
    other = Store(tmp_path, owner="owner-2")
    with pytest.raises(StateConflict):
        other.ledger.claim(row)
    other.ledger.take_over(1)
    other.close()
    with pytest.raises(StateConflict):
        store.ledger.claim(row)
    assert store.states() == ["pending"]


def test_nothing_is_claimed_of_a_halted_job(store: Store) -> None:
    row = store.reader.row(store.open_job(1), 1)
    store.ledger.finish(1, JobStatus.HALTED, "stopped by request")
    with pytest.raises(StateConflict):
        store.ledger.claim(row)


def test_nothing_is_claimed_while_an_attempt_is_open_whatever_the_state_says(store: Store) -> None:
    row = stand(store, "skipped in doubt")
    store.tables.row.update(state=RowState.PENDING).execute()
    with pytest.raises(StateConflict):
        store.ledger.claim(row)


def test_a_reference_is_never_used_twice(tmp_path: Path) -> None:
    drawn = iter([b"aaaaa", b"aaaaa", b"bbbbb"])
    store = Store(tmp_path, randomness=lambda n: next(drawn)[:n])
    row = store.reader.row(store.open_job(1), 1)
    first = store.ledger.claim(row)
    store.ledger.never_left(row, first, "lost")
    second = store.ledger.claim(row)
    store.close()
    assert first != second
    assert next(drawn, None) is None


# -- outcomes -----------------------------------------------------------------------------------------------------


def test_what_ups_charged_is_kept(store: Store) -> None:
    row = store.reader.row(store.open_job(1), 1)
    reference = store.ledger.claim(row)
    price = Price(Decimal("24.01"), Decimal("19.90"))
    label = LabelFile(Path("job-1/1.gif"), "GIF", "00")
    at = store.ledger.shipped(row, reference, FOUND, price=price, label=label)
    booked, attempt = store.reader.row(1, 1), store.reader.latest_attempt(row)
    assert attempt is not None
    assert (attempt.charge, attempt.estimated, attempt.tracking_number) == (Decimal("19.90"), False, "1ZTEST")
    assert (booked.tracking_number, booked.shipped_at, booked.write_back) == ("1ZTEST", at, WriteBackState.DUE)
    assert store.reader.label_path(reference) == Path("job-1/1.gif")


def test_a_quote_stands_for_a_charge_that_is_not_known(store: Store) -> None:
    row = stand(store, "in_doubt")
    store.ledger.shipped(row, REFERENCE, FOUND, price=None, label=None)
    attempt = store.reader.latest_attempt(row)
    assert attempt is not None
    assert (attempt.charge, attempt.estimated) == (QUOTE, True)


def test_an_outcome_belongs_to_the_row_it_was_claimed_for(store: Store) -> None:
    store.open_job(2)
    first, second = store.reader.rows(1)
    of_first, of_second = store.ledger.claim(first), store.ledger.claim(second)
    with pytest.raises(StateConflict):
        store.ledger.shipped(first, of_second, FOUND, price=None, label=None)
    store.ledger.shipped(first, of_first, FOUND, price=None, label=None)
    assert store.states() == ["shipped", "sending"]


def test_a_word_on_a_row_that_was_set_aside_ends_the_doubt_and_leaves_it_aside(store: Store) -> None:
    row = stand(store, "skipped in doubt")
    store.ledger.word_not_shipped(row, REFERENCE)
    assert store.states() == ["skipped"]
    assert store.reader.doubtful(1) == []


def test_a_problem_is_kept_and_goes_when_the_row_goes_on(store: Store) -> None:
    row = store.reader.row(store.open_job(1), 1)
    reference = store.ledger.claim(row)
    store.ledger.refused(row, reference, PROBLEM)
    assert store.reader.row(1, 1).problem == PROBLEM
    store.ledger.again(row)
    assert store.reader.row(1, 1).problem is None


def test_restarting_keeps_the_earlier_attempt(store: Store) -> None:
    row = stand(store, "sending")
    store.ledger.shipped(row, REFERENCE, FOUND, price=None, label=None)
    store.ledger.start_again(row)
    again = store.reader.row(1, 1)
    assert (again.tracking_number, again.shipped_at, again.write_back) == ("", "", WriteBackState.NONE)
    assert store.reader.gave_number(again, "1ZTEST")


def test_a_correction_replaces_what_is_asked_for(store: Store) -> None:
    row = store.reader.row(store.open_job(1), 1)
    (old,) = plain_rows(1)
    mended = replace(request(1), ship_to=Party("Other", request(1).ship_to.address))
    store.ledger.amend(row, replace(old, recipient="Other", request=mended, quote=Decimal("1.00")))
    amended = store.reader.row(1, 1)
    assert (amended.recipient, amended.request, amended.quote) == ("Other", mended, Decimal("1.00"))
    store.ledger.claim(row)
    with pytest.raises(StateConflict):
        store.ledger.amend(row, old)


# -- jobs ---------------------------------------------------------------------------------------------------------


def test_a_job_is_stored_as_approved(store: Store) -> None:
    number = store.open_job(plain_rows(450))
    job = store.reader.job(number)
    assert (job.number, job.status, job.total_rows, job.environment) == (1, JobStatus.EXECUTING, 450, "test")
    assert (job.host, job.created_at) == ("https://wwwcie.ups.com", "2026-11-23T10:05:00Z")
    rows = store.reader.rows(number)
    assert [row.row for row in rows] == list(range(1, 451))
    assert rows[449].request == request(450)
    assert rows[449].identity == plain_rows(450)[449].identity


def test_a_job_whose_lock_cannot_be_had_is_not_there(store: Store) -> None:
    def refuse(_number: int) -> None:
        raise ShipshellError("E-4004", "held")

    with pytest.raises(ShipshellError, match="held"):
        store.ledger.open_job(new_job(plain_rows(2)), refuse)
    assert store.reader.jobs() == []


def test_shells_that_open_jobs_at_once_get_numbers_of_their_own(tmp_path: Path) -> None:
    Store(tmp_path).close()
    numbers: list[int] = []
    start = threading.Barrier(4)

    def open_some(owner: str) -> None:
        mine = Store(tmp_path, owner=owner)
        start.wait()
        numbers.extend(mine.open_job(2) for _ in range(10))
        mine.close()

    threads = [threading.Thread(target=open_some, args=(f"owner-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 41))


@pytest.mark.parametrize("status", [JobStatus.COMPLETE, JobStatus.CANCELLED, JobStatus.COMPLETE_WITH_WARNINGS])
def test_a_settled_job_is_not_taken_over(store: Store, status: JobStatus) -> None:
    store.tables.job.update(status=status).where(store.tables.job.number == store.open_job(1)).execute()
    with pytest.raises(StateConflict):
        store.ledger.take_over(1)


def test_only_the_owner_ends_a_job_that_executes(store: Store, tmp_path: Path) -> None:
    store.open_job(1)
    other = Store(tmp_path, owner="owner-2")
    with pytest.raises(StateConflict):
        other.ledger.finish(1, JobStatus.HALTED)
    other.ledger.lay_down(1)  # whoever holds the lock of a dead owner's job
    other.close()
    job = store.reader.job(1)
    assert (job.status, job.finished_at) == (JobStatus.HALTED, "2026-11-23T10:05:00Z")


def test_laying_down_keeps_why_it_stopped(store: Store) -> None:
    store.open_job(1)
    store.tables.job.update(reason="UPS API timeout", error_row=1).execute()
    store.ledger.lay_down(1)
    job = store.reader.job(1)
    assert (job.reason, job.error_row) == ("UPS API timeout", 1)


def test_a_job_is_cancelled_only_when_it_stands_still(store: Store) -> None:
    store.open_job(1)
    with pytest.raises(StateConflict):
        store.ledger.finish(1, JobStatus.CANCELLED)
    store.ledger.finish(1, JobStatus.HALTED)
    store.ledger.finish(1, JobStatus.CANCELLED)
    assert store.reader.job(1).status is JobStatus.CANCELLED


# -- write-back, and the disk -------------------------------------------------------------------------------------


def ship(store: Store, row: RowRecord, number: str) -> None:
    store.ledger.shipped(row, store.ledger.claim(row), Confirmation(number, number), price=None, label=None)


def test_marks_ride_along_with_the_next_move(store: Store) -> None:
    store.open_job(2)
    first, second = store.reader.rows(1)
    ship(store, first, "1Z1")
    store.ledger.written([first.id])
    assert store.reader.row(1, 1).write_back is WriteBackState.DUE
    store.ledger.claim(second)
    assert store.reader.row(1, 1).write_back is WriteBackState.WRITTEN


def test_marks_that_could_not_be_committed_wait_for_the_next_move(store: Store) -> None:
    store.open_job(2)
    first, second = store.reader.rows(1)
    ship(store, first, "1Z1")
    store.ledger.written([first.id])
    with pytest.raises(StateConflict):
        store.ledger.again(second)
    assert store.reader.row(1, 1).write_back is WriteBackState.DUE
    store.ledger.commit_marks()
    assert store.reader.row(1, 1).write_back is WriteBackState.WRITTEN


def test_only_a_shipped_row_is_marked(store: Store) -> None:
    store.open_job(1)
    row = store.reader.row(1, 1)
    store.ledger.written([row.id])
    store.ledger.commit_marks()
    assert store.reader.row(1, 1).write_back is WriteBackState.NONE
    with pytest.raises(StateConflict):
        store.ledger.write_failed(row, PROBLEM)


def test_a_store_that_cannot_be_written_says_so_and_keeps_its_state(tmp_path: Path) -> None:
    store = Store(tmp_path, time=Time())
    row = store.reader.row(store.open_job(1), 1)
    store.refuse_writing(True)  # noqa: FBT003
    with pytest.raises(ShipshellError, match="could not be written") as refused:
        store.ledger.claim(row)
    store.refuse_writing(False)  # noqa: FBT003
    assert refused.value.problem.code == "E-4010"
    assert store.states() == ["pending"]
    store.close()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("its order in orders.csv (Person 1) was changed", "its order in orders.csv was changed"),
        ("Person 1: no such street; Person 12 is another", "the recipient: no such street; Person 12 is another"),
    ],
)
def test_the_log_names_nobody(store: Store, words: str, told: str) -> None:
    store.ledger.withheld(store.reader.row(store.open_job(1), 1), Problem("E-1010", words))
    store.ledger.finish(1, JobStatus.HALTED, words, 1)
    assert [entry[1:] for entry in store.reader.log(1)[1:]] == [(1, "-> failed", told), (None, "-> halted", "row 1")]
    assert store.reader.job(1).reason == words
