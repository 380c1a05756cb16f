"""Which sheet of a workbook is meant: its name alone answers, and a word that means something else does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from session_kit import HEADER, YES

from shipshell.session.replies import Misunderstood, Previewed

if TYPE_CHECKING:
    from session_kit import Bench, Heard


def workbook(bench: Bench, *sheets: str) -> None:
    """A workbook with one order on each sheet, which tells by its recipient."""
    book = Workbook()
    book.remove(book["Sheet"])
    for sheet in sheets:
        page = book.create_sheet(sheet)
        page.append(HEADER)
        page.append(("A1", f"Pat {sheet}", "1 Main St", "Timonium", "MD", "21093", "1"))
    book.save(bench.folder / "march.xlsx")


def asked_for(heard: Heard) -> str:
    """The recipient of the preview that was shown."""
    return heard.one(Previewed).preview.rows[0].recipient


@pytest.mark.parametrize("answer", ["Week 2", "week 2", '"Week 2"', "sheet Week 2"])
@pytest.mark.parametrize("asking", ["ship march.xlsx", "ship march.xlsx sheet Wek", "preview march.xlsx"])
def test_the_name_alone_answers_which_sheet(bench: Bench, asking: str, answer: str) -> None:
    workbook(bench, "Week 1", "Week 2")
    talk = bench.talk()
    assert talk.say(asking).codes == ["E-1015"]
    assert asked_for(talk.say(answer)) == "Pat Week 2"
    assert talk.say(YES).shipped == [1]


def test_the_rest_of_what_was_asked_for_still_holds(bench: Bench) -> None:
    workbook(bench, "Week 1", "Week 2")
    talk = bench.talk()
    talk.say("ship march.xlsx using UPS 2nd Day Air auto")
    assert talk.say("Week 1").shipped == [1]
    assert {one.request["ShipmentRequest"]["Shipment"]["Service"]["Code"] for one in bench.shipments()} == {"02"}


def test_a_word_that_means_something_else_is_no_answer(bench: Bench) -> None:
    workbook(bench, "Jobs", "Week 2")
    talk = bench.talk()
    talk.say("ship march.xlsx")
    assert talk.say("Jobs").text == "There is no job yet."
    assert talk.say("Week 2").all(Misunderstood), "another command came between"


@pytest.mark.parametrize("answer", ["2", "Week", "yes"])
def test_a_word_that_names_no_sheet_or_may_mean_two_is_unclear(bench: Bench, answer: str) -> None:
    workbook(bench, "Week 1", "Week 2", "3", "Sheet 3")
    talk = bench.talk()
    talk.say("ship march.xlsx")
    assert talk.say(answer).all(Misunderstood)
    assert talk.say("sheet 3").all(Misunderstood)
    assert bench.shipments() == []
    assert asked_for(talk.say("Week 2")) == "Pat Week 2"
