"""`doctor`: one check after the other, whatever the earlier ones found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.config.loading import load_settings
from shipshell.model.errors import Problem, ShipshellError
from shipshell.session.checkup.carrier import check_carrier
from shipshell.session.checkup.configuration import check_files, check_settings
from shipshell.session.checkup.finding import FAILED, WARNING, Finding, failed
from shipshell.session.checkup.machine import check_machine
from shipshell.session.checkup.storage import check_storage
from shipshell.session.replies import Failed, Output, Said
from shipshell.session.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.session.surroundings import Surroundings


def doctor(surroundings: Surroundings) -> Iterator[Output]:
    """Say what is in order and what is not; the end is an error where something failed."""
    verdicts = []
    for finding in _findings(surroundings):
        verdicts.append(finding.verdict)
        yield Said(finding.line)
    wrong, doubtful = verdicts.count(FAILED), verdicts.count(WARNING)
    if wrong:
        words = f"{plural(wrong, 'check')} failed, {plural(doubtful, 'warning')}"
        yield Failed(Problem("E-4016", words, hint='Mend the lines marked "failed" and say "doctor" again.'))
    else:
        yield Said(f"Everything needed is in order; {plural(doubtful, 'warning')}.")


def _findings(surroundings: Surroundings) -> Iterator[Finding]:
    yield from _guarded(check_machine(surroundings))
    yield from _guarded(check_files(surroundings))
    yield from _guarded(check_storage(surroundings))
    try:
        settings = load_settings(surroundings.variables)
    except ShipshellError as error:
        yield failed(error)
        yield Finding(WARNING, "UPS was not asked", "Mend the settings first.")
        return
    yield from _guarded(check_settings(settings))
    yield from _guarded(check_carrier(surroundings, settings))


def _guarded(findings: Iterator[Finding]) -> Iterator[Finding]:
    """A check that breaks is itself a finding, and no reason to end."""
    try:
        yield from findings
    except ShipshellError as error:
        yield failed(error)
    except Exception as error:  # noqa: BLE001 - it is told
        yield Finding(FAILED, f"a check broke off: {type(error).__name__}")
