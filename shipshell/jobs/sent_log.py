"""What was sent, noted outside of the job store: a store put back from a backup does not know what was sent since.

One line an attempt, written after the store knows it and before its request leaves. Nothing personal: a reference, the
job and row it belongs to, and the digests by which the order is known again.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from shipshell.jobs.records import JobRecord, RowRecord

#: A file that grows beyond this is set aside, and takes the place of the one that was set aside before.
_ROTATED_BYTES = 16 * 1024 * 1024
#: The end of the file that a start looks at: more lines than shells and lanes ever write out of order.
_TAIL_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class Sent:
    """An attempt that was about to be sent.

    Attributes:
        at: when, as the tables write it.
        opened: when its job was; another job may have got its number since.
        order, record, content: the digests that the store keeps as `duplicate_key`, `record_key` and `content`.
    """

    at: str
    environment: str
    job: int
    opened: str
    row: int
    reference: str
    order: str
    record: str
    content: str

    @classmethod
    def of(cls, job: JobRecord, row: RowRecord, reference: str, at: str) -> Sent:
        """The attempt at a row of a job."""
        where = (job.number, job.created_at, row.row)
        return cls(at, job.environment, *where, reference, row.duplicate_key, row.record_key, row.content)

    @classmethod
    def parsed(cls, line: str) -> Sent | None:
        """What a line says; None where a crash cut it short."""
        values = line.split("\t")
        if len(values) != len(fields(cls)) or not (values[2].isdecimal() and values[4].isdecimal()):
            return None
        at, environment, job, opened, row, *digests = values
        return cls(at, environment, int(job), opened, int(row), *digests)


class SentLog:
    """A file of such lines, in the order of sending. Several shells write it at once, each line in one piece."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = path.with_name(f"{path.name}.1")

    def note(self, sent: Iterable[Sent]) -> None:
        """Add attempts. It is a second net: where the disk refuses, nothing is lost unless the store is put back, too.

        It is not fsynced: it has to outlive the store's file, not the machine.
        """
        lines = "".join("\t".join(map(str, astuple(one))) + "\n" for one in sent)
        with contextlib.suppress(OSError):
            file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(file, lines.encode())
                is_full = os.fstat(file).st_size > _ROTATED_BYTES
            finally:
                os.close(file)
            if is_full:
                self._path.replace(self._before)

    def latest(self) -> list[Sent]:
        """The attempts at the end of the log: whoever knows them all knows the ones before as well."""
        for path in (self._path, self._before):
            with contextlib.suppress(OSError), path.open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL_BYTES))
                return list(_parsed(file.read()))
        return []

    def of_job(self, job: int, opened: str) -> list[Sent]:
        """The attempts of one job."""
        return [one for one in self.every() if (one.job, one.opened) == (job, opened)]

    def every(self) -> Iterator[Sent]:
        """All attempts, the oldest first."""
        for path in (self._before, self._path):
            with contextlib.suppress(OSError):
                yield from _parsed(path.read_bytes())

    def among(self, keys: Collection[str]) -> list[Sent]:
        """The attempts at orders or records of these keys."""
        return [one for one in self.every() if one.order in keys or (one.record and one.record in keys)]


def _parsed(raw: bytes) -> Iterator[Sent]:
    for line in raw.decode(errors="replace").split("\n"):
        if sent := Sent.parsed(line):
            yield sent
