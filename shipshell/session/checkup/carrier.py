"""UPS: whether it is reached, whether it knows us, and whether our clocks agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.session.checkup.finding import OK, WARNING, Finding, failed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from shipshell.config import Settings
    from shipshell.session.surroundings import Surroundings

_SKEW_SECONDS = 60


def check_carrier(surroundings: Surroundings, settings: Settings) -> Iterator[Finding]:
    """One request for a token, which costs nothing."""
    try:
        greeting = surroundings.greet(settings)
    except ShipshellError as error:
        yield failed(error)
        return
    if not settings.base_url:
        yield Finding(OK, "UPS is emulated inside the program; nothing is bought")
        return
    yield Finding(OK, f"{greeting.host} gave an access token")
    if greeting.server_time:
        yield _clock(greeting.server_time, surroundings.clock())


def _clock(theirs: datetime, ours: datetime) -> Finding:
    apart = abs((ours - theirs).total_seconds())
    if apart > _SKEW_SECONDS:
        words = f"the clock of this machine is {apart:,.0f} s away from that of UPS"
        return Finding(WARNING, words, "Set the clock; ship dates and look-ups go by it.")
    return Finding(OK, "the clock of this machine agrees with that of UPS")
