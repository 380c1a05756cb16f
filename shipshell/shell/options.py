"""The options of the command line, and how they are explained."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shipshell import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

_USAGE = """\
shipshell                              the shell, on a terminal
shipshell < script.ship                one command a line, from standard input
shipshell script.ship                  likewise, from a file
shipshell -c 'ship orders.csv' -c yes  the commands themselves
shipshell explain [--state STATE]      how sentences on standard input are read, as JSON
shipshell emulator [--port PORT]       the emulated UPS over HTTP, for other programs"""


class Options(argparse.Namespace):
    """What a way of running the shell was asked for with.

    Attributes:
        script: a file of commands, one a line; None where none was named.
        commands: those given on the command line; None without any.
        mode: the session's, `auto` or `confirm`.
        json: one JSON object a line on standard output.
        keep_going: go on after a command that failed.
    """

    script: str | None
    commands: list[str] | None
    mode: str
    json: bool
    keep_going: bool


def read_options(arguments: Sequence[str]) -> Options:
    """What these arguments ask for. `--help`, `--version` and wrong ones end the program.

    Raises:
        SystemExit: 0 after `--help` and `--version`, 2 after a wrong argument.
    """
    parser = argparse.ArgumentParser(
        prog="shipshell",
        usage=_USAGE,
        description="Ships a batch of parcels from a file or a table, and never buys one twice.",
        allow_abbrev=False,
    )
    parser.add_argument("script", nargs="?", help="a file of commands, one a line")
    parser.add_argument("-c", dest="commands", action="append", metavar="COMMAND", help="a command; may be repeated")
    parser.add_argument("--mode", choices=("auto", "confirm"), default="confirm", help="the session's mode (confirm)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
    parser.add_argument("--keep-going", action="store_true", help="go on after a command that failed")
    parser.add_argument("--version", action="version", version=f"shipshell {__version__}")
    options = parser.parse_args(arguments, Options())
    if options.script is not None and options.commands:
        parser.error("give a script or commands with -c, not both")
    return options
