"""Characters that nobody sees are kept out of requests, and the row says so."""

from __future__ import annotations

import pytest
from planning_kit import batch_of, orders


@pytest.mark.parametrize(
    ("name", "kept", "codes"),
    [
        ("Pat\u202e Doe", "Pat Doe", "U+202E"),
        ("Pa\u200dt\u200d D\u200boe", "Pat Doe", "U+200B, U+200D"),
        ("\ufeffPat Doe", "Pat Doe", "U+FEFF"),
        ("Pat\x07 Doe", "Pat Doe", "U+0007"),
        ("Pat Doe\U000e0041", "Pat Doe", "U+E0041"),
    ],
)
def test_hidden_characters_are_left_out_with_a_warning(name: str, kept: str, codes: str) -> None:
    batch = batch_of(orders(2, Name=["Zo\u00eb", name]))
    assert [request.ship_to.name for request in batch.requests.values()] == ["Zo\u00eb", kept]
    assert batch.warnings == {2: (f'hidden characters in "Name" are left out: {codes}',)}


def test_line_breaks_and_tabs_are_no_hidden_characters() -> None:
    batch = batch_of(orders(1, Name="Pat\tDoe\u00a0", Address="1 Main St\nSuite 2"))
    assert batch.requests[1].ship_to.name == "Pat Doe"
    assert batch.requests[1].ship_to.address.lines == ("1 Main St", "Suite 2")
    assert batch.warnings == {}


def test_characters_that_were_lost_are_an_error_of_their_row() -> None:
    batch = batch_of(orders(2, Name=["Zo\u00eb", "Mu\ufffdoz"]))
    assert list(batch.requests) == [1]
    assert [(problem.code, problem.message) for problem in batch.problems[2]] == [
        ("E-1013", '"Name" holds bytes that are no text.')
    ]
