"""Completion: commands that make sense now, files that can be shipped, columns where a column is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion

from shipshell.intents.grammar import COMMANDS
from shipshell.planning.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prompt_toolkit.document import Document

    from shipshell.session.session import Session

_SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".ssv")
_MOST_FILES = 50
_TAKE_FILES = ("ship", "preview", "run", "send")


class ShellCompleter(Completer):
    """Offers what could come next on the line."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Whole commands at the start of a line; files, columns and fields behind a command."""
        del complete_event
        line = document.text_before_cursor.lstrip()
        yield from (Completion(start, -len(line)) for start in self._starts() if start.startswith(line.lower()))
        first, _, rest = line.partition(" ")
        if first.lower() in _TAKE_FILES and " " not in rest.strip():
            yield from _files(rest.lstrip().strip('"'))
        elif first.lower() in ("map", "use"):
            yield from self._columns_and_fields(line.rpartition(" ")[2])

    def _starts(self) -> Iterator[str]:
        state = self._session.talk.state
        for command in COMMANDS:
            if state in command.states:
                yield from command.starts

    def _columns_and_fields(self, typed: str) -> Iterator[Completion]:
        names = [*(f'"{column}"' for column in self._columns()), *FIELDS]
        yield from (Completion(name, -len(typed)) for name in names if name.lower().startswith(typed.lower()))

    def _columns(self) -> Iterable[str]:
        pending = self._session.talk.pending
        return pending.preview.batch.columns.content if pending else ()


def _files(typed: str) -> Iterator[Completion]:
    folder, _, start = typed.rpartition("/")
    where = Path(folder or ".").expanduser() if folder or not typed.startswith("/") else Path("/")
    try:
        entries = sorted(where.iterdir())
    except OSError:
        return
    found = [one for one in entries if one.name.lower().startswith(start.lower()) and _offered(one, start)]
    for one in found[:_MOST_FILES]:
        name = f"{folder}/{one.name}" if folder else one.name
        shown = f"{name}/" if one.is_dir() else name
        yield Completion(f'"{shown}"' if " " in shown else shown, -len(typed), display=one.name)


def _offered(path: Path, start: str) -> bool:
    hidden = path.name.startswith(".") and not start.startswith(".")
    return not hidden and (path.suffix.lower() in _SUFFIXES or path.is_dir())
