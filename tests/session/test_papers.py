"""Labels in one file, a job's rows exported, its cost and outcome; and a batch from a workbook."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from session_kit import YES

from shipshell.session.replies import Exported, Failed, Fields, Listing, Said

if TYPE_CHECKING:
    from session_kit import Bench, Talk


#: UPS has no copy of the label.
NO_COPY = {"operation": "recovery", "fault": "refuse", "code": "9801031", "message": "No label"}


@pytest.fixture
def shipped(bench: Bench) -> Talk:
    bench.orders(4)
    talk = bench.talk()
    talk.say("ship orders.csv", YES)
    return talk


def test_labels_come_in_one_file_in_source_order(bench: Bench, shipped: Talk) -> None:
    written = shipped.say("labels").one(Exported)
    text = Path(written.path).read_text()
    numbers = bench.numbers()
    assert written.format == "zpl"
    assert all(number in text for number in numbers)
    assert [f"{place}/4" in text for place in range(1, 5)] == [True] * 4


def test_some_labels_keep_their_place_in_the_job(shipped: Talk) -> None:
    text = Path(shipped.say("labels 1 rows 2-3").one(Exported).path).read_text()
    assert "2/4" in text
    assert "3/4" in text
    assert "1/4" not in text


def test_rows_that_were_asked_for_in_vain_are_named_with_the_reason(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk({"operation": "ship", "nth": 3, "fault": "refuse", "code": "120802", "message": "Address is bad"})
    talk.say("ship orders.csv", YES)
    talk.say("void row 1 of job 1")
    assert talk.say("labels 1 rows 1-9").one(Said).text == (
        "No label: row 1 (voided), row 3 (not shipped: failed), rows 4-9 (not in job 1)."
    )
    assert not talk.say("labels 1 row 2").all(Said)


def test_labels_of_another_format_are_refused(shipped: Talk) -> None:
    assert shipped.say("labels 1 as pdf").one(Failed).problem.code == "E-4012"


def test_a_lost_label_is_named_and_the_others_are_written(bench: Bench, shipped: Talk) -> None:
    lost = next((bench.home / "labels" / "job-1").glob("row-00002-*"))
    lost.unlink()
    said = bench.talk(NO_COPY).say("labels")
    assert said.one(Failed).problem.code == "E-4013"
    assert "1/4" in Path(said.one(Exported).path).read_text()


def test_a_job_is_exported_as_csv_xlsx_and_json(bench: Bench, shipped: Talk) -> None:
    numbers = bench.numbers()
    as_csv, as_xlsx, as_json = (
        Path(shipped.say(f"export 1 as {kind}").one(Exported).path) for kind in ("csv", "xlsx", "json")
    )
    with as_csv.open(encoding="utf-8-sig", newline="") as file:
        assert [row["tracking_number"] for row in csv.DictReader(file)] == numbers
    sheet = openpyxl.load_workbook(as_xlsx).active
    assert sheet is not None
    names = [cell.value for cell in sheet[1]]
    assert [row[names.index("tracking_number")].value for row in sheet.iter_rows(min_row=2)] == numbers
    assert [row["tracking_number"] for row in json.loads(as_json.read_text())] == numbers


def test_a_report_tells_the_cost_by_service(bench: Bench) -> None:
    bench.orders(4, Service="Ground")
    bench.edit(2, "Service", "2nd Day Air")
    talk = bench.talk()
    talk.say("ship orders.csv", YES)
    said = talk.say("report 1")
    assert ("Shipped", "4/4") in said.one(Fields).values
    assert [row[0] for row in said.one(Listing).rows] == ["Ground", "2nd Day Air", "Total"]


def test_a_workbook_ships_and_gets_its_numbers(bench: Bench) -> None:
    bench.orders(3)
    header, *rows = bench.rows()
    book = openpyxl.Workbook()
    for name in ("Orders", "Notes"):
        sheet = book.create_sheet(name)
        for line in (header, *rows):
            sheet.append(line)
    del book["Sheet"]
    path = bench.folder / "march.xlsx"
    book.save(path)
    talk = bench.talk()
    assert "sheet Orders" in talk.say("ship march.xlsx").one(Failed).problem.hint
    talk.say("ship march.xlsx sheet Orders", YES)
    after = openpyxl.load_workbook(path)
    numbers = [row[len(header)].value for row in after["Orders"].iter_rows(min_row=2)]
    assert [shipment.tracking_number for shipment in bench.shipments()] == numbers
    assert after["Notes"].max_column == len(header)
