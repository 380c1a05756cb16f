"""The emulator under a `requests` session: the same client code, the same exceptions, no socket."""

from __future__ import annotations

import time
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPResponse
from urllib3.connection import HTTPConnection
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError, ReadTimeoutError

from shipshell.emulator.faults import ReplyLost, ReplyReset, RequestLost

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shipshell.emulator.app import Emulator
    from shipshell.emulator.replies import Reply


class EmulatorAdapter(BaseAdapter):
    """Carries a session's requests to `emulator`: `session.mount("https://wwwcie.ups.com", EmulatorAdapter(...))`.

    A reply that is later than the read timeout is a `ReadTimeout`; so is one that is lost, at once. A request that is
    lost is a `ConnectionError` around a `NewConnectionError`, as where nobody listens; a reset one is around a
    `ProtocolError`.
    """

    def __init__(self, emulator: Emulator, *, sleep: Callable[[float], None] = time.sleep) -> None:
        super().__init__()
        self._emulator = emulator
        self._sleep = sleep

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002 - the signature of requests
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,  # noqa: FBT001, FBT002 - likewise
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """The emulator's reply as `requests` would give it; security and proxies mean nothing here."""
        del stream, verify, cert, proxies
        reply = self._ask(request)
        limit = timeout[1] if isinstance(timeout, tuple) else timeout
        if limit is not None and reply.delay > limit:
            self._sleep(limit)
            raise _timed_out(request)
        if reply.delay:
            self._sleep(reply.delay)
        return _response(request, reply)

    def close(self) -> None:
        """Nothing is held open."""

    def _ask(self, request: requests.PreparedRequest) -> Reply:
        body = request.body or b""
        content = body.encode() if isinstance(body, str) else bytes(body)
        try:
            return self._emulator.handle(request.method or "GET", request.url or "", request.headers, content)
        except RequestLost:
            raise _never_opened(request) from None
        except ReplyLost:
            raise _timed_out(request) from None
        except ReplyReset:
            reset = ProtocolError("Connection aborted.", ConnectionResetError(104, "Connection reset by peer"))
            raise requests.ConnectionError(reset, request=request) from None


def _response(request: requests.PreparedRequest, reply: Reply) -> requests.Response:
    raw = HTTPResponse(
        BytesIO(reply.body),
        headers=dict(reply.headers),
        status=reply.status,
        reason=HTTPStatus(reply.status).phrase,
        preload_content=False,
    )
    return HTTPAdapter().build_response(request, raw)


def _pool(request: requests.PreparedRequest) -> HTTPConnectionPool:
    return HTTPConnectionPool(urlsplit(request.url or "").hostname or "localhost")


def _timed_out(request: requests.PreparedRequest) -> requests.ReadTimeout:
    error = ReadTimeoutError(_pool(request), request.path_url, "Read timed out.")
    return requests.ReadTimeout(error, request=request)


def _never_opened(request: requests.PreparedRequest) -> requests.ConnectionError:
    pool = _pool(request)
    refused = NewConnectionError(HTTPConnection(pool.host), "[Errno 111] Connection refused")
    return requests.ConnectionError(MaxRetryError(pool, request.path_url, refused), request=request)
