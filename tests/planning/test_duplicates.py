"""Which orders are the same, and what holds them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from planning_kit import Told, request

from shipshell.model.history import Prior
from shipshell.planning.duplicates import OrderKey, held_as_duplicates, order_key, record_keys, repeated_orders
from shipshell.sources.base import Table

ORDER = request()


def prior(state: str = "shipped", content: str = "") -> Prior:
    return Prior(7, 12, state, "1Z999AA10123456784", content or order_key(ORDER).content)


@pytest.mark.parametrize(
    "same",
    [
        request(name="PAT  DOE"),
        request(lines=("1, Main St.",)),
        request(lines=("1 Main", "St")),
        request(weight="2.0"),
        request(postal_code="210931234"),
        request(reference=" a1 "),
        replace(ORDER, service="01", label_format="ZPL", description="other"),
    ],
)
def test_spelling_and_service_make_no_other_order(same: object) -> None:
    assert order_key(same) == order_key(ORDER)  # type: ignore[arg-type]


def test_another_reference_is_another_order() -> None:
    assert order_key(request(reference="A2")).key != order_key(ORDER).key


def test_without_a_reference_the_content_tells() -> None:
    nameless = request(reference="")
    assert order_key(nameless).key == order_key(request(reference=" ")).key
    assert order_key(nameless).key != order_key(ORDER).key
    assert order_key(nameless).key != order_key(request(reference="", weight="3")).key


@pytest.mark.parametrize(
    ("now", "differs"),
    [
        (ORDER, ""),
        (request(weight="3"), "; the reference is the same, but the package differs"),
        (request(name="Kim Roe"), "; the reference is the same, but the recipient differs"),
        (request(lines=("2 Main St",)), "; the reference is the same, but the recipient differs"),
        (
            request(lines=("2 Main St",), weight="3"),
            "; the reference is the same, but the recipient and the package differs",
        ),
    ],
)
def test_an_order_that_shipped_is_held_and_says_what_differs(now: object, differs: str) -> None:
    key = order_key(now)  # type: ignore[arg-type]
    held = held_as_duplicates({3: key}, Told({key.key: prior()}), "test", including_shipped=False)
    assert held == {3: f"shipped before: row 12 of job 7, tracking 1Z999AA10123456784{differs}"}


@pytest.mark.parametrize(
    ("was", "now"), [("00017", "17"), ("1018", "1018.0"), ("#0017", "17"), ("17.00", "017"), ("0", "000")]
)
def test_a_number_that_a_spreadsheet_rewrote_is_the_same_reference_and_says_so(was: str, now: str) -> None:
    before, after = order_key(request(reference=was)), order_key(request(reference=now))
    assert before.key == after.key
    history = Told({after.key: prior(content=before.content)})
    (reason,) = held_as_duplicates({3: after}, history, "test", including_shipped=False).values()
    assert reason.endswith("; the reference is the same number, otherwise written")
    other = order_key(request(reference=now, weight="3"))
    (reason,) = held_as_duplicates({3: other}, history, "test", including_shipped=False).values()
    assert reason.endswith("; the reference is the same number, otherwise written, but the package differs")


@pytest.mark.parametrize(("one", "other"), [("17", "170"), ("17.5", "17"), ("A017", "A17"), ("1018-0", "1018")])
def test_other_references_stay_apart(one: str, other: str) -> None:
    assert order_key(request(reference=one)).key != order_key(request(reference=other)).key


def test_shipped_rows_may_ship_again_on_purpose_but_no_doubt_is_overridden() -> None:
    key = order_key(ORDER)
    for state in ("in_doubt", "sending", "skipped"):
        history = Told({key.key: prior(state)})
        for again in (True, False):
            held = held_as_duplicates({3: key}, history, "test", including_shipped=again)
            assert held == {3: "in doubt: row 12 of job 7 may have shipped it"}
    assert not held_as_duplicates({3: key}, Told({key.key: prior()}), "test", including_shipped=True)


def test_what_another_job_is_about_to_ship_is_held_whatever_is_asked() -> None:
    key = order_key(ORDER)
    for again in (True, False):
        held = held_as_duplicates({3: key}, Told({key.key: prior("pending")}), "test", including_shipped=again)
        assert held == {3: "row 12 of job 7, which has not ended, is to ship it"}


def test_another_environment_holds_nothing() -> None:
    key = order_key(ORDER)
    assert not held_as_duplicates({3: key}, Told({key.key: prior()}), "production", including_shipped=False)


def test_rows_of_one_order_at_one_address_repeat_it() -> None:
    rows = {
        1: request(),
        2: request(lines=("1 Main St.",), weight="9"),
        3: request(lines=("2 Main St",)),
        4: request(reference="A2"),
        5: request(name="Somebody Else"),
        6: request(reference=""),
        7: request(reference=""),
    }
    assert repeated_orders(rows) == ((1, 2, 5),)
    assert repeated_orders({}) == ()


# -- rows of a database -------------------------------------------------------------------------------------------


def table(place: str, *ids: str) -> Table:
    frame = pd.DataFrame({"shop": ["a"] * len(ids), "id": list(ids)}, index=range(1, len(ids) + 1), dtype=str)
    return Table(frame, keys=("shop", "id"), place=place)


HERE = record_keys(table("db/orders", "1", "2"))


def held(now: OrderKey, *priors: tuple[str, Prior], including_shipped: bool = False) -> dict[int, str]:
    return held_as_duplicates({1: now}, Told(dict(priors)), "test", including_shipped=including_shipped)


def test_a_record_is_its_key_in_its_table() -> None:
    assert record_keys(table("db/orders", "1", "3"))[1] == HERE[1]
    assert len({*HERE.values(), *record_keys(table("db/other", "1", "2")).values()}) == 4
    assert record_keys(Table(table("db/orders", "1").frame)) == {}


def test_a_record_that_shipped_is_held_whatever_it_says_now() -> None:
    shipped = replace(prior(), record=HERE[1])
    now = order_key(request(reference="B2", name="Kim Roe"), HERE[1])
    assert held(now, (HERE[1], shipped)) == {
        1: f"shipped before: row 12 of job 7, tracking {shipped.tracking_number}; "
        "the row is the same, but the recipient differs"
    }


def test_another_record_of_the_same_table_may_repeat_a_reference() -> None:
    key = order_key(ORDER, HERE[2])
    assert held(key, (key.key, replace(prior(), record=HERE[1]))) == {}


@pytest.mark.parametrize("elsewhere", ["", record_keys(table("db/other", "2"))[1]])
def test_the_same_order_of_another_table_or_file_is_held(elsewhere: str) -> None:
    key = order_key(ORDER, HERE[2])
    assert "shipped before" in held(key, (key.key, replace(prior(), record=elsewhere)))[1]
    assert "shipped before" in held(order_key(ORDER), (key.key, replace(prior(), record=HERE[1])))[1]


def test_a_doubt_elsewhere_counts_beside_a_record_that_ships_again_on_purpose() -> None:
    key = order_key(ORDER, HERE[1])
    shipped, doubt = replace(prior(), record=HERE[1]), prior("in_doubt")
    assert held(key, (HERE[1], shipped), including_shipped=True) == {}
    both = held(key, (HERE[1], shipped), (key.key, doubt), including_shipped=True)
    assert "in doubt" in both[1]
