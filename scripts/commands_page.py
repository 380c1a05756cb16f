"""The page of commands, made from the table that the shell itself reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workplace import ROOT

from shipshell.intents.grammar import COMMANDS
from shipshell.intents.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents.command import Command

PAGE = ROOT / "docs" / "commands.md"

_HEAD = """\
# Commands

What you can say, and when it makes sense. The examples are not magic words: other ways of saying the same are
understood as well. In the shell, `help` lists this page, `help ship` shows one command of it, and
`explain SENTENCE` shows how a sentence would be read, without doing anything.

Every command stands on one line and is one intent: what does not fit into one is answered with what was understood and
what you could say. A file, service, filter, row or job that is not understood stops the command; it never falls back
to "everything".
"""
_WHEN = {
    State.IDLE: "when nothing waits for an answer",
    State.PREVIEW: "while a preview waits",
    State.RECOVERY: "while an interrupted job waits",
    State.RESTART_CONFIRM: "at the restart question",
    State.EXECUTING: "while a batch executes",
}


def page() -> str:
    """The page as it should be."""
    return "\n".join([_HEAD, *("\n".join(_entry(command)) for command in COMMANDS)])


def write() -> None:
    """Bring the page up to date."""
    PAGE.write_text(page(), encoding="utf-8")


def _entry(command: Command) -> Iterator[str]:
    yield f"## {command.name.replace('_', ' ')}\n"
    yield f"{command.help[0].upper()}{command.help[1:]}.\n"
    yield f"Makes sense {_when(command)}."
    yield ""
    yield from (f"- `{example}`" for example in command.examples)
    yield ""


def _when(command: Command) -> str:
    if set(command.states) == set(State):
        return "at any time"
    moments = [_WHEN[state] for state in State if state in command.states]
    return moments[0] if len(moments) == 1 else f"{', '.join(moments[:-1])}, or {moments[-1]}"


if __name__ == "__main__":
    write()
