"""Reading a source as a person asked for it: its columns understood, and of a table only the rows that may be meant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.planning.assumption import assumption
from shipshell.planning.cell_texts import FrameTexts, SearchedTexts
from shipshell.planning.filter_orders import Orders
from shipshell.planning.filter_sieve import Sieve
from shipshell.planning.filters import parse_filter
from shipshell.planning.item_rows import are_addressed
from shipshell.planning.mapping import ColumnMap, map_columns
from shipshell.sources.base import HEAD, peek
from shipshell.sources.conditions import Numbered, either
from shipshell.sources.search import Unsearchable

if TYPE_CHECKING:
    from shipshell.planning.filters import Filter
    from shipshell.planning.instructions import Instructions
    from shipshell.sources.base import Source, Table
    from shipshell.sources.conditions import Condition
    from shipshell.sources.search import Search


@dataclass(frozen=True, slots=True)
class Records:
    """Records of a table, by the columns of their primary key and its fingerprints (see `identity`)."""

    columns: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


NO_RECORDS = Records()


@dataclass(frozen=True, slots=True)
class Understood:
    """A source as read.

    Attributes:
        table: the source; where the `filter` is known already, perhaps without rows that it surely leaves out.
        filter: the filter that was asked for, as all rows of the source let understand it; None where it is still to
            be read, from `table`.
    """

    table: Table
    column_map: ColumnMap
    filter: Filter | None = None

    @property
    def is_plain(self) -> bool:
        """Whether all columns that are needed are understood."""
        return not (self.column_map.missing or self.column_map.doubtful)


def understand_columns(table: Table, instructions: Instructions) -> ColumnMap:
    """Which columns feed which fields; doubts and gaps are in the map.

    Raises:
        ShipshellError: E-1024, E-1025 for a mapping by hand that names nothing.
    """
    chosen = dict(instructions.chosen)
    found = map_columns([str(name) for name in table.frame.columns], table.frame, chosen)
    return replace(found, doubtful=(*assumption(table, found, chosen), *found.doubtful))


def filter_of(understood: Understood, instructions: Instructions, weight_unit: str) -> Filter | None:
    """The filter that was asked for, None for all rows; a bare weight in it is meant in `weight_unit`.

    Raises:
        ShipshellError: E-1026 it was not understood.
    """
    if understood.filter or not instructions.filter:
        return understood.filter
    texts = FrameTexts(understood.table.frame)
    return parse_filter(instructions.filter, Orders(texts, understood.column_map, instructions.asked, weight_unit))


def first_look(source: Source, instructions: Instructions) -> Table:
    """A source as far as its columns can be understood from it: whole, or of a table that is filtered the first rows.

    Raises:
        ShipshellError: E-10xx, it cannot be read.
    """
    return peek(source) if instructions.filter else source.read()


def understand(
    source: Source, look: Table, instructions: Instructions, weight_unit: str, records: Records = NO_RECORDS
) -> Understood:
    """Understand a source; of a table that is filtered, read only the rows that may pass.

    Args:
        look: its `first_look`.
        records: those whose rows are needed, whether they pass or not.

    Raises:
        ShipshellError: E-10xx, the source cannot be read; E-1024, E-1025, as `understand_columns`; E-1026, the filter
            was not understood.
    """
    first = Understood(look, understand_columns(look, instructions))
    search = source.search
    if search is None or not instructions.filter:
        return first
    try:
        with search.together():
            return _sifted(source, search, first, instructions, weight_unit, records)
    except Unsearchable:
        table = source.read()
        return Understood(table, understand_columns(table, instructions))


def _sifted(
    source: Source,
    search: Search,
    first: Understood,
    instructions: Instructions,
    weight_unit: str,
    records: Records,
) -> Understood:
    """Only the rows that may pass, and the first ones, by which the columns were understood.

    Raises:
        Unsearchable: the others are needed, too.
        ShipshellError: as `understand`.
    """
    if not first.is_plain:
        raise Unsearchable
    texts = SearchedTexts(search, [str(name) for name in first.table.frame.columns])
    parsed = parse_filter(instructions.filter, Orders(texts, first.column_map, instructions.asked, weight_unit))
    wanted = Sieve(search, first.column_map).condition(parsed)
    also = [search.records(records.columns, records.keys)] if records.keys else []
    table = _spared(source, either(wanted, Numbered(1, HEAD), *also))
    column_map = understand_columns(table, instructions)
    same = (column_map.matches, column_map.unused) == (first.column_map.matches, first.column_map.unused)
    if not same or not are_addressed(table.frame, column_map):  # an item row belongs to another one, wherever it is
        raise Unsearchable
    return Understood(table, column_map, parsed)


def _spared(source: Source, condition: Condition) -> Table:
    try:
        return source.read_where(condition)
    except ShipshellError as error:  # what is wrong with the table itself is said when it is read whole
        raise Unsearchable from error
