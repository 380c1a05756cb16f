"""The access token: fetched with the client's credentials, shared by all threads, renewed before it ends."""

from __future__ import annotations

import base64
import threading
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from shipshell.carriers.base import CarrierError, NotSent, OutcomeUnknown, Throttled, Unauthorised
from shipshell.carriers.ups.answers import failure
from shipshell.carriers.ups.wire.tree import parse, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shipshell.carriers.ups.transport import Answer, Transport

TOKEN_PATH = "/security/v1/oauth/token"  # noqa: S105 - a path
RENEW_BEFORE = timedelta(minutes=10)
#: Assumed where UPS does not say; a token that ends earlier is renewed on the 401 that follows.
_USUAL_LIFE = timedelta(hours=1)
_DIGITS_OF_A_LIFE = 9


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an application is known by at UPS."""

    client_id: str
    client_secret: str = field(repr=False)

    @property
    def basic(self) -> str:
        """The value of an `Authorization` header that asks for a token."""
        pair = f"{self.client_id}:{self.client_secret}".encode()
        return "Basic " + base64.b64encode(pair).decode("ascii")


class TokenKeeper:
    """One token for one client. `clock` gives the time now, with its zone."""

    def __init__(self, transport: Transport, credentials: Credentials, clock: Callable[[], datetime]) -> None:
        self._transport, self._credentials, self._clock = transport, credentials, clock
        self._lock = threading.Lock()
        self._token = ""
        self._renew_at: datetime | None = None

    def token(self) -> str:
        """A token that is good for some minutes; the threads that find none wait for the first of them to fetch it.

        Raises:
            NotSent, Throttled, Unauthorised: never anything ambiguous, since the request that wants it never left.
        """
        with self._lock:
            if self._renew_at is None or self._clock() >= self._renew_at:
                self._token, life = self._fetch()
                self._renew_at = self._clock() + life - min(RENEW_BEFORE, life / 2)
            return self._token

    def discard(self, token: str) -> None:
        """Forget `token`, which UPS refused; a newer one, that another thread has fetched meanwhile, stays."""
        with self._lock:
            if self._token == token:
                self._renew_at = None

    def _fetch(self) -> tuple[str, timedelta]:
        """A fresh token and how long it lives."""
        headers = {
            "Authorization": self._credentials.basic,
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
        }
        try:
            answer = self._transport.send("POST", TOKEN_PATH, headers, b"grant_type=client_credentials")
            if answer.status != HTTPStatus.OK:
                raise self._failure(answer)
            return _read(answer)
        except OutcomeUnknown as error:
            problem = error.problem
            raise NotSent(
                problem.code,
                f"UPS gave no access token: {problem.message}",
                hint="Nothing was shipped by this request. Try again.",
                carrier_code=problem.carrier_code,
            ) from error

    def _failure(self, answer: Answer) -> CarrierError:
        error = failure(answer, self._clock())
        if isinstance(error, (NotSent, Throttled, Unauthorised)) or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return error
        return Unauthorised(
            "E-5002",
            f"UPS gave no access token: {error.problem.message}",
            hint="Check UPS_CLIENT_ID and UPS_CLIENT_SECRET, and UPS_BASE_URL where it is set.",
            carrier_code=error.problem.carrier_code,
        )


def _read(answer: Answer) -> tuple[str, timedelta]:
    data = parse(answer.body)
    token = text(data, "access_token")
    if not token or not token.isascii() or not token.isprintable():
        raise OutcomeUnknown("E-3006", "the answer holds no token")
    seconds = text(data, "expires_in")
    plausible = seconds.isdecimal() and len(seconds) < _DIGITS_OF_A_LIFE
    return token, timedelta(seconds=int(seconds)) if plausible else _USUAL_LIFE
