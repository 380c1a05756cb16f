"""The labels of a job in source order, each with its place, to be put together into one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.labels.page import LabelPage
from shipshell.model.errors import ShipshellError
from shipshell.reports.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from shipshell.jobs.spool import LabelStore
    from shipshell.jobs.tables import Tables
    from shipshell.reports.lines import Line


def label_pages(tables: Tables, labels: LabelStore, job: int, rows: Collection[int] = ()) -> tuple[LabelPage, ...]:
    """The labels of a job's shipped rows, or of those among `rows`; a voided shipment's label is no use.

    The place is that among all labels of the job, so that a reprinted one goes back to where it was in the pile.

    Raises:
        ShipshellError: E-1023 there is no such job, E-4013 it has no labels, E-1022 none of `rows` has one.
    """
    shipped = [line for line in lines_of(tables, job) if line.shipped and not line.earlier]
    if not shipped:
        raise ShipshellError("E-4013", f"job {job} has no labels yet", hint="Only rows that were shipped have one.")
    pages = (_page(labels, line, place, len(shipped)) for place, line in enumerate(shipped, start=1))
    chosen = tuple(page for page in pages if not rows or page.row in rows)
    if not chosen:
        hint = f'Say "job {job}" to list its rows.'
        raise ShipshellError("E-1022", f"none of these rows of job {job} is shipped", hint=hint)
    return chosen


def _page(labels: LabelStore, line: Line, place: int, total: int) -> LabelPage:
    label, reference = line.label, line.row.request.reference
    if label is None:
        return LabelPage(None, "", "", line.row.row, place, total, reference)
    return LabelPage(labels.at(label.path), label.format.upper(), label.sha256, line.row.row, place, total, reference)
