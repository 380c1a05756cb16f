"""A shipment as it is asked for, quoted and confirmed. One row of a source is one shipment of one package."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from shipshell.model.address import Address, Party, Shipper
from shipshell.model.package import Dimensions, Package

if TYPE_CHECKING:
    from shipshell.model.money import Price

LabelFormat = Literal["GIF", "ZPL", "EPL", "SPL"]


@dataclass(frozen=True, slots=True)
class ShipmentRequest:
    """Everything UPS is told about one shipment, but for the attempt's own reference number.

    Attributes:
        service: a UPS service code.
        reference: the customer's own reference (order number), at most 35 characters; may be empty.
        reference2: a second one, kept for the record.
    """

    shipper: Shipper
    ship_to: Party
    package: Package
    service: str
    reference: str = ""
    reference2: str = ""
    description: str = ""
    saturday: bool = False
    label_format: LabelFormat = "GIF"

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready form from which `from_json` makes an equal value."""
        return _plain(asdict(self))  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ShipmentRequest:
        """The request that `to_json` wrote."""
        shipper = Shipper(_party(data["shipper"]["party"]), data["shipper"]["account_number"])
        return cls(
            **{**data, "shipper": shipper, "ship_to": _party(data["ship_to"]), "package": _package(data["package"])}
        )


@dataclass(frozen=True, slots=True)
class Quote:
    """UPS's answer to a rate request: the price, and its remarks as (code, words)."""

    price: Price
    alerts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LabelImage:
    """A label as the carrier gave it."""

    format: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What UPS confirmed of a shipment that exists.

    Attributes:
        tracking_number: the package's 1Z number.
        shipment_id: what a void is asked for.
        price: the charge; None where UPS does not say (Label Recovery gives no charges).
        label: None where UPS no longer gives it.
        alerts: UPS's remarks as (code, words).
    """

    tracking_number: str
    shipment_id: str
    price: Price | None = None
    label: LabelImage | None = None
    alerts: tuple[tuple[str, str], ...] = ()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


def _party(data: dict[str, Any]) -> Party:
    address = data["address"]
    return Party(**{**data, "address": Address(**{**address, "lines": tuple(address["lines"])})})


def _package(data: dict[str, Any]) -> Package:
    size, weight, value = data["dimensions"], data["weight"], data["declared_value"]
    return Package(
        **{
            **data,
            "weight": None if weight is None else Decimal(weight),
            "declared_value": None if value is None else Decimal(value),
            "dimensions": Dimensions(**size) if size else None,
        }
    )
