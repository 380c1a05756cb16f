"""A batch from a database is killed at random, and at points of a row's way: state and number never disagree.

`SHIPSHELL_TEST_KILLS` is the number of random kills for each database.
"""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

import pytest
from crash_driver import KILLED
from databases import KINDS, fresh_database
from table_shop import TableShop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KILLS = int(os.environ.get("SHIPSHELL_TEST_KILLS", "2"))
POINTS = ("the table has the number, not committed", "the number is committed")


@pytest.fixture(params=KINDS)
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[int], TableShop]]:
    with fresh_database(request.param, tmp_path) as database:
        yield lambda lanes: TableShop(database, tmp_path, lanes).fill()


def never_disagree(shop: TableShop) -> None:
    """What is committed in one transaction is there whole, or not at all."""
    assert shop.booked() == shop.written()


@pytest.mark.parametrize("kill", range(KILLS))
def test_killed_at_any_time(shop: Callable[[int], TableShop], kill: int) -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")  # noqa: T201 - shown where the test fails
    one = shop(1 + 3 * (kill % 2))
    process = one.started(*one.ship)
    time.sleep(random.Random(seed).uniform(0.0, 0.9 / one.lanes))
    process.kill()
    process.communicate()
    never_disagree(one)
    one.recover()
    one.check()


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_point_of_the_rows_way(shop: Callable[[int], TableShop], point: str) -> None:
    one = shop(1)
    assert one.run(*one.ship, point=point, nth=5) == KILLED, one.said
    never_disagree(one)
    one.recover()
    one.check()
