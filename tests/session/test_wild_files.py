"""Files with more in them than orders, from the first look to the last number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports_kit import write_export
from openpyxl import Workbook
from session_kit import HEADER, REFUSED, YES

from shipshell.model.events import RowFailed
from shipshell.session.replies import Asked, Previewed
from shipshell.session.wording import problem_text

if TYPE_CHECKING:
    from pathlib import Path

    from session_kit import Bench

CONFIRMED = 'map "Company or Name" to name'


def changed_lines(before: list[str], path: Path) -> list[int]:
    """The lines that are not what they were."""
    after = path.read_text().splitlines()
    return [line for line, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]


def test_a_hand_made_list_ships_its_orders_and_nothing_else(bench: Bench) -> None:
    path = write_export(bench.folder, "hand made")
    before = path.read_text().splitlines()
    talk = bench.talk()
    heard = talk.say('ship "week 44.csv"')
    assert list(heard.one(Previewed).preview.batch.problems) == [2]  # `SHIPPED`, which may be an order
    assert "Row 4 is the header again" in heard.text
    talk.say("leave out the bad rows")
    assert talk.say(YES).shipped == [1, 3, 5]
    assert bench.bought() == ["Chidi Okafor", "Maria Santos", "Blue Heron Books"]
    assert changed_lines(before, path) == [3, 4, 6, 8]


def test_after_a_crash_remarks_among_the_orders_do_not_shift_them(bench: Bench) -> None:
    path = write_export(bench.folder, "hand made")
    before = path.read_text().splitlines()
    bench.crash('ship "week 44.csv"', "leave out the bad rows", YES, after=1)
    talk = bench.talk()
    talk.start()
    talk.say("resume")
    assert bench.bought() == ["Chidi Okafor", "Maria Santos", "Blue Heron Books"]
    assert changed_lines(before, path) == [3, 4, 6, 8]


def test_a_batch_file_of_ups_ships_once_its_columns_are_confirmed(bench: Bench) -> None:
    path = write_export(bench.folder, "ups batch")
    before = path.read_text().splitlines()
    talk = bench.talk()
    assert CONFIRMED in talk.say("ship batch.csv").one(Asked).options
    talk.say(CONFIRMED)
    assert talk.say(YES).shipped == [1, 2, 3]
    lines = path.read_text().splitlines()
    assert [line.rsplit(",", 2)[0] for line in lines] == before
    assert all(line.split(",")[-2].startswith("1Z") for line in lines)
    talk.say("ship batch.csv")
    assert list(talk.say(CONFIRMED).one(Previewed).preview.batch.held) == [1, 2, 3]


def test_a_batch_file_of_ups_is_not_shipped_unasked(bench: Bench) -> None:
    write_export(bench.folder, "ups batch")
    heard = bench.talk(mode="auto").say("ship batch.csv")
    assert not heard.shipped
    assert bench.bought() == []


def test_errors_in_a_workbook_name_the_sheet_row(bench: Bench) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for above in (["Parcels of May"], [], list(HEADER)):
        sheet.append(above)
    for row in range(1, 5):
        weight = None if row == 3 else row
        sheet.append([f"A{row}", f"Pat Doe {row}", f"{row} Main St", "Timonium", "MD", "21093", weight])
    workbook.save(bench.folder / "orders.xlsx")
    talk = bench.talk(*REFUSED)
    (failed,) = talk.say("ship orders.xlsx").one(Previewed).problems
    assert problem_text(failed.problem, failed.rows).startswith("Row 3 (sheet row 6): ")
    talk.say("skip row 3")
    refused = talk.say(YES).one(RowFailed).problem
    assert problem_text(refused).startswith("Row 2 (sheet row 5): ")
