"""A candidate: columns that may together feed a field, and how plainly; and all the candidates of a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shipshell.planning.header_words import words_of
from shipshell.planning.headers import party_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from shipshell.planning.headers import Header, Party
    from shipshell.planning.owners import Owner

#: The parties whose columns may feed a field, the likeliest first.
ORDER = {"to": 0, "": 1, "customer": 2}
#: A joined pair ranks behind `Full Name` and `Total Weight`, before a bare `Weight`.
JOINED_RANK = 1
#: How many rows are looked at where headers leave a doubt.
SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """Columns that may together feed a field.

    Attributes:
        units: one per column, "" where its header names none.
        party: the recipient's own, nobody's in particular, or the customer's.
        rank: of the phrase, 0 being the plainest.
    """

    columns: tuple[str, ...]
    units: tuple[str, ...]
    party: Party
    rank: int

    @property
    def standing(self) -> tuple[int, int]:
        """What candidates are compared by; the smaller wins."""
        return ORDER[self.party], self.rank

    @property
    def plain(self) -> bool:
        """Whether the header leaves little doubt."""
        return self.party == "to" or (self.party == "" and self.rank == 0)

    @property
    def bare(self) -> bool:
        """Whether the header is one single word, which says little: `Name`."""
        return len(words_of(self.columns[0])) == 1

    def joined(self, other: Candidate, rank: int) -> Candidate:
        """This one and another as one candidate, of the other's party."""
        return Candidate(self.columns + other.columns, self.units + other.units, other.party, rank)


@dataclass(slots=True)
class Candidates:
    """The candidates of every field, what was read of every header, and who else has an address there.

    `halves` are columns of pounds or ounces whose other half is not there.
    """

    headers: dict[str, Header]
    owners: tuple[Owner, ...] = ()
    by_field: dict[str, list[Candidate]] = field(default_factory=dict)
    halves: frozenset[str] = frozenset()

    def of(self, name: str) -> list[Candidate]:
        """The candidates of a field, the best first, equals in the order of their columns."""
        return sorted(self.by_field.get(name, []), key=lambda candidate: candidate.standing)

    def of_items(self, name: str) -> tuple[str, ...]:
        """The columns that hold this field of one item instead of the parcel."""
        return tuple(
            column for column, header in self.headers.items() if header.party == "item" and header.field == name
        )

    def party_of(self, column: str) -> Party:
        """Whose column it is."""
        return self.headers[column].party if column in self.headers else party_of(column)

    def drop(self, name: str, columns: Collection[str]) -> None:
        """Leave columns out of the candidates of a field."""
        self.by_field[name] = [candidate for candidate in self.of(name) if candidate.columns[0] not in columns]
