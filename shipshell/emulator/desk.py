"""What every operation works with: the ledger, the time, and the faults of the call; and what all replies share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from shipshell.emulator.effects import Effects
    from shipshell.emulator.ledger import Ledger

_ALERT_WORDS = 150


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one call is answered."""

    ledger: Ledger
    now: datetime
    effects: Effects


def success(context: str = "", alerts: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    """The `Response` part of a success, with the customer's context echoed and alerts as (code, words)."""
    response: dict[str, Any] = {"ResponseStatus": {"Code": "1", "Description": "Success"}}
    if alerts:
        response["Alert"] = [{"Code": code, "Description": words[:_ALERT_WORDS]} for code, words in alerts]
    if context:
        response["TransactionReference"] = {"CustomerContext": context}
    return response


def money(amount: Decimal) -> dict[str, str]:
    """An amount of US dollars as UPS writes it."""
    return {"CurrencyCode": "USD", "MonetaryValue": f"{amount:.2f}"}
