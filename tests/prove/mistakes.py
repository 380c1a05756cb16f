"""Mistakes that a program like this could make, planted on purpose: the proof must find each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import deaths

from shipshell.jobs.course import Course
from shipshell.jobs.lane import Lane
from shipshell.jobs.ledger import Ledger
from shipshell.jobs.reader import Reader
from shipshell.jobs.recovery import Recovery
from shipshell.jobs.sent_log import SentLog
from shipshell.jobs.spool import LabelStore, Spool
from shipshell.jobs.states import RowState
from shipshell.jobs.store_file import StoreFile
from shipshell.jobs.verdicts import NOTHING_SHOWN, Doubtful, NeverLeft
from shipshell.jobs.writeback import WriteBack
from shipshell.session import restarting
from shipshell.sources import atomic_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def _plant(owner: Any, name: str, mistake: Any) -> None:
    """Replace what must be there: a mistake that changes nothing would prove nothing."""
    assert hasattr(owner, name), f"{owner.__name__} has no {name} any more"
    setattr(owner, name, mistake)


def _blind_resend() -> None:
    """What was interrupted is taken for never sent."""

    def resend(self: Recovery, row: Any, attempt: Any, _delays: object) -> Any:
        self.settlement.ledger.never_left(row, attempt.reference, "hoped so")
        return iter(())

    _plant(Recovery, "_look_up", resend)


def _state_after_the_call() -> None:
    """The claim is committed after the request, with its answer, and not noted anywhere else before it."""
    _sent_not_noted()
    unclaimed: dict[str, Any] = {}
    names = iter(range(10**6))

    def claim(_self: Ledger, row: Any) -> str:
        reference = f"SS-LATER{next(names):03}-{row.row}"
        unclaimed[reference] = row
        return reference

    def claimed_now(whole: Callable[..., Any]) -> Callable[..., Any]:
        def settle(self: Ledger, row: Any, reference: str, *given: Any, **named: Any) -> Any:
            if reference in unclaimed:
                self._claim(unclaimed.pop(reference), reference)
            return whole(self, row, reference, *given, **named)

        return settle

    _plant(Ledger, "claim", claim)
    for name in ("shipped", "refused", "never_left", "in_doubt"):
        _plant(Ledger, name, claimed_now(getattr(Ledger, name)))


def _no_replay() -> None:
    """After a crash every number is believed to be in the source."""

    def nothing_to_do(self: WriteBack, rows: Sequence[Any]) -> dict[int, Any]:
        self._ledger.written(row.id for row in rows)
        return {}

    _plant(WriteBack, "catch_up", nothing_to_do)


def _spool_ignored() -> None:
    """The kept replies are not read."""
    _plant(Spool, "read", lambda _self, _reference: None)


def _write_in_place() -> None:
    """The source is written over, not replaced."""

    def replace(target: Path, parts: Sequence[bytes], _expected: object) -> atomic_file.Signature:
        content = b"".join(parts)
        with target.open("wb") as file:
            file.write(content[: len(content) // 2])
            file.flush()
            deaths.halfway()
            file.write(content[len(content) // 2 :])
        return atomic_file.signature(target)

    _plant(atomic_file, "replace", replace)


def _lost_fsync() -> None:
    """The new file is renamed over the old one before the disk has it."""
    _plant(atomic_file, "flush", lambda _handle: None)


def _lost_folder_fsync() -> None:
    """Nothing makes the rename itself durable."""
    _plant(atomic_file, "flush_path", lambda _folder: None)


def _number_taken_twice() -> None:
    """A number is adopted although another row has it."""
    _plant(Reader, "number_is_taken", lambda *_: False)


def _doubt_reset_on_restart() -> None:
    """A restart of the job takes the rows in doubt along."""
    begin = restarting._begin_again

    def begin_again(services: Any, *given: Any) -> None:
        (job,) = services.stores.unsettled()
        for row in services.reader(job.number).doubtful(job.number):
            services.ledger(row.job).never_left(
                row, services.reader(row.job).latest_attempt(row).reference, "starting over"
            )
        begin(services, *given)

    _plant(restarting, "_begin_again", begin_again)


def _doubt_reset_at_the_start() -> None:
    """A row in doubt is pending again when the program starts anew."""
    look_up = Recovery._look_up

    def forget(self: Recovery, row: Any, attempt: Any, delays: tuple[float, ...]) -> Any:
        if row.state is not RowState.IN_DOUBT:
            return look_up(self, row, attempt, delays)
        self.settlement.ledger.never_left(row, attempt.reference, "a new day")
        return iter(())

    _plant(Recovery, "_look_up", forget)


def _absence_is_proof() -> None:
    """What UPS does not show is taken for never sent."""
    ask = Lane._ask

    def believing(self: Lane, reference: str, problem: Any, absent: Any) -> Any:
        verdict = ask(self, reference, problem, absent)
        if isinstance(verdict, Doubtful) and verdict.answer == NOTHING_SHOWN:
            return NeverLeft(verdict.problem)
        return verdict

    _plant(Lane, "_ask", believing)


def _throttled_blindly() -> None:
    """What UPS turned away for being asked too fast is sent again without a look."""
    ask_again = Lane._ask_again

    def hasty(self: Lane, reference: str, problem: Any, waits: Any, absent: Any = None) -> Any:
        return absent or ask_again(self, reference, problem, waits)

    _plant(Lane, "_ask_again", hasty)


def _goes_on_after_an_error() -> None:
    """Lanes take further rows after the first error."""
    _plant(Course, "halting", property(lambda _self: False))


def _labels_swapped() -> None:
    """Each label is saved under the next shipment's name, with the right checksum of the wrong picture."""
    save, before = LabelStore.save, []

    def swapped(self: LabelStore, job: int, row: int, number: str, label: Any) -> Any:
        before.append(label)
        return save(self, job, row, number, before[max(0, len(before) - 2)])

    _plant(LabelStore, "save", swapped)


def _store_not_looked_at() -> None:
    """Nobody looks whether the job store is still there."""
    _plant(StoreFile, "require", lambda _self: None)


def _sent_not_noted() -> None:
    """Nothing but the job store knows what was sent."""
    _plant(SentLog, "note", lambda _self, _sent: None)


MISTAKES: dict[str, Callable[[], None]] = {
    "blind resend": _blind_resend,
    "write in place": _write_in_place,
    "state after the call": _state_after_the_call,
    "lost fsync": _lost_fsync,
    "lost fsync of the folder": _lost_folder_fsync,
    "a number adopted twice": _number_taken_twice,
    "doubt reset on restart": _doubt_reset_on_restart,
    "doubt reset at the start": _doubt_reset_at_the_start,
    "no replay of the write-back": _no_replay,
    "spool ignored": _spool_ignored,
    "absence taken for proof": _absence_is_proof,
    "a 429 sent again blindly": _throttled_blindly,
    "on after the first error": _goes_on_after_an_error,
    "labels swapped": _labels_swapped,
    "the job store not looked at": _store_not_looked_at,
    "sendings not noted": _sent_not_noted,
}
