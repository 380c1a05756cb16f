"""A workbook in which numbers would do damage is shipped from a copy of its orders, if a person wants that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from session_kit import HEADER, YES
from xlsxwriter import Workbook

from shipshell.session.replies import Asked, Previewed

if TYPE_CHECKING:
    from pathlib import Path

    from session_kit import Bench

COPY = "march (Orders).csv"


@pytest.fixture
def refused(bench: Bench) -> Path:
    """Three orders; the cells of the first two tracking numbers are merged."""
    path = bench.folder / "march.xlsx"
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("Orders")
        sheet.write_row(0, 0, [*HEADER, "tracking_number"])
        for row in (1, 2, 3):
            sheet.write_row(row, 0, [f"0{row}", f"Pat Doe {row}", f"{row} Main St", "Timonium", "MD", "21093", row])
        sheet.merge_range(1, len(HEADER), 2, len(HEADER), "")
    return path


def test_the_orders_are_shipped_from_a_copy_and_the_workbook_stays(bench: Bench, refused: Path) -> None:
    before = refused.read_bytes()
    talk = bench.talk()
    offered = talk.say("ship march.xlsx first 2")
    assert offered.codes == ["E-1014"]
    assert offered.one(Asked).options == ("y", "n")
    copied = talk.say("y")
    assert COPY in copied.text
    assert copied.previewed == [1, 2]
    assert bench.shipments() == []
    talk.say(YES)
    assert refused.read_bytes() == before
    assert bench.numbers(COPY)[:2] == [one.tracking_number for one in bench.shipments()]
    assert [row[0].lstrip("\ufeff") for row in bench.rows(COPY)] == ["Reference", "01", "02", "03"]


@pytest.mark.parametrize("answer", ["n", "status", "help"])
def test_nothing_is_copied_without_a_yes(bench: Bench, refused: Path, answer: str) -> None:
    talk = bench.talk()
    talk.say(f"ship {refused.name}", answer)
    assert not talk.say("y").all(Previewed)
    assert not (bench.folder / COPY).exists()


def test_an_earlier_copy_is_never_overwritten(bench: Bench, refused: Path) -> None:
    talk = bench.talk()
    talk.say(f"ship {refused.name}", "y", "no")
    (bench.folder / COPY).write_text("mine")
    again = talk.say(f"ship {refused.name}", "y")
    assert again.codes == ["E-1011"]
    assert f'ship "{COPY}"' in again.text
    assert (bench.folder / COPY).read_text() == "mine"


def test_the_copy_is_as_private_as_the_workbook(bench: Bench, refused: Path) -> None:
    refused.chmod(0o640)
    bench.talk().say(f"ship {refused.name}", "y")
    assert (bench.folder / COPY).stat().st_mode & 0o777 == 0o640


def test_what_ships_from_the_copy_is_held_in_it_afterwards(bench: Bench, refused: Path) -> None:
    talk = bench.talk()
    talk.say(f"ship {refused.name}", "y", YES)
    held = talk.say(f'ship "{COPY}"').one(Previewed).preview.batch.held
    assert sorted(held) == [1, 2, 3]
    assert len(bench.shipments()) == 3
