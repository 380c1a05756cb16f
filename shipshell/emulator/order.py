"""A shipment as a Rate or Ship request asks for it, read out of UPS's JSON into values.

Reading checks shapes and numbers only; whether UPS would take the shipment is decided in `checks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shipshell.emulator.replies import Refusal

_POUNDS_PER_KILOGRAM = Decimal("2.20462")
_CENTIMETRES_PER_INCH = Decimal("2.54")
#: Longer than any weight or amount in UPS's documents.
_LONGEST_NUMBER = 19
#: Half a character, which JSON can spell and nothing can store.
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How Rate and Ship differ in spelling the same shipment, and in the first digits of their error codes."""

    root: str
    packaging: str
    payment: str
    prefix: str

    def code(self, ship_code: str) -> str:
        """UPS's code in this dialect for what Ship calls `ship_code`."""
        if self.prefix == "12" or not ship_code.startswith("12"):
            return ship_code
        return _RATING_CODES.get(ship_code, self.prefix + ship_code[2:])


#: Where Rating's code is not Ship's with 11 for 12.
_RATING_CODES = {
    "120100": "111580",
    "120206": "111286",
    "120207": "111285",
    "120801": "111285",
    "120802": "111285",
    "120803": "111285",
}

SHIP = Dialect("ShipmentRequest", "Packaging", "PaymentInformation", "12")
RATE = Dialect("RateRequest", "PackagingType", "PaymentDetails", "11")


@dataclass(frozen=True, slots=True)
class Party:
    """Who sends or receives. `lines` are as given, the country is upper case."""

    name: str
    attention: str
    phone: str
    email: str
    lines: tuple[str, ...]
    city: str
    state: str
    postal_code: str
    country: str
    residential: bool

    @property
    def domain(self) -> str:
        """The country, with Puerto Rico as one of its own however it is written."""
        return "PR" if self.country == "US" and self.state == "PR" else self.country


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference number and its optional two-letter code."""

    value: str
    code: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """One package.

    Attributes:
        weight_text: the weight as written; `pounds` is its value, None where none was given.
        inches: the sizes, longest first; None where none were given, empty where they make no sense.
        signature: the package's delivery confirmation, "" for none.
    """

    packaging: str
    weight_unit: str
    weight_text: str
    pounds: Decimal | None
    size_unit: str
    inches: tuple[Decimal, ...] | None
    declared_value: Decimal
    signature: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays for a kind of charge: `payers` are the ways given, `account` the shipper's where it is one."""

    charge: str
    payers: tuple[str, ...]
    account: str


@dataclass(frozen=True, slots=True)
class Order:
    """The whole shipment as asked for. `context` is the customer's own words, echoed in the reply."""

    shipper: Party
    account: str
    ship_to: Party
    ship_from: Party
    service: str
    description: str
    payments: tuple[Payer, ...]
    parcels: tuple[Parcel, ...]
    references: tuple[Reference, ...]
    signature: str
    saturday: bool
    negotiated: bool
    invoice_total: str
    option: str
    context: str

    @property
    def domestic(self) -> bool:
        """Whether references and signatures belong to the package: within the US, or within Puerto Rico."""
        return self.ship_from.domain == self.ship_to.domain and self.ship_to.domain in ("US", "PR")


def read_order(document: dict[str, Any], dialect: Dialect) -> Order:
    """The shipment that `document` asks for.

    Raises:
        Refusal: a part is missing, or is not of the kind that UPS's schema wants.
    """
    root = part(document, dialect.root, required=True)
    request = part(root, "Request")
    shipment = part(root, "Shipment", required=True)
    options = part(shipment, "ShipmentServiceOptions")
    shipper = part(shipment, "Shipper", required=True)
    sender = _party(shipper)
    return Order(
        shipper=sender,
        account=text(shipper, "ShipperNumber"),
        ship_to=_party(part(shipment, "ShipTo", required=True)),
        ship_from=_party(part(shipment, "ShipFrom")) if "ShipFrom" in shipment else sender,
        service=text(part(shipment, "Service"), "Code"),
        description=text(shipment, "Description"),
        payments=tuple(map(_payer, parts(part(shipment, dialect.payment), "ShipmentCharge"))),
        parcels=tuple(_parcel(package, dialect) for package in parts(shipment, "Package")),
        references=_references(shipment),
        signature=text(part(options, "DeliveryConfirmation"), "DCISType"),
        saturday="SaturdayDeliveryIndicator" in options,
        negotiated="NegotiatedRatesIndicator" in part(shipment, "ShipmentRatingOptions"),
        invoice_total=text(part(shipment, "InvoiceLineTotal"), "MonetaryValue"),
        option=text(request, "RequestOption"),
        context=text(part(request, "TransactionReference"), "CustomerContext"),
    )


def part(node: dict[str, Any], name: str, *, required: bool = False) -> dict[str, Any]:
    """The object `name` of `node`, empty where it is absent and not required."""
    value = node.get(name)
    if value is None and not required:
        return {}
    if not isinstance(value, dict):
        raise Refusal("20008" if name in node else "20007", name)
    return value


def parts(node: dict[str, Any], name: str) -> tuple[dict[str, Any], ...]:
    """The objects listed under `name`; a lone object counts as a list of one, as at UPS."""
    value = node.get(name) or []
    items = value if isinstance(value, list) else [value]
    if not all(isinstance(item, dict) for item in items):
        raise Refusal("20008", name)
    return tuple(items)


def text(node: dict[str, Any], name: str) -> str:
    """The string `name` of `node`, stripped; "" where it is absent. UPS's numbers are strings, too."""
    value = node.get(name, "")
    if not isinstance(value, str) or _SURROGATE.search(value):
        raise Refusal("20008", f"{name} is not a string")
    return value.strip()


def texts(node: dict[str, Any], name: str) -> tuple[str, ...]:
    """The strings listed under `name`, stripped; a lone string counts as a list of one."""
    value = node.get(name) or []
    items = value if isinstance(value, list) else [value]
    return tuple(text({name: item}, name) for item in items)


def number(value: str) -> Decimal | None:
    """`value` as a plain decimal number, None if it is none."""
    plain = len(value) <= _LONGEST_NUMBER and value.isascii() and value.replace(".", "", 1).isdecimal()
    return Decimal(value) if plain else None


def _party(node: dict[str, Any]) -> Party:
    address = part(node, "Address")
    return Party(
        name=text(node, "Name"),
        attention=text(node, "AttentionName"),
        phone=text(part(node, "Phone"), "Number"),
        email=text(node, "EMailAddress"),
        lines=texts(address, "AddressLine"),
        city=text(address, "City"),
        state=text(address, "StateProvinceCode").upper(),
        postal_code=text(address, "PostalCode"),
        country=text(address, "CountryCode").upper(),
        residential="ResidentialAddressIndicator" in address,
    )


def _parcel(node: dict[str, Any], dialect: Dialect) -> Parcel:
    weight = part(node, "PackageWeight")
    unit = text(part(weight, "UnitOfMeasurement"), "Code")
    options = part(node, "PackageServiceOptions")
    declared = text(part(options, "DeclaredValue"), "MonetaryValue")
    size_unit, inches = _sizes(part(node, "Dimensions"))
    return Parcel(
        packaging=text(part(node, dialect.packaging), "Code"),
        weight_unit=unit,
        weight_text=text(weight, "Weight"),
        pounds=_pounds(text(weight, "Weight"), unit),
        size_unit=size_unit,
        inches=inches,
        declared_value=_amount(declared, dialect),
        signature=text(part(options, "DeliveryConfirmation"), "DCISType"),
        references=_references(node),
    )


def _pounds(weight: str, unit: str) -> Decimal | None:
    value = number(weight)
    return value * _POUNDS_PER_KILOGRAM if value is not None and unit == "KGS" else value


def _sizes(node: dict[str, Any]) -> tuple[str, tuple[Decimal, ...] | None]:
    if not node:
        return "", None
    unit = text(part(node, "UnitOfMeasurement"), "Code")
    written = [text(node, name) for name in ("Length", "Width", "Height")]
    values = [number(size) for size in written if 1 <= len(size) <= 3]  # noqa: PLR2004 - the schema's length
    inch = _CENTIMETRES_PER_INCH if unit == "CM" else Decimal(1)
    sizes = tuple(sorted((value / inch for value in values if value), reverse=True))
    return unit, sizes if len(sizes) == len(written) else ()


def _amount(value: str, dialect: Dialect) -> Decimal:
    amount = number(value or "0")
    if amount is None:
        raise Refusal(dialect.code("120604"), value)
    return amount


def _references(node: dict[str, Any]) -> tuple[Reference, ...]:
    return tuple(Reference(text(item, "Value"), text(item, "Code")) for item in parts(node, "ReferenceNumber"))


def _payer(node: dict[str, Any]) -> Payer:
    payers = tuple(way for way in ("BillShipper", "BillReceiver", "BillThirdParty") if way in node)
    return Payer(text(node, "Type"), payers, text(part(node, "BillShipper"), "AccountNumber"))
