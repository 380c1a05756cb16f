"""HTTP connections for requests that must not be sent twice.

Three things that `requests` leaves open are settled here, on urllib3's own connection classes:

* Everything that goes wrong while a connection is opened (name, route, proxy, TLS handshake) is raised as urllib3's
  `NewConnectionError`. A TLS error that is not one came later, when the request may have arrived.
* A server may close an idle connection in the very moment in which we use it again, and the reset that follows tells
  nothing about the request. urllib3 looks for a close that has already arrived; beyond that we rely on servers keeping
  an idle connection for at least five seconds (the shortest usual setting) and never reuse one after `IDLE_SECONDS`.
* The read timeout counts from the request's end to the last byte of the answer, not from one byte to the next.
"""

from __future__ import annotations

import io
import time
from http.client import HTTPResponse
from typing import TYPE_CHECKING, Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

if TYPE_CHECKING:
    import socket

    from _typeshed import WriteableBuffer

IDLE_SECONDS = 4.0
POOL_SIZE = 32


class _BoundedReader(io.RawIOBase):
    """The bytes of `sock`, until `deadline` on the monotonic clock; `raw` keeps the socket open as long as it is."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, deadline: float) -> None:
        self._raw, self._sock, self._deadline = raw, sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self._sock.settimeout(left)
        return self._sock.recv_into(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _BoundedResponse(HTTPResponse):
    """An answer that must be complete within the timeout that its socket has when the answer is awaited."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        timeout = sock.gettimeout()
        if timeout is not None:
            raw = self.fp.detach()
            self.fp = io.BufferedReader(_BoundedReader(raw, sock, time.monotonic() + timeout), 1 << 16)


class _Connection(HTTPConnection):
    response_class = _BoundedResponse
    _last_heard = 0.0

    def connect(self) -> None:
        try:
            super().connect()
            self._last_heard = time.monotonic()
        except NewConnectionError:
            raise
        except Exception as error:
            raise NewConnectionError(self, str(error)) from error

    def getresponse(self) -> Any:
        response = super().getresponse()
        self._last_heard = time.monotonic()
        return response

    @property
    def is_connected(self) -> bool:
        """Whether the pool may use this connection again."""
        return time.monotonic() - self._last_heard < IDLE_SECONDS and super().is_connected


class _TlsConnection(_Connection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


_POOLS = {"http": _Pool, "https": _TlsPool}


class CarefulAdapter(HTTPAdapter):
    """Sends a request at most once, over the connections described above."""

    def __init__(self) -> None:
        super().__init__(pool_maxsize=POOL_SIZE, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools, of our connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> Any:
        """The pools behind `proxy`; those of a SOCKS proxy are its own."""
        manager = super().proxy_manager_for(proxy, **proxy_kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = _POOLS
        return manager
