"""Files as shops and carriers write them: each is read whole, and given back whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exports_kit import CHIDI, EXPORTS, LIAM, MARIA, write_export

from shipshell.model.errors import ShipshellError
from shipshell.sources.base import Numbers
from shipshell.sources.opening import open_source

if TYPE_CHECKING:
    from pathlib import Path

TRACKING, SHIPPED = "1ZTEST0000000001", "2026-11-23T10:05:00Z"
NUMBERS = Numbers(TRACKING, SHIPPED)
#: The `#` of the rows that are read, and what is said of others.
ROWS: dict[str, tuple[list[int], tuple[str, ...]]] = {
    "ebay": ([2, 3, 4], ("Rows 6, 7 are remarks",)),
    "quickbooks report": ([2, 3, 4], ("Row 1 is a remark", "Rows 5, 6 are totals")),
    "hand made": ([1, 2, 3, 5], ("Row 4 is the header again", "Row 6 is a total")),
    "amazon": ([1, 2, 3, 4], ("89901020.txt is not UTF-8",)),
    "ups batch": ([1, 2, 3], ("batch.csv has no header",)),
    "ups batch semicolons": ([1, 2, 3], ("batch.ssv has no header",)),
    **dict.fromkeys(["shopify", "woocommerce suffix", "amazon unshipped", "etsy items"], ([1, 2, 3, 4], ())),
    "shipstation import": ([1, 2, 3, 4], ()),
}
TABLES = [name for name in EXPORTS if name != "quickbooks iif"]


@pytest.mark.parametrize("name", TABLES)
def test_every_order_is_read_and_nothing_else(tmp_path: Path, name: str) -> None:
    numbers, remarks = ROWS.get(name, ([1, 2, 3], ()))
    table = open_source(write_export(tmp_path, name).name, tmp_path).read()
    assert table.frame.index.tolist() == numbers
    assert len(table.notes) == len(remarks)
    assert all(words.startswith(remark) for (_, words), remark in zip(table.notes, remarks, strict=True))
    cells = {cell for row in table.frame.to_numpy().tolist() for cell in row}
    for person in (CHIDI, MARIA, LIAM):
        assert {person.city, person.first, person.name, person.company} & cells
        assert any(person.postal_code.lstrip("0") in cell for cell in cells)


@pytest.mark.parametrize("name", TABLES)
def test_only_the_header_and_the_order_are_written(tmp_path: Path, name: str) -> None:
    path = write_export(tmp_path, name)
    before = path.read_bytes().splitlines(keepends=True)
    source = open_source(path.name, tmp_path)
    table = source.read()
    last = int(table.frame.index[-1])
    source.write({last: NUMBERS})
    after = path.read_bytes().splitlines(keepends=True)
    changed = [line for line, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert len(changed) == (1 if table.assumed else 2)
    again = source.read()
    assert list(again.frame.loc[last, [again.tracking, again.shipped]]) == [TRACKING, SHIPPED]
    others = [column for column in table.frame.columns if column != table.tracking]
    assert again.frame[others].equals(table.frame[others])
    assert [words for _, words in again.notes] == [words for _, words in table.notes]


def test_iif_is_no_table(tmp_path: Path) -> None:
    path = write_export(tmp_path, "quickbooks iif")
    for name in ("invoices.iif", "invoices.txt"):
        with pytest.raises(ShipshellError, match=f"{name} is a QuickBooks IIF file") as caught:
            open_source(path.rename(tmp_path / name).name, tmp_path).read()
        assert caught.value.problem.code == "E-1004"
        assert "Export a report" in caught.value.problem.hint


def test_cells_are_kept_whole(tmp_path: Path) -> None:
    frame = open_source(write_export(tmp_path, "shopify").name, tmp_path).read().frame
    assert list(frame.loc[1, ["Notes", "Lineitem name", "Shipping Zip"]]) == [
        "Please ring twice,\nthe bell is faint", "Mug, blue", "'02472",
    ]  # fmt: skip
    frame = open_source(write_export(tmp_path, "amazon").name, tmp_path).read().frame
    assert frame.loc[1, "product-name"] == 'Tray 12" café'
