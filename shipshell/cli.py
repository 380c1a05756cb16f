"""The command line: which way of running its arguments ask for."""

from __future__ import annotations

import gc
import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from shipshell.shell.options import read_options
from shipshell.shell.streams import let_go_of_broken_streams, replace_closed_streams

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shipshell.model.errors import Problem
    from shipshell.session.first_aid import FirstAid
    from shipshell.session.session import Session
    from shipshell.shell.app import App
    from shipshell.shell.first_aid_app import FirstAidApp
    from shipshell.shell.options import Options
    from shipshell.shell.screen import Screen

_FAILED, _WRONG_USAGE, _INTERRUPTED = 1, 2, 130
#: After how many new objects Python looks for circles of them (its own: 700). A large source is millions of objects
#: and no circle: looking often takes a quarter of the time to read it.
_OBJECTS_BETWEEN_LOOKS = 20_000


def run(arguments: list[str]) -> int:
    """Run with these arguments; the exit code. Nothing is raised but `SystemExit`, for `--help` and wrong options."""
    replace_closed_streams()
    look_for_circles_less_often()
    try:
        code = _run(arguments)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except BrokenPipeError:
        code = _FAILED  # whoever read has gone; there is nobody to tell
    except Exception as error:  # noqa: BLE001 - no traceback ever reaches a person
        code = _report(error)
    let_go_of_broken_streams()
    return code


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["explain"]:
        from shipshell.shell.explaining import explain

        return explain(arguments[1:])
    if arguments[:1] == ["emulator"]:
        from shipshell.bootstrap import open_emulator
        from shipshell.shell.serving import serve_emulator

        return serve_emulator(arguments[1:], open_emulator)
    return _shell(read_options(arguments))


def look_for_circles_less_often() -> None:
    """Spare large sources most of the work of Python's collector."""
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)


# -- the shell -----------------------------------------------------------------------------------------------------


def _shell(options: Options) -> int:
    """On a terminal the REPL, otherwise a script."""
    given = options.commands or options.script is not None or options.json
    if not given and sys.stdin.isatty() and sys.stdout.isatty():
        return _repl(options.mode)
    from shipshell.model.errors import ShipshellError
    from shipshell.shell.script import Script

    screen = _json_screen() if options.json else _plain_screen()
    try:
        lines = iter(_lines(options))
        session, lines = _session_for(lines, options.mode)
    except ShipshellError as error:
        _draw_failure(screen, error.problem)
        return _WRONG_USAGE if error.problem.code == "E-1031" else _FAILED
    code = Script(session, screen, keep_going=options.keep_going).run(lines)
    if screen.lost:
        raise screen.lost
    return code


def _session_for(lines: Iterator[str], mode: str) -> tuple[Session | FirstAid, Iterator[str]]:
    """A session for a script, and its lines; where none can be opened, first aid if that is what they begin with.

    Raises:
        ShipshellError: no session can be opened, and the script wants one.
    """
    from shipshell.model.errors import ShipshellError
    from shipshell.shell.lines import is_command

    try:
        return _session(mode), lines
    except ShipshellError as error:
        first = next(filter(is_command, lines), "")
        if not _first_aid_helps_with(first):
            raise
        return _first_aid(error.problem), chain((first,), lines)


def _repl(mode: str) -> int:
    """The shell on a terminal, from the beginning again whenever the settings were changed."""
    while True:
        shell = _app(mode)
        code = shell.run()
        if not shell.begins_anew:
            return code


def _app(mode: str) -> App | FirstAidApp:
    from shipshell.model.errors import ShipshellError

    try:
        session = _session(mode)
    except ShipshellError as error:
        from shipshell.shell.first_aid_app import FirstAidApp

        return FirstAidApp(_first_aid(error.problem))
    from shipshell.shell.app import App

    return App(session)


def _first_aid(problem: Problem) -> FirstAid:
    from shipshell.bootstrap import surroundings
    from shipshell.session.first_aid import FirstAid

    return FirstAid(surroundings(os.environ), problem)


def _first_aid_helps_with(line: str) -> bool:
    from shipshell.session.first_aid import FirstAid

    return FirstAid.helps_with(line)


def _session(mode: str) -> Session:
    from shipshell.bootstrap import open_session
    from shipshell.config import load_settings

    return open_session(load_settings(os.environ), mode=mode)


def _lines(options: Options) -> Iterable[str]:
    from shipshell.shell import lines

    if options.commands:
        return lines.lines_of_commands(options.commands)
    if options.script is not None:
        return lines.lines_of_file(Path(options.script))
    return lines.lines_of(sys.stdin)


def _json_screen() -> Screen:
    from shipshell.shell.jsonlines import JsonLines
    from shipshell.shell.screen import Screen

    return Screen(JsonLines(sys.stdout))


def _plain_screen() -> Screen:
    from shipshell.shell.console import plain_console
    from shipshell.shell.render import Renderer
    from shipshell.shell.screen import Screen

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
    _draw_failure(_plain_screen(), problem)
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
