"""The toolbar: environment, mode, job and progress, and the question that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.formatted_text import FormattedText

if TYPE_CHECKING:
    from shipshell.session.session import Session

_ENVIRONMENT_STYLES = {"production": "bg:ansired fg:ansiwhite bold", "test": "bold", "emulator": "bold"}


def toolbar(session: Session) -> FormattedText:
    """What the toolbar shows now."""
    environment = session.services.settings.environment
    parts = [(_ENVIRONMENT_STYLES[environment], f" {environment.upper()} "), ("", f" mode {session.talk.mode} ")]
    return FormattedText([*parts, ("", _standing(session))])


def _standing(session: Session) -> str:
    run = session.run
    if run:
        standing = run.standing
        share = 100 * standing.done // max(1, standing.total)
        return f"| job {run.job} {standing.done}/{standing.total} ({share}%) "
    if session.talk.restarting:
        return f"| restart job {session.talk.restarting.job}? [y/N] "
    if session.talk.pending:
        return "| a preview wants its approval "
    if session.talk.offers:
        return f"| job {session.talk.offers[0]}: resume, restart, or cancel? "
    return ""
