"""What a filter compares: a field or a column, and what may be said of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from shipshell.planning.cells import Cells
    from shipshell.planning.filter_dates import DateOrder
    from shipshell.planning.mapping import ColumnMap

Operator = Literal[
    "is", "under", "at most", "over", "at least", "contains", "starts with", "ends with", "like", "empty"
]

_SIZES = ("length", "width", "height")
_MEASURED = ("weight", *_SIZES, "declared_value")
_YES_OR_NO = ("residential", "saturday")
_FEW = ("state", "country", "service", *_YES_OR_NO)


class Unclear(ValueError):
    """A part of a filter that has no meaning, or more than one. Its text says which."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A field (with the cells of its columns, in their units) or a single column that feeds none.

    Attributes:
        name: the field's name or the column's header.
        is_field: which of the two.
        unit: of bare numbers in a filter on weight; they are in the column's own unit.
        dates: how its dates are written, None where its cells are no dates.
        today: what `yesterday` is told by, where its cells are dates.
    """

    name: str
    is_field: bool
    unit: str = ""
    dates: DateOrder | None = None
    today: date | None = None

    @property
    def shown(self) -> str:
        """Read back: `postal code`, `"Qty"`."""
        return self.name.replace("_", " ") if self.is_field else f'"{self.name}"'

    def columns(self, column_map: ColumnMap) -> tuple[str, ...]:
        """All columns that its cells are made of."""
        return column_map.columns_behind(self.name) if self.is_field else (self.name,)

    def texts(self, cells: Cells) -> list[str]:
        """Its cells, one for each row."""
        return cells.field(self.name) if self.is_field else cells.column(self.name)

    @property
    def is_measured(self) -> bool:
        """Whether its cells are numbers with a unit, so that `is 10` compares numbers."""
        return self.is_field and self.name in _MEASURED

    @property
    def has_few_values(self) -> bool:
        """Whether its cells are one of a known few: states, countries, services, yes or no."""
        return self.is_field and self.name in _FEW

    @property
    def is_yes_or_no(self) -> bool:
        """Whether its cells say yes or no."""
        return self.is_field and self.name in _YES_OR_NO

    @property
    def is_zip(self) -> bool:
        """Whether it is the ZIP code."""
        return self.is_field and self.name == "postal_code"

    @property
    def is_size(self) -> bool:
        """Whether it is a length."""
        return self.is_field and self.name in _SIZES

    @property
    def is_weight(self) -> bool:
        """Whether it is the weight."""
        return self.is_field and self.name == "weight"
