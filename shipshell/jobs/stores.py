"""All stores that keep jobs: the user's own, and those that lie in databases beside the orders.

Jobs are known by the user's own numbers, wherever they live; who needs one asks for the store that keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from shipshell.jobs.states import UNSETTLED
from shipshell.model.errors import ShipshellError
from shipshell.sources.sql_address import read_address

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from shipshell.jobs.catalogue import Catalogue, Elsewhere
    from shipshell.jobs.places import JobStore, Places
    from shipshell.jobs.records import JobRecord
    from shipshell.sources.base import Source
    from shipshell.sources.sql_table import SqlTable


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A database that cannot be read now: its URL without password, why, and the jobs that it keeps."""

    url: str
    error: ShipshellError
    jobs: tuple[int, ...]


class Stores:
    """Finds the store of a job, and looks through all of them. Each thread has connections of its own.

    Args:
        own: the user's own store.
        is_local: whether the database at a URL is to keep no jobs.
    """

    def __init__(self, own: JobStore, catalogue: Catalogue, places: Places, *, is_local: Callable[[str], bool]) -> None:
        self.own = own
        self._catalogue = catalogue
        self._places = places
        self._is_local = is_local

    # -- one store ----------------------------------------------------------------------------------------------

    def of(self, job: int) -> JobStore:
        """The store that keeps a job; the user's own where nobody knows the job.

        Raises:
            ShipshellError: E-4014, its database cannot be reached.
        """
        url = self._catalogue.where(job)
        return self._places.at(url) if url else self.own

    def keeping(self, source: Source) -> JobStore | None:
        """The store that keeps the jobs of a source; None where its database keeps none yet.

        From now on it counts among the stores that are looked through.

        Raises:
            ShipshellError: E-4003, E-4014.
        """
        table = self.beside(source)
        return self._places.beside(table) if table else self.own

    def made_for(self, source: Source) -> JobStore:
        """The store that keeps the jobs of a source, made where it is missing; and the source's columns.

        Raises:
            ShipshellError: E-1011, E-4003, E-4014.
        """
        table = self.beside(source)
        if table is None:
            return self.own
        table.add_columns()
        return self._places.made_beside(table)

    def beside(self, source: Source) -> SqlTable | None:
        """The source as the table that it is, where its own database keeps its jobs; else None."""
        from shipshell.sources.sql_table import SqlTable

        return source if isinstance(source, SqlTable) and not self._is_local(source.server_url) else None

    def close(self) -> None:
        """Close the connections of this thread."""
        for store in self._open_now():
            store.tables.database.close()

    # -- all of them --------------------------------------------------------------------------------------------

    def job(self, number: int) -> JobRecord:
        """The job of that number.

        Raises:
            ShipshellError: E-1023; E-4014, its database cannot be reached.
        """
        return self.of(number).reader.job(number)

    def jobs(self) -> list[JobRecord]:
        """All jobs that can be read, the newest first."""
        found = [*self.own.reader.jobs(), *(job for job, _ in self._records(self._catalogue.elsewhere()))]
        return sorted(found, key=lambda job: job.number, reverse=True)

    def unsettled(self) -> list[JobRecord]:
        """Jobs that wait for a decision, in every store that can be read; the newest first."""
        found = self.own.reader.unsettled()
        for job, place in self._records(one for one in self._catalogue.elsewhere() if not one.settled):
            if job.status in UNSETTLED:
                found.append(job)
            else:
                self._catalogue.settle(place.number)
        return sorted(found, key=lambda job: job.number, reverse=True)

    def unsettled_on(self, source: Source) -> list[JobRecord]:
        """Jobs on a source that wait for a decision, also those that another machine left in its database.

        Raises:
            ShipshellError: E-4003, E-4014.
        """
        kept = self.keeping(source)
        if kept:
            kept.reader.unsettled()  # those that were never seen here get their numbers
        return [job for job in self.unsettled() if self.location(job) == source.location]

    def is_own(self, job: int) -> bool:
        """Whether the user's own store keeps a job, or would keep it."""
        return not self._catalogue.where(job)

    def reserve(self, job: int) -> None:
        """Keep a number from being given to a new job."""
        self._catalogue.reserve(job)

    def is_adopted(self, job: int) -> bool:
        """Whether another machine opened the job."""
        return self._catalogue.is_adopted(job)

    def location(self, job: JobRecord) -> str:
        """Where the source of a job is: another machine may know its database by another address."""
        url = self._catalogue.where(job.number)
        if not url:
            return job.source_location
        table = read_address(job.source_location, Path()).table
        return replace(read_address(url, Path()), table=table).location

    def has_unsettled(self) -> bool:
        """Whether any job may wait for a decision; no other database is asked."""
        return bool(self.own.reader.unsettled()) or any(not one.settled for one in self._catalogue.elsewhere())

    def waiting(self, references: Collection[str]) -> list[int]:
        """The jobs of attempts of unknown outcome among these references, in every store that can be read; in order."""
        return sorted(number for store in self.readable() for number in store.reader.waiting(references))

    def unfinished_voids(self) -> list[int]:
        """Jobs with a void that was cut short, in the user's own store and those that are open; in order."""
        return sorted(number for store in self._open_now() for number in store.reader.unfinished_voids())

    def number_is_taken(self, tracking_number: str, environment: str) -> bool:
        """Whether any attempt of that environment has this number, in a store that can be read."""
        return any(store.reader.number_is_taken(tracking_number, environment) for store in self.readable())

    def readable(self) -> Iterator[JobStore]:
        """Every store that can be read."""
        yield self.own
        for url in self._urls():
            try:
                yield self._places.answering(url)
            except ShipshellError:
                continue

    def unreachable(self) -> list[Unreachable]:
        """The databases that keep jobs and cannot be read."""
        return [
            Unreachable(url, error, tuple(one.number for one in self._catalogue.elsewhere() if one.url == url))
            for url, error in self._places.failures.items()
        ]

    def _urls(self) -> list[str]:
        return list(dict.fromkeys((*self._places.open_now, *(one.url for one in self._catalogue.elsewhere()))))

    def _open_now(self) -> tuple[JobStore, ...]:
        return (self.own, *self._places.open_now.values())

    def _records(self, places: Iterator[Elsewhere] | list[Elsewhere]) -> Iterator[tuple[JobRecord, Elsewhere]]:
        """The jobs at some places, of those that can be read; a number that was reserved in vain is no job."""
        for place in places:
            try:
                yield self._places.answering(place.url).reader.job(place.number), place
            except ShipshellError:
                continue
