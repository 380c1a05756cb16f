"""The lines of a script, from standard input, a file or the command line: decoded, and cut where no command goes on."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import TextIO

#: A longer line is nothing that a person typed: what follows is left unread, and no command is this long.
_LONGEST = 100_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def lines_of(stream: TextIO | None) -> Iterator[str]:
    """The lines of `stream` without their ends, each read when it is wanted. None, a closed stream, has no lines."""
    if stream is None:
        return
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
    while line := stream.readline(_LONGEST):
        rest = line
        while not rest.endswith("\n") and (rest := stream.readline(_LONGEST)):
            pass
        yield line.rstrip("\r\n").lstrip("\ufeff")


def lines_of_file(path: Path) -> list[str]:
    """The lines of a script as it stands now: what somebody changes in it later does not run.

    Raises:
        ShipshellError: E-1031, it cannot be read.
    """
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ShipshellError("E-1031", f"the script {path} cannot be read: {reason}", hint="Check the path.") from error
    encoding = "utf-16" if raw.startswith(_UTF_16) else "utf-8"
    return list(lines_of(io.StringIO(raw.decode(encoding, errors="replace"), newline=None)))


def lines_of_commands(commands: Iterable[str]) -> list[str]:
    """The commands of the command line; one that holds several lines is that many commands."""
    return [line for command in commands for line in lines_of(io.StringIO(command, newline=None))]


def is_command(line: str) -> bool:
    """Whether a line says anything: it is neither blank nor a remark."""
    return bool(line.strip()) and not line.lstrip().startswith("#")
