"""The command line: options, and which way of running they ask for."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from shipshell import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shipshell.model.errors import Problem
    from shipshell.session.session import Session
    from shipshell.shell.screen import Screen

_USAGE = """\
shipshell                              the shell, on a terminal
shipshell < script.ship                one command a line, from standard input
shipshell script.ship                  likewise, from a file
shipshell -c 'ship orders.csv' -c yes  the commands themselves
shipshell explain [--state STATE]      how sentences on standard input are read, as JSON
shipshell emulator [--port PORT]       the emulated UPS over HTTP, for other programs"""
_FAILED, _WRONG_USAGE, _INTERRUPTED = 1, 2, 130


def run(arguments: list[str]) -> int:
    """Run with these arguments; the exit code. Nothing is raised but `SystemExit`, for `--help` and wrong options."""
    _replace_closed_streams()
    try:
        code = _run(arguments)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except BrokenPipeError:
        code = _FAILED  # whoever read has gone; there is nobody to tell
    except Exception as error:  # noqa: BLE001 - no traceback ever reaches a person
        code = _report(error)
    _let_go_of_broken_streams()
    return code


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["explain"]:
        from shipshell.shell.explaining import explain

        return explain(arguments[1:])
    if arguments[:1] == ["emulator"]:
        from shipshell.bootstrap import open_emulator
        from shipshell.shell.serving import serve_emulator

        return serve_emulator(arguments[1:], open_emulator)
    return _shell(_options(arguments))


def _options(arguments: list[str]) -> argparse.Namespace:
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
    options = parser.parse_args(arguments)
    if options.script is not None and options.commands:
        parser.error("give a script or commands with -c, not both")
    return options


# -- the shell -----------------------------------------------------------------------------------------------------


def _shell(options: argparse.Namespace) -> int:
    """On a terminal the REPL, otherwise a script."""
    given = options.commands or options.script is not None or options.json
    if not given and sys.stdin.isatty() and sys.stdout.isatty():
        return _repl(options.mode)
    from shipshell.model.errors import ShipshellError
    from shipshell.shell.script import Script

    screen = _screen(json=options.json)
    try:
        lines = _lines(options)
        session = _session(options.mode)
    except ShipshellError as error:
        _draw_failure(screen, error.problem)
        return _WRONG_USAGE if error.problem.code == "E-1031" else _FAILED
    code = Script(session, screen, keep_going=options.keep_going).run(lines)
    if screen.lost:
        raise screen.lost
    return code


def _repl(mode: str) -> int:
    from shipshell.shell.app import App

    return App(_session(mode)).run()


def _session(mode: str) -> Session:
    from shipshell.bootstrap import open_session
    from shipshell.config import load_settings

    return open_session(load_settings(os.environ), mode=mode)


def _lines(options: argparse.Namespace) -> Iterable[str]:
    from shipshell.shell import lines

    if options.commands:
        return lines.lines_of_commands(options.commands)
    if options.script is not None:
        return lines.lines_of_file(Path(options.script))
    return lines.lines_of(sys.stdin)


def _screen(*, json: bool) -> Screen:
    from shipshell.shell.screen import Screen

    if json:
        from shipshell.shell.jsonlines import JsonLines

        return Screen(JsonLines(sys.stdout))
    from shipshell.shell.console import plain_console
    from shipshell.shell.render import Renderer

    return Screen(Renderer(plain_console(sys.stdout), plain_console(sys.stderr)))


# -- failures ------------------------------------------------------------------------------------------------------


def _draw_failure(screen: Screen, problem: Problem) -> None:
    from shipshell.session.replies import Failed

    screen.draw(Failed(problem))


def _report(error: Exception) -> int:
    """Say what broke before there was a session, or behind its back; its traceback goes to the log."""
    from shipshell.model.errors import Problem, ShipshellError

    if isinstance(error, ShipshellError):
        problem = error.problem
    elif isinstance(error, OSError):
        problem = Problem("E-4010", f"the system refused: {error.strerror or error}", hint=_noted(error))
    else:
        problem = Problem("E-4009", f"something unexpected happened ({type(error).__name__})", hint=_noted(error))
    _draw_failure(_screen(json=False), problem)
    return _FAILED


def _noted(error: Exception) -> str:
    """Where the traceback was kept; "" where there is no place for it."""
    from shipshell.bootstrap import open_journal
    from shipshell.config import load_settings

    try:
        journal = open_journal(load_settings(os.environ))
    except Exception:  # noqa: BLE001 - the first failure is the one to tell
        return ""
    journal.note(error)
    return f"Where it happened stands in {journal.path}."


# -- standard streams ----------------------------------------------------------------------------------------------


def _replace_closed_streams() -> None:
    """Names are written as they are, whatever the system's own encoding; a closed stream swallows what is said.

    Its number must not be left free either: the job store would be the next file to get it.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _let_go_of_broken_streams() -> None:
    """What could not be written never can: the interpreter must not try, and complain, when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
