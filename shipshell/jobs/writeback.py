"""Numbers into the source: which line each belongs to, when it is written, and what happens where it cannot be.

Strict by default: every row's number is in the source before the row is reported. Only where one write costs more than
`STRICT_SECONDS` are writes grouped, so that the source is never more than `GROUP_SECONDS` behind the job store.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.jobs.states import WriteBackState
from shipshell.model.errors import Problem, ShipshellError
from shipshell.model.events import JobEvent, RowShipped, WriteBackFailed
from shipshell.sources.base import Numbers, SourceChanged

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from shipshell.jobs.ledger import Ledger
    from shipshell.jobs.records import RowRecord
    from shipshell.jobs.source_lines import SourceLines

STRICT_SECONDS = 0.025
GROUP_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Cleared:
    """What came of emptying cells: by row id, why it could not be done, and the numbers of others that were kept."""

    failed: dict[int, Problem]
    kept: dict[int, str]


class WriteBack:
    """Writes one job's numbers into its source. Used by one thread.

    Args:
        lines: those of the job's rows.
        seconds: a monotonic clock.
        ours: whether a tracking number was given by this job's own earlier attempts at a row.
    """

    def __init__(
        self,
        lines: SourceLines,
        ledger: Ledger,
        *,
        seconds: Callable[[], float],
        ours: Callable[[RowRecord, str], bool],
    ) -> None:
        self._lines = lines
        self._ledger = ledger
        self._seconds = seconds
        self._ours = ours
        self._waiting: list[tuple[RowRecord, RowShipped]] = []
        self._since = 0.0
        self._cost = 0.0

    # -- before a row is sent -----------------------------------------------------------------------------------

    def objection(self, row: RowRecord) -> Problem | None:
        """Why `row` must not be sent as the source stands now; None where it stands as approved.

        Raises:
            ShipshellError: the source cannot be read any more.
        """
        self._lines.refresh(row.row)
        place = self._lines.approved(row.row)
        if place is None:
            return self._gone(row)
        return self._taken(row, place)

    def _gone(self, row: RowRecord) -> Problem:
        return Problem(
            "E-1010",
            f"its order in {self._lines.name} ({row.recipient}) was changed or taken out since it was approved; "
            "it was not sent",
            hint="Say resume to see the difference and approve it.",
            row=row.row,
        )

    def _taken(self, row: RowRecord, place: int) -> Problem | None:
        number = self._lines.number_at(place)
        if self._may_replace(row, number):
            return None
        return Problem(
            "E-1010",
            f"its order in {self._lines.name} ({row.recipient}) has got tracking number {number} meanwhile; "
            "it was not sent",
            hint="Say resume to go on without it.",
            row=row.row,
        )

    # -- after it was shipped -----------------------------------------------------------------------------------

    def booked(self, _row: RowRecord, _number: str, book: Callable[[], str]) -> str:
        """Book a shipment; the time of shipping. Its number follows with `add` and `flush`."""
        return book()

    def add(self, row: RowRecord, shipped: RowShipped) -> None:
        """Have the number of a shipped row written, now or with the next ones; `flush` reports it."""
        if not self._waiting:
            self._since = self._seconds()
        self._waiting.append((row, shipped))

    def due_in(self) -> float | None:
        """Seconds until waiting numbers must be written; None where none waits."""
        if not self._waiting:
            return None
        if self._cost <= STRICT_SECONDS:
            return 0.0
        return max(0.0, self._since + GROUP_SECONDS - 2 * self._cost - self._seconds())

    def flush(self) -> Iterator[JobEvent]:
        """Write all waiting numbers, then report their rows: each is durable by then, or its failure is noted."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        begun = self._seconds()
        failed = self._write([(row, Numbers(shipped.tracking_number, shipped.shipped_at)) for row, shipped in waiting])
        self._cost = self._seconds() - begun
        self._note([row for row, _ in waiting], failed)
        for row, shipped in waiting:
            yield shipped
            if row.id in failed:
                yield WriteBackFailed(row.job, row.row, failed[row.id])

    def catch_up(self, rows: Sequence[RowRecord]) -> dict[int, Problem]:
        """Compare shipped rows with the source and write what is missing; what could not be written, by row id."""
        if not rows:
            return {}
        self._lines.forget()
        failed = self._write([(row, Numbers(row.tracking_number, row.shipped_at)) for row in rows])
        self._note(rows, failed)
        return failed

    def replay(self, rows: Sequence[RowRecord]) -> tuple[list[RowRecord], dict[int, Problem]]:
        """The same where most rows are known to be in the source: the rows that it lacks, and as `catch_up`."""
        if not rows:
            return [], {}
        self._lines.forget()
        lacking = [row for row in rows if row.write_back is not WriteBackState.WRITTEN or self._lacks(row)]
        return lacking, self.catch_up(lacking)

    def _lacks(self, row: RowRecord) -> bool:
        """Whether the source can be read, and does not hold the number of a row."""
        try:
            place = self._lines.home(row.row)
            return place is None or self._lines.number_at(place) != row.tracking_number
        except ShipshellError:  # writing into it will say so, where there is anything to be written
            return False

    # -- after it was voided ------------------------------------------------------------------------------------

    def clear(self, rows: Sequence[RowRecord], voided: Collection[str]) -> Cleared:
        """Empty the cells of rows where they still hold one of the `voided` numbers; any other is left alone."""
        self._lines.forget()
        kept: dict[int, str] = {}
        failed = self._insist(rows, lambda: self._try_clear(rows, voided, kept))
        return Cleared(failed, kept)

    def _try_clear(
        self, rows: Sequence[RowRecord], voided: Collection[str], kept: dict[int, str]
    ) -> dict[int, Problem]:
        kept.clear()
        cells: dict[int, Numbers] = {}
        failed: dict[int, Problem] = {}
        for row in rows:
            places = self._holders(row)
            present = self._lines.number_at(places[0]) if places else ""
            if len(places) > 1:
                failed[row.id] = self._several(row)
            elif present and present in voided:
                cells[places[0]] = Numbers("", "")
            elif present not in ("", row.tracking_number):
                kept[row.id] = present
        self._lines.write(cells)
        return failed

    def _holders(self, row: RowRecord) -> list[int]:
        """The line of a voided row: found as any is, else (it was edited) by its number. None: no cell holds it."""
        place = self._lines.home(row.row)
        return self._lines.holders(row.tracking_number) if place is None else [place]

    def _several(self, row: RowRecord) -> Problem:
        words = f"several lines of {self._lines.name} hold {row.tracking_number}; none was emptied"
        return Problem("E-4006", words, hint="Take the number out where it is wrong.", row=row.row)

    # -- inside -------------------------------------------------------------------------------------------------

    def _write(self, wanted: list[tuple[RowRecord, Numbers]]) -> dict[int, Problem]:
        """Write numbers; the problems of those that could not be, by the row's id."""
        return self._insist([row for row, _ in wanted], lambda: self._try_write(wanted))

    def _insist(self, rows: Sequence[RowRecord], write: Callable[[], dict[int, Problem]]) -> dict[int, Problem]:
        """What `write` could not do, by the row's id; tried again where the source changed. Nothing stops a batch."""
        try:
            try:
                return write()
            except SourceChanged:  # somebody else wrote: find the rows anew, once
                self._lines.forget()
                return write()
        except Exception as error:  # noqa: BLE001 - the numbers are in the job store, whatever the source does
            return {row.id: self._failure(row, error) for row in rows}

    def _note(self, rows: Sequence[RowRecord], failed: dict[int, Problem]) -> None:
        for row in rows:
            if row.id in failed:
                with contextlib.suppress(ShipshellError):  # then it stays due, which is tried again just as well
                    self._ledger.write_failed(row, failed[row.id])

    def _try_write(self, wanted: list[tuple[RowRecord, Numbers]]) -> dict[int, Problem]:
        failed = self._put_all(wanted)
        self._ledger.written(row.id for row, _ in wanted if row.id not in failed)
        return failed

    def _put_all(self, wanted: list[tuple[RowRecord, Numbers]]) -> dict[int, Problem]:
        cells: dict[int, Numbers] = {}
        failed: dict[int, Problem] = {}
        for row, numbers in wanted:
            place = self._lines.home(row.row)
            problem = self._cannot(row, place, numbers)
            if problem:
                failed[row.id] = problem
            elif place is not None and self._lines.number_at(place) != numbers.tracking_number:
                cells[place] = numbers
        self._lines.write(cells)
        return failed

    def _cannot(self, row: RowRecord, place: int | None, numbers: Numbers) -> Problem | None:
        if place is None:
            words = f"row {row.row} ({row.recipient}) cannot be found again in {self._lines.name}"
            return Problem("E-4006", words, hint=f'Its number is in the job: say "job {row.job}".', row=row.row)
        present = self._lines.number_at(place)
        if present == numbers.tracking_number or self._may_replace(row, present):
            return None
        words = f"row {row.row} of {self._lines.name} holds another number, {present}; it was not overwritten"
        return Problem(
            "E-4006", words, hint=f'The job has {numbers.tracking_number}: say "job {row.job}".', row=row.row
        )

    def _failure(self, row: RowRecord, error: Exception) -> Problem:
        if isinstance(error, ShipshellError):
            return Problem("E-4006", error.problem.message, hint=error.problem.hint, row=row.row)
        return Problem("E-4006", f"{self._lines.name} cannot be written: {error}", row=row.row)

    def _may_replace(self, row: RowRecord, number: str) -> bool:
        """Whether the number in a row's cell is none, or one that our own may take the place of.

        These are the number that stood there when the row was approved (it ships again on purpose), and those that the
        row's own earlier attempts brought.
        """
        return number in ("", row.had) or self._ours(row, number)
