"""Spending limits: the configured ones, the session's own, which can only lower them, and whether a batch fits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.model.errors import Problem, ShipshellError
from shipshell.model.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.config import Limits


def lowered(limits: Limits, per: str, amount: Decimal, configured: Limits) -> Limits:
    """`limits` with the one for `per` (`batch`, `row`, `day`) set for the session.

    Raises:
        ShipshellError: E-2020, the configuration allows less.
    """
    most = getattr(configured, per)
    if most is not None and amount > most:
        raise ShipshellError(
            "E-2020",
            f"the limit per {per} cannot be raised to {Money(amount)}: [limits] allows {Money(most)}",
            hint="Change [limits] in the configuration file, or set a lower limit.",
        )
    return replace(limits, **{per: amount})


def any_limit(limits: Limits) -> bool:
    """Whether any limit is set."""
    return any(limit is not None for limit in (limits.batch, limits.row, limits.day))


def over_limit(
    limits: Limits, quotes: Mapping[int, Decimal], *, spent_on_batch: Decimal, spent_today: Decimal
) -> Problem | None:
    """Why rows of these quotes must not be bought, None where they may.

    Args:
        quotes: what each row costs, by `#`.
        spent_on_batch: what the batch was charged already, where it goes on.
        spent_today: what the account's jobs were charged today, this batch included.
    """
    if not quotes:
        return None
    total = sum(quotes.values(), Decimal(0))
    if limits.row is not None:
        dear = [row for row, cost in quotes.items() if cost > limits.row]
        if dear:
            return _over(f"row {dear[0]} costs {Money(quotes[dear[0]])}", "row", limits.row)
    if limits.batch is not None and total + spent_on_batch > limits.batch:
        before = f", after {Money(spent_on_batch)} that it cost before" if spent_on_batch else ""
        return _over(f"the batch costs {Money(total)}{before}", "batch", limits.batch)
    if limits.day is not None and total + spent_today > limits.day:
        return _over(f"the batch costs {Money(total)}, and {Money(spent_today)} was spent today", "day", limits.day)
    return None


def _over(words: str, per: str, limit: Decimal) -> Problem:
    hint = 'Leave rows out, or say "show limit" to see the limits; nothing was bought.'
    return Problem("E-2020", f"{words}; the limit per {per} is {Money(limit)}", hint=hint)
