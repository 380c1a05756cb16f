"""The audit log: every move and every call to the carrier, and nobody's name, address or phone number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from session_kit import IN_DOUBT, REFUSED, YES

from shipshell.model.events import RowShipped
from shipshell.session.replies import Listing

if TYPE_CHECKING:
    from session_kit import Bench, Talk

HOUSE = "17 Privet Way"
#: What stands in the rows about people.
PERSONAL = ("Erna", "Wilhelmina", "Privet", "443555", "erna@", "Timonium", "21093")


def logged(talk: Talk) -> list[tuple[str, ...]]:
    """Row, move and detail of every line."""
    return [row[1:] for row in talk.say("log job 1").one(Listing).rows]


def orders(bench: Bench) -> None:
    people = {"Name": "Erna Wilhelmina {}", "Address": HOUSE, "Phone": "4435550100", "Email": "erna@example.com"}
    bench.orders(4, **people)


def test_it_tells_every_call_to_the_carrier(bench: Bench) -> None:
    orders(bench)
    bench.talk(*IN_DOUBT).say("ship orders.csv", YES)
    talk = bench.talk({"operation": "void", "nth": 2, "fault": "refuse", "code": "190102", "message": "too late"})
    talk.start()
    talk.say("resume")
    number = bench.numbers()[0]
    for line in (f"track {number}", "void row 1 of job 1", "void row 2 of job 1"):
        talk.say(line)
    moves = [(row, move) for row, move, _ in logged(talk)]
    first = ["-> sending", "-> shipped", "tracked", "void asked", "-> voided"]
    second = ["-> sending", "looked up", "-> in_doubt", "-> shipped", "void asked", "void refused"]
    assert [move for row, move in moves if row == "1"] == first
    assert sorted(move for row, move in moves if row == "2") == sorted(second)
    assert logged(talk)[0][2].startswith("4 rows, quoted ")


def test_it_names_nobody(bench: Bench) -> None:
    orders(bench)
    talk = bench.talk()
    talk.say("ship orders.csv")
    for output in talk.listen([YES]):
        if isinstance(output, RowShipped) and output.row == 1:  # now somebody else writes into the file
            bench.table([*bench.rows()[:2], [*bench.rows()[2][:9], "1Z999AA10123456784", ""], *bench.rows()[3:]])
    for output in talk.listen(["resume"]):
        if isinstance(output, RowShipped):
            bench.edit(4, "Address", "1 Elm St")
    lines = [" ".join(line) for line in logged(talk)]
    assert any("has got tracking number" in line for line in lines)
    assert any("was changed or taken out" in line for line in lines)
    assert not [line for line in lines for word in PERSONAL if word in line]


def test_a_refusal_keeps_ups_s_own_code(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk(*REFUSED)
    talk.say("ship orders.csv", YES)
    assert (2, "-> failed", "UPS says: Address is bad (UPS 120802)") in [
        line[1:] for line in talk.services.reader(1).log(1)
    ]
