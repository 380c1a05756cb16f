"""Lines of scripts: whatever bytes they are made of."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from shipshell.model.errors import ShipshellError
from shipshell.shell.lines import lines_of, lines_of_commands, lines_of_file

if TYPE_CHECKING:
    from pathlib import Path

_BYTES = [
    (b"", []),
    (b"jobs", ["jobs"]),
    (b"jobs\n", ["jobs"]),
    (b"jobs\r\nstatus\r\n", ["jobs", "status"]),
    (b"jobs\rstatus", ["jobs", "status"]),
    (b"\xef\xbb\xbfjobs\n\nstatus", ["jobs", "", "status"]),
    (b"jobs\x00\nstatus", ["jobs\x00", "status"]),
    (b"caf\xe9\n", ["caf\ufffd"]),
    ("ship a\u2028b.csv\x0c\x85\n".encode(), ["ship a\u2028b.csv\x0c\x85"]),
]


@pytest.mark.parametrize(("raw", "lines"), _BYTES)
def test_a_stream_and_a_file_have_the_same_lines(tmp_path: Path, raw: bytes, lines: list[str]) -> None:
    (tmp_path / "script").write_bytes(raw)
    assert list(lines_of(io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))) == lines
    assert lines_of_file(tmp_path / "script") == lines


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_script_that_powershell_wrote_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "script").write_bytes(
        "\ufeffship caf\u00e9.csv\r\n".lstrip("\ufeff" * (encoding == "utf-16")).encode(encoding)
    )
    assert lines_of_file(tmp_path / "script") == ["ship caf\u00e9.csv"]


def test_a_monstrous_line_is_cut_and_is_still_one_line() -> None:
    first, second = lines_of(io.StringIO("x" * 1_000_000 + "\njobs\n"))
    assert 4_000 < len(first) < 200_000
    assert second == "jobs"


def test_a_line_is_read_when_it_is_wanted() -> None:
    stream = io.StringIO("jobs\nstatus\n")
    assert next(lines_of(stream)) == "jobs"
    assert stream.read() == "status\n"


def test_a_closed_stream_has_no_lines() -> None:
    assert list(lines_of(None)) == []


def test_a_command_of_several_lines_is_several_commands() -> None:
    assert lines_of_commands(["jobs\nstatus", "", "help"]) == ["jobs", "status", "help"]


@pytest.mark.parametrize("name", ["missing", ".", "a\0b"])
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(ShipshellError) as caught:
        lines_of_file(tmp_path / name)
    assert caught.value.problem.code == "E-1031"
