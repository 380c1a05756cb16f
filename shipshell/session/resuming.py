"""What became of a job's unshipped rows in the source since they were approved: corrected, gone, or as they were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shipshell.jobs.states import RowState
from shipshell.model.errors import ShipshellError
from shipshell.planning.batch import Batch, Instructions, compose, understand_columns
from shipshell.planning.preview import Preview
from shipshell.session.approving import new_row
from shipshell.session.pending import Draft, Pending
from shipshell.session.proposing import rated, surroundings, what_now
from shipshell.session.replies import Listing, Output, Previewed, Said
from shipshell.session.wording import grouped
from shipshell.sources.identity import Columns, Locator

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from shipshell.jobs.records import JobRecord, NewRow, RowRecord
    from shipshell.model.errors import Problem
    from shipshell.model.history import History, Prior
    from shipshell.session.conversation import Conversation
    from shipshell.session.replies import Failed
    from shipshell.session.services import Services
    from shipshell.sources.base import Source

_UNSHIPPED = (RowState.PENDING, RowState.FAILED)


@dataclass(frozen=True, slots=True)
class Corrections:
    """How a job's unshipped rows stand in the source now.

    Attributes:
        batch: the source as it stands, read as the job reads it.
        changed: corrected rows of the job, with the `#` at which each stands now.
        gone: rows that cannot ship any more, and why.
        problems: what is wrong with corrected rows, by `#` in the job.
    """

    batch: Batch
    changed: tuple[tuple[RowRecord, int], ...]
    gone: tuple[tuple[RowRecord, str], ...]
    problems: Mapping[int, tuple[Problem, ...]]

    def failures(self) -> tuple[Failed, ...]:
        """The problems, each said once."""
        return grouped(self.problems)

    @property
    def only_changed(self) -> Batch:
        """The corrected rows as a batch of their own."""
        rows = {place for _, place in self.changed}
        requests = {row: request for row, request in self.batch.requests.items() if row in rows}
        warnings = {row: words for row, words in self.batch.warnings.items() if row in rows}
        return replace(
            self.batch, requests=requests, warnings=warnings, problems={}, held={}, left_out=(), total_rows=len(rows)
        )

    def amendments(self, shown: Preview) -> list[tuple[RowRecord, NewRow]]:
        """What the job is to keep of each corrected row, with its quote in `shown`."""
        return [(row, _as_row(row, new_row(shown, place))) for row, place in self.changed]


def _as_row(row: RowRecord, new: NewRow) -> NewRow:
    """`new` under the number that its row has in the job, wherever it stands in the source now."""
    return replace(new, row=row.row, identity=replace(new.identity, row=row.row), had=row.had)


class _OtherJobs:
    """The history without one job: its own rows do not hold each other."""

    def __init__(self, history: History, job: int) -> None:
        self._history = history
        self._job = job

    def prior(self, environment: str, keys: Collection[str]) -> Mapping[str, Prior]:
        found = self._history.prior(environment, keys)
        return {key: prior for key, prior in found.items() if prior.job != self._job}

    def spent_on(self, environment: str, account: str, day: date) -> Decimal:
        return self._history.spent_on(environment, account, day)


def corrections(services: Services, job: JobRecord, source: Source) -> Corrections:
    """Compare a job's unshipped rows with its source as it stands now.

    Raises:
        ShipshellError: the source cannot be read, or its columns are doubtful now.
    """
    table, instructions = source.read(), _instructions(job)
    column_map = understand_columns(table, instructions)
    if column_map.missing or column_map.doubtful:
        raise ShipshellError(
            "E-1029", f"the columns of {source.name} are not what they were", hint="Put them back, then say resume."
        )
    around = surroundings(services)
    everything = replace(around, history=_OtherJobs(around.history, job.number), ignores=lambda _number: True)
    batch = compose(table, column_map, instructions, everything)
    rows = services.reader.rows(job.number)
    columns = Columns(tuple(job.plan["columns"]["content"]), tuple(job.plan["columns"]["order"]))
    locator = Locator(table.frame, columns, [row.identity for row in rows])
    places = {row.row: locator.locate(row.row) for row in rows}
    return _sorted_out(services, batch, [row for row in rows if row.state in _UNSHIPPED], places)


def _sorted_out(
    services: Services, batch: Batch, rows: list[RowRecord], places: Mapping[int, int | None]
) -> Corrections:
    taken = {place for place in places.values() if place is not None}
    changed, gone, problems = [], [], {}
    for row in rows:
        place = places[row.row]
        if place is None and row.row in batch.identities and row.row not in taken:
            place = row.row  # it was edited where it stands
        reason = _why_gone(services, batch, row, place)
        if reason:
            gone.append((row, reason))
        elif place is not None and place in batch.problems:
            problems[row.row] = batch.problems[place]
        elif place is not None and batch.requests[place] != row.request:
            changed.append((row, place))
    return Corrections(batch, tuple(changed), tuple(gone), problems)


def _why_gone(services: Services, batch: Batch, row: RowRecord, place: int | None) -> str:
    if place is None:
        return "is no longer in the source"
    number = batch.had.get(place, "")
    if number and number != row.had and not services.reader.gave_number(row, number):
        return f"has got tracking number {number} meanwhile"
    if place in batch.held:
        return f"is held: {batch.held[place]}"
    if place not in batch.requests and place not in batch.problems:
        return "is no longer among the rows that were asked for"
    return ""


def settle_gone(services: Services, found: Corrections) -> Iterator[Output]:
    """Set aside the rows that cannot ship any more, and name them."""
    for row, reason in found.gone:
        services.ledger.skip(row, reason)
        yield Said(f"Row {row.row} ({row.recipient}) {reason}; it is left out.")


def quoted(services: Services, found: Corrections) -> Generator[Output, None, Preview]:
    """The corrected rows with their quotes."""
    batch = found.only_changed
    quotes = yield from rated(services, batch)
    return Preview(batch, quotes, services.clock())


def show_corrections(
    talk: Conversation, job: JobRecord, draft: Draft, found: Corrections, shown: Preview
) -> Iterator[Output]:
    """Show what differs and what it costs, and wait for a word."""
    rows = tuple(line for row, place in found.changed for line in differences(row, found.batch, place))
    talk.pending = Pending(draft, shown, resuming=job.number)
    yield Listing("Corrected since they were approved", ("#", "Field", "Was", "Is"), rows)
    yield Previewed(shown, ())
    yield from what_now(shown)


def differences(row: RowRecord, batch: Batch, place: int) -> list[tuple[str, str, str, str]]:
    """What differs between a row as approved and as it stands: (row, field, was, is)."""
    was, now = _flat(row.request.to_json()), _flat(batch.requests[place].to_json())
    return [(str(row.row), field, was.get(field, ""), now.get(field, "")) for field in _either(was, now)]


def _either(was: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [field for field in dict.fromkeys((*was, *now)) if was.get(field) != now.get(field)]


def _flat(value: Any, name: str = "") -> dict[str, str]:
    """Nested JSON as names and texts; lists are joined."""
    if isinstance(value, dict):
        return {key: text for child, item in value.items() for key, text in _flat(item, child).items()}
    if isinstance(value, list):
        return {name: ", ".join(map(str, value))}
    return {name: "" if value is None else str(value)}


def _instructions(job: JobRecord) -> Instructions:
    plan = job.plan
    chosen = tuple((column, field) for column, field in plan["chosen"])
    return Instructions(plan["source"], plan["sheet"], plan["filter"], plan["service"], chosen=chosen)


def draft_of(job: JobRecord, source: Source) -> Draft:
    """The draft that a job was opened from."""
    return Draft(source, _instructions(job), job.mode)
