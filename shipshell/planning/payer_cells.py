"""Reads what a cell about payment says of who pays the carrier: we, another party, or nothing of the kind.

The header counts as well: under `Freight Terms` a `Customer Account` is one with UPS, under `Payment Terms` with us.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.planning.values import words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

PAYERS = frozenset({"third", "thirdparty", "3rd", "3rdparty", "receiver", "recipient", "consignee", "collect"})
_CUSTOMERS = frozenset({"cust", "customer", "customers", "client", "clients", "buyer", "buyers", "purchaser", "their"})
_OURS = frozenset({"shipper", "sender", "prepaid", "us", "our", "we"})
#: What is of the carriage rather than of the goods, in a header or a cell.
_CARRIAGE = frozenset({
    *("freight", "transportation", "ship", "shipping", "shipment", "carrier", "courier", "ups", "delivery"),
    *("prepaid", "collect", "payor", "payer"),
})  # fmt: skip
_BILLED_TO = frozenset({("bill", "to"), ("charge", "to")})

#: What carriers and EDI call another payer, as a whole cell.
_CODES = frozenset({"tp", "tpb", "fc", "3p", "3pb", "col", "coll"})
#: What may stand beside a payer in a cell without changing what it says.
_BESIDE = frozenset({
    *("bill", "billed", "billing", "freight", "charge", "charges", "charged", "to", "by", "the", "on", "via", "ups"),
    *("account", "accounts", "acct", "number", "no", "pay", "pays", "paid", "payor", "payer", "payment", "terms"),
    *("ship", "shipping", "shipment", "transportation", "delivery", "only", "basis", "and", "or", "prepaid", "at"),
    *("s", "party", "please", "use", "own", "with", "for", "of", "is", "be", "will", "must", "expense", "cost"),
})  # fmt: skip
_BESIDE_DENIAL = _BESIDE | {"do", "t", "a", "any"}
_MONEY = frozenset({"account", "acct", "ups", "bill", "billed", "charge", "charged", "pay", "pays", "paid", "expense"})
_DENIALS = frozenset({"no", "not", "non", "never", "without", "don"})
_PARTS = re.compile(r"\s[-\u2013]\s|[:(,/#;]")
_WORD = re.compile(r"[a-z0-9]+")

#: Headers under which a bare account is a payer's.
_OF_PAYER = frozenset({"terms", "payor", "payer"})
UPS_ACCOUNT = re.compile(r"(?=\D*\d)(?=[\d\W]*[A-Z])[A-Z0-9]{6}", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"(?:account|acct|a/c|\bups)\b[\s.:#]*(?:(?:number|no)\b)?[\s.:#]*(?=[A-Z]*\d)([A-Z0-9]{6})\b", re.IGNORECASE
)
_NAMED = re.compile(
    r"\b(?:bill|billed|charge|charged) to (?!us\b|our\b|shipper|sender|order|invoice|card|credit)\w"
    r"|(?<!shipper)(?<!sender)['\u2019]s (?:own )?(?:ups )?(?:account|acct)\b",
    re.IGNORECASE,
)
_ON_DELIVERY = re.compile(r"\bc\.?o\.?d\b|\b(?:cash|collect) on delivery\b", re.IGNORECASE)
_WE_PAY = re.compile(r"pp|ppd|ppa|pre-?paid\b.*|(?:bill (?:to )?)?(?:shipper|sender)", re.IGNORECASE)
_ONLY_THIRD = frozenset({"third", "3rd", "thirdparty", "3rdparty", "party", "paid", "by", "payment"})


def other_pays(cell: str, header: Sequence[str], account: str = "") -> bool:
    """Whether a cell says that another party pays: `Freight Collect`, `3rd Party - Acme`, `TP`, `UPS acct 1A2B3C`.

    Args:
        header: the words of its column's header.
        account: our own with the carrier.
    """
    parts, carriage = _parts(cell), _is_of_carriage(header)
    if any(_is_payer(said, PAYERS) for said in parts):
        return True
    if any(_is_customer(said) for said in parts if carriage or not _CARRIAGE.isdisjoint(said)):
        return True
    return carriage and (
        any(map(_tells_of_payer, parts))
        or bool(_NAMED.search(words(cell)))
        or _is_account_of_another(cell, header, account)
    )


def denies_payer(cell: str) -> bool:
    """Whether a cell says no more than that another party does not pay: `no collect`."""
    parts = _parts(cell)
    return any(_is_denied(said, PAYERS) for said in parts) and not any(_is_payer(said, PAYERS) for said in parts)


def on_delivery(cell: str) -> bool:
    """Whether a cell about payment says that the recipient pays at the door."""
    return bool(_ON_DELIVERY.search(cell))


def we_pay(cell: str) -> bool:
    """Whether a cell says, as freight terms do, that the sender pays."""
    return bool(_WE_PAY.fullmatch(cell.strip()))


def names_third_party(cell: str) -> bool:
    """Whether a cell speaks of a third party, and of nothing that tells what it pays for: `PayPal - Third party`."""
    parts = _parts(cell)
    spoken = any(_ONLY_THIRD.issuperset(said) and not PAYERS.isdisjoint(said) for said in parts)
    return spoken and not any(word in _CARRIAGE or word[-1:].isdigit() for said in parts for word in said)


def is_third_party(cell: str) -> bool:
    """Whether a third party is all that a cell speaks of."""
    return names_third_party(cell) and len(_parts(cell)) == 1


def _parts(cell: str) -> list[list[str]]:
    return [said for part in _PARTS.split(words(cell).lower()) if (said := _WORD.findall(part))]


def _is_payer(said: Sequence[str], payers: Collection[str]) -> bool:
    """Whether these words name a payer other than us; `not prepaid` does so too."""
    if said[0] in _DENIALS or said[:2] == ["do", "not"]:
        return _is_denied(said, _OURS) and not _is_denied(said, PAYERS)
    known = all(word in _BESIDE or word in _CUSTOMERS or word in payers or not word.isalpha() for word in said)
    return (len(said) == 1 and said[0] in _CODES) or (known and not set(payers).isdisjoint(said))


def _is_denied(said: Sequence[str], denied: Collection[str]) -> bool:
    known = all(word in _BESIDE_DENIAL or word in _DENIALS or word in denied or not word.isalpha() for word in said)
    return not _DENIALS.isdisjoint(said[:2]) and known and not set(denied).isdisjoint(said)


def _is_customer(said: Sequence[str]) -> bool:
    """Whether the customer pays the carrier, not us who paid it before: `prepaid, charge customer`."""
    return "prepaid" not in said and _is_payer(said, _CUSTOMERS)


def _tells_of_payer(said: Sequence[str]) -> bool:
    """Whether the words, whatever else they say, tell of another who pays: `recipient's account on file`."""
    if "prepaid" in said or not _DENIALS.isdisjoint(said):
        return False
    return "collect" in said or not (_MONEY.isdisjoint(said) or (PAYERS | _CUSTOMERS).isdisjoint(said))


def _is_of_carriage(header: Sequence[str]) -> bool:
    return not _CARRIAGE.isdisjoint(header) or tuple(header[:2]) in _BILLED_TO


def _is_account_of_another(cell: str, header: Sequence[str], account: str) -> bool:
    named = [found[1] for found in _ACCOUNT.finditer(cell)]
    if not _OF_PAYER.isdisjoint(header) and UPS_ACCOUNT.fullmatch(words(cell)):
        named.append(words(cell))
    return any(number.lower() != account.lower() for number in named)
