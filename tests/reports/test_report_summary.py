from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reports_kit import Books

from shipshell.model.money import Money
from shipshell.reports.summary import Cost, summary

if TYPE_CHECKING:
    from pathlib import Path


def _usd(amount: str) -> Money:
    return Money(Decimal(amount))


def test_quotes_stand_against_charges_in_all_and_by_service(books: Books) -> None:
    for row, charge in ((1, "18.75"), (2, "25.10"), (3, "19.30")):
        books.ship(row, charge)
    books.refuse(4)
    found = summary(books.tables, books.job)
    assert found.cost == Cost(5, 3, _usd("57.9"), _usd("63.15"), 0, 0, 0, _usd("0"))
    assert found.cost.difference == _usd("5.25")
    assert dict(found.services) == {
        "Ground": Cost(3, 2, _usd("38.6"), _usd("38.05"), 0, 0, 0, _usd("0")),
        "2nd Day Air": Cost(2, 1, _usd("19.3"), _usd("25.10"), 0, 0, 0, _usd("0")),
    }
    assert [name for name, _ in found.services] == ["Ground", "2nd Day Air"]


def test_the_outcome_is_the_job_and_its_counts(books: Books) -> None:
    books.ship(1)
    books.doubt(2)
    found = summary(books.tables, books.job)
    assert (found.job.number, found.job.source_name) == (books.job, "orders.csv")
    assert (found.counts.shipped, found.counts.in_doubt, found.counts.remaining) == (1, 1, 3)


def test_an_estimate_is_counted_as_one(books: Books) -> None:
    books.ship(1, charge=None)
    books.ship(3)
    cost = summary(books.tables, books.job).cost
    assert (cost.charged, cost.estimated, cost.unknown) == (_usd("38.05"), 1, 0)


def test_without_quotes_there_is_nothing_to_compare(tmp_path: Path) -> None:
    unquoted = Books(tmp_path, 2, quote=None)  # auto mode need not have rows quoted
    unquoted.ship(1)
    unquoted.ship(2, charge=None)
    cost = summary(unquoted.tables, unquoted.job).cost
    assert cost == Cost(2, 2, None, _usd("18.75"), 0, 1, 0, _usd("0"))
    assert cost.difference is None
    unquoted.close()


def test_a_voided_shipment_costs_nothing(books: Books) -> None:
    books.ship(1)
    books.ship(2)
    books.void(2)
    cost = summary(books.tables, books.job).cost
    assert (cost.shipped, cost.charged) == (1, _usd("18.75"))


def test_what_was_bought_before_a_restart_is_to_be_paid_as_well(books: Books) -> None:
    books.ship(1)
    books.restart(1)
    books.ship(1, charge="20.00")
    cost = summary(books.tables, books.job).cost
    assert (cost.shipped, cost.charged, cost.difference) == (1, _usd("20.00"), _usd("0.70"))
    assert (cost.earlier, cost.earlier_charged, cost.total) == (1, _usd("18.75"), _usd("38.75"))
