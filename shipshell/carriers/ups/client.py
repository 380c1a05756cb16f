"""UPS's REST interface for one application: token, headers, and the raw body of a success or else an error."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import uuid4

from shipshell.carriers.ups.answers import failure
from shipshell.carriers.ups.oauth import Credentials, TokenKeeper
from shipshell.carriers.ups.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    import requests

    from shipshell.carriers.ups.transport import Answer

__all__ = ["Credentials", "UpsClient"]


def _fresh_id() -> str:
    return uuid4().hex


class UpsClient:
    """Calls to UPS. Safe to share among threads.

    Args:
        base_url: scheme, host and port, such as `https://onlinetools.ups.com`.
        credentials: the application's own.
        session: serves for the adapters mounted on it; None opens connections of our own.
        clock: the time now, with its zone.
        timeout: seconds for one complete answer.
        connect_timeout: seconds for a connection to open.
        new_id: a fresh request id of at most 32 characters.

    Raises:
        ShipshellError: E-5006, the address may not be sent credentials.
    """

    def __init__(
        self,
        base_url: str,
        credentials: Credentials,
        *,
        session: requests.Session | None = None,
        clock: Callable[[], datetime],
        timeout: float = 60.0,
        connect_timeout: float = 10.0,
        new_id: Callable[[], str] = _fresh_id,
    ) -> None:
        self._transport = Transport(base_url, session=session, timeout=timeout, connect_timeout=connect_timeout)
        self._tokens = TokenKeeper(self._transport, credentials, clock)
        self._clock = clock
        self._new_id = new_id

    @property
    def base_url(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        return self._transport.base_url

    def post(self, path: str, body: Mapping[str, Any], *, refusal: str = "E-3001") -> bytes:
        """The raw 2xx answer to `body` at `path` (which starts after `/api`). `refusal` is our code for a definite no.

        Raises:
            CarrierError: any of its kinds, as `carriers/base.py` draws them.
        """
        return self._call("POST", path, json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), refusal)

    def get(self, path: str, query: Mapping[str, str], *, refusal: str = "E-3001") -> bytes:
        """The raw 2xx answer at `path`; otherwise as `post`."""
        return self._call("GET", _with_query(path, query), None, refusal)

    def delete(self, path: str, query: Mapping[str, str], *, refusal: str = "E-3001") -> bytes:
        """The raw 2xx answer to a deletion of `path`; otherwise as `post`."""
        return self._call("DELETE", _with_query(path, query), None, refusal)

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def _call(self, method: str, path: str, body: bytes | None, refusal: str) -> bytes:
        token = self._tokens.token()
        answer = self._send(method, path, body, token)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            # A 401 did nothing, whatever the request was: this is the one answer after which it is sent again.
            self._tokens.discard(token)
            answer = self._send(method, path, body, self._tokens.token())
        if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            return answer.body
        raise failure(answer, self._clock(), refusal)

    def _send(self, method: str, path: str, body: bytes | None, token: str) -> Answer:
        headers = {
            "Authorization": f"Bearer {token}",
            "transId": self._new_id(),
            "transactionSrc": "shipshell",
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate",
            "User-Agent": "shipshell",
        }
        if body is not None:
            headers["Content-Type"] = "application/json"
        return self._transport.send(method, f"/api{path}", headers, body)


def _with_query(path: str, query: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
