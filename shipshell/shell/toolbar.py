"""The toolbar and the prompt: environment, mode, job and progress, and the question that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.formatted_text import FormattedText

from shipshell.session.wording import plural

if TYPE_CHECKING:
    from shipshell.session.conversation import Conversation
    from shipshell.session.session import Session

_ENVIRONMENT_STYLES = {"production": "bg:ansired fg:ansiwhite bold noreverse", "test": "bold", "emulator": "bold"}


def toolbar(session: Session) -> FormattedText:
    """What the toolbar shows now."""
    environment = session.services.settings.environment
    parts = [(_ENVIRONMENT_STYLES[environment], f" {environment.upper()} "), ("", f" mode {session.talk.mode} ")]
    return FormattedText([*parts, ("", _standing(session))])


def prompt_words(session: Session) -> str:
    """The words before the line: which question stands, if one does."""
    talk, run = session.talk, session.run
    question = "" if run else _yes_or_no(talk)
    if question:
        return f"shipshell ({question}? y/N)> "
    if run is None and talk.pending is None and talk.offers:
        return f"shipshell (job {talk.offers[0]}: resume, restart, or cancel?)> "
    return "shipshell> "


def _yes_or_no(talk: Conversation) -> str:
    """What the y/N question that stands is about, "" where none does."""
    if talk.restarting:
        return f"restart job {talk.restarting.job}"
    if talk.voiding:
        return f"void {plural(len(talk.voiding.numbers), 'shipment')} of job {talk.voiding.job}"
    return "ship from a copy" if talk.copying else ""


def _standing(session: Session) -> str:
    talk, run = session.talk, session.run
    if run:
        standing = run.standing
        share = 100 * standing.done // max(1, standing.total)
        return f"| job {run.job} {standing.done}/{standing.total} ({share}%) "
    question = _yes_or_no(talk)
    if question:
        return f"| {question}? [y/N] "
    if talk.pending:
        return "| a preview wants its approval "
    if talk.offers:
        return f"| job {talk.offers[0]}: resume, restart, or cancel? "
    return ""
