"""Trials in which something is taken away or put back that the program relies on: its job store, the numbers."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from faults import fault
from plan import KILLED, Plan
from trials import Trial, expect

from shipshell.emulator.faults import Kind as Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shop import Setting, Shop

_STORE, _RESCUED = "jobs.sqlite3", "jobs-rescued.sqlite3"


def losses(setting: Setting, rows: tuple[int, ...]) -> Iterator[Trial]:
    """The source is put back from a copy; the job store is put back, or taken away during a batch, in these rows."""
    yield Trial("loss", "the source put back after an error", setting, _source_put_back)
    for row in rows:
        yield Trial("loss", f"the source put back after a crash in row {row}", setting, partial(_crashed, row))
        if setting.kind != "sqlite" and os.name == "posix":  # a table's jobs are in its own database
            yield Trial("loss", f"the job store taken away in row {row}", setting, partial(_store_taken_away, row))
            yield Trial("loss", f"an older job store put back at row {row}", setting, partial(_store_put_back, row))


def _source_put_back(shop: Shop) -> list[str]:
    shop.ups.go_wrong(fault("ship", Fault.REFUSE, nth=4))
    shop.ship()
    shop.ups.go_wrong()
    shop.desk.put_back()
    return expect(shop, shop.run("resume"), code=0, status="complete")


def _crashed(row: int, shop: Shop) -> list[str] | None:
    if shop.ship(Plan("the number is committed", row)).code != KILLED:
        return None
    shop.desk.put_back()
    return []


def _store_put_back(row: int, shop: Shop) -> list[str] | None:
    """The store as it was after a crash is put back once the job is complete."""
    if shop.ship(Plan("the number is committed", row)).code != KILLED:
        return None
    copy = {path: path.read_bytes() for path in shop.home.glob(f"{_STORE}*")}
    odd = expect(shop, shop.run("resume"), code=0, status="complete")
    _take_away(shop)
    for path, content in copy.items():
        path.write_bytes(content)
    return odd


def _store_taken_away(row: int, shop: Shop) -> list[str]:
    """Nothing more is sent, a new start buys nothing either, and what the store held comes back."""
    shop.ups.meanwhile[row] = partial(_take_away, shop)
    halted = shop.ship()
    shop.ups.meanwhile.clear()
    sent = len(shop.ups.purchases)
    refused = shop.ship()
    odd = [f"it went on: {heard.code}" for heard in (halted, refused) if "E-4002" not in str(heard.events)]
    if len(shop.ups.purchases) != sent or sent >= row + shop.setting.lanes:
        odd.append(f"{len(shop.ups.purchases)} were sent, {sent} before the new start")
    if (shop.home / _RESCUED).exists():
        (shop.home / _RESCUED).rename(shop.home / _STORE)
    return odd


def _take_away(shop: Shop) -> None:
    for path in shop.home.glob(f"{_STORE}*"):
        path.unlink()
