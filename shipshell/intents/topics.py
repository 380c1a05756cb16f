"""Which command a question is about: `how I can void a label` is about `void`, `show limit` about that very command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.intents.grammar import COMMANDS
from shipshell.intents.state import State
from shipshell.intents.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shipshell.intents.patterns import Line, Value

#: Words that tell of a command; of several commands the first counts.
_WORDS = {
    "void": "void voiding voided refund annul",
    "retry": "retry retrying writeback",
    "labels": "label labels print printing reprint reprinting",
    "export": "export exporting csv excel xlsx json",
    "track": "track tracking trace locate",
    "set_limit": "limit limits cap budget spend spending",
    "set_mode": "auto automatic automatically confirm confirmation mode modes asking without",
    "preview": "preview previews previewing",
    "exclude_rows": "leave skip skipping exclude excluding omit remove",
    "resume": "resume resuming continue",
    "restart": "restart restarting redo",
    "stop": "stop stopping halt pause",
    "cancel_job": "cancel cancelling canceling drop abandon abort",
    "reject": "reject rejecting discard scrap refuse",
    "approve": "approve approving approval accept",
    "map": "map mapping assign",
    "columns": "column columns header headers",
    "parcels": "parcel parcels box boxes",
    "resolve": "resolve doubt doubtful",
    "reconcile": "reconcile reconciling",
    "report": "report reports cost costs",
    "show_warnings": "warning warnings",
    "show_rows": "more rows",
    "show_row": "row",
    "setup": "setup settings account credentials configure",
    "doctor": "doctor diagnose selfcheck",
    "log": "log audit",
    "quit": "quit exit",
    "ship": "ship shipping send sending buy buying file",
    "jobs": "jobs history",
    "show_job": "job",
    "status": "status progress far",
}
COMMAND_WORDS = {word: name for name, words in _WORDS.items() for word in words.split()}
_RANKS = {name: rank for rank, name in enumerate(_WORDS)}
#: Commands by their examples and, before those, by their names: whoever says one of these word for word means it.
_WHOLE = {example.lower(): command.name for command in reversed(COMMANDS) for example in command.examples}
_WHOLE |= {command.name.replace("_", " "): command.name for command in COMMANDS}
#: What `cancel` means where no job is named.
_CANCELLED = {State.PREVIEW: "reject", State.RESTART_CONFIRM: "reject", State.EXECUTING: "stop"}


def topic(line: Line, at: int) -> list[tuple[int, Value]]:
    """Everything that follows: the name of the command that it is or is about, or as typed."""
    raw = line.raw(at, len(line.tokens)).rstrip("?!. ")
    words = [word for token in line.tokens[at:] if token.kind is Kind.WORD for word in (token.word, token.near)]
    return [(len(line.tokens), _WHOLE.get(raw.lower().replace("_", " ")) or _command(words, line.state) or raw)]


def command_word(line: Line, at: int) -> list[tuple[int, Value]]:
    """One word that tells of a command, as the command's name."""
    named = _command([line.tokens[at].word], line.state)
    return [(at + 1, named)] if named else []


def _command(words: Iterable[str], state: str) -> str:
    """The name of the command that these words tell of, or ""."""
    named = sorted({COMMAND_WORDS[word] for word in words if word in COMMAND_WORDS}, key=_RANKS.__getitem__)
    if named[:1] == ["cancel_job"] and "jobs" not in named:
        return _CANCELLED.get(State(state), "cancel_job")
    return named[0] if named else ""
