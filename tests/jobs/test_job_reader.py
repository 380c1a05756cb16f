"""What the job store tells: jobs, rows, counts and sums."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from jobs_kit import QUOTE, Store, new_row, plain_rows

from shipshell.jobs.spool import LabelFile, LabelStore
from shipshell.jobs.states import JobStatus, RowState
from shipshell.model.errors import Problem, ShipshellError
from shipshell.model.money import Money, Price
from shipshell.model.shipment import Confirmation
from shipshell.sources.identity import Identity

PROBLEM = Problem("E-3007", "nobody knows")


def ship(store: Store, row: int, number: str, charge: str | None = None, job: int = 1) -> str:
    record = store.reader.row(job, row)
    reference = store.ledger.claim(record)
    price = Price(Decimal(charge)) if charge else None
    store.ledger.shipped(record, reference, Confirmation(number, number), price=price, label=None)
    return reference


def doubt(store: Store, row: int) -> str:
    record = store.reader.row(1, row)
    reference = store.ledger.claim(record)
    store.ledger.in_doubt(record, reference, PROBLEM, "")
    return reference


@pytest.fixture
def mixed(store: Store) -> Store:
    """Six rows: shipped, in doubt, set aside in doubt, with the carrier, failed, pending."""
    store.open_job(6)
    ship(store, 1, "1Z1", "10.00")
    doubt(store, 2)
    doubt(store, 3)
    store.ledger.skip(store.reader.row(1, 3), "aside")
    store.ledger.claim(store.reader.row(1, 4))
    failed = store.reader.row(1, 5)
    store.ledger.refused(failed, store.ledger.claim(failed), PROBLEM)
    return store


def test_counts(mixed: Store) -> None:
    counts = mixed.reader.counts(1)
    assert (counts.shipped, counts.sending, counts.in_doubt, counts.skipped) == (1, 1, 1, 1)
    assert (counts.failed, counts.remaining, counts.voided) == (1, 1, 0)


def test_doubtful_rows_are_those_with_an_open_attempt_wherever_they_stand(mixed: Store) -> None:
    assert [row.row for row in mixed.reader.doubtful(1)] == [2, 3, 4]


def test_the_sum_is_that_of_charges_and_of_estimates_where_there_is_none(store: Store) -> None:
    store.open_job(3)
    ship(store, 1, "1Z1", "10.05")
    ship(store, 2, "1Z2")
    assert store.reader.charged(1) == Money(Decimal("10.05") + QUOTE)


def test_the_sum_counts_what_was_bought_before_a_restart_until_it_is_voided(store: Store) -> None:
    store.open_job(1)
    ship(store, 1, "1Z1", "10.00")
    store.ledger.start_again(store.reader.row(1, 1))
    assert store.reader.charged(1) == Money(Decimal("10.00"))
    ship(store, 1, "1Z2", "11.00")
    assert store.reader.charged(1) == Money(Decimal("21.00"))
    store.ledger.voided(store.reader.row(1, 1), "1Z1", "at UPS")
    assert store.reader.charged(1) == Money(Decimal("11.00"))


def test_the_summary_names_rows_whose_numbers_are_not_in_the_source(store: Store) -> None:
    store.open_job(3)
    for row in (1, 2, 3):
        ship(store, row, f"1Z{row}", "1.00")
    store.ledger.written([store.reader.row(1, 2).id])
    store.ledger.finish(1, JobStatus.COMPLETE_WITH_WARNINGS, "why")
    summary = store.reader.summary(1)
    assert (summary.status, summary.shipped, summary.reason) == ("complete_with_warnings", 3, "why")
    assert (summary.unwritten, summary.total_cost) == ((1, 3), Money(Decimal("3.00")))


def test_jobs_come_newest_first_and_settled_ones_are_not_offered(store: Store) -> None:
    for _ in range(4):
        store.open_job(1)
    store.ledger.finish(1, JobStatus.COMPLETE)
    store.ledger.finish(2, JobStatus.HALTED)
    store.ledger.finish(4, JobStatus.HALTED)
    store.ledger.finish(4, JobStatus.CANCELLED)
    assert [job.number for job in store.reader.jobs()] == [4, 3, 2, 1]
    assert [job.number for job in store.reader.unsettled()] == [3, 2]


def test_what_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(ShipshellError, match="no job 9") as refused:
        store.reader.job(9)
    assert refused.value.problem.code == "E-1023"
    store.open_job(1)
    with pytest.raises(ShipshellError, match="job 1 has no row 9") as refused:
        store.reader.row(1, 9)
    assert refused.value.problem.code == "E-1022"


def test_pending_rows_come_in_source_order(store: Store) -> None:
    store.open_job([new_row(Identity(row, f"c{row}", "", 1)) for row in (9, 2, 5)])
    first = store.reader.next_pending(1)
    assert first is not None
    assert first.row == 2
    second = store.reader.next_pending(1, first.row)
    assert second is not None
    assert second.row == 5
    assert store.reader.next_pending(1, 9) is None


def test_the_last_one_shipped_stands_last_in_the_source(store: Store) -> None:
    store.open_job(3)
    assert store.reader.last_shipped(1) is None
    ship(store, 3, "1Z3")
    ship(store, 1, "1Z1")
    last = store.reader.last_shipped(1)
    assert last is not None
    assert (last.row, store.reader.row_numbers(1, RowState.SHIPPED)) == (3, [1, 3])


def test_a_number_is_taken_in_its_environment_by_whichever_row_and_attempt(store: Store) -> None:
    store.open_job(2)
    ship(store, 1, "1Z1")
    assert store.reader.number_is_taken("1Z1", "test")
    assert not store.reader.number_is_taken("1Z1", "production")
    assert not store.reader.number_is_taken("1Z2", "test")
    store.ledger.start_again(store.reader.row(1, 1))
    assert store.reader.number_is_taken("1Z1", "test")


def test_a_row_knows_the_numbers_of_its_own_attempts(store: Store) -> None:
    store.open_job(2)
    ship(store, 1, "1Z1")
    assert store.reader.gave_number(store.reader.row(1, 1), "1Z1")
    assert not store.reader.gave_number(store.reader.row(1, 2), "1Z1")


def test_the_event_of_a_shipped_row_can_be_told_again(store: Store) -> None:
    store.open_job(1)
    reference = ship(store, 1, "1Z1", "10.00")
    store.ledger.labelled(reference, LabelFile(Path("job-1/1.gif"), "GIF", "00"))
    event = store.reader.shipped_event(store.reader.row(1, 1), LabelStore(store.folder))
    assert (event.tracking_number, event.reference) == ("1Z1", reference)
    assert event.label == str(store.folder / "job-1" / "1.gif")
    assert (event.cost, event.shipped_at) == (Money(Decimal("10.00")), "2026-11-23T10:05:00Z")


def test_shipped_rows_without_a_label(store: Store) -> None:
    store.open_job(3)
    with_label, without = ship(store, 1, "1Z1"), ship(store, 2, "1Z2")
    store.ledger.labelled(with_label, LabelFile(Path("/labels/1.gif"), "GIF", "00"))
    assert [(row.row, reference) for row, reference in store.reader.unlabelled(1)] == [(2, without)]


def test_the_audit_log_tells_every_move_in_order(mixed: Store) -> None:
    moves = [(row, move) for _, row, move, _ in mixed.reader.log(1)]
    assert moves[:4] == [(None, "-> executing"), (1, "-> sending"), (1, "-> shipped"), (2, "-> sending")]
    assert (3, "-> skipped") in moves


def test_a_quote_that_was_not_had_stays_unknown(store: Store) -> None:
    store.open_job([new_row(plain_rows(1)[0].identity, quote=None)])
    ship(store, 1, "1Z1")
    assert store.reader.row(1, 1).quote is None
    assert store.reader.shipped_event(store.reader.row(1, 1), LabelStore(store.folder)).cost is None
