"""Reading UPS's JSON: values found by their path, tolerant of how UPS varies it, strict about money."""

from __future__ import annotations

import html
import json
from decimal import Decimal, InvalidOperation
from typing import Any

from shipshell.carriers.base import OutcomeUnknown
from shipshell.model.money import Price

Json = dict[str, Any]


def unreadable(what: str) -> OutcomeUnknown:
    """The error for a success whose body does not say what it must: a shipment may well exist."""
    return OutcomeUnknown("E-3006", f"UPS's answer could not be read: {what}")


def parse(raw: bytes) -> Json:
    """The JSON object in `raw`.

    Raises:
        OutcomeUnknown: there is none.
    """
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise unreadable("it is empty" if not raw.strip() else "it is not JSON") from error
    if not isinstance(data, dict):
        raise unreadable("it is not a JSON object")
    return data


def as_list(value: Any) -> list[Any]:
    """`value` as the list that it stands for: older versions of UPS's interface give a lone element without one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def dig(node: Any, *keys: str) -> Any:
    """What stands under `keys`, from the first element where a list is on the way; None where the path ends early."""
    for key in keys:
        first = node[0] if isinstance(node, list) and node else node
        if not isinstance(first, dict):
            return None
        node = first.get(key)
    return node


def text(node: Any, *keys: str) -> str:
    """The text under `keys`, "" if none; UPS's test host puts blanks and escaped line ends around some."""
    value = dig(node, *keys)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return html.unescape(str(value)).strip()


def remarks(alerts: Any) -> tuple[tuple[str, str], ...]:
    """UPS's alerts as (code, words)."""
    return tuple((text(one, "Code"), text(one, "Description")) for one in as_list(alerts))


def price(charges: Any, negotiated: Any) -> Price:
    """The price in a block of published charges and, where there is one, a block of negotiated charges.

    Raises:
        OutcomeUnknown: an amount is missing, not a number, or the two are in different currencies.
    """
    published, currency = _amount(dig(charges, "TotalCharges"))
    contract = dig(negotiated, "TotalCharge")
    if contract is None:
        return Price(published, None, currency)
    due, due_currency = _amount(contract)
    if due_currency != currency:
        raise unreadable(f"charges in {currency} and {due_currency}")
    return Price(published, due, currency)


def _amount(block: Any) -> tuple[Decimal, str]:
    try:
        amount = Decimal(text(block, "MonetaryValue"))
    except InvalidOperation as error:
        raise unreadable("it names no price") from error
    if not amount.is_finite() or amount < 0:
        raise unreadable("its price is not an amount")
    return amount, text(block, "CurrencyCode") or "USD"
