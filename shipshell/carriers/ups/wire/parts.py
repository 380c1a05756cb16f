"""The parts that a Rate and a Ship request have in common: parties, payment, the package, and what the lane decides."""

from __future__ import annotations

from decimal import ROUND_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipshell.carriers.ups.wire.tree import Json
    from shipshell.model.address import Address, Party, Shipper
    from shipshell.model.package import Package, Signature
    from shipshell.model.shipment import ShipmentRequest

LETTER = "01"
_TENTH = Decimal("0.1")

#: UPS's delivery confirmation types, which differ by the level at which they stand.
_PACKAGE_SIGNATURES: dict[Signature, str] = {"signature": "2", "adult": "3"}
_SHIPMENT_SIGNATURES: dict[Signature, str] = {"signature": "1", "adult": "2"}


def country(address: Address) -> str:
    """The country as UPS counts it: Puerto Rico is its own, also where it is written as a state."""
    return "PR" if address.state == "PR" else address.country


def lane(request: ShipmentRequest) -> tuple[str, str]:
    """Countries of origin and destination."""
    return country(request.shipper.party.address), country(request.ship_to.address)


def references_on_package(request: ShipmentRequest) -> bool:
    """Whether this lane has its reference numbers on the package; on every other they belong to the shipment."""
    return lane(request) in (("US", "US"), ("PR", "PR"))


def address_form(address: Address) -> Json:
    """The address, without what it leaves empty; postal codes travel without hyphen and blank."""
    form: Json = {
        "AddressLine": list(address.lines),
        "City": address.city,
        "StateProvinceCode": address.state,
        "PostalCode": address.postal_code.replace("-", "").replace(" ", ""),
        "CountryCode": country(address),
    }
    return {key: value for key, value in form.items() if value}


def destination_form(address: Address) -> Json:
    """A ship-to address, taken for a home unless somebody said that it is none."""
    form = address_form(address)
    if address.residential is not False:
        form["ResidentialAddressIndicator"] = ""
    return form


def shipper_form(shipper: Shipper) -> Json:
    """Who pays, with the account."""
    party = shipper.party
    return {"Name": party.name, "ShipperNumber": shipper.account_number, "Address": address_form(party.address)}


def ship_from_form(party: Party) -> Json:
    """Where the parcel starts."""
    return {"Name": party.name, "Address": address_form(party.address)}


def bill_shipper(shipper: Shipper) -> Json:
    """Transport billed to the shipper's account."""
    return {"ShipmentCharge": [{"Type": "01", "BillShipper": {"AccountNumber": shipper.account_number}}]}


def package_form(request: ShipmentRequest, packaging_key: str) -> Json:
    """The package, its packaging under Rate's or Ship's own key. A UPS Letter has neither weight nor size."""
    package = request.package
    form: Json = {packaging_key: {"Code": package.packaging}}
    if package.packaging != LETTER:
        form |= _measures(package)
    options: Json = {}
    if package.declared_value is not None:
        options["DeclaredValue"] = {"CurrencyCode": "USD", "MonetaryValue": f"{package.declared_value:.2f}"}
    if package.signature and _signs_on_package(request):
        options["DeliveryConfirmation"] = {"DCISType": _PACKAGE_SIGNATURES[package.signature]}
    if options:
        form["PackageServiceOptions"] = options
    return form


def shipment_options(request: ShipmentRequest) -> Json:
    """`ShipmentServiceOptions` as a part of a shipment, empty where nothing is asked for."""
    options: Json = {}
    if request.saturday:
        options["SaturdayDeliveryIndicator"] = ""
    signature = request.package.signature
    if signature and not _signs_on_package(request):
        options["DeliveryConfirmation"] = {"DCISType": _SHIPMENT_SIGNATURES[signature]}
    return {"ShipmentServiceOptions": options} if options else {}


def _signs_on_package(request: ShipmentRequest) -> bool:
    origin, destination = lane(request)
    return (origin in ("US", "PR") and destination in ("US", "PR")) or (origin, destination) == ("CA", "CA")


def _measures(package: Package) -> Json:
    form: Json = {}
    size = package.dimensions
    if size:
        form["Dimensions"] = {
            "UnitOfMeasurement": {"Code": "IN"},
            "Length": str(size.length),
            "Width": str(size.width),
            "Height": str(size.height),
        }
    if package.weight is not None:
        form["PackageWeight"] = {"UnitOfMeasurement": {"Code": "LBS"}, "Weight": _weight(package.weight)}
    return form


def _weight(pounds: Decimal) -> str:
    """Pounds with one decimal at most, rounded up as UPS bills them: `3.5`, `12`."""
    shown = f"{pounds.quantize(_TENTH, rounding=ROUND_UP):f}"
    return shown.removesuffix(".0")
