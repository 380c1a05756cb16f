"""The ledger: the only writer of the job store. Every move is named, guarded by the state before it, and logged.

A guarded move is one `UPDATE ... WHERE state IN (what may come before)`; anything but one row changed raises, so that
two processes can never both believe that they made the same move.
"""

from __future__ import annotations

import base64
import json
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from peewee import DatabaseError, IntegrityError, fn

from shipshell.jobs.states import JobStatus, RowState, WriteBackState, job_sources, row_sources
from shipshell.model.errors import Problem, ShipshellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from shipshell.jobs.records import NewJob, NewRow, RowRecord
    from shipshell.jobs.spool import LabelFile
    from shipshell.jobs.tables import Tables
    from shipshell.model.money import Price
    from shipshell.model.shipment import Confirmation

_CHUNK = 200


class StateConflict(ShipshellError):
    """A move was refused because the row or job is not in the state it needs."""


def stamp(moment: datetime) -> str:
    """ISO 8601 in UTC to the second: `2026-11-23T10:05:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Ledger:
    """Writes one job store on behalf of one owner.

    Args:
        owner: the token that a job carries while this process runs it.
        clock: the present moment, with a time zone.
        randomness: `randomness(n)` gives n random bytes.
    """

    def __init__(
        self, tables: Tables, *, owner: str, clock: Callable[[], datetime], randomness: Callable[[int], bytes]
    ) -> None:
        self._t = tables
        self._owner = owner
        self._clock = clock
        self._randomness = randomness
        self._written: list[int] = []

    # -- jobs ---------------------------------------------------------------------------------------------------

    def open_job(self, job: NewJob, lock: Callable[[int], None]) -> int:
        """Store an approved batch, every row pending, owned by us and executing; its number.

        Args:
            lock: takes the lock of the job's number, before anybody else can see the job without one.
        """
        for _ in range(20):
            try:
                return self._insert_job(job, lock)
            except IntegrityError:
                continue  # another shell took the number between our look and our insert
        raise StateConflict("E-4008", "no job number could be had", hint="Try again.")

    def _insert_job(self, job: NewJob, lock: Callable[[int], None]) -> int:
        with self._transaction():
            number = (self._t.job.select(fn.MAX(self._t.job.number)).scalar() or 0) + 1
            self._t.job.insert(
                number=number,
                status=JobStatus.EXECUTING,
                owner=self._owner,
                plan=json.dumps(job.plan),
                total_rows=len(job.rows),
                quoted_total="" if job.quoted_total is None else str(job.quoted_total),
                created_at=self._now(),
                **{name: getattr(job, name) for name in _COPIED},
            ).execute()
            self._insert_rows(number, job.rows)
            lock(number)
            self._log(number, None, "-> executing", f"{len(job.rows)} rows")
        return int(number)

    def _insert_rows(self, number: int, rows: Sequence[NewRow]) -> None:
        for start in range(0, len(rows), _CHUNK):
            self._t.row.insert_many([_row_values(number, row) for row in rows[start : start + _CHUNK]]).execute()

    def take_over(self, job: int) -> None:
        """Run a halted or interrupted job from now on. The caller holds the job's lock."""
        table = self._t.job
        states = (JobStatus.HALTED, JobStatus.EXECUTING, JobStatus.COMPLETE_WITH_WARNINGS, JobStatus.COMPLETE)
        with self._transaction():
            changed = (
                table.update(status=JobStatus.EXECUTING, owner=self._owner, finished_at="", reason="", error_row=None)
                .where(table.number == job, table.status.in_(states))
                .execute()
            )
            self._require(changed, f"job {job} cannot go on", job)
            self._log(job, None, "-> executing", "taken over")

    def finish(self, job: int, status: JobStatus, reason: str = "", error_row: int | None = None) -> None:
        """Move a job to the status in which it stops running."""
        table = self._t.job
        with self._transaction():
            changed = (
                table.update(status=status, owner="", finished_at=self._now(), reason=reason, error_row=error_row)
                .where(table.number == job, table.status.in_((*job_sources(status), status)))
                .execute()
            )
            self._require(changed, f"job {job} cannot become {status}", job)
            self._log(job, None, f"-> {status}", reason)

    # -- rows ---------------------------------------------------------------------------------------------------

    def claim(self, row: RowRecord) -> str:
        """Commit that `row` is about to be sent, under a fresh reference; that reference.

        Raises:
            StateConflict: the row is not pending, or the job is no longer ours.
        """
        reference = f"SS-{base64.b32encode(self._randomness(5)).decode()}-{row.row}"
        jobs = self._t.job
        ours = jobs.select().where(
            jobs.number == row.job, jobs.owner == self._owner, jobs.status == JobStatus.EXECUTING
        )
        with self._transaction():
            self._move(row, RowState.SENDING, reference, guard=fn.EXISTS(ours), problem="")
            self._t.attempt.insert(
                job_row=row.id, reference=reference, outcome="sending", started_at=self._now()
            ).execute()
        return reference

    def shipped(
        self,
        row: RowRecord,
        reference: str,
        found: Confirmation,
        *,
        price: Price | None,
        label: LabelFile | None,
        words: str = "",
    ) -> str:
        """Commit the number, charge and label of an accepted shipment; the time of shipping.

        Args:
            price: the charge UPS stated; None takes the row's quote, marked as an estimate.
        """
        at = self._now()
        with self._transaction():
            self._move(
                row, RowState.SHIPPED, f"{reference} {found.tracking_number}",
                tracking_number=found.tracking_number, shipped_at=at, write_back=WriteBackState.DUE, problem="",
            )  # fmt: skip
            self._end_attempt(
                reference, "shipped", words,
                tracking_number=found.tracking_number, shipment_id=found.shipment_id,
                published=str(price.published) if price else "",
                charge=_charge(price, row), estimated=price is None,
            )  # fmt: skip
            if label:
                self._keep_label(reference, label)
        return at

    def _keep_label(self, reference: str, label: LabelFile) -> None:
        attempt = self._t.attempt.select(self._t.attempt.id).where(self._t.attempt.reference == reference)
        self._t.label.insert(attempt=attempt, path=str(label.path), format=label.format, sha256=label.sha256).execute()

    def refused(self, row: RowRecord, reference: str, problem: Problem) -> None:
        """Commit that the carrier said no: nothing exists under `reference`."""
        with self._transaction():
            self._move(row, RowState.FAILED, problem.message, problem=_dump(problem))
            self._end_attempt(reference, "refused", problem.message)

    def withheld(self, row: RowRecord, problem: Problem) -> None:
        """Commit that a pending row was not sent for a reason of its own (its order changed)."""
        with self._transaction():
            self._move(row, RowState.FAILED, problem.message, problem=_dump(problem))

    def never_left(self, row: RowRecord, reference: str, words: str) -> None:
        """Commit that a request certainly never arrived; the row is pending again."""
        with self._transaction():
            self._move(row, RowState.PENDING, words, problem="")
            self._end_attempt(reference, "never_left", words)

    def in_doubt(self, row: RowRecord, reference: str, problem: Problem) -> None:
        """Commit that nobody knows what became of a request."""
        with self._transaction():
            self._move(row, RowState.IN_DOUBT, problem.message, problem=_dump(problem))
            self._end_attempt(reference, "in_doubt", problem.message)

    def word_not_shipped(self, row: RowRecord, reference: str) -> None:
        """A person says that a row in doubt did not ship: it is pending again."""
        with self._transaction():
            self._move(row, RowState.PENDING, "a person's word", guard=self._doubtful(), problem="")
            self._end_attempt(reference, "not_shipped", "a person's word")

    def found_voided(self, row: RowRecord, reference: str, words: str) -> None:
        """UPS says that the shipment of a row in doubt existed and was voided."""
        with self._transaction():
            self._move(row, RowState.VOIDED, words, problem="")
            self._end_attempt(reference, "voided", words)

    def skip(self, row: RowRecord, words: str) -> None:
        """Set a row aside. A reference that is still in doubt stays so in its attempt."""
        with self._transaction():
            self._move(row, RowState.SKIPPED, words)

    def again(self, row: RowRecord) -> None:
        """Make a failed row pending, because somebody resumes the job."""
        with self._transaction():
            failed = self._t.row.state == RowState.FAILED
            self._move(row, RowState.PENDING, "resumed", guard=failed, problem="")

    def amend(self, row: RowRecord, new: NewRow) -> None:
        """Replace what an unshipped row asks for by its corrected form, as approved."""
        table, values = self._t.row, _row_values(row.job, new)
        for fixed in ("job", "state"):
            del values[fixed]
        with self._transaction():
            changed = (
                table.update(**values)
                .where(table.id == row.id, table.state.in_((RowState.PENDING, RowState.FAILED)))
                .execute()
            )
            self._require(changed, f"row {new.row} cannot be corrected any more", row.job)
            self._log(row.job, new.row, "amended", "")

    def start_again(self, row: RowRecord) -> None:
        """Restart: a shipped, voided or failed row is pending again; its earlier attempt stays in the history."""
        with self._transaction():
            self._move(
                row, RowState.PENDING, "restarted", guard=self._t.row.state != RowState.IN_DOUBT,
                tracking_number="", shipped_at="", write_back=WriteBackState.NONE, problem="",
            )  # fmt: skip

    # -- write-back ---------------------------------------------------------------------------------------------

    def written(self, row_ids: Iterable[int]) -> None:
        """Note that rows' numbers are in the source; committed with the next move.

        Losing this note in a crash costs a comparison at the next start, never a number.
        """
        self._written.extend(row_ids)

    def commit_marks(self) -> None:
        """Commit the notes of `written` that wait for a move."""
        with self._transaction():
            pass

    def write_failed(self, row: RowRecord, problem: Problem) -> None:
        """Commit that a number could not be written into the source."""
        with self._transaction():
            self._t.row.update(write_back=WriteBackState.FAILED).where(self._t.row.id == row.id).execute()
            self._log(row.job, row.row, "write-back failed", problem.message)

    # -- the audit log ------------------------------------------------------------------------------------------

    def note(self, job: int, row: int | None, move: str, detail: str = "") -> None:
        """Log something that moves nothing: a look-up, a wait."""
        with self._transaction():
            self._log(job, row, move, detail)

    # -- inside -------------------------------------------------------------------------------------------------

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with self._t.database.atomic():
                self._mark_written()
                yield
        except IntegrityError:
            raise
        except DatabaseError as error:
            raise ShipshellError(
                "E-4010",
                f"the job store could not be written: {error}",
                hint="Make room on the disk, or close what locks it; then start shipshell and say resume.",
            ) from error
        self._written.clear()

    def _mark_written(self) -> None:
        table = self._t.row
        for start in range(0, len(self._written), _CHUNK):
            chunk = self._written[start : start + _CHUNK]
            table.update(write_back=WriteBackState.WRITTEN).where(
                table.id.in_(chunk), table.state == RowState.SHIPPED
            ).execute()

    def _move(self, row: RowRecord, target: RowState, detail: str, *, guard: Any = None, **fields: Any) -> None:
        table = self._t.row
        query = table.update(state=target, **fields).where(table.id == row.id, table.state.in_(row_sources(target)))
        if guard is not None:
            query = query.where(guard)
        self._require(query.execute(), f"row {row.row} of job {row.job} cannot become {target}", row.job)
        self._log(row.job, row.row, f"-> {target}", detail)

    def _doubtful(self) -> Any:
        return self._t.row.state == RowState.IN_DOUBT

    def _end_attempt(self, reference: str, outcome: str, words: str, **fields: Any) -> None:
        table = self._t.attempt
        query = table.update(outcome=outcome, ended_at=self._now(), words=words, **fields)
        query.where(table.reference == reference).execute()

    def _log(self, job: int, row: int | None, move: str, detail: str) -> None:
        self._t.event.insert(at=self._now(), job=job, row=row, move=move, detail=detail).execute()

    def _require(self, changed: int, words: str, job: int) -> None:
        if changed != 1:
            raise StateConflict("E-4008", words, hint=f'Say "job {job}" to see how it stands.')

    def _now(self) -> str:
        return stamp(self._clock())


_COPIED = (
    "mode", "environment", "account", "host", "source_kind", "source_name", "source_location", "digest", "currency",
)  # fmt: skip


def _row_values(job: int, new: NewRow) -> dict[str, Any]:
    return {
        "job": job,
        "row": new.row,
        "state": RowState.PENDING,
        "recipient": new.recipient,
        "request": json.dumps(new.request.to_json(), separators=(",", ":")),
        "identity": json.dumps(asdict(new.identity), separators=(",", ":")),
        "had": new.had,
        "duplicate_key": new.duplicate_key,
        "content": new.content,
        "quote": "" if new.quote is None else str(new.quote),
    }


def _charge(price: Price | None, row: RowRecord) -> str:
    if price:
        return str(price.due.amount)
    return "" if row.quote is None else str(row.quote)


def _dump(problem: Problem) -> str:
    return json.dumps(asdict(problem))
