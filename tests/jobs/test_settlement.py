"""What each verdict does to the tables, the course and the listener."""

from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jobs_kit import Bench, new_row

from shipshell.jobs.verdicts import Accepted, Declined, Doubtful, NeverLeft, Verdict, Voided
from shipshell.model.errors import Problem
from shipshell.model.events import JobEvent, JobNotice, Overcharged, RowFailed, RowInDoubt, RowShipped
from shipshell.model.money import Money, Price
from shipshell.model.shipment import Confirmation, LabelImage

if TYPE_CHECKING:
    from collections.abc import Callable

PROBLEM = Problem("E-3001", "UPS says no")
LABEL = LabelImage("GIF", b"GIF89a")


def accepted(number: str = "1Z1", charge: str = "19.32", label: LabelImage | None = LABEL) -> Accepted:
    return Accepted(Confirmation(number, number, Price(Decimal(charge)), label))


class Desk:
    """A bench whose first row is with the carrier, and the settlement of its verdict."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.announced: list[RowShipped] = []
        self.settlement = bench.settlement(lambda _row, shipped: self.announced.append(shipped))
        self.reference = bench.ledger.claim(bench.row(1))

    def settle(self, verdict: Verdict) -> list[JobEvent]:
        return list(self.settlement.settle(self.bench.row(1), self.reference, verdict))

    @property
    def reason(self) -> str:
        return self.settlement.course.reason

    @property
    def state(self) -> str:
        return self.bench.row(1).state.value


@pytest.fixture
def desk(bench: Bench) -> Desk:
    return Desk(bench)


def test_an_accepted_row_is_booked_and_announced_but_not_reported(desk: Desk) -> None:
    desk.bench.spool.keep(desk.reference, b"reply")
    assert desk.settle(accepted()) == []
    (shipped,) = desk.announced
    assert (shipped.tracking_number, shipped.cost) == ("1Z1", Money(Decimal("19.32")))
    assert (desk.state, desk.reason) == ("shipped", "")
    with open(shipped.label, "rb") as label:  # noqa: PTH123
        assert label.read() == LABEL.data


def test_a_reply_is_kept_until_the_label_made_from_it_is_durable(desk: Desk) -> None:
    desk.bench.spool.keep(desk.reference, b"reply")
    desk.settle(accepted())
    assert desk.bench.spool.read(desk.reference) == b"reply"
    desk.settlement.receipts.sync()
    assert desk.bench.spool.read(desk.reference) is None


def test_a_label_that_a_power_cut_took_is_made_anew_from_the_kept_reply(desk: Desk) -> None:
    desk.bench.spool.keep(desk.reference, b"reply")
    desk.settle(accepted())
    (shipped,) = desk.announced
    Path(shipped.label).write_bytes(b"")
    fresh = desk.bench.settlement().receipts
    fresh.tidy(desk.bench.reader, lambda _reference: accepted())
    assert Path(shipped.label).read_bytes() == LABEL.data
    assert desk.bench.spool.references() == []


def test_the_reply_about_a_shipment_that_is_void_is_not_kept(desk: Desk) -> None:
    desk.bench.spool.keep(desk.reference, b"reply")
    desk.settle(accepted())
    desk.bench.spool.keep("SS-ELSEWHERE-1", b"reply")
    row = desk.bench.row(1)
    desk.bench.ledger.voiding(row, row.tracking_number)
    desk.bench.ledger.voided(row, row.tracking_number, "voided")
    desk.bench.settlement().receipts.tidy(desk.bench.reader, lambda _reference: None)
    assert desk.bench.spool.references() == ["SS-ELSEWHERE-1"]


def test_a_number_that_was_given_before_is_a_doubt(desk: Desk) -> None:
    other = desk.bench.row(2)
    found = Confirmation("1Z1", "1Z1")
    desk.bench.ledger.shipped(other, desk.bench.ledger.claim(other), found, price=None, label=None)
    (event,) = desk.settle(accepted("1Z1"))
    assert isinstance(event, RowInDoubt)
    assert (desk.state, desk.announced) == ("in_doubt", [])
    assert "1Z1" in desk.reason


def test_the_number_of_an_earlier_attempt_at_the_same_row_is_a_doubt_too(desk: Desk) -> None:
    desk.settle(accepted("1Z1"))
    desk.bench.ledger.start_again(desk.bench.row(1))
    desk.reference = desk.bench.ledger.claim(desk.bench.row(1))
    desk.settle(accepted("1Z1"))
    assert desk.state == "in_doubt"


def test_a_label_that_cannot_be_saved_halts_and_its_reply_is_kept(desk: Desk) -> None:
    (desk.bench.folder / "labels" / "job-1").write_text("a file where the folder should be")
    desk.bench.spool.keep(desk.reference, b"reply")
    desk.settle(accepted())
    assert (desk.state, desk.announced[0].label) == ("shipped", "")
    assert "could not be written" in desk.reason
    assert desk.bench.spool.read(desk.reference) == b"reply"


def test_a_shipment_without_a_label_is_none_the_less_shipped(desk: Desk) -> None:
    desk.bench.spool.keep(desk.reference, b"reply")
    desk.settle(accepted(label=None))
    assert (desk.state, desk.reason) == ("shipped", "")
    assert os.listdir(desk.bench.folder / "spool") == []  # noqa: PTH208


def test_trouble_of_our_own_halts_after_the_row(desk: Desk) -> None:
    verdict = accepted()
    desk.settle(Accepted(verdict.confirmation, trouble=Problem("E-4010", "the disk is full")))
    assert (desk.state, desk.reason) == ("shipped", "the disk is full")


def test_a_refusal_halts(desk: Desk) -> None:
    (event,) = desk.settle(Declined(PROBLEM))
    assert isinstance(event, RowFailed)
    assert (desk.state, desk.reason, desk.settlement.course.error_row) == ("failed", "UPS says no", 1)


def test_a_refusal_names_the_value_that_it_complains_of(desk: Desk) -> None:
    (event,) = desk.settle(Declined(PROBLEM, "postal_code"))
    assert isinstance(event, RowFailed)
    assert (event.problem.row, event.problem.value) == (1, "30005")


def test_a_refusal_of_a_row_in_a_workbook_knows_its_place_in_the_sheet(desk: Desk) -> None:
    job = desk.settlement.job
    desk.settlement = replace(desk.settlement, job=replace(job, plan={**job.plan, "origin": 4}))
    (event,) = desk.settle(Declined(PROBLEM))
    assert isinstance(event, RowFailed)
    assert (event.problem.row, event.problem.origin) == (1, 4)
    kept = desk.bench.row(1).problem
    assert kept
    assert kept.origin == 4


def test_a_doubt_halts(desk: Desk) -> None:
    (event,) = desk.settle(Doubtful(PROBLEM))
    assert event == RowInDoubt(1, 1, desk.reference, PROBLEM)
    assert (desk.state, desk.reason) == ("in_doubt", "UPS says no")


def test_a_doubt_that_stays_one_changes_nothing(desk: Desk) -> None:
    desk.settle(Doubtful(PROBLEM))
    before = desk.bench.everything()
    assert len(desk.settle(Doubtful(PROBLEM))) == 1
    assert desk.bench.everything() == before


def test_a_request_that_never_left_waits_for_another_try(desk: Desk) -> None:
    (event,) = desk.settle(NeverLeft(PROBLEM))
    assert isinstance(event, JobNotice)
    assert "Trying again in 1 s" in event.text
    assert (desk.state, desk.reason, desk.bench.backoffs) == ("pending", "", [0])


def test_the_carrier_says_how_long_to_wait(desk: Desk) -> None:
    (event,) = desk.settle(NeverLeft(PROBLEM, wait=17))
    assert isinstance(event, JobNotice)
    assert "Trying again in 17 s" in event.text
    assert desk.settlement.course.next_retry_in(0.0) == 17.0


def test_a_wait_past_all_patience_fails_the_row(desk: Desk) -> None:
    (event,) = desk.settle(NeverLeft(PROBLEM, wait=301))
    assert isinstance(event, RowFailed)
    assert (desk.state, desk.reason) == ("failed", "UPS says no")
    assert not desk.settlement.course.retrying


@pytest.mark.parametrize("was_in_doubt", [False, True])
def test_a_shipment_that_was_voided_since(desk: Desk, was_in_doubt: bool) -> None:  # noqa: FBT001
    if was_in_doubt:
        desk.settle(Doubtful(PROBLEM))
    (event,) = desk.settle(Voided("it was voided"))
    assert isinstance(event, RowFailed)
    assert desk.reference in event.problem.message
    assert desk.state == "voided"
    assert desk.bench.reader.doubtful(1) == []


@pytest.mark.parametrize(
    ("quote", "charge", "halts"),
    [
        ("100.00", "105.00", False),  # 5%
        ("100.00", "105.01", True),
        ("10.00", "11.00", False),  # $1, though 10%
        ("10.00", "11.01", True),
        ("10.00", "9.00", False),
        ("0.00", "1.01", True),
    ],
)
def test_an_overcharge_is_more_than_five_percent_and_a_dollar(desk: Desk, quote: str, charge: str, halts: bool) -> None:  # noqa: FBT001
    row = replace(desk.bench.row(1), quote=Decimal(quote))
    assert len(list(desk.settlement.compare(row, charged(Money(Decimal(charge)))))) == halts
    assert desk.settlement.course.halting is halts


def test_a_charge_that_nobody_knows_is_no_overcharge(desk: Desk) -> None:
    assert list(desk.settlement.compare(desk.bench.row(1), charged(None))) == []


def test_a_charge_in_another_currency_halts(desk: Desk) -> None:
    (event,) = desk.settlement.compare(desk.bench.row(1), charged(Money(Decimal(1), "CAD")))
    assert isinstance(event, Overcharged)
    assert (event.problem.code, event.problem.message) == ("E-3008", desk.reason)
    assert "CAD" in desk.reason


def charged(cost: Money | None) -> RowShipped:
    return RowShipped(1, 1, "Pat", "1Z", cost, "SS", "", "")


def test_an_overcharge_halts_after_its_row_and_says_both(desk: Desk) -> None:
    (event,) = desk.settle(accepted(charge="25.00"))
    assert isinstance(event, Overcharged)
    assert (event.problem.code, event.problem.message) == ("E-3008", desk.reason)
    assert desk.state == "shipped"
    assert desk.reason == "row 1 was charged $25.00, but quoted $19.32"


def test_a_row_without_a_quote_has_no_overcharge(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(1)
    bench.ledger.amend(bench.row(1), new_row(bench.identities[0], quote=None))
    desk = Desk(bench)
    desk.settle(accepted(charge="25.00"))
    assert (desk.state, desk.reason) == ("shipped", "")
