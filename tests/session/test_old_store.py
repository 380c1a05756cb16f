"""A home whose job store an earlier version wrote: its jobs go on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from shipshell.session.replies import Offered

if TYPE_CHECKING:
    from session_kit import Bench

VERSION_1 = Path(__file__).parents[1] / "jobs" / "samples" / "store-v1.sql"
NUMBER = "1ZSAMPLE0300009995"


def old_home(bench: Bench) -> None:
    """Orders of which the first version shipped one, was refused the second, and did not come to the third."""
    orders = bench.orders(3)
    with closing(sqlite3.connect(bench.home / "jobs.sqlite3")) as database:
        database.executescript(VERSION_1.read_text(encoding="utf-8").replace("{FOLDER}", str(bench.folder)))
    header, first, *rest = orders.read_text(encoding="utf-8").splitlines()
    lines = [f"{header},tracking_number,shipped_at", f"{first},{NUMBER},2026-11-23T15:24:13Z", *rest, ""]
    orders.write_text("\n".join(lines), encoding="utf-8")


def test_a_job_of_the_first_version_is_offered_and_resumed(bench: Bench) -> None:
    old_home(bench)
    talk = bench.talk()
    offered = talk.start().one(Offered).interrupted
    assert (offered.job, offered.done, offered.error_row) == (1, 1, 2)
    assert talk.say("resume").shipped == [2, 3]
    assert bench.bought() == ["Pat Doe 2", "Pat Doe 3"]
    assert bench.numbers()[0] == NUMBER


def test_what_the_first_version_shipped_is_not_shipped_again(bench: Bench) -> None:
    old_home(bench)
    talk = bench.talk()
    talk.start()
    talk.say("cancel")
    bench.orders(3, "copy.csv")
    assert talk.say("preview copy.csv").previewed == [2, 3]
