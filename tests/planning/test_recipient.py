"""Who a parcel goes to and where, as UPS prints and delivers it."""

from __future__ import annotations

import pytest

from shipshell.planning.places import country_code, split_place, state_code, state_of_zip
from shipshell.planning.recipient import Place, Who, read_place, read_street, read_who


@pytest.mark.parametrize(
    ("cells", "who"),
    [
        (("Pat Doe", "", ""), Who("Pat Doe", "")),
        (("Pat Doe", "Acme", ""), Who("Acme", "Pat Doe")),
        (("Pat Doe", "Acme", "Goods In"), Who("Acme", "Goods In")),
        (("Acme", "", "Pat Doe"), Who("Acme", "Pat Doe")),
        (("", "Acme", ""), Who("Acme", "")),
        (("Acme", "Acme", ""), Who("Acme", "")),
        (("", "", "Pat Doe"), Who("Pat Doe", "")),
    ],
)
def test_names_as_ups_prints_them(cells: tuple[str, str, str], who: Who) -> None:
    read = read_who(*cells)
    assert (read.value, read.faults) == (who, ())


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        (("", "", ""), "name", "E-2001"),
        (("S******* s********", "", ""), "name", "E-2001"),
        (("x" * 36, "", ""), "name", "E-2003"),
        (("Pat", "y" * 36, ""), "company", "E-2003"),
    ],
)
def test_names_that_cannot_be_printed(cells: tuple[str, str, str], field: str, code: str) -> None:
    assert [(fault.field, fault.code) for fault in read_who(*cells).faults] == [(field, code)]


@pytest.mark.parametrize(
    "cell",
    [
        "Pat Doe, 12 Main St, Austin TX 78701",
        "12 Main St, Austin, Texas 78701-1234",
        "6 Cove St,Bath,Maine,04530",
        "12 Main St Austin TX 78701 USA",
    ],
)
def test_a_whole_address_in_one_cell_is_refused(cell: str) -> None:
    assert [fault.code for fault in read_street(cell, "", "").faults] == ["E-2002"]
    assert ("name", "E-2002") in [(fault.field, fault.code) for fault in read_who(cell, "", "").faults]


@pytest.mark.parametrize("line", ["12 Main St", "County Road 78701", "Suite 12345", "FM 12345", "TX 78701", "Hwy 99"])
def test_a_street_with_a_number_behind_is_no_whole_address(line: str) -> None:
    assert read_street(line, "", "").faults == ()


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Utica, NY 13501", ("Utica", "NY", "13501")),
        ("Fort Worth TX 76102-1234", ("Fort Worth", "TX", "76102-1234")),
        ("St. Paul,  Minnesota", ("St. Paul", "Minnesota", "")),
        ("Peoria, IL", ("Peoria", "IL", "")),
        ("Peoria", ("", "", "")),
        ("Paris, France 75001", ("", "", "")),
        ("12 Main St, Utica, NY 13501", ("", "", "")),
    ],
)
def test_a_place_in_one_cell_is_taken_apart_only_where_that_is_certain(cell: str, parts: tuple[str, str, str]) -> None:
    assert split_place(cell) == parts


def test_short_lines_stay_as_they_are() -> None:
    read = read_street("77 Elm Ave\nApt 4", "", "Rear")
    assert (read.value, read.warnings) == (("77 Elm Ave", "Apt 4", "Rear"), ())


def test_long_lines_are_spread_at_word_ends_with_a_warning() -> None:
    read = read_street("1200 North Michigan Avenue Building Seven", "Suite 4", "")
    assert read.value == ("1200 North Michigan Avenue Building", "Seven", "Suite 4")
    assert len(read.warnings) == 1
    run_together = read_street("a" * 20 + " " + "b" * 16, "c" * 10, "d" * 30)
    assert run_together.value == ("a" * 20, "b" * 16 + " " + "c" * 10, "d" * 30)


def test_lines_that_are_too_many_are_put_on_one() -> None:
    read = read_street("1\nElm\nAve\nRear", "", "")
    assert (read.value, read.warnings) == (("1 Elm Ave Rear",), ("address is put on one line: 1 Elm Ave Rear",))


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        (("62 Main St", "PO Box 7", ""), [("address2", "E-2004")]),
        (("PO Box 7", "62 Main St", "PO Box 7"), [("address1", "E-2004"), ("address3", "E-2004")]),
        (("PO Box 7\nPO Box 7", "", ""), [("address1", "E-2004")]),
        (("Unit 5", "FPO AE 09001", ""), [("address2", "E-2004")]),
        (("62 Main St", "Austin TX 78701", ""), [("address2", "E-2002")]),
        (("62 Main St", "x" * 36, "Rear"), [("address2", "E-2003")]),
    ],
)
def test_the_line_at_fault_is_named(cells: tuple[str, str, str], faults: list[tuple[str, str]]) -> None:
    assert [(fault.field, fault.code) for fault in read_street(*cells).faults] == faults


@pytest.mark.parametrize("lines", [("x" * 36, "", ""), ("word " * 30, "", "")])
def test_what_cannot_be_spread_is_an_error(lines: tuple[str, str, str]) -> None:
    assert [fault.code for fault in read_street(*lines).faults] == ["E-2003"]


@pytest.mark.parametrize(
    "line",
    [
        "PO Box 12",
        "P.O. Box 12",
        "p o box12",
        "POBox 7",
        "Post Office Box 9",
        "P.O.Drawer 3",
        "Box 44",
        "POB 12",
        "P.O.B. #7",
        "Postal Box 7",
        "P0 Box 7",
        "\uff30\uff2f Box 7",
        "Caller 1234",
    ],
)
def test_po_boxes_are_refused(line: str) -> None:
    assert [fault.code for fault in read_street(line, "", "").faults] == ["E-2004"]


@pytest.mark.parametrize(
    "line",
    [
        "12 Boxwood Ln",
        "9 Expo Boxing Way",
        "100 Main St PMB 4",
        "7 Depot Box Canyon Rd",
        "9 Pob St",
        "44 Pobox Lane",
        "Caller Ct 9",
    ],
)
def test_streets_that_only_sound_like_it_are_not(line: str) -> None:
    assert read_street(line, "", "").faults == ()


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (("Boston", "MA", "02139", ""), Place("Boston", "MA", "02139", "US")),
        (("Boston", "Massachusetts", "02139-1234", "USA"), Place("Boston", "MA", "021391234", "US")),
        (("Boston", "Mass.", "'02139", "U.S."), Place("Boston", "MA", "02139", "US")),
        (("Boston", " ma ", '="02139"', "us"), Place("Boston", "MA", "02139", "US")),
        (("Austin", "TX", "73301.0", "United States"), Place("Austin", "TX", "73301", "US")),
        (("San Juan", "PR", "00901", "US"), Place("San Juan", "PR", "00901", "PR")),
        (("San Juan", "", "00901", "Puerto Rico"), Place("San Juan", "PR", "00901", "PR")),
        (("Fishers Island", "NY", "06390", ""), Place("Fishers Island", "NY", "06390", "US")),
    ],
)
def test_places(cells: tuple[str, str, str, str], place: Place) -> None:
    read = read_place(*cells)
    assert (read.value, read.faults, read.warnings) == (place, (), ())


@pytest.mark.parametrize(("typed", "full"), [("2139", "02139"), ("21391234", "021391234"), ("2139.0", "02139")])
def test_a_lost_zero_is_put_back_where_the_state_agrees(typed: str, full: str) -> None:
    read = read_place("Boston", "MA", typed, "")
    assert read.value.postal_code == full
    assert len(read.warnings) == 1
    elsewhere = read_place("Austin", "TX", typed, "")
    assert [fault.field for fault in elsewhere.faults] == ["postal_code"]
    assert elsewhere.warnings == ()


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        (("", "MA", "02139", ""), [("city", "E-2001")]),
        (("Boston", "", "02139", ""), [("state", "E-2001")]),
        (("Boston", "MA", "", ""), [("postal_code", "E-2001")]),
        (("", "", "", ""), [("city", "E-2001"), ("state", "E-2001"), ("postal_code", "E-2001")]),
        (("x" * 31, "MA", "02139", ""), [("city", "E-2003")]),
        (("Boston", "Masachusets", "02139", ""), [("state", "E-2002")]),
        (("Boston", "MA", "0213", ""), [("postal_code", "E-2002")]),
        (("Boston", "MA", "ABCDE", ""), [("postal_code", "E-2002")]),
        (("Boston", "MA", "2.1E+08", ""), [("postal_code", "E-2007")]),
        (("Boston", "TX", "02139", ""), [("postal_code", "E-2002")]),
        (("Boston", "MA", "00000", ""), [("postal_code", "E-2002")]),
        (("APO", "AE", "09012", ""), [("state", "E-2004")]),
        (("FPO", "CA", "92101", ""), [("city", "E-2004")]),
        (("Tamuning", "GU", "96913", ""), [("state", "E-2004")]),
        (("St Thomas", "", "00802", "US Virgin Islands"), [("country", "E-2004")]),
        (("Toronto", "ON", "M5V 2T6", "Canada"), [("country", "E-2006")]),
        (("Toronto", "ON", "M5V 2T6", ""), [("country", "E-2001")]),
        (("Boston", "MA", "02139", "Utopia"), [("country", "E-2002")]),
        (("Boston", "MA", "02139", "PR"), [("country", "E-2002")]),
    ],
)
def test_places_that_ups_does_not_serve(cells: tuple[str, str, str, str], faults: list[tuple[str, str]]) -> None:
    assert [(fault.field, fault.code) for fault in read_place(*cells).faults] == faults


@pytest.mark.parametrize(
    ("zip_code", "state"),
    [
        ("00501", "NY"),
        ("05501", "MA"),
        ("20500", "DC"),
        ("34002", "AA"),
        ("73301", "TX"),
        ("73401", "OK"),
        ("88510", "TX"),
        ("96910", "GU"),
        ("96950", "MP"),
        ("99950", "AK"),
        ("00100", ""),
    ],
)
def test_the_state_of_a_zip(zip_code: str, state: str) -> None:
    assert state_of_zip(zip_code) == state


def test_names_of_states_and_countries() -> None:
    assert [state_code(text) for text in ("N.Y.", "new  york", "D.C.", "W. Va.", "ZZ")] == ["NY", "NY", "DC", "WV", ""]
    assert [country_code(text) for text in ("U.S.A.", "uk", "gb", "Canadian", "zz")] == ["US", "GB", "GB", "CA", ""]
