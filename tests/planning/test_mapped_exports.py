"""The exports of shops and carriers: what each asks, what it holds back, and that the right people get the parcels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from exports_kit import CHIDI, EXPORTS, LIAM, MARIA, PAYER, PEOPLE, Person, write_export
from planning_kit import batch_of

from shipshell.planning.instructions import Instructions
from shipshell.planning.understanding import understand_columns
from shipshell.sources.opening import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from shipshell.planning.batch import Batch
    from shipshell.planning.mapping import ColumnMap
    from shipshell.sources.base import Table

WEIGHED = "Package Weight (lb)"


@dataclass(frozen=True)
class Expected:
    """What is to come of an export.

    Attributes:
        asked: fields that a person is asked about.
        missing: fields that no column feeds.
        repeated: groups of rows that repeat an order.
        people: who gets a parcel, in order.
        bad: rows that are no orders and say so.
    """

    asked: tuple[str, ...] = ()
    missing: tuple[str, ...] = ("weight",)
    repeated: tuple[tuple[int, ...], ...] = ()
    people: tuple[Person, ...] = PEOPLE
    bad: tuple[int, ...] = ()


EXPECTED = {
    "shopify": Expected(),
    "woocommerce": Expected(),
    "woocommerce suffix": Expected(repeated=((1, 2),)),
    "amazon": Expected(repeated=((1, 2),)),
    "amazon unshipped": Expected(repeated=((1, 2),)),
    "ebay": Expected(),
    "etsy orders": Expected(people=(CHIDI, MARIA)),
    "etsy items": Expected(repeated=((1, 2),)),
    "quickbooks report": Expected(asked=("name",)),
    "worldship": Expected(missing=()),
    "ups batch": Expected(asked=("name",), missing=()),
    "ups batch semicolons": Expected(asked=("name",), missing=()),
    "campusship addresses": Expected(),
    "shipstation": Expected(missing=()),
    "shipstation import": Expected(asked=("weight",), missing=(), repeated=((1, 2),)),
    "shippo": Expected(missing=()),
    "pirate ship": Expected(missing=()),
    "hand made": Expected(missing=(), bad=(2,)),
}
READ = sorted(EXPECTED)


def table_of(folder: Path, name: str) -> Table:
    return open_source(str(write_export(folder, name)), folder).read()


def understood(table: Table) -> ColumnMap:
    return understand_columns(table, Instructions("export.csv"))


def answered(table: Table, parcels: str = "", unweighed: tuple[int, ...] = ()) -> Batch:
    """The batch once a person has weighed the parcels (2.5 lb each, but some rows) and answered what is asked."""
    column_map = understood(table)
    chosen = {doubt.candidates[0]: doubt.field for doubt in column_map.doubtful if doubt.field != "weight"}
    if "weight" not in column_map.matches:
        weights = ["" if row in unweighed else "2.5" for row in table.frame.index]
        table = replace(table, frame=table.frame.assign(**{WEIGHED: weights}))
        chosen[WEIGHED] = "weight"
    told = Instructions("export.csv", service="03", chosen=tuple(chosen.items()), parcels=parcels)
    return batch_of(table, told)


@pytest.mark.parametrize("name", READ)
def test_what_is_not_certain_is_asked_and_what_is_missing_is_named(tmp_path: Path, name: str) -> None:
    found = understood(table_of(tmp_path, name))
    assert tuple(doubt.field for doubt in found.doubtful) == EXPECTED[name].asked
    assert found.missing == EXPECTED[name].missing


@pytest.mark.parametrize("name", [name for name in READ if name != "shopify"])
def test_rows_that_repeat_an_order_are_asked_about(tmp_path: Path, name: str) -> None:
    batch = answered(table_of(tmp_path, name))
    assert batch.repeated == EXPECTED[name].repeated
    assert tuple(batch.problems) == EXPECTED[name].bad


@pytest.mark.parametrize("name", [name for name in READ if name not in ("shopify", "quickbooks report")])
def test_the_right_people_get_one_parcel_each(tmp_path: Path, name: str) -> None:
    batch = answered(table_of(tmp_path, name), "together")
    assert [right(request_at, person) for request_at, person in zip(told(batch), EXPECTED[name].people, strict=True)]


def test_shopify_items_without_address_are_no_parcels(tmp_path: Path) -> None:
    batch = answered(table_of(tmp_path, "shopify"), unweighed=(2,))
    assert list(batch.requests) == [1, 3, 4]
    assert batch.held == {2: "a further item of row 1's order"}
    assert (batch.repeated, batch.problems) == ((), {})
    assert [right(request_at, person) for request_at, person in zip(told(batch), PEOPLE, strict=True)]


@pytest.mark.parametrize("name", [name for name in READ if name != "quickbooks report"])  # there, the name is asked
def test_nothing_of_the_payer_is_on_any_parcel(tmp_path: Path, name: str) -> None:
    said = str(list(answered(table_of(tmp_path, name), "together").requests.values()))
    for secret in (PAYER.name, PAYER.company, PAYER.address1, PAYER.city, PAYER.postal_code, PAYER.email):
        assert secret not in said


def test_every_export_is_looked_at() -> None:
    assert set(EXPORTS) - set(EXPECTED) == {"quickbooks iif"}


def test_weights_are_in_pounds_whatever_the_unit(tmp_path: Path) -> None:
    for name in ("worldship", "shipstation", "shippo", "pirate ship", "ups batch", "hand made"):
        batch = answered(table_of(tmp_path, name))
        assert [str(request.package.weight) for request in batch.requests.values()] == ["2.5", "1.3", "12.0"], name


Said = tuple[str, str, tuple[str, ...], str, str, str]


def told(batch: Batch) -> list[Said]:
    """Who gets the parcels: the two names, the lines, and the place."""
    parties = [request.ship_to for request in batch.requests.values()]
    return [
        (to.name, to.attention, to.address.lines, to.address.city, to.address.state, to.address.postal_code[:5])
        for to in parties
    ]


def right(said: Said, person: Person) -> bool:
    """Whether it is this person; the lines may stand on one, a company may be named or not."""
    name, attention, lines, *place = said
    assert place == [person.city, person.state, person.postal_code]
    assert " ".join(lines) == f"{person.address1} {person.address2}".strip()
    assert (name, attention) in ((person.name, ""), (person.company, person.name), (person.company, ""))
    return True


def test_the_order_is_the_reference(tmp_path: Path) -> None:
    references = {
        "shopify": "#1001",
        "woocommerce": "2001",
        "amazon": "111-2222221-3333333",
        "ebay": "11-02012-33445",
        "etsy items": "3100000001",
        "etsy orders": "3100000001",
        "quickbooks report": "PO-77",
        "worldship": "R-501",
        "shipstation": "7001",
        "hand made": "H-1",
    }
    for name, reference in references.items():
        batch = answered(table_of(tmp_path, name), "together")
        assert next(iter(batch.requests.values())).reference == reference, name


def test_a_shops_method_is_no_ups_service(tmp_path: Path) -> None:
    table = table_of(tmp_path, "amazon")
    table = replace(table, frame=table.frame.assign(**{WEIGHED: "2.5"}))
    batch = batch_of(table, Instructions("export.csv", chosen=((WEIGHED, "weight"),), parcels="each"))
    assert {problem.column for problems in batch.problems.values() for problem in problems} == {"ship-service-level"}
    assert LIAM.name not in str(batch.requests)
