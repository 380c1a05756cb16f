"""What keeps a talk from overspending: its limits, and the limit that auto mode needs in production."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.jobs.unpriced import unpriced_on
from shipshell.model.errors import ShipshellError
from shipshell.planning.limits import any_limit, over_limit
from shipshell.planning.rating import Quotes, rate_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shipshell.jobs.records import RowRecord
    from shipshell.model.errors import Problem
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services

_NOTHING = Decimal(0)


def costs(quotes: Quotes) -> dict[int, Decimal]:
    """What each rated row costs, by `#`."""
    return {row: quote.price.due.amount for row, quote in quotes.quoted.items()}


def refuse_over_limit(talk: Conversation, prices: Mapping[int, Decimal], *, spent_on_batch: Decimal = _NOTHING) -> None:
    """Stop where rows of these prices would be bought past a limit.

    Raises:
        ShipshellError: E-2020; E-2011, E-4014, nobody knows what was spent today.
    """
    problem = past_limit(talk, prices, spent_on_batch=spent_on_batch)
    if problem:
        raise ShipshellError.of(problem)


def past_limit(
    talk: Conversation, prices: Mapping[int, Decimal], *, spent_on_batch: Decimal = _NOTHING
) -> Problem | None:
    """Why rows of these prices may not be bought within the limits; None where they may.

    Raises:
        ShipshellError: E-2011, E-4014, nobody knows what was spent today.
    """
    if not any_limit(talk.limits):
        return None
    services = talk.services
    spent = _counted_today(services) if talk.limits.day is not None else _NOTHING
    return over_limit(talk.limits, prices, spent_on_batch=spent_on_batch, spent_today=spent)


def _counted_today(services: Services) -> Decimal:
    """What was spent today, or may have been; what nobody put a price to counts at what UPS asks for it now.

    Raises:
        ShipshellError: E-4014, nobody can tell; E-2011, UPS has no rate for such a row.
    """
    priced, unpriced = spent_today(services)
    return priced + _estimated(services, unpriced)


def spent_today(services: Services) -> tuple[Decimal, list[RowRecord]]:
    """What was spent today, or may have been, as far as it is known without asking UPS; and the rows without a price.

    Raises:
        ShipshellError: E-4014, nobody can tell.
    """
    today = (services.settings.environment, services.account, services.clock().astimezone().date())
    spent = services.history.spent_on(*today)
    return spent, [row for store in services.stores.readable() for row in unpriced_on(store.tables, *today)]


def _estimated(services: Services, rows: Sequence[RowRecord]) -> Decimal:
    requests = {at: row.request for at, row in enumerate(rows)}
    steps = rate_rows(requests, services.patient_carrier(), seconds=services.seconds) if rows else ()
    quotes = next((step for step in steps if isinstance(step, Quotes)), Quotes({}, {}))
    for at, problem in quotes.unrated.items():
        where = f"row {rows[at].row} of job {rows[at].job}"
        words = f"a limit per day is set, and nobody knows what {where} costs today: {problem.message}"
        raise ShipshellError(
            "E-2011", words, hint=f'Nothing was bought. Say "job {rows[at].job}" to see how it stands.'
        )
    return sum(costs(quotes).values(), _NOTHING)


def refuse_unlimited_production(talk: Conversation) -> None:
    """Stop where nobody will look at the cost, and nothing bounds it.

    Raises:
        ShipshellError: E-5007.
    """
    settings = talk.services.settings
    if settings.environment == "production" and settings.limits.batch is None:
        raise ShipshellError(
            "E-5007",
            "auto mode in production needs a limit per batch",
            hint=f"Add to {settings.config_file}: [limits] batch = 500",
        )
