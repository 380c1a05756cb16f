"""Addresses in a header whose owner is not known: `Clinic Address, Clinic City, Clinic Zip`. A person is asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.planning.headers import Header, guess_header, names_only_party, read_header

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from shipshell.planning.headers import Guess, Party

#: The fields that together are an address; two of them make an owner of the words that they share.
ADDRESS = ("address1", "city", "postal_code")
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody or some place with an address: which column feeds which field, if the parcel goes there."""

    columns: Mapping[str, str]
    ranks: Mapping[str, int]

    def has(self, columns: Collection[str]) -> bool:
        """Whether one of the columns is the owner's."""
        return not set(columns).isdisjoint(self.columns.values())

    def headers(self, columns: Collection[str]) -> dict[str, Header]:
        """What the owner's headers among `columns` say, if the owner is the recipient."""
        return {
            column: Header("to", name, self.ranks[name]) for name, column in self.columns.items() if column in columns
        }

    @property
    def street(self) -> tuple[str, str]:
        """The field by which the owner is asked about, and its column."""
        field = next(name for name in ADDRESS if name in self.columns)
        return field, self.columns[field]


def owners_of(columns: Sequence[str]) -> list[Owner]:
    """The owners of addresses that the headers name, in the order of the columns."""
    shared: defaultdict[tuple[str, ...], dict[str, tuple[str, Guess]]] = defaultdict(dict)
    for column in columns:
        guess = guess_header(column)
        if guess and (read_header(column) is None or guess.owner in shared):
            shared[guess.owner].setdefault(guess.field, (column, guess))
    return [
        Owner(
            {name: column for name, (column, _) in fed.items()}, {name: guess.rank for name, (_, guess) in fed.items()}
        )
        for fed in shared.values()
        if len(set(ADDRESS) & set(fed)) >= _ENOUGH
    ]


def between_names(columns: Sequence[str], chosen: Collection[str]) -> frozenset[str]:
    """The columns between another party's name and the recipient's, `Bill To, Address, City, Ship To`: whose are they?

    Args:
        chosen: columns that a person said feed the address; one of them answers for all.
    """
    others = [at for at, column in enumerate(columns) if _names("other", column)]
    recipients = [at for at, column in enumerate(columns) if _names("to", column)]
    if len(recipients) != 1 or not others or others[-1] > recipients[0]:
        return frozenset()
    between = frozenset(columns[others[-1] + 1 : recipients[0]])
    return between if between.isdisjoint(chosen) else frozenset()


def _names(party: Party, column: str) -> bool:
    """Whether a header is the name of this party: `Billing Name`, `Ship To`, `Bill To`."""
    header = read_header(column)
    if header:
        return header.party == party and header.field == "name"
    return party == "other" and names_only_party(column, party)
