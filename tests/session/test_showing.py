"""Answers that only look."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from session_kit import REFUSED, YES, Talk

from shipshell.intents.grammar import COMMANDS
from shipshell.model.errors import Problem
from shipshell.session.replies import Fields, Listing, RowsShown
from shipshell.session.session import Session

if TYPE_CHECKING:
    from session_kit import Bench

    from shipshell.carriers.base import Carrier
    from shipshell.intents.command import Command


@pytest.fixture
def previewed(bench: Bench) -> Talk:
    bench.orders(50, tracking_number="")
    bench.edit(3, "tracking_number", "1Z999AA10123456784")
    bench.edit(4, "Weight", "")
    bench.edit(7, "Zip", "2109")
    talk = bench.talk()
    talk.say("ship orders.csv", "skip row 5")
    return talk


def test_show_more_goes_on_where_the_table_stopped(previewed: Talk) -> None:
    first = previewed.say("show more").one(RowsShown)
    assert (len(first.rows), first.more) == (20, 6)
    second = previewed.say("show more").one(RowsShown)
    assert (len(second.rows), second.more) == (6, 0)
    assert second.rows[-1].row == 50
    assert previewed.say("show more").text == "There are no more rows."


def test_a_range_is_by_the_rows_of_the_source(previewed: Talk) -> None:
    heard = previewed.say("show rows 1-8")
    assert [row.row for row in heard.one(RowsShown).rows] == [1, 2, 6, 8]
    assert heard.text == "Not shown: row 3 (held), row 5 (left out), rows 4, 7 (with errors)."
    assert previewed.say("show rows 49-60").text == "Not shown: rows 51-60 (not in this batch)."
    assert previewed.say("show rows 49-50").text == ""
    assert previewed.say("show rows 60-70").codes == ["E-1022"]


def test_a_long_zip_code_is_shown_as_people_write_it(bench: Bench) -> None:
    bench.orders(1, Zip="210931234")
    talk = bench.talk()
    talk.say("ship orders.csv")
    assert dict(talk.say("show row 1").one(Fields).values)["City, State"] == "Timonium, MD 21093-1234 US"


def test_a_row_is_shown_in_full_with_its_cost(previewed: Talk) -> None:
    fields = dict(previewed.say("show row 8").one(Fields).values)
    assert fields["Recipient"] == "Pat Doe 8"
    assert fields["Address"] == "8 Main St"
    assert fields["Weight"] == "8 lb"
    assert fields["Reference"] == "A8"


@pytest.mark.parametrize(
    ("row", "words"),
    [(3, "is held: already has tracking number"), (4, "Row 4: "), (5, "is left out"), (90, "is not in this batch")],
)
def test_a_row_that_does_not_ship_says_why(previewed: Talk, row: int, words: str) -> None:
    assert words in previewed.say(f"show row {row}").text


def test_warnings_are_listed(bench: Bench) -> None:
    bench.orders(2, Status="open")
    talk = bench.talk()
    assert talk.say("ship orders.csv", "show warnings").text == "No row has a warning."
    bench.edit(2, "Status", "on hold")
    listing = talk.say("ship orders.csv", "show warnings").one(Listing)
    assert listing.rows == (("2", "Pat Doe 2", '"Status" says on hold'),)


def test_status_says_what_is_waited_for(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*REFUSED)
    assert talk.say("status").text == "Nothing is executing. Mode: confirm."
    assert "wants its approval" in talk.say("ship orders.csv", "status").text
    assert "Job 1 waits: resume, restart, or cancel?" in talk.say(YES, "status").text


def test_jobs_rows_report_and_log_tell_what_became_of_them(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*REFUSED)
    assert talk.say("jobs").text == "There is no job yet."
    talk.say("ship orders.csv", YES)
    assert talk.say("jobs").one(Listing).rows[0][3:5] == ("halted", "1/3")
    heard = talk.say("job 1")
    assert [line[2] for line in heard.one(Listing).rows] == ["shipped", "failed", "pending"]
    assert dict(heard.one(Fields).values)["Shipped"] == "1/3"
    moves = [line[2] for line in talk.say("log job 1").one(Listing).rows]
    assert "-> shipped" in moves
    assert "-> failed" in moves


def test_help_lists_what_can_be_done_and_explains_each(bench: Bench) -> None:
    talk = bench.talk()
    listed = [line[0] for line in talk.say("help").one(Listing).rows]
    assert len(listed) == len(COMMANDS)
    assert dict(talk.say("help ship").one(Fields).values)["Say"]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_on_every_name_that_help_lists_is_on_that_command(bench: Bench, command: Command) -> None:
    spoken = command.name.replace("_", " ")
    shown = bench.talk().say(f"help {spoken}").one(Fields)
    assert (shown.title, dict(shown.values)["Does"]) == (spoken, command.help)


@pytest.mark.parametrize(
    ("word", "title", "kin"),
    [("limit", "set limit", "show limit"), ("mode", "show mode", "set mode"), ("job", "show job", "cancel job, jobs")],
)
def test_help_on_a_thing_names_everything_that_one_can_do_with_it(
    bench: Bench, word: str, title: str, kin: str
) -> None:
    shown = bench.talk().say(f"help {word}").one(Fields)
    assert (shown.title, dict(shown.values)["See also"]) == (title, kin)


@pytest.mark.parametrize("line", ["help E-2004", "help on error e2004", "explain E-2004"])
def test_help_on_an_error_code_says_what_to_do(bench: Bench, line: str) -> None:
    assert bench.talk().say(line).text == (
        "E-2004: UPS cannot deliver to this address. PO boxes, military addresses and some territories: ask for a "
        "street address, or leave the row out."
    )


def test_a_job_says_why_a_row_is_skipped(bench: Bench) -> None:
    bench.orders(4)
    talk = bench.talk(*REFUSED)
    talk.say("ship orders.csv", YES)
    rows = bench.rows()
    bench.table(rows[:4])  # the fourth order is gone
    lines = talk.say("skip row 2", "resume", YES, "job 1").one(Listing).rows
    assert [line[2] for line in lines] == ["shipped", "skipped", "shipped", "skipped"]
    assert lines[1][4].startswith("Row 2: UPS says: Address is bad (")
    assert lines[1][4].endswith("; set aside by a person")
    assert lines[3][4] == "is no longer in the source"


def test_a_job_says_why_a_number_is_not_in_the_source_until_it_is(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    talk.say("ship orders.csv", YES)
    row = talk.services.reader(1).row(1, 2)
    talk.services.ledger(1).write_failed(row, Problem("E-4006", "orders.csv is open in Excel"))
    problems = [line[4] for line in talk.say("job 1").one(Listing).rows]
    assert problems == ["", "Row 2: its number is not in the source: orders.csv is open in Excel"]
    assert [line[4] for line in talk.say("retry 1", "job 1").one(Listing).rows] == ["", ""]


class Watched:
    """A carrier during whose purchases another shell looks at the job."""

    def __init__(self, carrier: Carrier, other: Talk) -> None:
        self._carrier = carrier
        self._other = other
        self.seen: list[tuple[tuple[str, str], ...]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._carrier, name)

    def ship(self, *request: Any) -> Any:
        self.seen.append(self._other.say("job 1").one(Fields).values)
        return self._carrier.ship(*request)


def test_a_row_with_the_carrier_is_no_doubt(bench: Bench) -> None:
    bench.orders(1)
    services = bench.talk().services
    watched: Any = Watched(services.carrier(), bench.talk())
    Talk(Session(replace(services, carrier=lambda: watched))).say("ship orders.csv", YES)
    assert ("Sending", "1") in watched.seen[0]
    assert "In doubt" not in dict(watched.seen[0])
