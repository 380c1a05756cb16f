"""Which row names the columns."""

from __future__ import annotations

import pytest

from shipshell.sources import header_row


def rows(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Order|Name|City\n1|Ann|Bend", 0),
        ("Orders of May\nOrder|Name|City|Zip\n1|Ann|Bend|97701", 1),
        ("Mug Shop||Page 1\nby Ana||\nOrder|Name|City|State|Zip|Wt\n1|Ann|Bend|OR|97701|2", 2),
        # groups of columns above their names
        ("Ship to||||Package|\nName|Street|City|Zip|Wt|L\nAnn|1 Elm|Bend|97701|2|9", 1),
        # one order, then the remarks of a program, which are narrower
        ("Mug Shop\nOrder|Name|City|Zip\n1|Ann|Bend|97701\n1 record(s)|||\nSeller : x|||\nas of May|||", 1),
        # rows of further items fill few cells
        ("Order|Name|City|Zip|Item\n1|Ann|Bend|97701|Mug\n1||||Pot\n1||||Cup\n1||||Jug", 0),
        # a column without a name, a header that nothing stands under
        ("Order|Name||Zip|Notes\n1|Ann|Bend|97701|", 0),
        ("# Order|Name|City\n1|Ann|Bend", 0),
        ("# by Ana|Tom|Bob\nOrder|Name|City|Zip|Wt\n1|Ann|Bend|97701|2", 1),
    ],
)
def test_found(text: str, position: int) -> None:
    assert header_row.find(rows(text)) == position


@pytest.mark.parametrize(
    "text",
    [
        # names five of eight columns: a header that lacks some, and the order under it must not become the header
        "Order|Name|Street|City|State\n1|Ann|1 Elm|Bend|OR|3|2|1\n2|Bob|2 Elm|Bend|OR|3|2|1",
        "\n".join(f"Line {n}" for n in range(60)) + "\nOrder|Name\n1|Ann",
    ],
)
def test_not_found(text: str) -> None:
    assert header_row.find(rows(text)) is None


@pytest.mark.parametrize("cell", ["02139", " jane@example.com ", "(512) 555-0134", "+1 479-692-3507", "02139-1234"])
def test_what_stands_in_orders_only(cell: str) -> None:
    assert header_row.is_data(cell)


@pytest.mark.parametrize("cell", ["", "Zip", "2026", "11-23", "2026-11-23", "1", "E-mail @ work", "P. O. #"])
def test_what_may_stand_in_a_header(cell: str) -> None:
    assert not header_row.is_data(cell)
