"""From a table and its column map to shipment requests: every row is good, or all that is wrong with it is named."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from shipshell.model.address import Address, Party
from shipshell.model.errors import Problem
from shipshell.model.package import Package
from shipshell.model.shipment import ShipmentRequest
from shipshell.planning import goods, parcel, payment, recipient
from shipshell.planning.cells import Cells, Readings, read_all
from shipshell.planning.declared_value import read_declared_for
from shipshell.planning.hidden import read_hidden
from shipshell.planning.measures import told_weight
from shipshell.planning.named_carrier import read_carrier
from shipshell.planning.readings import Fault, Reading
from shipshell.planning.signatures import read_signatures
from shipshell.planning.values import email_address, limited_text, phone_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from shipshell.config import Defaults
    from shipshell.model.address import Shipper
    from shipshell.model.package import Dimensions, Signature
    from shipshell.model.shipment import LabelFormat
    from shipshell.planning.mapping import ColumnMap
    from shipshell.planning.recipient import Place, Who
    from shipshell.sources.base import Table

REFERENCE_LENGTH = 35
DESCRIPTION_LENGTH = 35
_UNIT_NAMES = {"lb": "pounds", "oz": "ounces", "kg": "kilograms", "g": "grams"}


@dataclass(frozen=True, slots=True)
class RowReadings:
    """All readings that a request is made of, each over all rows."""

    who: Readings[Who]
    street: Readings[tuple[str, ...]]
    place: Readings[Place]
    phone: Readings[str]
    email: Readings[str]
    residential: Readings[bool | None]
    packaging: Readings[str]
    weight: Readings[Decimal | None]
    size: Readings[Dimensions | None]
    declared_value: Readings[Decimal | None]
    signature: Readings[Signature]
    service: Readings[str]
    lane: Readings[None]
    saturday: Readings[bool]
    reference: Readings[str]
    reference2: Readings[str]
    description: Readings[str]
    billing: Readings[None]
    payer: Readings[None]
    insurance_paid: Readings[None]
    order_payment: Readings[None]
    parcel_count: Readings[None]
    piece_count: Readings[None]
    carrier: Readings[None]
    cod: Readings[None]
    hazmat: Readings[None]
    hidden: Readings[None]


@dataclass(frozen=True, slots=True)
class Validated:
    """The outcome, by row (`#` of the preview).

    Attributes:
        rows: the good rows, in the order of the table.
        problems: every error of each bad row.
        warnings: what was mended or is doubtful, of good and bad rows.
        notes: what holds for all rows and should be said once.
        service_changes: rows that name another service than the one that was asked for, for all.
    """

    rows: tuple[int, ...]
    problems: Mapping[int, tuple[Problem, ...]]
    warnings: Mapping[int, tuple[str, ...]]
    notes: tuple[str, ...]
    service_changes: frozenset[int]
    _shipper: Shipper
    _label_format: LabelFormat
    _positions: Mapping[int, int]
    _readings: RowReadings
    _cells: Cells

    def ship_to(self, row: int) -> Party:
        """The recipient of a good row."""
        read, at = self._readings, self._positions[row]
        who, place = read.who.at(at), read.place.at(at)
        address = Address(
            read.street.at(at), place.city, place.state, place.postal_code, place.country, read.residential.at(at)
        )
        return Party(who.name, address, who.attention, read.phone.at(at), read.email.at(at))

    def weight(self, row: int) -> Decimal | None:
        """The exact weight of a row in pounds; None where it has none."""
        return self._readings.weight.at(self._positions[row])

    def text(self, column: str, row: int) -> str:
        """The cell of a column in a row, as it stands."""
        return self._cells.column(column)[self._positions[row]]

    def request(self, row: int) -> ShipmentRequest:
        """The shipment of a good row, made anew at each call."""
        read, at = self._readings, self._positions[row]
        exact = read.weight.at(at)
        package = Package(
            told_weight(exact) if exact else None,
            read.size.at(at),
            read.packaging.at(at),
            read.declared_value.at(at),
            read.signature.at(at),
        )
        return ShipmentRequest(
            self._shipper,
            self.ship_to(row),
            package,
            read.service.at(at),
            reference=read.reference.at(at),
            reference2=read.reference2.at(at),
            description=read.description.at(at),
            saturday=read.saturday.at(at),
            label_format=self._label_format,
        )


def validate(
    table: Table, column_map: ColumnMap, *, shipper: Shipper, defaults: Defaults, service_override: str | None
) -> Validated:
    """Check every row of `table` and name all errors at once.

    Args:
        service_override: a service code that goes before the rows' own, None where the rows' own count.
    """
    cells = Cells(table.frame, column_map)
    haste = column_map.columns_of("rush")
    reader = partial(parcel.read_service_in_haste, default=defaults.service, columns=haste)
    own = read_all(reader, cells.field("service"), *map(cells.column, haste))
    service = _same(service_override, len(cells.rows)) if service_override else own
    readings = _readings(cells, column_map, defaults, service, shipper)
    problems, warnings = _remarks(cells, readings)
    return Validated(
        rows=tuple(row for row in cells.rows if row not in problems),
        problems=problems,
        warnings=warnings,
        notes=_notes(cells, column_map, defaults),
        service_changes=_changes(cells, own, service_override) if service_override else frozenset(),
        _shipper=shipper,
        _label_format=defaults.label_format,
        _positions={row: at for at, row in enumerate(cells.rows)},
        _readings=readings,
        _cells=cells,
    )


def _same(service: str, rows: int) -> Readings[str]:
    return Readings([Reading(service)], [0] * rows)


def _changes(cells: Cells, own: Readings[str], service: str) -> frozenset[int]:
    named = zip(cells.rows, cells.field("service"), own.values(), strict=True)
    return frozenset(row for row, text, read in named if text.strip() and read != service)


def _readings(
    cells: Cells, column_map: ColumnMap, defaults: Defaults, service: Readings[str], shipper: Shipper
) -> RowReadings:
    field = cells.field
    saturday = read_all(parcel.read_saturday, field("saturday"))
    packaging = read_all(partial(parcel.read_packaging, default=defaults.packaging), field("packaging"))
    place = read_all(recipient.read_place, field("city"), field("state"), field("postal_code"), field("country"))
    billing = partial(payment.read_billing, account=shipper.account_number)
    payer = partial(payment.read_payer, columns=column_map.columns_of("payer"), account=shipper.account_number)
    return RowReadings(
        who=read_all(recipient.read_who, field("name"), field("company"), field("attention")),
        street=read_all(recipient.read_street, field("address1"), field("address2"), field("address3")),
        place=place,
        phone=read_all(phone_digits, field("phone")),
        email=read_all(email_address, field("email")),
        residential=read_all(parcel.read_residential, field("residential")),
        packaging=packaging,
        weight=read_all(
            partial(parcel.read_weight, unit=defaults.weight_unit),
            field("weight"),
            packaging.values(),
            cells.given_units(),
        ),
        size=read_all(
            parcel.read_size,
            field("length"),
            field("width"),
            field("height"),
            field("dimensions"),
            field("size_unit"),
        ),
        declared_value=read_all(
            read_declared_for,
            field("declared_value"),
            field("declared_option"),
            _lanes(shipper, place),
            packaging.values(),
        ),
        signature=read_all(read_signatures, field("signature"), *_columns(cells, column_map, "adult_signature")),
        service=service,
        lane=read_all(_lane, service.values(), packaging.values(), saturday.values()),
        saturday=saturday,
        reference=_text(cells, "reference", REFERENCE_LENGTH),
        reference2=_text(cells, "reference2", REFERENCE_LENGTH),
        description=_text(cells, "description", DESCRIPTION_LENGTH),
        billing=_gathered(cells, column_map, "billing", billing),
        payer=_gathered(cells, column_map, "payer", payer),
        insurance_paid=read_all(
            payment.read_insurance_paid, field("declared_value"), *_columns(cells, column_map, "insurance_paid")
        ),
        order_payment=_gathered(cells, column_map, "order_payment", payment.read_order_payment),
        parcel_count=_gathered(cells, column_map, "parcel_count", parcel.read_parcel_count),
        piece_count=_gathered(cells, column_map, "piece_count", parcel.read_piece_count),
        carrier=read_all(read_carrier, service.values(), *_columns(cells, column_map, "carrier")),
        cod=_gathered(cells, column_map, "cod", payment.read_cod),
        hazmat=_gathered(cells, column_map, "hazmat", goods.read_hazmat),
        hidden=read_hidden(cells, column_map.order_columns),
    )


def _lanes(shipper: Shipper, place: Readings[Place]) -> list[tuple[str, str]]:
    """Countries of origin and destination, row by row."""
    home = shipper.party.address
    origin = "PR" if home.state == "PR" else home.country
    return [(origin, there.country) for there in place.values()]


def _columns(cells: Cells, column_map: ColumnMap, field: str) -> list[list[str]]:
    """The cells of each of the columns that feed a field."""
    return [cells.column(name) for name in column_map.columns_of(field)]


def _gathered(cells: Cells, column_map: ColumnMap, field: str, reader: Callable[..., Reading[None]]) -> Readings[None]:
    """What a reader says of a field that any number of columns feed."""
    columns = _columns(cells, column_map, field)
    return read_all(reader, *columns) if columns else Readings([Reading(None)], [0] * len(cells.rows))


def _text(cells: Cells, field: str, longest: int) -> Readings[str]:
    return read_all(lambda text: limited_text(field, text, longest), cells.field(field))


def _lane(service: str, packaging: str, saturday: bool) -> Reading[None]:  # noqa: FBT001 - a cell, read
    if not service:
        return Reading(None)
    faults = parcel.lane_fault(service, packaging), parcel.saturday_fault(service) if saturday else None
    return Reading(None, faults=tuple(fault for fault in faults if fault))


def _remarks(cells: Cells, readings: RowReadings) -> tuple[dict[int, tuple[Problem, ...]], dict[int, tuple[str, ...]]]:
    """Problems and warnings by row, those of a row in the order of the fields."""
    problems: dict[int, tuple[Problem, ...]] = {}
    warnings: dict[int, tuple[str, ...]] = {}
    for name in RowReadings.__dataclass_fields__:
        for at, reading in getattr(readings, name).remarkable():
            row = cells.rows[at]
            if reading.warnings:
                warnings[row] = warnings.get(row, ()) + reading.warnings
            if reading.faults:
                found = tuple(_problem(fault, cells, row, at) for fault in reading.faults)
                problems[row] = problems.get(row, ()) + found
    return dict(sorted(problems.items())), dict(sorted(warnings.items()))


def _problem(fault: Fault, cells: Cells, row: int, at: int) -> Problem:
    column, value = cells.source(fault.field, at, fault.which)
    return Problem(fault.code, fault.message, fault.hint, row, column, value)


def _notes(cells: Cells, column_map: ColumnMap, defaults: Defaults) -> tuple[str, ...]:
    weight = column_map.matches.get("weight")
    if not weight or any(weight.units) or any(map(str.strip, cells.field("weight_unit"))):
        return ()
    unit = _UNIT_NAMES[defaults.weight_unit]
    return (f'Bare numbers in "{weight.columns[0]}" are read as {unit}.',)
