from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shipshell.sources.held_open import opened_by

if TYPE_CHECKING:
    from pathlib import Path


def test_nobody(tmp_path: Path) -> None:
    assert opened_by(tmp_path / "orders.csv") is None


@pytest.mark.parametrize(
    ("content", "holder"),
    [
        (",jane,bench-2,23.11.2026 10:05,file:///home/jane/.config/libreoffice/4;", "LibreOffice (jane on bench-2)"),
        ("Jane Döe,jane,bench-2,23.11.2026 10:05,file:///x;", "LibreOffice (Jane Döe on bench-2)"),
        ("Doe\\, Jane,jane,bench-2,23.11.2026 10:05,file:///x;", "LibreOffice (Doe, Jane on bench-2)"),
        ("", "LibreOffice"),
    ],
)
def test_libre_office(tmp_path: Path, content: str, holder: str) -> None:
    (tmp_path / ".~lock.orders.csv#").write_text(content, encoding="utf-8")
    assert opened_by(tmp_path / "orders.csv") == holder
    assert opened_by(tmp_path / "other.csv") is None


@pytest.mark.parametrize(("content", "holder"), [(b"\x04Jane" + b" " * 50, "Excel (Jane)"), (b"", "Excel")])
def test_excel(tmp_path: Path, content: bytes, holder: str) -> None:
    (tmp_path / "~$orders.csv").write_bytes(content)
    assert opened_by(tmp_path / "orders.csv") == holder


def test_a_lock_file_that_cannot_be_read_counts(tmp_path: Path) -> None:
    (tmp_path / "~$orders.csv").mkdir()
    assert opened_by(tmp_path / "orders.csv") == "Excel"
