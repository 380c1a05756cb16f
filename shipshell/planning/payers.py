"""Columns that may say that somebody else pays the carrier: a third party, or the receiver (`Freight Terms`: Collect).

A header that names another payer counts by being filled at all; one that only speaks of payment counts by what its
cells say, so that `Payment Terms` with `Net 30` says nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from shipshell.planning.fields import FIELDS_OF_PARTY, PARTS
from shipshell.planning.header_words import spelled_out, words_of
from shipshell.planning.headers import party_of, read_header
from shipshell.planning.values import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from shipshell.planning.header_words import Words

_PAYMENT = ("bill", "freight", "pay", "paid", "charg", "term", "transportation", "prepaid", "collect")
_PAYERS = frozenset({"third", "thirdparty", "3rd", "3rdparty", "receiver", "recipient", "consignee", "collect"})
_CARRIER = frozenset({"ups", "carrier", "freight", "courier", "shipping", "transportation"})
_BILLED = frozenset({"bill", "billto", "billing", "payor", "payer"})
_CUSTOMER = frozenset({"customer", "client", "buyer"})
_OURS = frozenset({"shipper", "sender", "our", "my", "from"})
#: What may follow `account` in the header of an account; an `Account Manager` is none.
_AFTER_ACCOUNT = frozenset({"number", "id", "code", "zip", "postal", "country"})
#: What a header consists of whose `Collect` is the carrier's, not the customer's: `Click and Collect` is not.
_OF_CUSTOMS = frozenset({"duty", "duties", "tax", "taxes", "vat", "customs"})
_OF_COLLECT = frozenset({"collect", "freight", "ups", "ship", "shipment", "charge", "charges", "bill", "flag"})
_UPS_ACCOUNT = re.compile(r"(?=\D*\d)(?=[\d\W]*[A-Z])[A-Z0-9]{6}", re.IGNORECASE)

#: What carriers and EDI call another payer, as a whole cell.
_CODES = frozenset({"tp", "tpb", "fc", "3p", "3pb", "col", "coll"})
#: What may stand beside a payer in a cell without changing what it says.
_BESIDE = frozenset({
    *("bill", "billed", "billing", "freight", "charge", "charges", "charged", "to", "by", "the", "on", "via", "ups"),
    *("account", "acct", "number", "no", "pay", "pays", "paid", "payor", "payer", "payment", "terms"),
    *("ship", "shipping", "shipment", "transportation", "delivery", "only", "basis", "and", "or", "prepaid"),
    *("customer", "s", "party", "please", "use", "their", "own", "with", "for", "of"),
})  # fmt: skip
_SPEAKS = re.compile(r"collect|third|3rd|3p|receiver|recipient|consignee|\b(?:tpb?|fc|coll?)\b", re.IGNORECASE)
_ON_DELIVERY = re.compile(r"\bc\.?o\.?d\b|\b(?:cash|collect) on delivery\b", re.IGNORECASE)
_WE_PAY = re.compile(r"pp|ppd|ppa|pre-?paid\b.*|(?:bill (?:to )?)?(?:shipper|sender)", re.IGNORECASE)


def billing_columns(columns: Sequence[str], sample: pd.DataFrame | None) -> list[str]:
    """The columns that name another payer by being filled."""
    return [column for column in columns if _names_payer(column) or _is_customers_account(column, sample)]


def terms_columns(columns: Sequence[str], sample: pd.DataFrame | None) -> list[str]:
    """The columns about payment whose cells speak of who pays a carrier."""
    if sample is None:
        return []
    return [column for column in columns if _is_about_payment(column) and _speak_of_payers(sample[column])]


def other_pays(cell: str) -> bool:
    """Whether a cell about payment says that another party pays: `Freight Collect`, `3rd Party - Acme`, `TP`."""
    return bool(_SPEAKS.search(cell)) and any(
        _is_payer(re.findall(r"[a-z0-9]+", part)) for part in re.split(r"\s[-\u2013]\s|[:(,/#;]", words(cell).lower())
    )


def on_delivery(cell: str) -> bool:
    """Whether a cell about payment says that the recipient pays at the door."""
    return bool(_ON_DELIVERY.search(cell))


def _is_payer(said: Sequence[str]) -> bool:
    known = all(word in _BESIDE or word in _PAYERS or not word.isalpha() for word in said)
    return (len(said) == 1 and said[0] in _CODES) or (known and not _PAYERS.isdisjoint(said))


def _speak_of_payers(cells: pd.Series[str]) -> bool:
    return any(
        other_pays(cell) or on_delivery(cell) or _WE_PAY.fullmatch(cell.strip()) for cell in cells.unique().tolist()
    )


def _is_about_payment(column: str) -> bool:
    """Whether the header speaks of paying the carrier: not `Billing City`, of a party, nor `Duty To`, of customs."""
    read, said = read_header(column), _said(column)
    named = read is not None and (read.field in FIELDS_OF_PARTY or read.field in PARTS)
    return not named and _OF_CUSTOMS.isdisjoint(said) and any(word.startswith(_PAYMENT) for word in said)


def _names_payer(column: str) -> bool:
    said = _said(column)
    if _is_account(said):
        return _has_payer(said) or not _BILLED.isdisjoint(said) or _is_of_carrier(said)
    billed = said[:1] == ("bill",) and not _PAYERS.isdisjoint(said[1:2])
    return billed or _is_third_party(column, said) or ("collect" in said and _OF_COLLECT.issuperset(said))


def _is_third_party(column: str, said: Words) -> bool:
    """Whether it is a third party who pays; a third-party seller is none."""
    named = "party" in said and not {"third", "3rd"}.isdisjoint(said)
    return party_of(column) == "third" or (named and any(word.startswith(_PAYMENT) for word in said))


def _is_of_carrier(said: Words) -> bool:
    """Whether an account with the carrier is perhaps not ours: `UPS Account #`."""
    return not _CARRIER.isdisjoint(said) and _OURS.isdisjoint(said)


def _is_customers_account(column: str, sample: pd.DataFrame | None) -> bool:
    """Whether a customer's account is one with UPS: most are with the shop itself, and look otherwise."""
    said = _said(column)
    if sample is None or not _is_account(said) or _CUSTOMER.isdisjoint(said):
        return False
    cells = {words(cell) for cell in sample[column].unique().tolist()} - {""}
    return bool(cells) and all(_UPS_ACCOUNT.fullmatch(cell) for cell in cells)


def _is_account(said: Words) -> bool:
    return "account" in said and _AFTER_ACCOUNT.issuperset(said[said.index("account") + 1 :])


def _has_payer(said: Words) -> bool:
    return not _PAYERS.isdisjoint(said)


@lru_cache(maxsize=256)
def _said(column: str) -> Words:
    return spelled_out(words_of(column))
