"""Which orders are the same, and what holds them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from planning_kit import Told, request

from shipshell.model.history import Prior
from shipshell.planning.duplicates import held_as_duplicates, order_key, repeated_orders

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


def test_shipped_rows_may_ship_again_on_purpose_but_no_doubt_is_overridden() -> None:
    key = order_key(ORDER)
    for state in ("in_doubt", "sending", "skipped"):
        history = Told({key.key: prior(state)})
        for again in (True, False):
            held = held_as_duplicates({3: key}, history, "test", including_shipped=again)
            assert held == {3: "in doubt: row 12 of job 7 may have shipped it"}
    assert not held_as_duplicates({3: key}, Told({key.key: prior()}), "test", including_shipped=True)


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
