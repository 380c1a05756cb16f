"""The limits of a session, which can only lower those of the settings: set and shown, beside what was spent today."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.model.money import Money
from shipshell.planning.limits import lowered
from shipshell.session.replies import Said
from shipshell.session.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents import types as intents
    from shipshell.session.conversation import Conversation
    from shipshell.session.replies import Output


def set_limit(talk: Conversation, intent: intents.SetLimit) -> Iterator[Output]:
    """Set a limit for this session.

    Raises:
        ShipshellError: E-2020, the settings allow less.
    """
    per, amount = intent.per or "batch", Decimal(intent.amount or "0")
    talk.limits = lowered(talk.limits, per, amount, talk.services.settings.limits)
    yield Said(f"Limit per {per}: {Money(amount)}, for this session.")


def show_limit(talk: Conversation, _intent: intents.ShowLimit) -> Iterator[Output]:
    """Say the limits that count now, and what was spent today."""
    limits = talk.limits
    parts = [
        f"per {per}: {'none' if amount is None else Money(amount)}"
        for per, amount in (("batch", limits.batch), ("row", limits.row), ("day", limits.day))
    ]
    yield Said(f"Limits {', '.join(parts)}. {_today(talk)}")


def _today(talk: Conversation) -> str:
    """What counts for the limit per day: a batch under way with all its rows, a doubt as if it had shipped."""
    from shipshell.session.spending import spent_today

    try:
        spent, unpriced = spent_today(talk.services)
    except ShipshellError as error:
        return f"Nobody knows what was spent today: {error.problem.message.rstrip('.')}."
    words = f"Spent today: {Money(spent)}"
    words += ", with all rows of the batch under way" if talk.run else ""
    words += f", without {plural(len(unpriced), 'row')} whose cost nobody knows" if unpriced else ""
    day = talk.limits.day
    left = f"; {Money(max(day - spent, Decimal(0)))} left" if day is not None and not unpriced else ""
    return f"{words}{left}."
