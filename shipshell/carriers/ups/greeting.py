"""One greeting to UPS: whether it is reached, whether it knows us, and what time it is there. It costs nothing."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from shipshell.carriers.ups.oauth import Credentials, TokenKeeper
from shipshell.carriers.ups.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    import requests

    from shipshell.carriers.ups.transport import Answer


@dataclass(frozen=True, slots=True)
class Greeting:
    """UPS gave a token. `server_time` is what its clock shows, None where it does not say."""

    host: str
    server_time: datetime | None


def greet(
    base_url: str,
    credentials: Credentials,
    *,
    session: requests.Session | None,
    clock: Callable[[], datetime],
    timeout: float,
    connect_timeout: float,
) -> Greeting:
    """Obtain a token, which is thrown away; arguments as for `UpsClient`.

    Raises:
        CarrierError: no token was given; E-5002 where UPS does not know the credentials.
    """
    transport = _Noting(base_url, session=session, timeout=timeout, connect_timeout=connect_timeout)
    try:
        TokenKeeper(transport, credentials, clock).token()
        return Greeting(transport.host, transport.server_time)
    finally:
        transport.close()


class _Noting(Transport):
    """Notes what time the server says it is."""

    server_time: datetime | None = None

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> Answer:
        answer = super().send(method, path, headers, body)
        with contextlib.suppress(ValueError, TypeError):
            self.server_time = parsedate_to_datetime(answer.headers.get("Date", ""))
        return answer
