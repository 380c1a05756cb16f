"""The history keeps what was typed, but no password, and shows it to nobody else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from shipshell.shell.past import PrivateHistory

if TYPE_CHECKING:
    from pathlib import Path


def test_lines_are_kept_for_the_next_time(tmp_path: Path) -> None:
    PrivateHistory(tmp_path / "history", list).append_string("ship orders.csv")
    assert list(PrivateHistory(tmp_path / "history", list).load_history_strings()) == ["ship orders.csv"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ship postgresql://ops:hunter2@db/shop table orders", "ship postgresql://ops@db/shop table orders"),
        ("ship mysql://ops:hun@ter:2/@db/shop", "ship mysql://ops@db/shop"),
        ("ship mysql://:hunter2@db/shop", "ship mysql://@db/shop"),
        ("ship postgresql://ops@db/shop", "ship postgresql://ops@db/shop"),
        ("map a@b.c to email", "map a@b.c to email"),
    ],
)
def test_a_password_is_left_out_in_memory_and_on_disk(tmp_path: Path, typed: str, kept: str) -> None:
    history = PrivateHistory(tmp_path / "history", list)
    history.append_string(typed)
    assert history.get_strings() == [kept]
    assert list(PrivateHistory(tmp_path / "history", list).load_history_strings()) == [kept]


@pytest.mark.parametrize("typed", ["export UPS_CLIENT_SECRET=S3cr3t", "set PGPASSWORD = x", "password: hunter2"])
def test_a_line_that_gives_a_secret_is_not_kept(tmp_path: Path, typed: str) -> None:
    history = PrivateHistory(tmp_path / "history", list)
    history.append_string(typed)
    assert history.get_strings() == []


@pytest.mark.skipif(os.name != "posix", reason="rights of another kind")
def test_the_file_is_private_even_if_it_was_not(tmp_path: Path) -> None:
    (tmp_path / "history").write_text("")
    (tmp_path / "history").chmod(0o644)
    PrivateHistory(tmp_path / "history", list)
    assert (tmp_path / "history").stat().st_mode & 0o777 == 0o600


def test_a_line_that_cannot_be_kept_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "history").mkdir()
    history = PrivateHistory(tmp_path / "history", list)
    history.append_string("jobs")
    assert history.get_strings() == ["jobs"]


def test_a_line_that_holds_a_secret_is_kept_nowhere(tmp_path: Path) -> None:
    history = PrivateHistory(tmp_path / "history", lambda: {"hunter2"})
    history.append_string("my password is hunter2, ship orders.csv")
    history.append_string("jobs")
    assert history.get_strings() == ["jobs"]
    assert "hunter2" not in (tmp_path / "history").read_text()
