"""Reads what a filter merely names: `California`, `Texas and Florida`, `Canadian`, `Ground`."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from shipshell.model.service import service_named
from shipshell.planning.filter_nodes import Comparison, Or
from shipshell.planning.filter_subjects import field_subject, test_of
from shipshell.planning.places import STATES, country_code, state_code

if TYPE_CHECKING:
    from shipshell.planning.filter_comparisons import ComparisonReader
    from shipshell.planning.filter_cursor import Cursor
    from shipshell.planning.filter_nodes import Node
    from shipshell.planning.mapping import ColumnMap

#: Two letters that are a state's but also a word, or commonly a city (`LA`): a state only as `state is LA`.
_WORDLIKE = frozenset({"in", "or", "me", "ok", "hi", "oh", "id", "as", "la"})
_COUNTRY_CODES = frozenset({"US", "UK"})
_CODE = 2


class NameReader:
    """Reads names at a cursor."""

    def __init__(self, cursor: Cursor, comparisons: ComparisonReader, column_map: ColumnMap, weight_unit: str) -> None:
        self._cursor = cursor
        self._comparisons = comparisons
        self._map = column_map
        self._unit = weight_unit

    def read(self) -> Node:
        """Places joined by commas, `and` or `or` (a row may be in any of them), or one service.

        Raises:
            Unclear: neither comes next.
        """
        place = self._place()
        if not place:
            return self._service()
        places: list[Node] = [place]
        while more := self._another_place():
            places.append(more)
        return reduce(Or, places)

    def _another_place(self) -> Node | None:
        start = self._cursor.at
        comma = self._cursor.took(",")
        joined = self._cursor.took_any("and", "or", "&") or comma
        found = self._place() if joined else None
        if not found:
            self._cursor.at = start
        return found

    def _place(self) -> Node | None:
        start = self._cursor.at
        segment = "" if self._comparisons.begins_part() else self._cursor.segment()
        found = self._place_named(segment)
        if not found:
            self._cursor.at = start
        return found

    def _place_named(self, segment: str) -> Node | None:
        is_code = len(segment) <= _CODE
        state = state_code(segment)
        if state in STATES and segment.lower() not in _WORDLIKE:
            return self._is("state", state, state, city="" if is_code else segment.lower())
        country = country_code(segment) if not is_code or segment in _COUNTRY_CODES else ""
        return self._is("country", country, country) if country else None

    def _service(self) -> Node:
        start = self._cursor.at
        segment = self._cursor.segment()
        service = service_named(segment) if not segment.isdigit() else None
        if not service:
            self._cursor.at = start
            raise self._cursor.lost()
        return self._is("service", service.code, service.name)

    def _is(self, field: str, value: str, shown: str, *, city: str = "") -> Comparison:
        subject = field_subject(field, self._map, self._unit)
        return Comparison(subject, test_of(subject, "is", value), f"{field} is {shown}", city)
