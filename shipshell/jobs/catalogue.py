"""The catalogue in the user's own store: it gives every job its number, and says which jobs live in other databases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peewee import BigIntegerField, BooleanField, Database, IntegerField, Model, SqliteDatabase, TextField, fn

from shipshell.jobs.tables import bound

if TYPE_CHECKING:
    from collections.abc import Callable

#: Keys are whole numbers of so many random bytes: they stay below 2**53, which JSON and spreadsheets keep exactly.
_KEY_BYTES = 6
_NO_KEY = -1


TABLE = "shipshell_place"


class Place(Model):
    """Where a job lives: in the database at `url`, without its password; "" for the user's own store.

    One that was `adopted` was opened by another machine; one that is `settled` waits for nothing any more.
    """

    number = IntegerField(primary_key=True)
    url = TextField()
    key = BigIntegerField(unique=True)
    adopted = BooleanField(default=False)
    settled = BooleanField(default=False)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A job that lives in another database; `settled` where it is known to wait for nothing any more."""

    number: int
    url: str
    settled: bool


class Catalogue:
    """Reads and writes the catalogue. Each thread has a connection of its own.

    Args:
        database: the user's own store.
        randomness: `randomness(n)` gives n random bytes.
    """

    def __init__(self, database: Database, randomness: Callable[[int], bytes]) -> None:
        self._database = database
        self._randomness = randomness
        self._place: Any = bound(Place, database)
        self._keys: dict[int, int] = {}

    def create(self) -> None:
        """Make the table where it is missing."""
        if not self._place.table_exists():
            self._place.create_table(safe=True)

    # -- numbers ------------------------------------------------------------------------------------------------

    def give(self, url: str = "") -> int:
        """A number for a new job, kept at once; committed unless a transaction is open on the store.

        Raises:
            IntegrityError: another shell took it.
        """
        return self._enter(url, int.from_bytes(self._randomness(_KEY_BYTES)) if url else None, adopted=False)

    def number_of(self, key: int, url: str) -> int:
        """The number of the job that the database at `url` keeps under `key`; a new one where it was never seen.

        A database that moved is known again by its keys, and its new address is noted.
        """
        known = self._place.get_or_none(self._place.key == key)
        if known is None:
            return self._enter(url, key, adopted=True)
        if known.url != url:
            self._place.update(url=url).where(self._place.key == key).execute()
        return int(known.number)

    def key_of(self, number: int) -> int:
        """The key of a job that lives elsewhere; one that no job has, where it does not."""
        if number not in self._keys:
            known = self._place.get_or_none(self._place.number == number, self._place.url != "")
            if known is None:
                return _NO_KEY
            self._keys[number] = known.key
        return self._keys[number]

    def reserve(self, number: int) -> None:
        """Keep a number from being given again, whether or not it is known."""
        self._place.insert(number=number, url="", key=number).on_conflict_ignore().execute()

    def _enter(self, url: str, key: int | None, *, adopted: bool) -> int:
        with self._database.atomic(*(("IMMEDIATE",) if isinstance(self._database, SqliteDatabase) else ())):
            number = 1 + max(self._highest(), self._place.select(fn.MAX(self._place.number)).scalar() or 0)
            self._place.insert(number=number, url=url, key=number if key is None else key, adopted=adopted).execute()
        return int(number)

    def _highest(self) -> int:
        """The highest number of the jobs in the store, some of which may be older than the catalogue."""
        cursor = self._database.execute_sql("SELECT MAX(number) FROM shipshell_job")  # type: ignore[no-untyped-call]
        return int(cursor.fetchone()[0] or 0)

    # -- places -------------------------------------------------------------------------------------------------

    def where(self, number: int) -> str:
        """The address of the database that keeps a job; "" for the store itself."""
        known = self._place.get_or_none(self._place.number == number)
        return str(known.url) if known else ""

    def is_adopted(self, number: int) -> bool:
        """Whether another machine opened the job."""
        known = self._place.get_or_none(self._place.number == number)
        return bool(known and known.adopted)

    def elsewhere(self) -> list[Elsewhere]:
        """The jobs that live in other databases, the newest first."""
        query = self._place.select().where(self._place.url != "").order_by(self._place.number.desc())
        return [Elsewhere(place.number, place.url, place.settled) for place in query]

    def settle(self, number: int) -> None:
        """Note that a job elsewhere waits for nothing any more: a start need not look at it."""
        self._place.update(settled=True).where(self._place.number == number).execute()


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """The numbering of the user's own store."""

    catalogue: Catalogue

    def give(self) -> int:
        """A new number."""
        return self.catalogue.give()

    def key(self, number: int) -> int:
        """The number itself."""
        return number

    def number(self, key: int) -> int:
        """The key itself."""
        return key


@dataclass(frozen=True, slots=True)
class PlaceNumbers:
    """The numbering of the database at `url`."""

    catalogue: Catalogue
    url: str

    def give(self) -> int:
        """A new number, for a new key."""
        return self.catalogue.give(self.url)

    def key(self, number: int) -> int:
        """The key for a number."""
        return self.catalogue.key_of(number)

    def number(self, key: int) -> int:
        """The number for a key."""
        return self.catalogue.number_of(key, self.url)
