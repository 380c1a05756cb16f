"""What became of a job's rows in the source since they were approved: corrected, gone, wrong, or as they were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shipshell.model.errors import ShipshellError
from shipshell.planning.addresses import as_approved
from shipshell.planning.composing import compose
from shipshell.planning.instructions import Instructions
from shipshell.planning.understanding import Records, first_look, understand
from shipshell.planning.values import shown
from shipshell.session.addressing import known_already
from shipshell.session.proposing import circumstances
from shipshell.session.replies import Listing
from shipshell.session.whereabouts import whereabouts
from shipshell.session.wording import grouped
from shipshell.sources.identity import Columns

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.model.errors import Problem
    from shipshell.model.history import History, Prior
    from shipshell.model.shipment import ShipmentRequest
    from shipshell.planning.batch import Batch
    from shipshell.planning.understanding import Understood
    from shipshell.session.replies import Failed
    from shipshell.session.services import Services
    from shipshell.session.whereabouts import Whereabouts
    from shipshell.sources.base import Source


@dataclass(frozen=True, slots=True)
class Corrections:
    """How rows of a job stand in the source now.

    Attributes:
        batch: the source as it stands, read as the job reads it.
        places: the `#` at which each row that was found stands now, by its `#` in the job.
        able: the rows that can ship.
        changed: those of them that ask for something else than was approved.
        gone: rows that cannot ship any more, and why.
        problems: what is wrong with corrected rows, by `#` in the job.
    """

    batch: Batch
    places: Mapping[int, int]
    able: tuple[RowRecord, ...]
    changed: tuple[RowRecord, ...]
    gone: tuple[tuple[RowRecord, str], ...]
    problems: Mapping[int, tuple[Problem, ...]]

    def failures(self) -> tuple[Failed, ...]:
        """The problems, each said once."""
        return grouped(self.problems)

    def only(self, rows: Iterable[RowRecord]) -> Batch:
        """Some of the rows as a batch of their own, in which they keep their `#` in the job, wherever they stand now.

        What the job's own columns say of a row, it keeps as well.
        """
        every, at = self.batch, {row.row: self.places[row.row] for row in rows}
        return replace(
            every,
            requests={row: every.requests[place] for row, place in at.items()},
            warnings={row: every.warnings[place] for row, place in at.items() if place in every.warnings},
            identities={row: replace(every.identities[place], row=row) for row, place in at.items()},
            keys={row: every.keys[place] for row, place in at.items()},
            had={row.row: row.had for row in self.able},
            total_rows=len(at),
            problems={},
            held={},
            left_out=(),
            repeated=(),
            notes=(),
        )


class OtherJobs:
    """The history without one job: its own rows do not hold each other."""

    def __init__(self, history: History, job: int) -> None:
        self._history = history
        self._job = job

    def prior(self, environment: str, keys: Collection[str], besides: int = 0) -> Mapping[str, Prior]:
        """What the other jobs shipped, left in doubt, or are about to send."""
        return self._history.prior(environment, keys, besides or self._job)

    def spent_on(self, environment: str, account: str, day: date) -> Decimal:
        """What all jobs spent on a day."""
        return self._history.spent_on(environment, account, day)


def corrections(services: Services, job: JobRecord, source: Source, rows: Sequence[RowRecord]) -> Corrections:
    """Compare some rows of a job with its source as it stands now.

    Raises:
        ShipshellError: the source cannot be read, or its columns are not what they were.
    """
    columns = Columns.from_plan(job.plan["columns"])
    every = services.reader(job.number).rows(job.number)
    records = Records(columns.key, tuple(row.identity.key for row in every))
    understood = _understood(services, job, source, records)
    batch = _as_it_stands(services, job, source.name, understood, columns)
    where = whereabouts(every, understood.table, batch, columns)
    known = known_already(services, _classified(batch, rows, where))
    return _sorted_out(services, known, rows, where)


def _understood(services: Services, job: JobRecord, source: Source, records: Records) -> Understood:
    instructions = Instructions.from_plan(job.plan)
    unit = services.settings.defaults.weight_unit
    return understand(source, first_look(source, instructions), instructions, unit, records)


def _as_it_stands(services: Services, job: JobRecord, name: str, understood: Understood, columns: Columns) -> Batch:
    instructions = Instructions.from_plan(job.plan)
    lost = [column for column in columns.order if column not in understood.table.frame.columns]
    if lost or not understood.is_plain:
        missing = f": {', '.join(lost)} is missing" if lost else ""
        raise ShipshellError(
            "E-1029", f"the columns of {name} are not what they were{missing}", hint="Put them back, then say resume."
        )
    around = circumstances(services)
    others = OtherJobs(around.history, job.number)
    return compose(understood, instructions, replace(around, history=others, ignores=lambda _number: True))


def _classified(batch: Batch, rows: Sequence[RowRecord], where: Whereabouts) -> Batch:
    """The batch with homes and businesses as they were approved, at addresses that did not change."""
    requests = dict(batch.requests)
    for row in rows:
        place = where.places.get(row.row)
        if place in requests:
            requests[place] = as_approved(requests[place], row.request)
    return replace(batch, requests=requests)


def _sorted_out(services: Services, batch: Batch, rows: Sequence[RowRecord], where: Whereabouts) -> Corrections:
    able, changed, gone, problems = [], [], [], {}
    for row in rows:
        place = where.places.get(row.row)
        reason = where.lost[row.row] if place is None else _why_gone(services, batch, row, place)
        if place is None or reason:
            gone.append((row, reason))
        elif place in batch.problems:
            problems[row.row] = batch.problems[place]
        else:
            able.append(row)
            if batch.requests[place] != row.request:
                changed.append(row)
    return Corrections(batch, where.places, tuple(able), tuple(changed), tuple(gone), problems)


def _why_gone(services: Services, batch: Batch, row: RowRecord, place: int) -> str:
    number = batch.had.get(place, "")
    if number and number != row.had and not services.reader(row.job).gave_number(row, number):
        return f"has got tracking number {number} meanwhile"
    if place in batch.held:
        return f"is held: {batch.held[place]}"
    if place not in batch.requests and place not in batch.problems:
        return "is no longer among the rows that were asked for"
    return ""


def differences(found: Corrections) -> Listing:
    """What differs between corrected rows as they were approved and as they stand."""
    requests = found.batch.requests
    lines = (line for row in found.changed for line in _differences(row, requests[found.places[row.row]]))
    return Listing("Corrected since they were approved", ("#", "Field", "Was", "Is"), tuple(lines))


def _differences(row: RowRecord, now: ShipmentRequest) -> list[tuple[str, str, str, str]]:
    was, is_ = _said(row.request), _said(now)
    fields = [field for field in dict.fromkeys((*was, *is_)) if was.get(field) != is_.get(field)]
    return [(str(row.row), shown(field), was.get(field, ""), is_.get(field, "")) for field in fields]


def _said(request: ShipmentRequest) -> dict[str, str]:
    """A request as names and texts; the shipper's own marked as such."""
    told = request.to_json()
    shipper = {f"shipper {shown(name)}": text for name, text in _flat(told.pop("shipper")).items()}
    return {**_flat(told), **shipper}


def _flat(value: Any, name: str = "") -> dict[str, str]:
    """Nested JSON as names and texts; lists are joined."""
    if isinstance(value, dict):
        return {key: text for child, item in value.items() for key, text in _flat(item, child).items()}
    if isinstance(value, list):
        return {name: ", ".join(map(str, value))}
    return {name: "" if value is None else str(value)}
