"""The rows of a job as a table: what was asked, what became of it, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.jobs.reader import Reader
from shipshell.model.money import cents
from shipshell.model.service import BY_CODE
from shipshell.reports.lines import lines_of

if TYPE_CHECKING:
    from shipshell.jobs.spool import LabelStore
    from shipshell.jobs.tables import Tables
    from shipshell.reports.lines import Line

#: Text, a whole number, money in two decimals, or nothing.
Cell = str | int | Decimal | None

COLUMNS = (
    "job",
    "row",
    "recipient",
    "state",
    "tracking_number",
    "shipped_at",
    "service",
    "reference",
    "quoted",
    "charged",
    "estimated",
    "currency",
    "carrier_reference",
    "label",
    "error_code",
    "error",
    "earlier",
    "carrier_code",
)


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in rows, each as long as `columns`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def rows_of(tables: Tables, labels: LabelStore, job: int) -> Table:
    """Every row of a job, in source order; behind one that was restarted, its earlier shipments that still stand.

    `charged` is filled for what is shipped alone, so that it adds up to the job's cost; where UPS stated no charge it
    is the quote, and `estimated` says `yes`. `earlier` says `yes` of a shipment from before a
    restart. `carrier_code` is UPS's own code of the error.

    Raises:
        ShipshellError: E-1023, there is no such job.
    """
    currency = Reader(tables).job(job).currency
    return Table(COLUMNS, tuple(_cells(labels, line, currency) for line in lines_of(tables, job)))


def _cells(labels: LabelStore, line: Line, currency: str) -> tuple[Cell, ...]:
    row, request, problem = line.row, line.row.request, line.problem
    return (
        row.job,
        row.row,
        row.recipient,
        line.state.value,
        line.tracking_number or None,
        line.shipped_at or None,
        service_name(request.service),
        request.reference or None,
        None if line.earlier else _money(row.quote),
        _money(line.charge),
        "yes" if line.estimated else None,
        currency,
        line.attempt.reference if line.attempt else None,
        str(labels.at(line.label.path)) if line.label else None,
        problem.code if problem else None,
        problem.message if problem else None,
        "yes" if line.earlier else None,
        (problem.carrier_code or None) if problem else None,
    )


def service_name(code: str) -> str:
    """UPS's name for a service; its code where it is not one of ours."""
    return BY_CODE[code].name if code in BY_CODE else code


def _money(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else cents(amount)
