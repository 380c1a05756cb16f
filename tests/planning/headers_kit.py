"""Judges how a header with a few rows was understood: field by field right, asked, missing or wrong.

A field is judged by what would go on the wire. What is asked or refused ships nothing, and what is blank says nothing;
only a value that is another one than the writer of the sheet meant is wrong. A part of what was meant is missing the
rest: a person without the company, a street without its apartment. Either of two order numbers is right.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from shipshell.config import Defaults
from shipshell.model.service import BY_CODE, service_named
from shipshell.planning.cells import Cells
from shipshell.planning.declared_value import read_declared_value
from shipshell.planning.mapping import ColumnMap, map_columns
from shipshell.planning.measures import package_size, package_weight, pounds
from shipshell.planning.parcel import read_residential, read_saturday, read_service
from shipshell.planning.places import country_code, state_code
from shipshell.planning.recipient import read_street, read_who
from shipshell.planning.signatures import read_signature
from shipshell.planning.values import email_address, limited_text, phone_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shipshell.planning.readings import Reading

Outcome = Literal["right", "asked", "missing", "wrong"]
_SEAM = " / "
UNSEEN = Path(__file__).with_name("unseen_headers.toml")


@dataclass(frozen=True)
class Sheet:
    """A header with a few rows, and what belongs on the wire, as a column of cells by field."""

    name: str
    frame: pd.DataFrame
    right: Mapping[str, Sequence[str]]

    def column_map(self, **chosen: str) -> ColumnMap:
        return map_columns(list(self.frame.columns), self.frame, chosen)

    def answered(self) -> tuple[ColumnMap, set[str]]:
        """The map once a person has answered what can be answered, and the fields that were asked about."""
        chosen: dict[str, str] = {}
        asked: set[str] = set()
        while answers := self._answers(found := self.column_map(**chosen)):
            chosen |= {column: field for field, column in answers.items()}
            asked |= set(answers)
        return found, asked | {doubt.field for doubt in found.doubtful}

    def _answers(self, found: ColumnMap) -> dict[str, str]:
        return {
            doubt.field: column
            for doubt in found.doubtful
            for column in doubt.candidates
            if self.frame[column].tolist() == list(self.right.get(doubt.field, ()))
        }


def sheets(path: Path = UNSEEN) -> list[Sheet]:
    """The sheets of a table of headers."""
    return [_sheet(entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["sheet"]]


def _sheet(entry: dict[str, Any]) -> Sheet:
    header, *rows = [[cell.strip() for cell in line.split("|")] for line in entry["table"].strip().splitlines()]
    frame = pd.DataFrame(rows, columns=header, dtype="str", index=range(1, len(rows) + 1))
    return Sheet(entry["name"], frame, entry["right"])


@dataclass(frozen=True)
class Judged:
    """A value on the wire, the fields that it is read from, and those whose value may stand there as well."""

    name: str
    fields: tuple[str, ...]
    read: Callable[..., str]
    also: tuple[str, ...] = ()

    def values(self, columns: Sequence[Sequence[str]]) -> list[str]:
        return [self.read(*cells) for cells in zip(*columns, strict=True)]


def outcomes(sheet: Sheet) -> dict[str, Outcome]:
    """How each judged value was understood; those that are blank on both sides are left out."""
    column_map, asked = sheet.answered()
    cells = Cells(sheet.frame, column_map)
    blank = ("",) * len(sheet.frame)
    found: dict[str, Outcome] = {}
    for judged in JUDGED:
        right = judged.values([sheet.right.get(field, blank) for field in judged.fields])
        got = judged.values([cells.field(field) for field in judged.fields])
        also = [set(values) for values in zip(*(sheet.right.get(field, blank) for field in judged.also), strict=True)]
        if any(right) or any(got):
            verdict = _verdict(right, got, also or [set() for _ in right])
            found[judged.name] = "asked" if verdict != "wrong" and asked & set(judged.fields) else verdict
    return found


def _verdict(right: Sequence[str], got: Sequence[str], also: Sequence[set[str]]) -> Outcome:
    """Right where all is as meant; wrong where a row has what nobody meant."""
    rows = list(zip(right, got, also, strict=True))
    if any(value and not _meant(value, meant, may) for meant, value, may in rows):
        return "wrong"
    return "right" if all((value and value in {meant, *may}) or not meant for meant, value, may in rows) else "missing"


def _meant(value: str, meant: str, may: set[str]) -> bool:
    return set(value.split(_SEAM)) <= {*meant.split(_SEAM), *may}


def _value(reading: Reading[Any]) -> str:
    """What is read, "" where it is refused."""
    return "" if reading.faults or reading.value is None else str(reading.value)


def _person(name: str, company: str, attention: str) -> str:
    who = read_who(name, company, attention)
    return "" if who.faults else who.value.name


def _attention(name: str, company: str, attention: str) -> str:
    who = read_who(name, company, attention)
    return "" if who.faults else who.value.attention


def _street(*lines: str) -> str:
    return _SEAM.join(read_street(*lines).value)


def _digits(text: str) -> str:
    return re.sub(r"\W", "", text)


def _service(text: str) -> str:
    service = service_named(text) or BY_CODE.get(read_service(text, "").value)
    return service.name if service else ""


def _weight(text: str) -> str:
    """In whole tenths of a pound, for what is meant is written with few decimals."""
    if package_weight(text, Defaults().weight_unit).faults:
        return ""
    return str(pounds(text, Defaults().weight_unit).quantize(Decimal("0.1")))


_PEOPLE = ("name", "company", "attention")
_ORDERS = ("reference", "reference2")
JUDGED = (
    Judged("name", _PEOPLE, _person, _PEOPLE),
    Judged("attention", _PEOPLE, _attention, _PEOPLE),
    Judged("street", ("address1", "address2", "address3"), _street),
    Judged("city", ("city",), str),
    Judged("state", ("state",), state_code),
    Judged("postal_code", ("postal_code",), _digits),
    Judged("country", ("country",), country_code),
    Judged("phone", ("phone",), lambda text: _value(phone_digits(text))),
    Judged("email", ("email",), lambda text: _value(email_address(text))),
    Judged("weight", ("weight",), _weight),
    Judged("size", ("length", "width", "height", "dimensions"), lambda *sides: _value(package_size(*sides))),
    Judged("service", ("service",), _service),
    Judged("reference", ("reference",), lambda text: _value(limited_text("reference", text, 35)), _ORDERS),
    Judged("reference2", ("reference2",), lambda text: _value(limited_text("reference2", text, 35)), _ORDERS),
    Judged("declared_value", ("declared_value",), lambda text: _value(read_declared_value(text))),
    Judged("signature", ("signature",), lambda text: _value(read_signature(text))),
    Judged("saturday", ("saturday",), lambda text: _value(read_saturday(text)).replace("False", "")),
    Judged("residential", ("residential",), lambda text: _value(read_residential(text))),
    Judged("description", ("description",), str),
)
