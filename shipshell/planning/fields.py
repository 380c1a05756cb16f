"""The fields of a shipment that a source's columns can feed, with the phrases that name them in headers.

Phrases stand without party (`Ship To`), unit (`(oz)`) and punctuation: `headers` takes those off first. A phrase
belongs to one field. To teach shipshell a new header, add its phrase here.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from shipshell.model.errors import ShipshellError
from shipshell.planning.header_words import spelled_out, words_of


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: as `map "Zip Code" to postal_code` names it.
        ranks: phrases separated by commas, the ranks in order: a column of an earlier rank goes before one of a later.
        asked: whether two equally good columns are a question; for the others the leftmost column is taken.
        of_parcel: whether a group word (`Package`, `Shipment`) may stand before the phrase.
    """

    name: str
    ranks: tuple[str, ...]
    asked: bool = True
    of_parcel: bool = False


def _field(name: str, *ranks: str) -> Field:
    return Field(name, ranks)


def _of_parcel(name: str, *ranks: str) -> Field:
    return Field(name, ranks, of_parcel=True)


def _remark(name: str, *ranks: str) -> Field:
    return Field(name, ranks, asked=False, of_parcel=True)


_RECIPIENT = (
    _field("name", "name, full name, company or name", "person, person name, addressee, addressee name"),
    _field("company", "company, company name, business, business name, organization, organisation, firm"),
    Field(
        "attention", ("attention, attn, attention name, attn name", "contact, contact name, care of, c o"), asked=False
    ),
    _field(
        "address1",
        "address 1, addr 1, address line 1, street 1, street line 1, street address 1, line 1, address one",
        "address, addr, street, street address, address line, street name, address 1 2",
    ),
    _field(
        "address2",
        "address 2, addr 2, address line 2, street 2, street line 2, street address 2, line 2, room floor address 2,"
        "address two, address line two, address cont, address cont d, address contd, address continued,"
        "address extension, address ext, secondary address, address secondary",
        "apt, suite, unit, apt suite, apartment, apt suite unit, apt unit, unit apt, suite apt, apartment suite,"
        "unit number, apt number, suite number, apartment number",
    ),
    _field("address3", "address 3, addr 3, address line 3, street 3, street line 3, line 3, department address 3"),
    _field("city", "city, town, city town, city or town, town city, city name, suburb"),
    _field(
        "state",
        "state, st, state code, province, province code, state province, state or province, province state,"
        "state province county, state province other, state prov, region",
        "state name, province name",
    ),
    _field(
        "postal_code",
        "zip, zip code, postal code, postcode, post code, postal, zip postal code, zip postal, postal zip, zip 5,"
        "zip or postal code, postal zip code",
    ),
    _field(
        "country",
        "country, country code, ctry, country territory, country region, country or territory, iso country,"
        "country iso, country iso code, iso country code, country iso 2, country iso code 2, country id, country 2,"
        "country abbreviation, country alpha 2",
        "country name",
    ),
    Field(
        "phone",
        (
            "phone, phone number, phone no, telephone, tel, telephone number",
            "mobile, cell, cell phone, mobile phone, contact phone, contact number, mobile number",
        ),
        asked=False,
    ),
    Field("email", ("email, email address, e mail, e mail address, mail",), asked=False),
    _field(
        "residential",
        "residential, residential indicator, residential flag, residential ind, is residential, resi",
        "address type",
    ),
)

_PARCEL = (
    _of_parcel(
        "weight",
        "total weight, weight total, order weight, package weight, parcel weight, pkg weight, ship weight,"
        "shipping weight, gross weight, actual weight",
        "",  # pounds and ounces in two columns, which `mapping` joins
        "weight, wt, weigh",
    ),
    _of_parcel("length", "length, len, l, size length"),
    _of_parcel("width", "width, wid, w, size width"),
    _of_parcel("height", "height, ht, h, size height", "depth"),
    _of_parcel(
        "packaging",
        "packaging, package type, packaging type, service package type, box type, container",
        "package, pkg",
    ),
    _of_parcel(
        "service",
        "service, ups service, service type, service code, ups service code, ups service level, ship service",
        "ship via, via, shipping service, service name, carrier service",
        "shipping method, ship method, method, service level, ship service level, delivery method, delivery service,"
        "carrier service selected, service requested, shipping service level",
    ),
    _of_parcel(
        "declared_value",
        "declared value, declared value amount, decl value, declared, declared value usd",
        "insured value, insurance value, insured amount, insurance amount, insure for, insured for, insure amount,"
        "insure value, amount insured, value insured, amount to insure, value to insure, insurance coverage,"
        "insurance coverage amount, insured value usd, insurance value usd, insured amount usd, insurance amount usd",
        "value",
    ),
    _of_parcel(
        "signature",
        "signature, signature required, signature option, signature type, sig, sig required, delivery confirmation,"
        "signature confirmation, signature service, signature req, sig req, signature needed, requires signature",
    ),
    _of_parcel("saturday", "saturday, saturday delivery, saturday deliver, sat delivery, deliver saturday"),
)

_REMARKS = (
    _remark(
        "reference",
        "reference, reference 1, ref, ref 1, reference number, ref no, ref number, reference no, customer reference,"
        "your reference, order reference",
        "order number, order no, order num, order",
        "order id",
        "invoice, invoice number, invoice no, inv",
        "po, po number, po no, purchase order, purchase order number, p o number",
        "sales record number",
        "job, job number",
    ),
    _remark("reference2", "reference 2, ref 2, reference number 2"),
    _remark(
        "description",
        "description, contents, goods description, description of goods, package contents",
        "package description",
    ),
)

#: The fields that people may name, in the order of the contract.
FIELDS: dict[str, Field] = {field.name: field for field in (*_RECIPIENT, *_PARCEL, *_REMARKS)}

_PARTY_PARTS = (
    _field("first_name", "first name, first, given name, firstname, forename"),
    _field("last_name", "last name, last, surname, family name"),
    _field("street_number", "street number, house number, street no, house no"),
    _field("city_state_zip", "city state zip, city st zip, city state zip code, city state postal code, csz"),
    _field("city_state", "city state, city st, city and state"),
)

#: Columns that tell something about a field or about the row, but are no field of their own.
PARTS: dict[str, Field] = {
    field.name: field
    for field in (
        *_PARTY_PARTS,
        _of_parcel(
            "dimensions", "dimensions, dims, dimension, l x w x h, dimensions l x w x h, package size, box size"
        ),
        _of_parcel(
            "weight_unit", "weight unit, weight units, order weight unit, weight uom, wt unit, weight unit of measure"
        ),
        _of_parcel(
            "size_unit",
            "dimension unit, dimension units, dimensions unit, dimensions units, dim unit, dim units, dims unit,"
            "size unit, size units, length unit, dimension uom, dimensions uom, dim uom, size uom, length uom",
        ),
        _of_parcel(
            "declared_option",
            "declared value option, declared value indicator, declared value flag, declare value, insured, insure,"
            "insurance option, insurance, insurance required, insurance requested, insurance needed, insurance flag,"
            "insurance indicator, insurance yes no, requires insurance, needs insurance, add insurance, with insurance,"
            "insure shipment, insure package, insure parcel, insure it",
        ),
        _of_parcel(
            "insurance_paid",  # by the buyer, to the shop: no value of the goods
            "shipping insurance, shipping insurance amount, shipping insurance total, shipping insurance price,"
            "shipping insurance paid, shipping insurance cost, shipping insurance fee, shipping insurance charge,"
            "insurance fee, insurance charge, insurance paid, insurance price, shipping protection, package protection",
        ),
        _of_parcel(
            "adult_signature",
            "adult signature, adult signature required, adult signature req, adult sig, adult sig required,"
            "adult signature needed, adult signature option, requires adult signature, adult required, adult only,"
            "adult signature confirmation, signature adult, delivery confirmation adult signature,"
            "delivery confirmation adult signature required, 21 plus, adult 21 plus, 21 plus signature,"
            "adult signature 21 plus, signature 21 plus, 21 plus required, 21 plus signature required, 21 and over,"
            "21 or over, over 21, age 21 plus, age restricted",
        ),
        _of_parcel(
            "parcel_count",
            "packages, pkgs, parcels, boxes, cartons, number of packages, number of pkgs, number of parcels,"
            "number of boxes, number of cartons, of packages, of parcels, of boxes, of cartons, package count,"
            "parcel count, box count, carton count, packages count, total packages, total parcels, total boxes,"
            "total cartons, package quantity, package qty, box qty, carton qty,"
            "qty boxes, qty packages, qty parcels, qty cartons, quantity of boxes, quantity of packages,"
            "quantity of parcels, quantity of cartons, number of labels",
        ),
        _of_parcel(
            "piece_count",  # of parcels, or of what is in one
            "pieces, pcs, piece count, piece qty, pcs count, number of pieces, number of pcs, of pieces, of pcs,"
            "total pieces, total pcs, qty pieces, qty pcs, quantity of pieces",
        ),
        _of_parcel(
            "carrier",
            "carrier, carrier name, carrier code, carrier scac, scac, shipping carrier, ship carrier, delivery carrier,"
            "carrier selected, selected carrier, requested carrier, carrier requested, preferred carrier,"
            "carrier preference, courier, courier name, shipping courier",
        ),
        _of_parcel(
            "rush",
            "rush, rush order, is rush, rush shipping, rush shipment, rush delivery, rush ship, expedite, expedited,"
            "is expedited, expedite order, expedited order, expedite shipping, expedited shipping, expedite shipment,"
            "expedited delivery, urgent, is urgent, urgent order, overnight, overnight shipping, overnight delivery,"
            "ship overnight, express, express shipping, express delivery, next day, next day delivery, asap",
        ),
        _of_parcel(
            "cod",
            "cod, c o d, cod amount, c o d amount, cod value, cod option, cod indicator, cod flag, cash on delivery,"
            "collect on delivery, cash on delivery amount, amount to collect, collect amount, collectible amount,"
            "cod collectible amount, cod amount to collect",
        ),
        _of_parcel(
            "hazmat",
            "hazmat, haz mat, hazmat flag, hazmat indicator, hazmat option, is hazmat, contains hazmat, hazmat class,"
            "hazmat un number, hazard class, hazardous, is hazardous, contains hazardous, hazardous material,"
            "hazardous materials, contains hazardous materials, hazardous materials option, hazardous goods, dangerous,"
            "dangerous goods, dangerous good, is dangerous goods, contains dangerous goods, dangerous goods indicator,"
            "dangerous goods flag, dangerous goods option, dg, dg flag, dg class, un number, orm d, ormd,"
            "limited quantity, lithium, contains lithium, lithium battery, lithium batteries, lithium ion batteries,"
            "contains lithium battery, contains lithium batteries, has lithium batteries, dry ice, contains dry ice",
        ),
        _of_parcel(
            "billing",
            "billing option, bill transportation to, bill freight to",  # more of them are told by `payers`
        ),
        _field("payer"),  # told by `payers` alone
        _field("order_payment"),  # and so is how the order itself was paid
        _field("spare_reference"),  # what else numbers the order, where the reference is empty
        _field(
            "status",
            "status, order status, fulfillment status, fulfilment status, financial status, payment status,"
            "shipping status, shipment status, ship status, delivery status, order state, state of order",
        ),
        _field(
            "done_at",
            "date shipped, shipped date, shipped on date, shipped on, date fulfilled, fulfilled at,"
            "cancelled at, canceled at, cancelled on, canceled on, cancelled date, canceled date, date cancelled,"
            "date canceled, refunded at, date refunded, sent, sent on, date sent",
            "shipped, is shipped, already shipped, has shipped, shipped time, fulfilled, is fulfilled, dispatched,"
            "is dispatched, dispatched at, dispatched on, date dispatched, delivered, is delivered, delivered at,"
            "delivered on, delivered time, delivered date, date delivered, voided",
            "cancelled, canceled, is cancelled, is canceled, cancelled time, canceled time, cancelled by, canceled by,"
            "cancel reason, cancellation reason, cancelation reason, reason for cancellation, cancellation type,"
            "cancelation type, cancellation return type, cancelation return type, refunded, is refunded",
            "do not ship, dont ship, don t ship, hold, on hold, hold order, hold shipment, skip",
        ),
        _field(
            "to_ship",
            "ship, ship it, ship this, ship this order, ship now, to ship, to be shipped, ok to ship, okay to ship,"
            "ship ok, ready to ship, ready for shipping, ready for shipment, ship ready, approved to ship,"
            "approved for shipping, approved for shipment, cleared to ship, clear to ship, released to ship,"
            "release to ship, released for shipping, released for shipment, can ship, may ship, should ship, shippable,"
            "requires shipping, requires shipment, needs shipping, shipping required",
        ),
        _of_parcel(
            "tracking",
            "tracking, tracking number, tracking numbers, tracking id, tracking ids, tracking code, tracking codes,"
            "track number, track id, tracking info, tracking reference, tracking url, tracking link,"
            "ups tracking, ups tracking number, ups tracking id, carrier tracking, carrier tracking number,"
            "tracking number ups, waybill, waybill number, airway bill, airway bill number, air waybill, awb,"
            "awb number, consignment number, label number",
        ),
    )
}

#: The fields of the party that a parcel goes to, with their parts; the others are of the parcel or the order.
FIELDS_OF_PARTY = frozenset(field.name for field in (*_RECIPIENT, *_PARTY_PARTS))

_HALVES = ("first_name", "last_name", "street_number")  # found together with their other half, never named alone

#: A batch cannot be read without these columns (a company may stand for the name).
REQUIRED = ("name", "address1", "city", "state", "postal_code", "weight")


def glued(words: str) -> str:
    """`words` spelled out and without blanks: how phrases are compared, so that `zip code` and `ZipCode` are one."""
    return "".join(spelled_out(tuple(words.split())))


def _phrases() -> dict[str, tuple[Field, int]]:
    return {
        glued(phrase): (field, rank)
        for field in (*FIELDS.values(), *PARTS.values())
        for rank, phrases in enumerate(field.ranks)
        for phrase in phrases.split(",")
        if phrase.strip()
    }


#: Each phrase, glued, with its field and rank.
PHRASES: dict[str, tuple[Field, int]] = _phrases()


def field_named(text: str) -> str:
    """The field that a person names, by its name or by a phrase of it (`zip code`).

    Raises:
        ShipshellError: E-1025, with the nearest names.
    """
    words = words_of(text)
    for name in FIELDS:
        if words == words_of(name):
            return name
    key = glued(" ".join(words))
    if key in PHRASES and PHRASES[key][0].name not in _HALVES:
        return PHRASES[key][0].name
    near = get_close_matches(text.lower(), FIELDS, n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"The fields are {', '.join(FIELDS)}."
    raise ShipshellError("E-1025", f'There is no field "{text}".', hint=hint, value=text)
