"""What keeps a talk from overspending: its limits, and the limit that auto mode needs in production."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.planning.limits import any_limit, over_limit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.model.errors import Problem
    from shipshell.planning.rating import Quotes
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services

_NOTHING = Decimal(0)


def costs(quotes: Quotes) -> dict[int, Decimal]:
    """What each rated row costs, by `#`."""
    return {row: quote.price.due.amount for row, quote in quotes.quoted.items()}


def refuse_over_limit(talk: Conversation, prices: Mapping[int, Decimal], *, spent_on_batch: Decimal = _NOTHING) -> None:
    """Stop where rows of these prices would be bought past a limit.

    Raises:
        ShipshellError: E-2020; E-4014, nobody knows what was spent today.
    """
    problem = past_limit(talk, prices, spent_on_batch=spent_on_batch)
    if problem:
        raise ShipshellError.of(problem)


def past_limit(
    talk: Conversation, prices: Mapping[int, Decimal], *, spent_on_batch: Decimal = _NOTHING
) -> Problem | None:
    """Why rows of these prices may not be bought within the limits; None where they may."""
    if not any_limit(talk.limits):
        return None
    services = talk.services
    spent = _spent_today(services) if talk.limits.day is not None else _NOTHING
    return over_limit(talk.limits, prices, spent_on_batch=spent_on_batch, spent_today=spent)


def _spent_today(services: Services) -> Decimal:
    today = services.clock().astimezone().date()
    return services.history.spent_on(services.settings.environment, services.account, today)


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
