"""The cost and outcome of a job: what was quoted against what was charged, in all and by service."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.jobs.reader import Reader
from shipshell.model.money import Money
from shipshell.reports.lines import lines_of
from shipshell.reports.rows import service_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.jobs.reader import Counts
    from shipshell.jobs.records import JobRecord
    from shipshell.jobs.tables import Tables
    from shipshell.reports.lines import Line


@dataclass(frozen=True, slots=True)
class Cost:
    """What rows were quoted at and cost as they are shipped, and what those before a restart cost.

    Attributes:
        rows: all rows, `shipped` those of them with a shipment that stands.
        quoted: of the shipped rows; None where one of them was never quoted (auto mode need not).
        charged: of the shipped rows; `estimated` of them count with their quote, since UPS stated no charge.
        unknown: shipped rows with neither a charge nor a quote; they are missing from `charged`.
        earlier: how many shipments from before a restart still stand, at `earlier_charged`.
    """

    rows: int
    shipped: int
    quoted: Money | None
    charged: Money
    estimated: int
    unknown: int
    earlier: int
    earlier_charged: Money

    @property
    def total(self) -> Money:
        """Everything that is to be paid."""
        return Money(self.charged.amount + self.earlier_charged.amount, self.charged.currency)

    @property
    def difference(self) -> Money | None:
        """The charges less the quotes; None where they cannot be compared."""
        if self.quoted is None or self.unknown:
            return None
        return Money(self.charged.amount - self.quoted.amount, self.charged.currency)


@dataclass(frozen=True, slots=True)
class Summary:
    """A job, how many of its rows stand where, its cost, and the cost by service, the most used first."""

    job: JobRecord
    counts: Counts
    cost: Cost
    services: tuple[tuple[str, Cost], ...]


def summary(tables: Tables, job: int) -> Summary:
    """The cost and outcome of a job.

    Raises:
        ShipshellError: E-1023, there is no such job.
    """
    reader, lines = Reader(tables), lines_of(tables, job)
    record = reader.job(job)
    by_service: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_service[service_name(line.row.request.service)].append(line)
    services = [(name, _cost(found, record.currency)) for name, found in by_service.items()]
    services.sort(key=lambda one: (-one[1].rows, one[0]))
    return Summary(record, reader.counts(job), _cost(lines, record.currency), tuple(services))


def _cost(lines: Sequence[Line], currency: str) -> Cost:
    rows = [line for line in lines if not line.earlier]
    earlier = [line.charge for line in lines if line.earlier]
    shipped = [line for line in rows if line.shipped]
    quotes = [line.row.quote for line in shipped]
    charges = [line.charge for line in shipped]
    return Cost(
        len(rows),
        len(shipped),
        None if None in quotes else _sum(quotes, currency),
        _sum(charges, currency),
        sum(line.estimated for line in shipped),
        charges.count(None),
        len(earlier),
        _sum(earlier, currency),
    )


def _sum(amounts: Sequence[Decimal | None], currency: str) -> Money:
    return Money(sum((amount for amount in amounts if amount is not None), Decimal(0)), currency)
