"""Quotes for a batch: every distinct shipment asked about once, several at a time, with progress."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from shipshell.carriers.base import CarrierError, NotSent, Unauthorised
from shipshell.model.money import Money
from shipshell.planning.asking import Work, ask_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shipshell.carriers.base import Carrier
    from shipshell.model.errors import Problem
    from shipshell.model.shipment import Quote, ShipmentRequest
    from shipshell.planning.asking import Progress

RATING = Work("Rating", "Rated", "shipments")


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
    questions = {key: requests[rows[0]] for key, rows in rows_by_key.items()}
    answers: dict[str, Quote | Problem] = {}
    yield from ask_all(RATING, questions, partial(_rated, carrier), answers, seconds=seconds)
    yield _by_row(rows_by_key, answers)


def _rated(carrier: Carrier, request: ShipmentRequest) -> Quote | Problem:
    try:
        return carrier.rate(request)
    except (Unauthorised, NotSent):
        raise
    except CarrierError as error:
        return error.problem


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
