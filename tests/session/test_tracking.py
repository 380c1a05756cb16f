"""Where a parcel is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from session_kit import REFUSED, YES

from shipshell.session.replies import Fields

if TYPE_CHECKING:
    from session_kit import Bench, Talk


def shipped(bench: Bench) -> Talk:
    bench.orders(3)
    talk = bench.talk(*REFUSED)
    talk.say("ship orders.csv", YES)
    return talk


@pytest.mark.parametrize("line", ["track {number}", "track row 1 of job 1", "track row 1"])
def test_the_status_of_a_parcel_is_told(bench: Bench, line: str) -> None:
    talk = shipped(bench)
    number = bench.numbers()[0]
    told = talk.say(line.format(number=number)).one(Fields)
    assert told.title == number
    assert dict(told.values)["Status"] == "Shipper created a label, UPS has not received the package yet."


def test_a_voided_parcel_says_so(bench: Bench) -> None:
    talk = shipped(bench)
    talk.say("void row 1 of job 1")
    assert "void" in dict(talk.say("track row 1 of job 1").one(Fields).values)["Status"].lower()


def test_a_number_that_ups_does_not_show(bench: Bench) -> None:
    heard = shipped(bench).say("track 1Z999AA10123456784")
    assert heard.codes == []
    assert "UPS shows nothing of 1Z999AA10123456784." in heard.text


@pytest.mark.parametrize(
    ("line", "code"),
    [("track row 2 of job 1", "E-1021"), ("track row 9", "E-1022"), ("track row 1 of job 5", "E-1023")],
)
def test_a_row_without_a_number(bench: Bench, line: str, code: str) -> None:
    assert shipped(bench).say(line).codes == [code]


def test_a_job_of_another_environment_is_not_tracked_here(bench: Bench) -> None:
    talk = shipped(bench)
    talk.services.tables(1).job.update(environment="production").execute()
    assert talk.say("track row 1 of job 1").codes == ["E-5008"]
