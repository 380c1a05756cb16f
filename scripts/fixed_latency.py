"""A carrier that answers every request after a fixed time, as cheaply as can be: what the measurements talk to.

The first request of each operation is answered by the emulator; later ones get the same reply, each shipment with a
number of its own. It keeps the Ship requests, so that a bare loop can post the same ones: `GET /bodies`.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from shipshell.carriers.ups.wire.ship import SHIP_PATH
from shipshell.emulator.app import Emulator

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 65_536
_BODIES = "/bodies"
#: What every tracking number that it gives begins with.
NUMBER_START = "1ZA1B2C303"


class Replies:
    """What is answered, and the bodies of all Ship requests so far. Any number of threads may ask."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator
        self._first = threading.Lock()
        self._canned: dict[str, list[bytes]] = {}
        self._sequence = itertools.count(1)
        self._bodies: list[str] = []

    def answer(self, head: bytes, body: bytes) -> bytes:
        """The body of the reply to a request."""
        method, path, _ = head.split(b"\r\n", 1)[0].decode().split(" ")
        if path == _BODIES:
            return json.dumps(self._bodies).encode()
        if path.endswith(SHIP_PATH):
            self._bodies.append(body.decode())
        canned = self._canned.get(path) or self._ask(method, path, head, body)
        return f"{NUMBER_START}{next(self._sequence):08}".encode().join(canned)

    def _ask(self, method: str, path: str, head: bytes, body: bytes) -> list[bytes]:
        """The emulator's reply, cut where the number of the shipment stands."""
        with self._first:
            headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
            reply = self._emulator.handle(method, path, headers, body)
            if reply.status != 200:  # noqa: PLR2004 - HTTP's own
                raise RuntimeError(f"the emulator refused {path}: {reply.body.decode()}")
            self._canned[path] = reply.body.split(_number_in(reply.body))
            return self._canned[path]


def _number_in(body: bytes) -> bytes:
    """The number of the shipment that a reply confirms; something that stands in no reply where it confirms none."""
    results = json.loads(body).get("ShipmentResponse", {}).get("ShipmentResults", {})
    return str(results.get("ShipmentIdentificationNumber", "no shipment")).encode()


def serve(listener: socket.socket, replies: Replies, latency: float) -> None:
    """Answer for ever, a thread a connection."""
    while True:
        connection, _ = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=_converse, args=(connection, replies, latency), daemon=True).start()


def _converse(connection: socket.socket, replies: Replies, latency: float) -> None:
    """Answer one connection's requests until the other side closes it."""
    with connection, contextlib.suppress(ConnectionError):
        for head, body in _requests(connection):
            arrived = time.perf_counter()
            reply = replies.answer(head, body)
            time.sleep(max(0.0, arrived + latency - time.perf_counter()))
            start = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(reply)
            connection.sendall(start + reply)


def _requests(connection: socket.socket) -> Iterator[tuple[bytes, bytes]]:
    """Head and body of each request that arrives."""
    received = b""
    while True:
        head, end, rest = received.partition(b"\r\n\r\n")
        length = _length(head)
        if end and len(rest) >= length:
            yield head, rest[:length]
            received = rest[length:]
            continue
        block = connection.recv(_BLOCK)
        if not block:
            return
        received += block


def _length(head: bytes) -> int:
    start = head.lower().find(b"content-length:")
    return int(head[start + 15 :].split(b"\r\n", 1)[0]) if start >= 0 else 0


@contextlib.contextmanager
def running(latency: float) -> Iterator[str]:
    """Such a carrier in a process of its own; its address."""
    command = [sys.executable, __file__, "--latency", str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().strip() if server.stdout else ""
        finally:
            server.terminate()


def main() -> None:
    """Serve on a free port of the loopback, and print the address."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--latency", type=float, required=True, help="seconds from a request to its reply")
    latency = parser.parse_args().latency
    with TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as listener:
        print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        serve(listener, Replies(Emulator(Path(folder), clock=lambda: datetime.now(UTC))), latency)


if __name__ == "__main__":
    main()
