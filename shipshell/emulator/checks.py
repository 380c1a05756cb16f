"""What UPS refuses: every rule that an order must pass before it is rated or shipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.emulator import geography, services
from shipshell.emulator.order import Dialect, Order, Parcel, Party, Payer, Reference, number
from shipshell.emulator.replies import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    #: Yields (code as Ship has it, what was found) for whatever is wrong, the first that UPS would name first.
    Check = Callable[[Order], Iterator[tuple[str, str]]]

_NAME = 35
_LINE = 35
_LINES = 3
_CITY = 30
_STATE = 5
_POSTCODE = 9
_PHONE = range(10, 16)
_EMAIL = 50
_DESCRIPTION = 50
_REFERENCE = 35
_REFERENCES = 2
_ACCOUNT = re.compile(r"[0-9A-Za-z]{6}")
_ZIP_CODE = re.compile(r"[0-9]{5}([0-9]{4})?")
_PACKAGES = 200
_WEIGHT_TEXT = 5
_POUNDS = 150
_LENGTH = 108
_LENGTH_AND_GIRTH = 165
_DECLARED = 50_000
_INVOICE = range(1, 100_000_000)
_PACKAGE_SIGNATURES = frozenset({"1", "2", "3"})
_SHIPMENT_SIGNATURES = frozenset({"1", "2"})
_UNITS = {"LBS": "IN", "KGS": "CM"}


def check(order: Order, dialect: Dialect, rules: tuple[Check, ...]) -> None:
    """Let the order pass, or name the first thing that is wrong with it.

    Raises:
        Refusal: with UPS's code in the dialect of the request.
    """
    problem = first_problem(order, rules)
    if problem:
        code, found = problem
        raise Refusal(dialect.code(code), found)


def first_problem(order: Order, rules: tuple[Check, ...]) -> tuple[str, str] | None:
    """The first thing that is wrong, as (code as Ship has it, what was found)."""
    return next((problem for rule in rules for problem in rule(order)), None)


def _shipper(order: Order) -> Iterator[tuple[str, str]]:
    if not _ACCOUNT.fullmatch(order.account):
        yield "120100", order.account
    yield from _address(order.shipper, "1201")


def _ship_to(order: Order) -> Iterator[tuple[str, str]]:
    yield from _address(order.ship_to, "1202")
    if len(order.ship_to.email) > _EMAIL:
        yield "120210", order.ship_to.email
    if order.ship_to.state in geography.MILITARY:
        yield "121210", "military addresses are not served"


def _ship_from(order: Order) -> Iterator[tuple[str, str]]:
    yield from _address(order.ship_from, "1203")


def _address(party: Party, group: str) -> Iterator[tuple[str, str]]:
    if not party.city or len(party.city) > _CITY:
        yield f"{group}05", party.city
    if len(party.country) != 2:  # noqa: PLR2004 - ISO 3166
        yield f"{group}08", party.country
    if len(party.state) > _STATE or (party.country in ("US", "CA") and not party.state):
        yield f"{group}06", party.state
    if len(party.postal_code) > _POSTCODE:
        yield f"{group}07", party.postal_code
    if party.country in ("US", "PR"):
        yield from _zip_code(party, group)


def _zip_code(party: Party, group: str) -> Iterator[tuple[str, str]]:
    state = "PR" if party.country == "PR" else party.state
    if state not in geography.STATES:
        yield f"{group}06", party.state
    if not _ZIP_CODE.fullmatch(party.postal_code):
        yield f"{group}07", party.postal_code
    if not geography.agree(state, party.postal_code):
        failed = {"1201": "120801", "1202": "120802", "1203": "120803"}[group]
        yield failed, f"{party.postal_code} is not in {state}"


def _names(order: Order) -> Iterator[tuple[str, str]]:
    yield from _name(order.shipper, "120101", ("120102",) * _LINES, "120110")
    yield from _name(order.ship_to, "120200", ("120202", "120203", "120204"), "120201")
    yield from _name(order.ship_from, "120302", ("120302",) * _LINES, "120302")


def _name(party: Party, name: str, lines: tuple[str, ...], attention: str) -> Iterator[tuple[str, str]]:
    if not 0 < len(party.name) <= _NAME:
        yield name, party.name
    if len(party.attention) > _NAME:
        yield attention, party.attention
    if not party.lines or not party.lines[0]:
        yield lines[0], ""
    for code, line in zip(lines, party.lines, strict=False):
        if len(line) > _LINE:
            yield code, line
    if len(party.lines) > _LINES:
        yield lines[-1], "more than three lines"


def _phones(order: Order) -> Iterator[tuple[str, str]]:
    to = order.ship_to.phone
    if to and len(to) < _PHONE.start:
        yield "120213", to
    if len(to) >= _PHONE.stop:
        yield "120217", to
    if order.shipper.phone and len(order.shipper.phone) not in _PHONE:
        yield "120109", order.shipper.phone
    if order.ship_from.phone and len(order.ship_from.phone) not in _PHONE:
        yield "120309", order.ship_from.phone


def _abroad(order: Order) -> Iterator[tuple[str, str]]:
    """What only a shipment out of the US and Puerto Rico, or between them, must say."""
    if order.domestic or all(parcel.packaging == services.LETTER for parcel in order.parcels):
        return
    total = number(order.invoice_total)
    if order.ship_to.domain in ("CA", "PR") and (total is None or int(total) not in _INVOICE):
        yield "120502", order.invoice_total
    if order.ship_to.domain in ("US", "PR"):
        return
    for code, value in (
        ("120110", order.shipper.attention),
        ("120109", order.shipper.phone),
        ("120201", order.ship_to.attention),
        ("120209", order.ship_to.phone),
        ("120512", order.description),
    ):
        if not value:
            yield code, ""


def _goods(order: Order) -> Iterator[tuple[str, str]]:
    if len(order.description) > _DESCRIPTION:
        yield "120503", order.description


def _payment(order: Order) -> Iterator[tuple[str, str]]:
    if not any(payment.charge == "01" for payment in order.payments):
        yield "120400", "no payer for transportation"
    for payment in order.payments:
        yield from _payer(order, payment)


def _payer(order: Order, payment: Payer) -> Iterator[tuple[str, str]]:
    if payment.charge not in ("01", "02") or (payment.charge == "02" and order.domestic):
        yield "120410", f"charge type {payment.charge}"
    if not payment.payers:
        yield "120400", ""
    if len(payment.payers) > 1:
        yield "120416", ", ".join(payment.payers)
    if "BillShipper" in payment.payers and payment.account != order.account:
        yield "120415", payment.account


def _service(order: Order) -> Iterator[tuple[str, str]]:
    if order.service not in services.NAMES:
        yield "120500", order.service
    if order.ship_from.domain not in ("US", "PR"):
        yield "121100", order.ship_from.country
    if order.service not in services.offered(order):
        yield "121210", f"{services.NAMES[order.service]} to {order.ship_to.state} {order.ship_to.country}"
    if order.saturday and order.service not in services.SATURDAY:
        yield "121200", services.NAMES[order.service]


def _signature(order: Order) -> Iterator[tuple[str, str]]:
    at_package = [parcel.signature for parcel in order.parcels if parcel.signature]
    if (order.signature and order.domestic) or (at_package and not order.domestic):
        yield "120598", ""
    if order.signature and order.signature not in _SHIPMENT_SIGNATURES:
        yield "120599", order.signature
    for kind in at_package:
        if kind not in _PACKAGE_SIGNATURES:
            yield "120599", kind


def _references(order: Order) -> Iterator[tuple[str, str]]:
    at_package = any(parcel.references for parcel in order.parcels)
    if order.references and order.domestic:
        yield "120541", ""
    if at_package and not order.domestic:
        yield "120542", ""
    yield from _reference_list(order.references, "120543", "120501", "120506")
    for parcel in order.parcels:
        yield from _reference_list(parcel.references, "120544", "120603", "120607")


def _reference_list(
    references: tuple[Reference, ...], too_many: str, bad_value: str, bad_code: str
) -> Iterator[tuple[str, str]]:
    if len(references) > _REFERENCES:
        yield too_many, str(len(references))
    for reference in references:
        if not 0 < len(reference.value) <= _REFERENCE:
            yield bad_value, reference.value
        if len(reference.code) not in (0, 2):
            yield bad_code, reference.code


def _packages(order: Order) -> Iterator[tuple[str, str]]:
    if not order.parcels:
        yield "120600", "no package"
    if len(order.parcels) > _PACKAGES:
        yield "120020", str(len(order.parcels))
    for parcel in order.parcels:
        yield from _packaging(parcel, order.service)
        yield from _units(parcel)
        yield from _weight(parcel)
        yield from _size(parcel)
        if parcel.declared_value > _DECLARED:
            yield "121025", str(parcel.declared_value)
    if len({parcel.weight_unit for parcel in order.parcels if parcel.weight_unit}) > 1:
        yield "120548", "packages in different units"


def _packaging(parcel: Parcel, service: str) -> Iterator[tuple[str, str]]:
    if parcel.packaging not in services.PACKAGING:
        yield "120600", parcel.packaging
    if parcel.packaging != services.OWN_BOX and service not in services.EXPRESS:
        yield "121206", f"{services.PACKAGING[parcel.packaging]} with {services.NAMES[service]}"


def _units(parcel: Parcel) -> Iterator[tuple[str, str]]:
    if parcel.weight_text and parcel.weight_unit not in _UNITS:
        yield "120546", parcel.weight_unit
    if parcel.inches is not None and parcel.size_unit not in _UNITS.values():
        yield "120547", parcel.size_unit
    if parcel.weight_text and parcel.size_unit and _UNITS[parcel.weight_unit] != parcel.size_unit:
        yield "120548", f"{parcel.weight_unit} and {parcel.size_unit}"


def _weight(parcel: Parcel) -> Iterator[tuple[str, str]]:
    if not parcel.weight_text and parcel.packaging == services.LETTER:
        return
    if len(parcel.weight_text) > _WEIGHT_TEXT:
        yield "120616", parcel.weight_text
    if parcel.pounds is None:
        yield "120601", parcel.weight_text
    elif not parcel.pounds:
        yield "121030", parcel.weight_text
    elif parcel.pounds > _POUNDS + 5 * (parcel.weight_unit == "KGS"):  # 70 kg are 154 lb
        yield "121035", f"{parcel.weight_text} {parcel.weight_unit}"


def _size(parcel: Parcel) -> Iterator[tuple[str, str]]:
    if parcel.inches is None:
        return
    if not parcel.inches:
        yield "120609", ""
        return
    length, width, height = parcel.inches
    if length > _LENGTH:
        yield "121055", f"{length:.0f} in"
    if length + 2 * (width + height) > _LENGTH_AND_GIRTH:
        yield "121050", f"{length + 2 * (width + height):.0f} in"


#: A rate needs no names, no phones and no description; a shipment does.
RATING: tuple[Check, ...] = (_shipper, _ship_to, _ship_from, _service, _packages, _signature)
SHIPPING: tuple[Check, ...] = (
    _shipper,
    _ship_to,
    _ship_from,
    _names,
    _phones,
    _payment,
    _service,
    _packages,
    _signature,
    _references,
    _goods,
    _abroad,
)
