"""A purchase that one can answer for, through the program: bad rows named, nothing bought twice, edits noticed."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

from shell_kit import APPROVAL, events, late, until

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shell_kit import Home

#: Twenty ways in which a row can be wrong: the cell that makes it so, then the code and the column that are told.
BAD: tuple[tuple[dict[str, str], str, str], ...] = (
    ({"Address": "PO Box 123"}, "E-2004", "Address"),
    ({"City": "APO", "State": "AE", "Zip": "09001"}, "E-2004", "State"),
    ({"City": "Hagatna", "State": "GU", "Zip": "96910"}, "E-2004", "State"),
    ({"City": "Charlotte Amalie", "State": "VI", "Zip": "00802"}, "E-2004", "State"),
    ({"Weight": "150.1"}, "E-2005", "Weight"),
    ({"Weight": ""}, "E-2001", "Weight"),
    ({"Weight": "-3"}, "E-2005", "Weight"),
    ({"Length": "109"}, "E-2005", "Length"),
    ({"Length": "100", "Width": "20", "Height": "13"}, "E-2005", "Length"),
    ({"Height": ""}, "E-2001", "Height"),
    ({"Third Party Account": "A1B2C9"}, "E-2008", "Third Party Account"),
    ({"Service": "Turbo Air"}, "E-2002", "Service"),
    ({"Service": "Worldwide Express"}, "E-2006", "Service"),
    ({"Packaging": "Crate"}, "E-2002", "Packaging"),
    ({"Packaging": "PAK"}, "E-2006", "Packaging"),
    ({"Zip": "90210"}, "E-2002", "Zip"),
    ({"Zip": "ABCDE"}, "E-2002", "Zip"),
    ({"Name": "X" * 36}, "E-2003", "Name"),
    ({"Address": f"{'A' * 40} {'B' * 40}"}, "E-2003", "Address"),
    ({"Country": "FR", "State": "", "Zip": "75001", "City": "Paris"}, "E-2006", "Country"),
)
#: The most that UPS takes of everything that a row above has too much of.
MOST = {"Weight": "150.0", "Length": "108", "Width": "14", "Height": "14", "Name": "X" * 35}
USUAL = {
    "Name": "Pat Doe", "Address": "1 Main St", "City": "Timonium", "State": "MD", "Zip": "21093", "Country": "US",
    "Phone": "4105550100", "Weight": "2", "Length": "10", "Width": "8", "Height": "6", "Packaging": "",
    "Service": "Ground", "Third Party Account": "",
}  # fmt: skip


def write(home: Home, rows: Iterable[dict[str, str]], name: str = "orders.csv") -> Path:
    path = home.folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["Order", *USUAL])
        writer.writeheader()
        writer.writerows({"Order": f"R{row}", **USUAL, **cells} for row, cells in enumerate(rows, 1))
    return path


def edit(path: Path, old: str, new: str) -> None:
    """Change a file as an editor would: a new one in its place."""
    beside = path.with_suffix(".edited")
    beside.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    beside.replace(path)


def skipped(told: list[dict[str, Any]]) -> list[dict[int, str]]:
    """Of each preview, the rows that are not in it and why."""
    previews = [event for event in told if event["event"] == "preview"]
    return [{one["row"]: one["reason"] for one in preview["skipped"]} for preview in previews]


def test_twenty_kinds_of_bad_rows_are_all_named_before_anything_is_bought_and_can_be_left_out(home: Home) -> None:
    good: list[dict[str, str]] = [{}, MOST, {}]
    write(home, [*good, *(cells for cells, _, _ in BAD), {}])
    lines = ("ship orders.csv", APPROVAL, "leave out the bad rows", APPROVAL)
    told = events(home.run("--json", "--keep-going", *(word for line in lines for word in ("-c", line))))
    named = [event for event in told if event["event"] == "error"]
    for at, (cells, code, column) in enumerate(BAD):
        found = named[at]
        assert (found["code"], found["message"].split(":")[0]) == (code, f"Row {4 + at}")
        assert f'column "{column}"' in found["message"]
        assert any(value in found["message"] for value in cells.values() if value) or "" in cells.values()
        assert found["hint"]
    assert named[len(BAD)]["code"] == "E-2010"  # the approval that came too early
    assert [event["rows"] for event in told if event["event"] == "job_started"] == [4]
    assert [event["row"] for event in told if event["event"] == "row_shipped"] == [1, 2, 3, 24]
    assert len(home.shipments()) == 4


def test_the_same_orders_are_bought_once_whatever_file_they_come_in_until_they_are_voided(home: Home) -> None:
    file = write(home, [{}, {}])
    copy, again = home.folder / "copy.csv", home.folder / "re-export.csv"
    again.write_text(file.read_text("utf-8").replace("R2,Pat Doe,1 Main St", "R2,Pat Doe,2 Main St"), "utf-8")
    home.ship()
    first, second = home.numbers()
    copy.write_bytes(file.read_bytes())
    lines = ("ship orders.csv", "ship copy.csv", "ship re-export.csv")
    told = skipped(events(home.run("--json", "--keep-going", *(word for line in lines for word in ("-c", line)))))
    numbered = {row: f"already has tracking number {number}" for row, number in ((1, first), (2, second))}
    assert told[:2] == [numbered, numbered]
    assert told[2] == {
        1: f"shipped before: row 1 of job 1, tracking {first}",
        2: f"shipped before: row 2 of job 1, tracking {second}; the reference is the same, but the recipient differs",
    }
    assert len(home.shipments()) == 2
    told_again = events(home.run("--json", "-c", "void row 2 of job 1", "-c", "ship re-export.csv", "-c", APPROVAL))
    assert [event["row"] for event in told_again if event["event"] == "row_shipped"] == [2]


def test_a_row_edited_while_the_batch_runs_is_not_sent_and_resumes_once_its_difference_is_approved(home: Home) -> None:
    file = write(home, [{}, {}, {}])
    with home.ups(late(1.5, nth=1)) as ups:
        running = home.start("--json", "-c", "ship orders.csv", "-c", APPROVAL)
        until(ups.shipments)
        edit(file, "R2,Pat Doe,1 Main St", "R2,Pat Doe,9 Main St")
        told = [json.loads(line) for line in running.communicate()[0].splitlines()]
        (failed,) = [event for event in told if event["event"] == "row_failed"]
        assert (failed["row"], failed["error"]["code"]) == (2, "E-1010")
        assert "was changed or taken out since it was approved; it was not sent" in failed["error"]["message"]
        assert [len(ups.shipments()), running.returncode] == [1, 1]
        shown = home.run("-c", "resume")
        assert re.search(r"2\s+address\s+1 Main St\s+9 Main St", shown.stdout)
        assert len(ups.shipments()) == 1
        resumed = events(home.run("--json", "-c", "resume", "-c", APPROVAL))
        assert [event["row"] for event in resumed if event["event"] == "row_shipped"] == [2, 3]
        lines = [
            one.request["ShipmentRequest"]["Shipment"]["ShipTo"]["Address"]["AddressLine"] for one in ups.shipments()
        ]
        assert lines == [["1 Main St"], ["9 Main St"], ["1 Main St"]]
    assert all(home.numbers())
