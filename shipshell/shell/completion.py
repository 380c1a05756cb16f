"""Completion: commands that make sense now, files that can be shipped, columns where a column is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion

from shipshell.model.errors import ShipshellError
from shipshell.sources.base import peek

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prompt_toolkit.document import Document

    from shipshell.session.session import Session
    from shipshell.sources.base import Source

_SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".ssv", ".xlsx", ".xlsm", ".db", ".sqlite", ".sqlite3")
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
        if first.lower() in _TAKE_FILES:
            yield from _files(rest.lstrip())
        elif first.lower() in ("map", "use"):
            yield from self._columns_and_fields(_last_word(rest))

    def _starts(self) -> Iterator[str]:
        state = self._session.talk.state
        from shipshell.intents.grammar import COMMANDS

        for command in COMMANDS:
            if state in command.states:
                yield from command.starts

    def _columns_and_fields(self, typed: str) -> Iterator[Completion]:
        start = typed.removeprefix('"').lower()
        from shipshell.planning.fields import FIELDS

        names = [(f'"{column}"', column) for column in self._columns()] + [(field, field) for field in FIELDS]
        yield from (Completion(shown, -len(typed)) for shown, name in names if name.lower().startswith(start))

    def _columns(self) -> Iterable[str]:
        talk = self._session.talk
        if talk.pending:
            return talk.pending.preview.batch.columns.content
        return _header(talk.draft.source) if talk.draft else ()


def _header(source: Source) -> Iterable[str]:
    try:
        return [str(name) for name in peek(source).frame.columns]
    except ShipshellError:
        return ()


def _last_word(text: str) -> str:
    """What is being typed: all of it since a quote that is still open, else since the last space."""
    if text.count('"') % 2:
        return text[text.rindex('"') :]
    return text.rpartition(" ")[2]


def _files(typed: str) -> Iterator[Completion]:
    """Files and folders that go on with `typed`, which may begin with a quote; behind a whole name, nothing."""
    name = typed.removeprefix('"')
    if '"' in name or (" " in name and not typed.startswith('"')):
        return
    folder, slash, start = name.rpartition("/")
    try:
        entries = sorted(Path(folder + slash or ".").expanduser().iterdir())
    except (OSError, RuntimeError, ValueError):  # no such folder, no such user, or no path at all
        return
    found = [one for one in entries if one.name.lower().startswith(start.lower()) and _offered(one, start)]
    for one in found[:_MOST_FILES]:
        whole = folder + slash + one.name + ("/" if one.is_dir() else "")
        yield Completion(_quoted(whole, typed), -len(typed), display=one.name)


def _quoted(name: str, typed: str) -> str:
    """`name` in quotes where it needs them; a folder's stay open, for the name goes on."""
    if " " not in name and not typed.startswith('"'):
        return name
    return f'"{name}' if name.endswith("/") else f'"{name}"'


def _offered(path: Path, start: str) -> bool:
    hidden = path.name.startswith(".") and not start.startswith(".")
    return not hidden and (path.suffix.lower() in _SUFFIXES or path.is_dir())
