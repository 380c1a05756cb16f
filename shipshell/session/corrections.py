"""What became of a job's rows in the source since they were approved: corrected, gone, wrong, or as they were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shipshell.model.errors import ShipshellError
from shipshell.planning.addresses import as_approved
from shipshell.planning.batch import Batch, compose, understand_columns
from shipshell.planning.instructions import Instructions
from shipshell.session.addressing import known_already
from shipshell.session.launching import new_row
from shipshell.session.proposing import circumstances
from shipshell.session.wording import grouped
from shipshell.sources.identity import Columns, Locator, identify

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from shipshell.jobs.records import JobRecord, NewRow, RowRecord
    from shipshell.model.errors import Problem
    from shipshell.model.history import History, Prior
    from shipshell.model.shipment import ShipmentRequest
    from shipshell.planning.preview import Preview
    from shipshell.session.replies import Failed
    from shipshell.session.services import Services
    from shipshell.sources.base import Source, Table
    from shipshell.sources.identity import Identity


@dataclass(frozen=True, slots=True)
class Corrections:
    """How rows of a job stand in the source now.

    Attributes:
        batch: the source as it stands, read as the job reads it.
        able: the rows that can ship, each with the `#` at which it stands now.
        changed: those of them that ask for something else than was approved.
        gone: rows that cannot ship any more, and why.
        problems: what is wrong with corrected rows, by `#` in the job.
    """

    batch: Batch
    able: tuple[tuple[RowRecord, int], ...]
    changed: tuple[tuple[RowRecord, int], ...]
    gone: tuple[tuple[RowRecord, str], ...]
    problems: Mapping[int, tuple[Problem, ...]]
    _identities: Mapping[int, Identity]

    def failures(self) -> tuple[Failed, ...]:
        """The problems, each said once."""
        return grouped(self.problems)

    def only(self, rows: Iterable[tuple[RowRecord, int]]) -> Batch:
        """Some of the rows as a batch of their own."""
        places = {place for _, place in rows}
        requests = {row: request for row, request in self.batch.requests.items() if row in places}
        warnings = {row: words for row, words in self.batch.warnings.items() if row in places}
        nothing: dict[str, Any] = {"problems": {}, "held": {}, "left_out": (), "repeated": (), "notes": ()}
        return replace(self.batch, requests=requests, warnings=warnings, total_rows=len(places), **nothing)

    def amended(self, row: RowRecord, place: int, shown: Preview) -> NewRow:
        """What the job is to keep of a row as it stands at `place`, with its quote in `shown`.

        It keeps its number in the job, wherever it stands now, and what the job's own columns say of it.
        """
        identity = replace(self._identities[place], row=row.row)
        return replace(new_row(shown, place), row=row.row, identity=identity, had=row.had)


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
    table = source.read()
    columns = Columns.from_plan(job.plan["columns"])
    batch = _as_it_stands(services, job, source.name, table, columns)
    every = services.reader(job.number).rows(job.number)
    locator = Locator(table.frame, columns, [row.identity for row in every])
    places = {row.row: locator.home(row.row) for row in every}
    identities = {identity.row: identity for identity in identify(table.frame, columns)}
    known = known_already(services, _classified(batch, rows, places))
    return _sorted_out(services, known, rows, places, identities)


def _as_it_stands(services: Services, job: JobRecord, name: str, table: Table, columns: Columns) -> Batch:
    instructions = Instructions.from_plan(job.plan)
    column_map = understand_columns(table, instructions)
    lost = [column for column in columns.order if column not in table.frame.columns]
    if lost or column_map.missing or column_map.doubtful:
        missing = f": {', '.join(lost)} is missing" if lost else ""
        raise ShipshellError(
            "E-1029", f"the columns of {name} are not what they were{missing}", hint="Put them back, then say resume."
        )
    around = circumstances(services)
    others = OtherJobs(around.history, job.number)
    return compose(table, column_map, instructions, replace(around, history=others, ignores=lambda _number: True))


def _classified(batch: Batch, rows: Sequence[RowRecord], places: Mapping[int, int | None]) -> Batch:
    """The batch with homes and businesses as they were approved, at addresses that did not change."""
    requests = dict(batch.requests)
    for row in sorted(rows, key=lambda row: places[row.row] is None):  # where a row stands goes before where one stood
        place = places[row.row] or row.row
        if place in requests:
            requests[place] = as_approved(requests[place], row.request)
    return replace(batch, requests=requests)


def _sorted_out(
    services: Services,
    batch: Batch,
    rows: Sequence[RowRecord],
    places: Mapping[int, int | None],
    identities: Mapping[int, Identity],
) -> Corrections:
    taken = {place for place in places.values() if place is not None}
    able, changed, gone, problems = [], [], [], {}
    for row in rows:
        place = places[row.row]
        if place is None and row.row not in taken and _may_be(row, batch):
            place = row.row  # it was edited where it stands
        reason = _why_gone(services, batch, row, place)
        if reason or place is None:
            gone.append((row, reason))
        elif place in batch.problems:
            problems[row.row] = batch.problems[place]
        else:
            able.append((row, place))
            if batch.requests[place] != row.request:
                changed.append((row, place))
    return Corrections(batch, tuple(able), tuple(changed), tuple(gone), problems, identities)


def _may_be(row: RowRecord, batch: Batch) -> bool:
    """Whether what stands where the row stood can be the same order, edited, and is not another one."""
    if row.row in batch.problems:
        return True
    now = batch.requests.get(row.row)
    return now is not None and _same_order(row.request, now)


def _same_order(was: ShipmentRequest, now: ShipmentRequest) -> bool:
    if was.reference or now.reference:
        return was.reference == now.reference
    return was.ship_to.name == now.ship_to.name or was.ship_to.address.lines == now.ship_to.address.lines


def _why_gone(services: Services, batch: Batch, row: RowRecord, place: int | None) -> str:
    if place is None:
        return "is no longer in the source"
    number = batch.had.get(place, "")
    if number and number != row.had and not services.reader(row.job).gave_number(row, number):
        return f"has got tracking number {number} meanwhile"
    if place in batch.held:
        return f"is held: {batch.held[place]}"
    if place not in batch.requests and place not in batch.problems:
        return "is no longer among the rows that were asked for"
    return ""


def differences(row: RowRecord, now: ShipmentRequest) -> list[tuple[str, str, str, str]]:
    """What differs between a row as approved and as it stands: (row, field, was, is)."""
    was, is_ = _said(row.request), _said(now)
    fields = [field for field in dict.fromkeys((*was, *is_)) if was.get(field) != is_.get(field)]
    return [(str(row.row), field, was.get(field, ""), is_.get(field, "")) for field in fields]


def _said(request: ShipmentRequest) -> dict[str, str]:
    """A request as names and texts; the shipper's own marked as such."""
    told = request.to_json()
    shipper = {f"shipper {name}": text for name, text in _flat(told.pop("shipper")).items()}
    return {**_flat(told), **shipper}


def _flat(value: Any, name: str = "") -> dict[str, str]:
    """Nested JSON as names and texts; lists are joined."""
    if isinstance(value, dict):
        return {key: text for child, item in value.items() for key, text in _flat(item, child).items()}
    if isinstance(value, list):
        return {name: ", ".join(map(str, value))}
    return {name: "" if value is None else str(value)}
