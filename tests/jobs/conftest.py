from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from databases import KINDS, fresh_database
from jobs_kit import Bench, Store
from table_kit import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from databases import TestDatabase


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def make_bench(tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    """Makes a bench in a folder of its own; closed at the end."""
    made: list[Bench] = []

    def make(rows: int = 3, *faults: dict[str, Any], proof: bool = False) -> Bench:
        folder = tmp_path / f"bench-{len(made)}"
        folder.mkdir()
        made.append(Bench(folder, rows, faults, proof=proof))
        return made[-1]

    yield make
    for bench in made:
        bench.close()


@pytest.fixture
def bench(make_bench: Callable[..., Bench]) -> Bench:
    return make_bench()


@pytest.fixture(params=KINDS)
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestDatabase]:
    """A database of each kind, with a table of orders."""
    with fresh_database(request.param, tmp_path) as database:
        fill(database)
        yield database
