"""Replies that a crash left unbooked: adopted at the next start, wherever that ships and whatever became of the job."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from session_kit import YES

from shipshell.jobs.ledger import Ledger
from shipshell.session.replies import Offered

if TYPE_CHECKING:
    import pytest
    from session_kit import Bench

TEST = {
    "SHIPSHELL_ENVIRONMENT": "test",
    "UPS_CLIENT_ID": "id",
    "UPS_CLIENT_SECRET": "secret",
    "UPS_ACCOUNT_NUMBER": "A1B2C3",
}
SHIPPER = """
[shipper]
name = "Acme"
phone = "4105550100"
address1 = "400 Depot Rd"
city = "Timonium"
state = "MD"
postal_code = "21093"
"""


def die_before_booking(bench: Bench, row: int) -> None:
    """Have a process ship the file, and die with the reply about `row` kept but not booked."""
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        book = Ledger.shipped

        def booked(self: Ledger, one: Any, *arguments: Any, **more: Any) -> str:
            return os._exit(9) if one.row == row else book(self, one, *arguments, **more)

        Ledger.shipped = booked  # type: ignore[method-assign,assignment]
        bench.talk().say("ship orders.csv", YES)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9


def test_a_kept_reply_is_adopted_where_another_environment_is_started(bench: Bench) -> None:
    bench.configure(SHIPPER)
    bench.orders(3)
    die_before_booking(bench, 2)
    elsewhere = bench.talk(**TEST)
    (offered,) = elsewhere.start().all(Offered)
    assert (offered.interrupted.done, offered.interrupted.in_doubt) == (2, ())
    elsewhere.say("cancel")
    assert bench.numbers()[:2] == [one.tracking_number for one in bench.shipments()]


def test_so_is_that_of_a_job_which_was_settled_without_it(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.orders(3)
    die_before_booking(bench, 2)
    with monkeypatch.context() as patch:
        patch.setattr("shipshell.session.adopting.adopt_all", lambda _services: ())
        patch.setattr("shipshell.jobs.lane.Lane.kept", lambda _lane, _reference: None)
        bench.talk({"operation": "recovery", "fault": "server_error"}).say("cancel job 1")
    number = bench.shipments()[1].tracking_number
    talk = bench.talk()
    said = talk.start().text
    assert f"Row 2 of job 1 (Pat Doe 2) was in doubt; it shipped as {number}" in said
    assert talk.say("retry 1").codes == []
    assert bench.numbers()[1] == number
    assert bench.talk().start().text == ""
