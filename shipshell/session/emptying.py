"""Numbers of void shipments out of the source: right after the void, or later where that could not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.purchases import purchases_of
from shipshell.model.errors import Problem, ShipshellError
from shipshell.session.execution import holding, writeback_for
from shipshell.session.replies import Failed, Said
from shipshell.session.targets import source_of
from shipshell.session.wording import grouped, rows_named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.session.services import Services
    from shipshell.sources.base import Source


Answers = tuple[Said | Failed, ...]


def empty_in_source(services: Services, job: JobRecord, rows: Sequence[RowRecord]) -> Answers:
    """Empty the cells of rows in a source that nobody else holds; where that cannot be, name them."""
    return _alone(services, job, rows, lambda source: empty_cells(services, job, source, rows))


def empty_what_is_left(services: Services, job: JobRecord) -> Answers:
    """Empty what an earlier void could not, in a source that nobody else holds, and say so."""
    rows = services.reader(job.number).uncleared(job.number)
    return _alone(services, job, rows, lambda source: empty_left(services, job, source))


def empty_left(services: Services, job: JobRecord, source: Source) -> Answers:
    """Empty what an earlier void could not, in a source that we hold with the job, and say so."""
    reader = services.reader(job.number)
    rows = reader.uncleared(job.number)
    if not rows:
        return ()
    answers = empty_cells(services, job, source, rows)
    left = {row.id for row in reader.uncleared(job.number)}
    emptied = [row.row for row in rows if row.id not in left]
    if not emptied:
        return answers
    words = f"Taken out of {source.name}: the numbers of voided shipments, {rows_named(emptied)} of job {job.number}."
    return (Said(words), *answers)


def _alone(
    services: Services, job: JobRecord, rows: Sequence[RowRecord], empty: Callable[[Source], Answers]
) -> Answers:
    """What `empty` answers with the source held; where it cannot be held, which rows are not emptied."""
    if not rows:
        return ()
    try:
        source = source_of(services, job)
        with holding(services, source):
            return empty(source)
    except ShipshellError as error:
        return _not_emptied(job, {row.row: error.problem for row in rows})


def empty_cells(services: Services, job: JobRecord, source: Source, rows: Sequence[RowRecord]) -> Answers:
    """Empty the cells of rows that hold a void number, in a source that we hold; what was left as it is, and why."""
    if not rows:
        return ()
    by_id = {row.id: row for row in rows}
    void = {one.tracking_number for one in purchases_of(services.tables(job.number), job.number) if one.voided}
    cleared = writeback_for(services, job, source).clear([*by_id.values()], void)
    services.ledger(job.number).cleared([row for row in by_id if row not in cleared.failed])
    kept = (
        Said(f"Row {by_id[row].row} of {source.name} holds another number, {number}; it was left alone.")
        for row, number in cleared.kept.items()
    )
    return (*_not_emptied(job, {by_id[row].row: problem for row, problem in cleared.failed.items()}), *kept)


def _not_emptied(job: JobRecord, problems: Mapping[int, Problem]) -> tuple[Failed, ...]:
    """Rows, by their `#`, whose cells may still hold the number of a shipment that is void."""
    told = {}
    for row, problem in problems.items():
        words = f"voided, but not taken out of {job.source_name}: {problem.message}"
        hint = f'{problem.hint} Then say "retry {job.number}", or empty the cells by hand.'
        told[row] = [Problem("E-4006", words, hint=hint.strip())]
    return grouped(told)
