"""What stands in a sentence for a value: rows, jobs, amounts, sources, services, sheets, fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.intents import numbers, topics
from shipshell.intents.filtering import FILTERS, typed
from shipshell.intents.remarks import REMARKS
from shipshell.intents.tokens import Kind, has_extension
from shipshell.intents.words import DATABASES, LOOSE_ENDS, NEVER_A_NAME, TABLES
from shipshell.model.service import service_named

if TYPE_CHECKING:
    from shipshell.intents.patterns import Capture, Line, Value

Found = list[tuple[int, "Value"]]

_LONGEST_SERVICE = 9
_ORDERS = frozenset({"order", "orders", "parcels", "packages", "shipments", "ones"})
_LEADING_TO_A_SERVICE = frozenset({"by", "via", "using", "use", "with", "as", "ups"})
_FIELDS = [
    "name",
    "company",
    "attention",
    "address1",
    "address2",
    "address3",
    "city",
    "state",
    "postal_code",
    "country",
    "phone",
    "email",
    "weight",
    "length",
    "width",
    "height",
    "packaging",
    "service",
    "reference",
    "reference2",
    "declared_value",
    "signature",
    "saturday",
    "residential",
    "description",
]
_FIELD_NAMES = {field.replace("_", " "): field for field in _FIELDS} | {field: field for field in _FIELDS}
_FIELD_NAMES |= {
    "zip": "postal_code",
    "zip code": "postal_code",
    "zipcode": "postal_code",
    "postcode": "postal_code",
    "post code": "postal_code",
    "postal": "postal_code",
    "recipient": "name",
    "recipient name": "name",
    "address": "address1",
    "address 1": "address1",
    "address 2": "address2",
    "address 3": "address3",
    "address line 1": "address1",
    "address line 2": "address2",
    "address line 3": "address3",
    "street": "address1",
    "e mail": "email",
    "telephone": "phone",
    "phone number": "phone",
    "package weight": "weight",
    "declared value": "declared_value",
}


def _of_kind(*kinds: Kind) -> Capture:
    def capture(line: Line, at: int) -> Found:
        token = line.tokens[at]
        return [(at + 1, token.word)] if token.kind in kinds and token.word else []

    return capture


def service(line: Line, at: int) -> Found:
    """The longest service named at `at`, as UPS's name for it."""
    compared = at > 0 and line.tokens[at - 1].word == "="
    if compared or line.tokens[at].kind not in (Kind.WORD, Kind.NUMBER, Kind.QUOTED):
        return []
    for end in range(min(at + _LONGEST_SERVICE, len(line.tokens)), at, -1):
        known = service_named(line.raw(at, end).strip("\"'“”‘’"))  # noqa: RUF001
        if known and not line.raw(at, end).isdigit() and "=" not in line.raw(at, end) and not _describes(line, at, end):
            return [(end, known.name)]
    return []


def _describes(line: Line, at: int, end: int) -> bool:
    """Whether the service says which orders are meant (`Ground orders`), rather than how to ship them."""
    led = at > 0 and line.tokens[at - 1].word in _LEADING_TO_A_SERVICE
    return not led and end < len(line.tokens) and line.tokens[end].word in _ORDERS


def service_code(line: Line, at: int) -> Found:
    """A service by UPS's number for it."""
    known = service_named(line.tokens[at].word) if line.tokens[at].kind is Kind.NUMBER else None
    return [(at + 1, known.name)] if known else []


def sheet(line: Line, at: int) -> Found:
    """A sheet's name: quoted, or up to four words or numbers."""
    if line.tokens[at].kind is Kind.QUOTED:
        return [(at + 1, line.tokens[at].word)]
    return [
        (end, line.raw(at, end))
        for end in range(at + 1, min(at + 5, len(line.tokens)) + 1)
        if all(token.kind in (Kind.WORD, Kind.NUMBER, Kind.NAME, Kind.SOFT) for token in line.tokens[at:end])
        and line.tokens[end - 1].kind is not Kind.SOFT
        and (line.tokens[end - 1].word not in LOOSE_ENDS or line.raw(end - 1, end).isupper())
        and not any(token.word in NEVER_A_NAME - TABLES for token in line.tokens[at + 1 : end])
    ]


def bare(line: Line, at: int) -> Found:
    """A single word, as typed: the name of a file, table or column."""
    token = line.tokens[at]
    plain = token.kind in (Kind.NAME, Kind.QUOTED, Kind.PATH) or (
        token.kind is Kind.WORD and token.word not in NEVER_A_NAME - TABLES
    )
    return [(at + 1, typed(line, at))] if plain else []


def sheet_before(line: Line, at: int) -> Found:
    """A sheet's name before the word `sheet`: no name of a file, and not where the name follows in quotes."""
    token, after = line.tokens[at], line.tokens[at + 2 : at + 3]
    if token.kind is Kind.PATH or has_extension(token.word) or (after and after[0].kind is Kind.QUOTED):
        return []
    return bare(line, at)


def column(line: Line, at: int) -> Found:
    """A column's name: quoted, or up to five words and marks."""
    if line.tokens[at].kind is Kind.QUOTED:
        return [(at + 1, line.tokens[at].word)]
    return [
        (end, line.raw(at, end))
        for end in range(at + 1, min(at + 6, len(line.tokens)) + 1)
        if all(token.kind in (Kind.WORD, Kind.NUMBER, Kind.NAME, Kind.SOFT) for token in line.tokens[at:end])
        and (line.tokens[end - 1].kind is not Kind.SOFT or line.tokens[end - 1].word == ")")
        and line.raw(at, end).count("(") == line.raw(at, end).count(")")
    ]


def field(line: Line, at: int) -> Found:
    """One of shipshell's fields, by its name or a usual one for it."""
    for end in range(min(at + 4, len(line.tokens)), at, -1):
        spoken = re.sub(r"[\W]+", " ", line.raw(at, end)).strip().lower()
        if spoken in _FIELD_NAMES:
            return [(end, _FIELD_NAMES[spoken])]
    return []


def no_field(line: Line, at: int) -> Found:
    """One last word where a field should stand: what knows the columns says which fields there are."""
    last = at == len(line.tokens) - 1 and line.tokens[at].kind in (Kind.WORD, Kind.QUOTED, Kind.NAME)
    return [(at + 1, line.tokens[at].word)] if last and not field(line, at) else []


#: What stands before `table` in SQL, and is no database.
_SQL_VERBS = frozenset({"drop", "create", "alter", "truncate", "lock", "rename", "update", "delete", "insert"})


def sql_source(line: Line, at: int) -> Found:
    """A database with its table, as typed: `sqlite:///shop.db table orders`, `postgres table web_orders`."""
    first = line.tokens[at]
    named = first.kind in (Kind.URL, Kind.NAME, Kind.PATH, Kind.QUOTED) or first.word in DATABASES
    if not named and (first.kind is not Kind.WORD or first.word in NEVER_A_NAME | _SQL_VERBS):
        return []
    for table_at in (at + 1, at + 2) if named else (at + 1,):
        if table_at + 1 < len(line.tokens) and line.tokens[table_at].word == "table":
            return [(end, line.raw(at, end)) for end, _ in bare(line, table_at + 1)]
    return []


def first_row(line: Line, at: int) -> Found:
    """The number one."""
    return [(end, True) for end, value in numbers.plain(line, at) if value == 1]


def to_the_end(line: Line, at: int) -> Found:
    """Everything that follows, as typed."""
    return [(len(line.tokens), line.raw(at, len(line.tokens)).rstrip("?!. "))]


def _spoken_format(names: dict[str, str]) -> Capture:
    def capture(line: Line, at: int) -> Found:
        token = line.tokens[at]
        known = names.get(token.word) if token.kind is Kind.WORD else None
        return [(at + 1, known)] if known else []

    return capture


_LABEL_FORMATS = {name: name for name in ("pdf", "png", "gif", "zpl", "epl", "spl")} | {"pdfs": "pdf"}
_DATA_FORMATS = {"csv": "csv", "xlsx": "xlsx", "excel": "xlsx", "json": "json", "spreadsheet": "xlsx"}

CAPTURES: dict[str, Capture] = {
    **FILTERS,
    **REMARKS,
    "row": numbers.one,
    "_count": numbers.plain,
    "job": numbers.plain,
    "count": numbers.plain,
    "rows": numbers.rows,
    "between": numbers.between,
    "amount": numbers.dollars,
    "tracking": _of_kind(Kind.TRACKING),
    "code": _of_kind(Kind.CODE),
    "path": _of_kind(Kind.PATH),
    "file": _of_kind(Kind.PATH, Kind.QUOTED, Kind.URL),
    "name": _of_kind(Kind.NAME),
    "bare": bare,
    "sql": sql_source,
    "service": service,
    "service_code": service_code,
    "sheet": sheet,
    "sheet_before": sheet_before,
    "column": column,
    "field": field,
    "_field": field,
    "no_field": no_field,
    "quoted": _of_kind(Kind.QUOTED),
    "label_format": _spoken_format(_LABEL_FORMATS),
    "data_format": _spoken_format(_DATA_FORMATS),
    "_one": first_row,
    "text": to_the_end,
    "topic": topics.topic,
    "_command": topics.command_word,
    "command": topics.command_word,
}
