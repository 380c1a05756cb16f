"""`--json`: every event has the fields of the contract, of the right types, and nothing else is on standard output."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from shell_kit import APPROVAL, events, late, until

from shipshell import __version__
from shipshell.model import events as model
from shipshell.model.errors import Problem
from shipshell.model.money import Money
from shipshell.session import replies
from shipshell.shell.jsonlines import JsonLines

if TYPE_CHECKING:
    from shell_kit import Home

MONEY = r"\d+\.\d\d"
#: For each event its fields: a type, a pattern, or a nested shape. A `?` marks a field that may be left out.
SHAPES: dict[str, dict[str, Any]] = {
    "ready": {"version": str, "environment": str, "mode": str, "carrier": str},
    "interrupted": {
        "job": int,
        "done": int,
        "total": int,
        "last?": {"row": int, "recipient": str, "tracking_number": str},
        "remaining": int,
        "error?": str,
        "in_doubt": [int],
    },
    "preview": {
        "rows": [
            {
                "row": int,
                "recipient": str,
                "city": str,
                "state": str,
                "service": str,
                "cost": MONEY,
                "warnings": [str],
            }
        ],
        "total_rows": int,
        "total_cost": MONEY,
        "currency": "USD",
        "rows_with_warnings": int,
        "unrated": [int],
        "skipped": [{"row": int, "reason": str}],
    },
    "job_started": {"job": int, "rows": int},
    "row_shipped": {
        "job": int,
        "row": int,
        "tracking_number": "1Z[A-Z0-9]{16}",
        "cost": MONEY,
        "currency": "USD",
        "reference": r"SS-[A-Z2-7]{8}-\d+",
        "label?": str,
        "shipped_at": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    },
    "row_failed": {
        "job": int,
        "row": int,
        "error": {"code": r"E-\d{4}", "message": str, "column?": str, "carrier_code?": str},
    },
    "row_in_doubt": {
        "job": int,
        "row": int,
        "reference": r"SS-[A-Z2-7]{8}-\d+",
        "error": {"code": r"E-\d{4}", "message": str, "carrier_code?": str},
    },
    "write_back_failed": {"job": int, "row": int, "error": {"code": r"E-\d{4}", "message": str, "column?": str}},
    "job_finished": {
        "voided?": int,
        "job": int,
        "status": "complete|complete_with_warnings|halted|cancelled",
        "shipped": int,
        "failed": int,
        "in_doubt": int,
        "remaining": int,
        "total_cost": MONEY,
    },
    "question": {"text": str, "options": [str]},
    "exported": {"job": int, "path": str, "format": str},
    "message": {"text": str},
    "error": {"code": r"E-\d{4}", "message": str, "hint?": str},
}


def check(told: list[dict[str, Any]]) -> set[str]:
    """Hold events against the contract; the names of those that came."""
    for event in told:
        _check({key: value for key, value in event.items() if key != "event"}, SHAPES[event["event"]], event["event"])
    return {event["event"] for event in told}


def _check(value: Any, shape: Any, where: str) -> None:
    if isinstance(shape, dict):
        needed = {name for name in shape if not name.endswith("?")}
        assert needed <= value.keys() <= {name.rstrip("?") for name in shape}, where
        for name, part in shape.items():
            if name.rstrip("?") in value:
                _check(value[name.rstrip("?")], part, f"{where}.{name}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for one in value:
            _check(one, shape[0], where)
    elif isinstance(shape, str):
        assert isinstance(value, str), where
        assert re.fullmatch(shape, value), f"{where}: {value}"
    else:
        assert type(value) is shape, where


def test_a_batch_in_full(home: Home) -> None:
    home.orders(22, Weight="2 lb")
    done = home.run("--json", "-c", "ship orders.csv", "-c", "show rows 21-22", "-c", APPROVAL, "-c", "jobs")
    told = events(done)
    assert (done.returncode, done.stderr) == (0, "")
    assert check(told) == {"ready", "preview", "message", "question", "job_started", "row_shipped", "job_finished"}
    assert told[0] == {
        "event": "ready",
        "version": __version__,
        "environment": "emulator",
        "mode": "confirm",
        "carrier": "UPS",
    }
    (preview,) = (event for event in told if event["event"] == "preview")
    assert [row["row"] for row in preview["rows"]] == list(range(1, 21))
    assert (preview["total_rows"], preview["total_cost"], preview["skipped"]) == (22, "508.20", [])
    shipped = [event for event in told if event["event"] == "row_shipped"]
    assert [event["tracking_number"] for event in shipped] == home.numbers()
    assert [event["row"] for event in shipped] == list(range(1, 23))
    assert told[-2]["total_cost"] == "508.20"


def test_remarks_on_the_whole_batch_are_messages(home: Home) -> None:
    home.orders(1)
    told = events(home.run("--json", "-c", "preview orders.csv"))
    assert {"event": "message", "text": 'Bare numbers in "Weight" are read as pounds.'} in told


def test_the_question_names_its_answers(home: Home) -> None:
    home.orders(1)
    (question,) = (
        event for event in events(home.run("--json", "-c", "ship orders.csv")) if event["event"] == "question"
    )
    assert question["text"] == "Buy 1 shipment for $23.10?"
    assert APPROVAL in question["options"]


def test_skipped_rows_stand_in_their_order_whatever_the_reason(home: Home) -> None:
    orders = home.orders(3)
    header, *lines = orders.read_text().splitlines()
    orders.write_text("\n".join([f"{header},Tracking Number", f"{lines[0]},", f"{lines[1]},", f"{lines[2]},1Z1", ""]))
    told = events(home.run("--json", "-c", "ship orders.csv", "-c", "skip row 1"))
    *_, preview = (event for event in told if event["event"] == "preview")
    assert [one["row"] for one in preview["skipped"]] == [1, 3]


def test_bad_rows_held_rows_and_rows_without_a_rate(home: Home) -> None:
    orders = home.orders(3)
    home.ship()
    lines = orders.read_text().splitlines()
    blank = "," * lines[0].count(",")
    new = [line.replace("Main", "High").rsplit(",", 2)[0] + ",," for line in lines[2:4]]
    bad = new[0].replace(",2,R2", ",,R9")
    orders.write_text("\n".join([*lines[:2], blank, new[1].replace("R3", "R8"), bad, ""]))
    with home.ups({"operation": "rate", "fault": "refuse", "code": "111210"}):
        done = home.run("--json", "--keep-going", "-c", "ship orders.csv", "-c", "yes")
    told = events(done)
    check([event for event in told if event["event"] != "preview"])
    (preview,) = (event for event in told if event["event"] == "preview")
    assert preview["skipped"][0]["row"] == 1
    assert preview["unrated"] == [3]
    assert (preview["rows"][0]["cost"], preview["total_cost"]) == (None, None)
    assert {event["code"] for event in told if event["event"] == "error"} >= {"E-2001", "E-2010"}
    assert done.returncode == 1


def test_a_refusal_and_the_question_about_it(home: Home) -> None:
    home.orders(3)
    with home.ups({"operation": "ship", "nth": 2, "fault": "refuse", "code": "120802"}):
        told = events(home.run("--json", "-c", "ship orders.csv", "-c", APPROVAL))
    assert check(told) >= {"row_failed", "interrupted", "question", "job_finished"}
    by_name = {event["event"]: event for event in told}
    assert by_name["row_failed"]["error"]["carrier_code"] == "120802"
    stopped = by_name["interrupted"]
    assert (stopped["done"], stopped["total"], stopped["remaining"], stopped["last"]["row"]) == (1, 3, 2, 1)
    question, standing, crash = told[-1]["text"].splitlines()
    assert question == "Job 1 was interrupted at row 1/3. Resume, restart, or cancel?"
    assert standing.endswith("2 remaining.")
    assert crash.endswith("Resume will retry row 2.")
    assert told[-1]["options"] == ["resume", "restart", "cancel"]


def test_a_number_that_cannot_be_written(home: Home) -> None:
    orders = home.orders(1)
    with home.ups(late(1)) as ups:
        process = home.start("--json", "-c", "ship orders.csv", "-c", APPROVAL)
        until(ups.shipments)
        orders.write_text(orders.read_text().replace("John Doe 1", "Somebody else"))
        said, failed = process.communicate(timeout=20)
    told = [json.loads(line) for line in said.splitlines()]
    assert failed == ""
    assert "write_back_failed" in check(told)
    assert told[-1]["status"] == "complete_with_warnings"


def test_an_unclear_line_is_an_error_with_a_hint(home: Home) -> None:
    *_, error = events(home.run("--json", "-c", "frobnicate"))
    assert error["code"] == "E-1020"
    assert error["hint"].startswith("You could say ")


class _Lines:
    """Collects what is written."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(
    ("output", "event"),
    [
        (replies.Exported(8, "a.csv", "csv"), {"event": "exported", "job": 8, "path": "a.csv", "format": "csv"}),
        (
            model.WriteBackFailed(8, 3, Problem("E-4006", "gone", row=3, column="Zip")),
            {
                "event": "write_back_failed",
                "job": 8,
                "row": 3,
                "error": {"code": "E-4006", "message": 'Row 3: gone (column "Zip")', "column": "Zip"},
            },
        ),
        (
            model.RowShipped(8, 3, "Ann", "1Z", None, "SS-A-3", "", "2026-01-01T00:00:00Z"),
            {
                "event": "row_shipped",
                "job": 8,
                "row": 3,
                "tracking_number": "1Z",
                "cost": None,
                "currency": "USD",
                "reference": "SS-A-3",
                "shipped_at": "2026-01-01T00:00:00Z",
            },
        ),
        (
            model.JobFinished(8, "halted", 1, 0, 0, 2, Money(Decimal("7.5"))),
            {
                "event": "job_finished",
                "job": 8,
                "status": "halted",
                "shipped": 1,
                "failed": 0,
                "in_doubt": 0,
                "remaining": 2,
                "total_cost": "7.50",
            },
        ),
        (
            model.Overcharged(1, 2, Problem("E-3008", "row 2 was charged $9.00, but quoted $7.50")),
            {"event": "error", "code": "E-3008", "message": "row 2 was charged $9.00, but quoted $7.50"},
        ),
        (replies.Failed(Problem("E-1021", "no"), ()), {"event": "error", "code": "E-1021", "message": "no"}),
        (replies.Said("a\u2028b\ud800\n"), {"event": "message", "text": "a\u2028b\ud800\n"}),
        (
            replies.Explained({"text": "jobs", "state": "idle", "intent": "jobs", "slots": {}}),
            {"event": "message", "text": "jobs", "state": "idle", "intent": "jobs", "slots": {}},
        ),
    ],
)
def test_one_output_is_one_line_of_ascii(output: replies.Output, event: dict[str, Any]) -> None:
    lines = _Lines()
    JsonLines(lines).draw(output)  # type: ignore[arg-type]
    assert lines.text.isascii()
    assert lines.text.count("\n") == 1
    assert json.loads(lines.text) == event


def test_the_question_about_a_doubt_names_its_reference_and_what_one_can_say() -> None:
    doubt = model.Doubt(48, "SS-7Q2F9KXM-48", "shows no shipment", is_absent=True)
    stopped = model.Interrupted(7, 47, 200, 153, error="UPS API timeout", error_row=48, in_doubt=(doubt,))
    lines = _Lines()
    JsonLines(lines).draw(replies.Offered(stopped))  # type: ignore[arg-type]
    interrupted, question = map(json.loads, lines.text.splitlines())
    assert interrupted["in_doubt"] == [48]
    asked, standing, doubted = question["text"].splitlines()
    assert asked == "Job 7 was interrupted at row 47/200. Resume, restart, or cancel?"
    assert standing == "47/200 complete. 153 remaining."
    assert doubted == (
        "Crashed at row 48 due to: UPS API timeout. UPS shows no shipment for reference SS-7Q2F9KXM-48. "
        'Say "row 48 did not ship" to let resume retry it, or "row 48 shipped as 1Z...".'
    )
    assert question["options"] == ["resume", "restart", "cancel"]


def test_voided_rows_are_counted_where_there_are_any() -> None:
    lines = _Lines()
    JsonLines(lines).draw(model.JobFinished(8, "halted", 1, 0, 0, 2, Money(Decimal("7.5")), voided=1))  # type: ignore[arg-type]
    assert json.loads(lines.text)["voided"] == 1


def test_a_refusal_names_row_column_value_and_ups_s_code_in_its_message() -> None:
    problem = Problem("E-3001", "UPS says: no such street", column="Address", value="5 Elm Ave", carrier_code="120802")
    lines = _Lines()
    JsonLines(lines).draw(model.RowFailed(8, 3, problem))  # type: ignore[arg-type]
    assert json.loads(lines.text)["error"] == {
        "code": "E-3001",
        "message": 'Row 3: UPS says: no such street (column "Address", value "5 Elm Ave", UPS 120802)',
        "column": "Address",
        "carrier_code": "120802",
    }
