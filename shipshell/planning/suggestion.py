"""Which column a person may mean for a field that none feeds: an example that they can type as it stands."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from shipshell.planning.fields import FIELDS, REQUIRED, glued
from shipshell.planning.headers import guess_header, party_of, words_besides_party

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shipshell.planning.mapping import ColumnMap

_ELSEWHERE = ("other", "third", "item")  # parties whose columns feed no field of ours
_ALIKE = 0.65


def suggested(column_map: ColumnMap) -> tuple[str, str] | None:
    """The likeliest column for one of the missing fields (there is one), and that field; None where none may be meant.

    Columns that feed nothing go before those that feed what is not needed, such as a `W` read as the width.
    """
    unused = [column for column in column_map.unused if party_of(column) not in _ELSEWHERE]
    for columns in (unused, _spare(column_map)):
        likeness, _, _, column, field = max(_pairs(columns, column_map.missing), default=(0.0, False, 0, "", ""))
        if likeness >= _ALIKE:
            return column, field
    is_only = len(column_map.unused) == len(unused) == 1  # of several, any may be the wrong one
    return (unused[0], column_map.missing[0]) if is_only else None


def _spare(column_map: ColumnMap) -> list[str]:
    fed = ((field, match) for field, match in column_map.matches.items() if field in FIELDS)
    return [column for field, match in fed if field not in REQUIRED for column in match.columns]


def _pairs(columns: Sequence[str], missing: Sequence[str]) -> Iterator[tuple[float, bool, int, str, str]]:
    """Each column with each missing field, and how well they go together.

    Of equals one of the recipient's own is greater, then the earlier.
    """
    for at, column in enumerate(columns):
        for field in missing:
            yield _likeness(column, field), party_of(column) == "to", -at, column, field


def _likeness(column: str, field: str) -> float:
    guess = guess_header(column)
    if guess and guess.field == field:
        return 1.0
    text = "".join(words_besides_party(column))
    phrases = [glued(phrase) for rank in FIELDS[field].ranks for phrase in rank.split(",") if phrase.strip()]
    if any(_shortens(text, phrase) for phrase in phrases):
        return 1.0
    return max(SequenceMatcher(None, text, phrase).ratio() for phrase in phrases)


def _shortens(text: str, phrase: str) -> bool:
    """Whether `text` is `phrase` with letters left out, its first kept: `cty`, `w`."""
    left = iter(phrase)
    return text[:1] == phrase[:1] and len(text) < len(phrase) and all(letter in left for letter in text)
