"""Columns that may say that somebody else pays the carrier: a third party, or the receiver (`Freight Terms`: Collect).

A header that names another payer counts by being filled at all; one that only speaks of payment counts by what its
cells say, so that `Payment Terms` with `Net 30` says nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from shipshell.planning.fields import FIELDS_OF_PARTY, PARTS
from shipshell.planning.header_words import spelled_out, words_of
from shipshell.planning.headers import party_of, read_header
from shipshell.planning.payer_cells import PAYERS, UPS_ACCOUNT, names_third_party, on_delivery, other_pays, we_pay
from shipshell.planning.values import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from shipshell.planning.header_words import Words

_PAYMENT = ("bill", "freight", "pay", "paid", "charg", "term", "transportation", "prepaid", "collect")
_CARRIER = frozenset({"ups", "carrier", "freight", "courier", "shipping", "transportation"})
_BILLED = frozenset({"bill", "billto", "billing", "payor", "payer"})
_CUSTOMER = frozenset({"customer", "client", "buyer"})
_OURS = frozenset({"shipper", "sender", "our", "my", "from"})
#: What may follow `account` in the header of an account; an `Account Manager` is none.
_AFTER_ACCOUNT = frozenset({"number", "id", "code", "zip", "postal", "country"})
#: What a header consists of whose `Collect` is the carrier's, not the customer's: `Click and Collect` is not.
_OF_CUSTOMS = frozenset({"duty", "duties", "tax", "taxes", "vat", "customs"})
_OF_COLLECT = frozenset({"collect", "freight", "ups", "ship", "shipment", "charge", "charges", "bill", "flag"})
#: Headers of how an order was paid, rather than of who pays the carrier: `Payment Type`.
_PAID = frozenset({"payment", "pay", "paid"})
_HOW = frozenset({"type", "method", "mode", "gateway", "processor", "provider", "option", "source", "via", "by"})


def billing_columns(columns: Sequence[str], sample: pd.DataFrame | None) -> list[str]:
    """The columns that name another payer by being filled."""
    return [column for column in columns if _names_payer(column) or _is_customers_account(column, sample)]


def terms_columns(columns: Sequence[str], sample: pd.DataFrame | None) -> list[str]:
    """The columns about payment whose cells speak of who pays a carrier."""
    return [column for column in _speaking(columns, sample) if not _is_of_order(column, sample)]


def order_payment_columns(columns: Sequence[str], sample: pd.DataFrame | None) -> list[str]:
    """The columns of how an order was paid, by whose third party a reader may be misled."""
    return [column for column in _speaking(columns, sample) if _is_of_order(column, sample)]


def _speaking(columns: Sequence[str], sample: pd.DataFrame | None) -> list[str]:
    if sample is None:
        return []
    return [column for column in columns if _is_about_payment(column) and _speaks_of_payers(column, sample[column])]


def _speaks_of_payers(column: str, cells: pd.Series[str]) -> bool:
    header = _said(column)
    return any(other_pays(cell, header) or on_delivery(cell) or we_pay(cell) for cell in cells.unique().tolist())


def _is_of_order(column: str, sample: pd.DataFrame | None) -> bool:
    """Whether the header is of an order's payment, and no cell tells of the carrier's: `Prepaid`, `Collect`."""
    said = _said(column)
    if sample is None or _PAID.isdisjoint(said) or not (_PAID | _HOW).issuperset(said):
        return False
    telling = (cell for cell in sample[column].unique().tolist() if not names_third_party(cell))
    return not any(other_pays(cell, said) or we_pay(cell) for cell in telling)


def _is_about_payment(column: str) -> bool:
    """Whether the header speaks of paying the carrier: not `Billing City`, of a party, nor `Duty To`, of customs."""
    read, said = read_header(column), _said(column)
    named = read is not None and (read.field in FIELDS_OF_PARTY or read.field in PARTS)
    return not named and _OF_CUSTOMS.isdisjoint(said) and any(word.startswith(_PAYMENT) for word in said)


def _names_payer(column: str) -> bool:
    said = _said(column)
    if _is_account(said):
        return _has_payer(said) or not _BILLED.isdisjoint(said) or _is_of_carrier(said)
    billed = said[:1] == ("bill",) and not PAYERS.isdisjoint(said[1:2])
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
    return bool(cells) and all(UPS_ACCOUNT.fullmatch(cell) for cell in cells)


def _is_account(said: Words) -> bool:
    return "account" in said and _AFTER_ACCOUNT.issuperset(said[said.index("account") + 1 :])


def _has_payer(said: Words) -> bool:
    return not PAYERS.isdisjoint(said)


@lru_cache(maxsize=256)
def _said(column: str) -> Words:
    return spelled_out(words_of(column))
