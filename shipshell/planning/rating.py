"""Quotes for a batch: every distinct shipment asked about once, several at a time, with progress."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.carriers.base import CarrierError, NotSent, Unauthorised
from shipshell.model.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping

    from shipshell.carriers.base import Carrier
    from shipshell.model.errors import Problem
    from shipshell.model.shipment import Quote, ShipmentRequest

READS_AT_ONCE = 8
_LONG_SECONDS = 30.0
_REPORT_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the rating is: distinct shipments answered, of how many, and the seconds that are expected to be left."""

    done: int
    total: int
    seconds_left: float

    @property
    def long(self) -> bool:
        """Whether the work is worth announcing."""
        return self.seconds_left > _LONG_SECONDS


@dataclass(frozen=True, slots=True)
class Quotes:
    """What rows cost, by `#`, and why others have no rate."""

    quoted: Mapping[int, Quote]
    unrated: Mapping[int, Problem]

    @property
    def total(self) -> Money:
        """The exact sum of all quotes."""
        prices = [quote.price.due for quote in self.quoted.values()]
        return sum(prices[1:], prices[0]) if prices else Money(Decimal(0))


def rate_rows(
    requests: Mapping[int, ShipmentRequest],
    carrier: Carrier,
    *,
    seconds: Callable[[], float],
) -> Iterator[Progress | Quotes]:
    """Ask what `requests` cost; progress now and then, and the quotes last.

    Raises:
        Unauthorised: no row would be rated.
        NotSent: the carrier cannot be reached at all.
    """
    rows_by_key: defaultdict[str, list[int]] = defaultdict(list)
    for row, request in requests.items():
        rows_by_key[carrier.rate_key(request)].append(row)
    with ThreadPoolExecutor(READS_AT_ONCE, thread_name_prefix="rate") as pool:
        asked = {pool.submit(carrier.rate, requests[rows[0]]): key for key, rows in rows_by_key.items()}
        try:
            answers = yield from _collected(asked, seconds)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    yield _by_row(rows_by_key, answers)


def _collected(
    asked: Mapping[Future[Quote], str], seconds: Callable[[], float]
) -> Generator[Progress, None, dict[str, Quote | Problem]]:
    """The answers by their keys, with progress meanwhile."""
    answers: dict[str, Quote | Problem] = {}
    left, begun = set(asked), seconds()
    reported = begun
    while left:
        done, left = wait(left, timeout=_REPORT_SECONDS, return_when=FIRST_COMPLETED)
        answers.update((asked[future], _answer(future)) for future in done)
        if seconds() - reported >= _REPORT_SECONDS:
            reported = seconds()
            yield _progress(len(answers), len(asked), reported - begun)
    return answers


def _answer(future: Future[Quote]) -> Quote | Problem:
    try:
        return future.result()
    except (Unauthorised, NotSent):
        raise
    except CarrierError as error:
        return error.problem


def _progress(done: int, total: int, elapsed: float) -> Progress:
    return Progress(done, total, elapsed / done * (total - done) if done else 0.0)


def _by_row(rows_by_key: Mapping[str, list[int]], answers: Mapping[str, Quote | Problem]) -> Quotes:
    from shipshell.model.shipment import Quote

    quoted: dict[int, Quote] = {}
    unrated: dict[int, Problem] = {}
    for key, rows in rows_by_key.items():
        answer = answers[key]
        for row in rows:
            if isinstance(answer, Quote):
                quoted[row] = answer
            else:
                unrated[row] = answer
    return Quotes(dict(sorted(quoted.items())), dict(sorted(unrated.items())))
