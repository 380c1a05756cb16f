"""What the carrier complains of, traced back to the source: which column, and which value the row has there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.model.service import BY_CODE
from shipshell.planning.mapping import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.model.errors import Problem
    from shipshell.model.shipment import ShipmentRequest


def traced(problem: Problem, field: str, request: ShipmentRequest, columns: Mapping[str, str], row: int) -> Problem:
    """`problem` with the row, and the column and value that `field` came from.

    Args:
        columns: the source's header for each field that a column feeds; where none does, none is named.
    """
    if not field:
        return replace(problem, row=row)
    return replace(problem, row=row, column=_column(field, columns), value=_value(field, request))


def _column(field: str, columns: Mapping[str, str]) -> str:
    together = (columns.get(name, "") for name, fields in TOGETHER.items() if field in fields)
    return columns.get(field) or next(filter(None, together), "")


def _value(field: str, request: ShipmentRequest) -> str:
    to, package = request.ship_to, request.package
    lines = dict(zip(("address1", "address2", "address3"), to.address.lines, strict=False))
    values = {
        "name": to.name,
        "attention": to.attention,
        **lines,
        "city": to.address.city,
        "state": to.address.state,
        "postal_code": to.address.postal_code,
        "country": to.address.country,
        "phone": to.phone,
        "email": to.email,
        "weight": package.weight,
        "packaging": package.packaging,
        "declared_value": package.declared_value,
        "signature": package.signature,
        "service": BY_CODE[request.service].name,
        "reference": request.reference,
        "description": request.description,
    }
    return str(values.get(field) or "")
