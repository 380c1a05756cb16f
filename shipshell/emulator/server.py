"""The emulator over HTTP, for other programs: one thread a connection, on the loopback unless told otherwise."""

from __future__ import annotations

import socket
import struct
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Self

from shipshell.emulator.faults import ReplyLost, ReplyReset, RequestLost
from shipshell.emulator.replies import Refusal

if TYPE_CHECKING:
    from types import TracebackType

    from shipshell.emulator.app import Emulator
    from shipshell.emulator.replies import Reply

_LARGEST_BODY = 10_000_000
_HANG_SECONDS = 300.0


def serve(emulator: Emulator, host: str = "127.0.0.1", port: int = 0) -> Server:
    """A server that listens at once, on a free port if `port` is 0, and answers once started.

    Raises:
        OSError: the port is taken, or the host is not this machine's.
    """
    return Server(emulator, host, port)


class Server:
    """A listening server. `with serve(...) as server:` starts and stops it; `run` serves in the caller's thread.

    A lost reply leaves the client waiting until it gives up, at most five minutes. HTTP has no way to make a request
    unsent: where a fault loses it, the connection is reset and nothing was made.
    """

    def __init__(self, emulator: Emulator, host: str, port: int) -> None:
        self._stopping = Event()
        self._http = _Http((host, port), emulator, self._stopping)
        self._thread = Thread(target=self.run, name="emulator", daemon=True)

    @property
    def url(self) -> str:
        """Scheme, host and port to send requests to."""
        host, port = self._http.server_address[:2]
        return f"http://{host!s}:{port}"

    def run(self) -> None:
        """Answer until `stop` is called from another thread, or an exception ends it."""
        self._http.serve_forever(poll_interval=0.05)

    def start(self) -> None:
        """Answer in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering, let hanging clients go, and close the port."""
        self._stopping.set()
        if self._thread.is_alive():
            self._http.shutdown()
            self._thread.join()
        self._http.server_close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], emulator: Emulator, stopping: Event) -> None:
        super().__init__(address, _Handler)
        self.emulator = emulator
        self.stopping = stopping

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error worth a word."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body are written apart: a client would wait 40 ms for the second
    server: _Http

    def do_POST(self) -> None:
        body = self._body()
        if body is None:
            self._write(Refusal("10002", "the body has no length, or is too long", status=413).reply())
            self.close_connection = True
            return
        try:
            reply = self.server.emulator.handle(self.command, self.path, dict(self.headers), body)
        except ReplyLost:
            self.server.stopping.wait(_HANG_SECONDS)
            self.close_connection = True
        except (RequestLost, ReplyReset):
            self._reset()
        else:
            self._write(reply)

    do_GET = do_DELETE = do_PUT = do_POST  # noqa: N815 - likewise

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the signature of http.server
        """Say nothing: only the shell speaks."""

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length") or "0"
        if not length.isdecimal() or int(length) > _LARGEST_BODY:
            return None
        return self.rfile.read(int(length))

    def _write(self, reply: Reply) -> None:
        if reply.delay:
            self.server.stopping.wait(min(reply.delay, _HANG_SECONDS))
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def _reset(self) -> None:
        """Close with a reset rather than a farewell."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()
