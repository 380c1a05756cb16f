"""Which other program holds a file open, as far as the lock file beside it tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def opened_by(path: Path) -> str | None:
    """Who holds the file open (`LibreOffice (Jane Doe on BENCH-2)`, `Excel (Jane)`), None if nobody shows."""
    libre_office = path.with_name(f".~lock.{path.name}#")
    excel = path.with_name(f"~${path.name}")
    if libre_office.exists():
        return _with_holder("LibreOffice", _libre_office_user(_content(libre_office)))
    if excel.exists():
        return _with_holder("Excel", _excel_user(_content(excel)))
    return None


def _content(lock: Path) -> bytes:
    try:
        return lock.read_bytes()
    except OSError:  # it went away, or Windows does not share it; that it was there is what counts
        return b""


def _with_holder(program: str, user: str) -> str:
    return f"{program} ({user})" if user else program


def _libre_office_user(content: bytes) -> str:
    """From `full name,login,host,time,profile;`, where a backslash guards commas."""
    cells = re.split(r"(?<!\\),", content.decode(errors="replace"))
    full_name, login, host = ([cell.replace("\\", "").strip() for cell in cells] + ["", "", ""])[:3]
    return " on ".join(word for word in (full_name or login, host) if word)


def _excel_user(content: bytes) -> str:
    """From one byte of length and as many of the user's name."""
    return content[1 : 1 + content[0]].decode("cp1252", errors="replace").strip() if content else ""
