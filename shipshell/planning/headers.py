"""Reads one header: whose column it is, which field it names, and in which unit.

A header is read only if every word of it is accounted for, as party, group, unit or phrase: `Shipping Name` is the
recipient's name, while `Shipping`, `Ship Date` and `Shipping Price` are nothing of ours. So no list of whole headers is
needed, and an unknown word leaves a column unused rather than wrongly used. What such a header may mean (`Clinic City`)
is a `Guess`: a person is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from shipshell.planning.fields import FIELDS_OF_PARTY, PHRASES
from shipshell.planning.header_words import spelled_out, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.planning.fields import Field
    from shipshell.planning.header_words import Words

#: Whose column it is: the recipient's, nobody's in particular, the customer's (perhaps the recipient), an article's,
#: a third party's who pays, or another party's (billing, sender), which never feeds a field.
Party = Literal["to", "", "customer", "item", "third", "other"]

_PARTIES: dict[str, Party] = {
    **dict.fromkeys(
        (
            "shipto", "shipping", "shippingto", "ship", "recipient", "receiver", "deliverto", "delivery", "consignee",
            "destination", "dest", "postto", "sendto", "mailto", "mailing", "to",
        ),
        "to",
    ),
    **dict.fromkeys(("customer", "client"), "customer"),
    **dict.fromkeys(("item", "items", "lineitem", "product", "sku", "variant", "unit", "each", "peritem"), "item"),
    **dict.fromkeys(("thirdparty", "3rdparty"), "third"),
    **dict.fromkeys(
        (
            "billto", "billing", "bill", "buyer", "soldto", "payer", "payor", "payment", "purchaser", "invoiceto",
            "shipfrom", "from", "return", "returnto", "sender", "shipper", "origin", "seller", "vendor", "store",
            "importer", "producer", "exporter", "ultimateconsignee",
        ),
        "other",
    ),
}  # fmt: skip

#: Party words that mean the recipient's name when nothing else stands in the header.
_PERSONS = frozenset(
    {"shipto", "recipient", "receiver", "deliverto", "consignee", "sendto", "postto", "to", "customer", "client"}
)

#: The weightier party counts where a header names two (`Shipping Payer Name`).
_WEIGHT: tuple[Party, ...] = ("other", "third", "item", "to", "customer", "")

_GROUPS = frozenset(
    {"package", "pkg", "parcel", "shipment", "shipmentinformation", "box", "carton", "dimensions", "dims"}
)

_UNITS: dict[str, str] = {
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), "lb"),
    **dict.fromkeys(("oz", "ozs", "ounce", "ounces"), "oz"),
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), "kg"),
    **dict.fromkeys(("g", "gram", "grams", "gr"), "g"),
    **dict.fromkeys(("in", "inch", "inches"), "in"),
    **dict.fromkeys(("cm", "cms", "centimeter", "centimeters", "centimetre", "centimetres"), "cm"),
    **dict.fromkeys(("mm", "mms", "millimeter", "millimeters", "millimetre", "millimetres"), "mm"),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), "m"),
    **dict.fromkeys(("ft", "foot", "feet"), "ft"),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), "yd"),
}
_WEIGHT_UNITS = frozenset({"lb", "oz", "kg", "g"})
_SIZES = frozenset({"length", "width", "height", "dimensions"})
_ALONE = frozenset({"lb", "oz", "kg"})  # units that, as a whole header, mean the weight

#: Beside one of these a `unit` is a home's.
_HOMES = frozenset({"apt", "apartment", "suite", "flat", "floor"})

#: Where in a house it is, or where in a warehouse.
_WITHIN = frozenset({"building", "buildingnumber", "floor", "floornumber", "room", "roomnumber"})

_LONGEST_PARTY = 3


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says: `Ship To Weight (oz)` is Header("to", "weight", rank, "oz"). The unit may be ""."""

    party: Party
    field: str
    rank: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a header with words that nobody knows may mean: `Clinic City` is perhaps the city of `clinic`.

    Attributes:
        owner: the unknown words.
    """

    owner: Words
    field: str
    rank: int
    unit: str = ""


def read_header(header: str) -> Header | None:
    """What `header` says, or None where it names no field."""
    words = spelled_out(words_of(header))
    named = _field_of(words)
    if named:
        return Header("", *named)
    party, rest = _without_party(words)
    if not rest and party and "".join(words) in _PERSONS:
        return Header(party, "name", 0)
    named = _field_of(rest) if party else None
    if not named or (party == "to" and words[: len(rest)] == rest and not FIELDS_OF_PARTY.issuperset(named[:1])):
        return None  # `Order Shipping` is money; only of a party's own fields may it stand behind: `Name (Shipping)`
    return Header(party, *named)


def party_of(header: str) -> Party:
    """Whose column a header says it is, whether or not it names a field."""
    return _without_party(spelled_out(words_of(header)))[0]


def words_besides_party(header: str) -> Words:
    """The words of a header, abbreviations in full, less those that say whose column it is."""
    return _without_party(spelled_out(words_of(header)))[1]


def names_only_party(header: str, party: Party) -> bool:
    """Whether a header names this party and says no more: `Bill To`."""
    return _without_party(spelled_out(words_of(header))) == (party, ())


def guess_header(header: str) -> Guess | None:
    """What `header` may mean if its first or last words are left aside; None for another party's or an item's."""
    said = spelled_out(words_of(header))
    party, words = _without_party(said)
    if (party == "item" and _of_a_home(said)) or (party in ("to", "") and "".join(words) in _WITHIN):
        return Guess((), "address2", 1)
    if party in ("other", "third", "item"):
        return None
    for size in range(len(words) - 1, 0, -1):  # the longest phrase first
        for owner, rest in ((words[:-size], words[-size:]), (words[size:], words[:size])):
            named = _field_of(rest)
            if named:
                return Guess(owner, *named)
    return None


def _of_a_home(words: Words) -> bool:
    """Whether a `unit` is part of an address, not an article: `Ship Unit`, `Apartment / Unit Number (if any)`."""
    if "unit" not in words:
        return False
    at = words.index("unit")
    return (
        not _HOMES.isdisjoint(words)
        or words[at + 1 : at + 2] == ("number",)
        or (words[at:] == ("unit",) and _PARTIES.get("".join(words[:at])) == "to")
    )


def unit_named(header: str, field: str) -> str:
    """The only unit of `field` that a header names, whatever else it says; "" for none, or for two (`lb/oz`)."""
    units = {_UNITS[word] for word in words_of(header) if word in _UNITS and _fits(field, _UNITS[word])}
    return units.pop() if len(units) == 1 else ""


def _field_of(words: Words) -> tuple[str, int, str] | None:
    """Field, rank and unit, where the words are a phrase with at most one unit and one group."""
    for rest, unit in _units_taken_off(words):
        if unit in _ALONE and (not rest or "".join(rest) in _GROUPS):
            return "weight", 2, unit
        field, rank = _phrase(rest)
        if field and (not unit or _fits(field.name, unit)):
            return field.name, rank, unit
    return None


def _phrase(words: Words) -> tuple[Field | None, int]:
    exact = PHRASES.get("".join(words))
    if exact:
        return exact
    for size in (1, 2):
        if len(words) > size and "".join(words[:size]) in _GROUPS:
            field, rank = PHRASES.get("".join(words[size:]), (None, 0))
            if field and field.of_parcel:
                return field, rank
    return None, 0


def _units_taken_off(words: Words) -> Iterator[tuple[Words, str]]:
    yield words, ""
    for at, word in enumerate(words):
        if word in _UNITS:
            start = at - 1 if at and words[at - 1] == "in" else at  # `Weight in oz`
            yield words[:start] + words[at + 1 :], _UNITS[word]


def _fits(field: str, unit: str) -> bool:
    """Whether a field may have this unit."""
    return unit in _WEIGHT_UNITS if field == "weight" else field in _SIZES and unit not in _WEIGHT_UNITS


def _without_party(words: Words) -> tuple[Party, Words]:
    """The weightiest party that the words name, and the words without any."""
    found: Party = ""
    rest = words
    while True:
        party, shorter = _party_taken_off(rest)
        if not party:
            return found, rest
        found = min(found, party, key=_WEIGHT.index)
        rest = shorter


def _party_taken_off(words: Words) -> tuple[Party, Words]:
    """The first party at the beginning or end of the words, or (if it is not the recipient) anywhere in them."""
    for size in range(min(_LONGEST_PARTY, len(words)), 0, -1):
        places = range(len(words) - size + 1)
        for at in places:
            party = _PARTIES.get("".join(words[at : at + size]), "")
            if party and (party != "to" or at in (0, places[-1])):
                return party, words[:at] + words[at + size :]
    return "", words
