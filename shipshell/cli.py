"""The command line: options, and which way of running they ask for."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from shipshell import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shipshell.shell.script import Drawer

_USAGE = """\
shipshell                              the shell, on a terminal
shipshell < script.ship                one command a line, from standard input
shipshell script.ship                  likewise, from a file
shipshell -c 'ship orders.csv' -c yes  the commands themselves
shipshell explain [--state STATE]      how sentences on standard input are read, as JSON
shipshell emulator [--port PORT]       the emulated UPS over HTTP, for other programs"""
#: A longer line is nothing that a person typed.
_LONGEST_LINE = 1_000_000


def run(arguments: list[str]) -> int:
    """Run with these arguments; the exit code."""
    if arguments[:1] == ["explain"]:
        return _explain(arguments[1:])
    if arguments[:1] == ["emulator"]:
        return _emulator(arguments[1:])
    try:
        return _shell(_parser().parse_args(arguments))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has gone; say no more
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shipshell",
        usage=_USAGE,
        description="Ships a batch of parcels from a spreadsheet, and never buys one twice.",
        allow_abbrev=False,
    )
    parser.add_argument("script", nargs="?", help="a file of commands, one a line")
    parser.add_argument("-c", dest="commands", action="append", metavar="COMMAND", help="a command; may be repeated")
    parser.add_argument("--mode", choices=("auto", "confirm"), default="confirm", help="the session's mode (confirm)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
    parser.add_argument("--keep-going", action="store_true", help="go on after a command that failed")
    parser.add_argument("--version", action="version", version=f"shipshell {__version__}")
    return parser


def _shell(options: argparse.Namespace) -> int:
    from shipshell.bootstrap import open_session
    from shipshell.config import load_settings
    from shipshell.model.errors import ShipshellError
    from shipshell.session.replies import Failed

    _speak_utf8()
    interactive = (
        not (options.commands or options.script or options.json) and sys.stdin.isatty() and sys.stdout.isatty()
    )
    drawer = _drawer(json=options.json)
    try:
        lines = _lines(options)
        session = open_session(load_settings(os.environ), mode=options.mode)
    except ShipshellError as error:
        drawer.draw(Failed(error.problem))
        return 1
    if interactive:
        from shipshell.shell.app import App

        return App(session).run()
    from shipshell.shell.script import Script

    return Script(session, drawer, keep_going=options.keep_going).run(lines)


def _speak_utf8() -> None:
    """Names are written as they are, whatever the system's own encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _drawer(*, json: bool) -> Drawer:
    if json:
        from shipshell.shell.jsonlines import JsonLines

        return JsonLines(sys.stdout)
    from shipshell.shell.console import plain_console
    from shipshell.shell.render import Renderer

    return Renderer(plain_console(sys.stdout), plain_console(sys.stderr))


def _lines(options: argparse.Namespace) -> Iterable[str]:
    """The commands to run.

    Raises:
        ShipshellError: E-1031, the script cannot be read.
    """
    if options.commands:
        return list(options.commands)
    if options.script:
        return _script_lines(Path(options.script))
    return _read_lines(sys.stdin)


def _script_lines(path: Path) -> list[str]:
    from shipshell.model.errors import ShipshellError

    try:
        return path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        raise ShipshellError(
            "E-1031", f"the script {path} cannot be read: {error.strerror}", hint="Check the path."
        ) from error


def _read_lines(stream: TextIO) -> Iterator[str]:
    """Lines of `stream`, read when they are wanted, each cut where no command goes on."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")
    while line := stream.readline(_LONGEST_LINE):
        whole = line
        while not line.endswith("\n") and (line := stream.readline(_LONGEST_LINE)):
            whole = whole[:_LONGEST_LINE] + line[:1]
        yield whole.lstrip("\ufeff")


def _explain(arguments: list[str]) -> int:
    import json

    from shipshell.intents.explain import explain_line
    from shipshell.intents.types import State

    parser = argparse.ArgumentParser(prog="shipshell explain", allow_abbrev=False)
    parser.add_argument("--state", choices=[state.value for state in State], default=State.IDLE.value)
    state = State(parser.parse_args(arguments).state)
    _speak_utf8()
    for line in _read_lines(sys.stdin):
        if line.strip():
            sys.stdout.write(json.dumps(explain_line(line.rstrip("\r\n"), state), ensure_ascii=False) + "\n")
    return 0


def _emulator(arguments: list[str]) -> int:
    from shipshell.bootstrap import open_emulator
    from shipshell.config import load_settings
    from shipshell.emulator.server import serve

    parser = argparse.ArgumentParser(prog="shipshell emulator", allow_abbrev=False)
    parser.add_argument("--port", type=int, default=8900, help="the port on 127.0.0.1 (8900)")
    parser.add_argument("--faults", type=Path, help="a JSON list of what is to go wrong")
    options = parser.parse_args(arguments)
    settings = load_settings({**os.environ, "SHIPSHELL_ENVIRONMENT": "emulator"})
    faults = _faults(options.faults) if options.faults else None
    server = serve(open_emulator(settings, faults=faults), "127.0.0.1", options.port)
    sys.stdout.write(f"The emulated UPS listens on {server.url}; Ctrl-C stops it.\n")
    sys.stdout.flush()
    try:
        server.run()
    except KeyboardInterrupt:
        server.stop()
    return 0


def _faults(path: Path) -> list[Mapping[str, object]]:
    import json

    loaded = json.loads(path.read_text(encoding="utf-8"))
    return list(loaded)
