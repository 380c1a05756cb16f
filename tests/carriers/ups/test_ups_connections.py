"""Connections to a real server that misbehaves: what may have arrived is told from what never left."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import pytest
import requests
from ups_kit import Loopback, now, reply, reset

from shipshell.carriers.base import NotSent, OutcomeUnknown
from shipshell.carriers.ups.client import Credentials, UpsClient
from shipshell.carriers.ups.connections import IDLE_SECONDS, CarefulAdapter
from shipshell.carriers.ups.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


def connect(server: Loopback, *, timeout: float = 5.0) -> UpsClient:
    return UpsClient(server.url, Credentials("app", "secret"), clock=now, timeout=timeout)


def transport_to(url: str) -> Transport:
    return Transport(url, session=None, timeout=1.0, connect_timeout=1.0)


def test_requests_share_a_connection(server: Loopback) -> None:
    server.script = [reply(b"1"), reply(b"2")]
    client = connect(server)
    assert [client.post("/ship", {}), client.post("/ship", {})] == [b"1", b"2"]
    assert server.connections == 1
    client.close()


def test_a_refused_connection_sent_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NotSent) as caught:
        transport_to(f"http://127.0.0.1:{port}").send("POST", "/ship", {}, b"{}")
    assert caught.value.problem.code == "E-3002"
    assert "could not be reached" in caught.value.problem.message


def test_an_unknown_name_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_such_name(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    with pytest.raises(NotSent, match=r"The name ups\.invalid was not found"):
        transport_to("https://ups.invalid").send("POST", "/ship", {}, b"{}")


def test_a_connection_that_opens_too_slowly_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket.socket, "connect", slow)
    with pytest.raises(NotSent, match=r"No connection to 127\.0\.0\.1:9 within 1 s"):
        transport_to("http://127.0.0.1:9").send("POST", "/ship", {}, b"{}")


def close_at_once(peer: socket.socket) -> None:
    peer.shutdown(socket.SHUT_RDWR)


def half_a_body(peer: socket.socket) -> None:
    peer.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ShipmentResponse": ')
    peer.shutdown(socket.SHUT_RDWR)


def half_a_chunk(peer: socket.socket) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nabc")
    peer.shutdown(socket.SHUT_RDWR)


def no_http(peer: socket.socket) -> None:
    peer.sendall(b"220 mail.example ESMTP\r\n\r\n")
    peer.shutdown(socket.SHUT_RDWR)


def bad_gzip(peer: socket.socket) -> None:
    reply(b"this is not gzip", headers="Content-Encoding: gzip\r\n")(peer)


@pytest.mark.parametrize("act", [reset, close_at_once, half_a_body, half_a_chunk, no_http, bad_gzip])
def test_a_broken_answer_leaves_the_outcome_unknown(server: Loopback, act: Callable[[socket.socket], None]) -> None:
    server.script = [act, reply(b"a second try")]
    with pytest.raises(OutcomeUnknown) as caught:
        connect(server).post("/ship", {})
    assert caught.value.problem.code == "E-3006"
    assert len(server.requests) == 1


def silence(peer: socket.socket) -> None:
    peer.recv(1)


def drip(prefix: bytes) -> Callable[[socket.socket], None]:
    """A byte every little while, for ever: no single wait is long."""

    def act(peer: socket.socket) -> None:
        peer.sendall(prefix)
        while True:
            peer.sendall(b"a")
            time.sleep(0.02)

    return act


@pytest.mark.parametrize(
    "act",
    [silence, drip(b"HTTP/1.1 200 OK\r\nX-Slow: "), drip(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")],
    ids=["silence", "slow headers", "slow body"],
)
def test_the_timeout_bounds_the_whole_answer(server: Loopback, act: Callable[[socket.socket], None]) -> None:
    server.script = [act]
    started = time.monotonic()
    with pytest.raises(OutcomeUnknown, match=r"^UPS API timeout$") as caught:
        connect(server, timeout=0.4).post("/ship", {})
    assert 0.3 < time.monotonic() - started < 3
    assert caught.value.problem.code == "E-3003"


def test_a_connection_that_was_closed_meanwhile_is_not_used_again(server: Loopback) -> None:
    closed = threading.Event()

    def answer_and_close(peer: socket.socket) -> None:
        reply(b"1")(peer)
        peer.shutdown(socket.SHUT_RDWR)
        closed.set()

    server.script = [answer_and_close, reply(b"2")]
    client = connect(server)
    assert client.post("/ship", {}) == b"1"
    assert closed.wait(5)
    assert client.post("/ship", {}) == b"2"
    assert server.connections == 2
    client.close()


def test_a_connection_that_was_idle_is_not_used_again(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    server.script = [reply(b"1"), reply(b"2")]
    client = connect(server)
    client.post("/ship", {})
    real = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: real() + IDLE_SECONDS)
    client.post("/ship", {})
    assert server.connections == 2
    client.close()


def test_a_redirect_is_not_followed(server: Loopback) -> None:
    server.script = [reply(b"", "307 Temporary Redirect", f"Location: {server.url}/ship\r\n"), reply(b"resent")]
    with pytest.raises(OutcomeUnknown):
        connect(server).post("/ship", {})
    assert len(server.requests) == 1


def test_a_server_without_tls_sent_nothing(server: Loopback) -> None:
    with pytest.raises(NotSent, match="TLS"):
        transport_to(server.url.replace("http:", "https:")).send("POST", "/ship", {}, b"{}")
    assert server.requests == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for this machine that nobody trusts."""
    if not (openssl := shutil.which("openssl")):
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    new = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run([*new, *names], cwd=folder, check=True, capture_output=True)
    (folder / "both.pem").write_text((folder / "cert.pem").read_text() + (folder / "key.pem").read_text())
    return folder / "both.pem"


class TlsServer:
    """Accepts one connection; once the request has come it breaks off in the middle of TLS."""

    def __init__(self, certificate: Path) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._listener.getsockname()[1]}"
        self.received = b""
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self) -> None:
        peer, _ = self._listener.accept()
        self._listener.close()
        try:
            with self._context.wrap_socket(peer, server_side=True) as secure:
                while not self.received.endswith(b"{}"):
                    self.received += secure.recv(65536)
                plain = socket.socket(fileno=secure.detach())
                plain.sendall(b"\x17\x03\x03\x00\x20" + b"garbage that decrypts to nothing")
                plain.close()
        except OSError:
            peer.close()


def test_a_certificate_that_nobody_vouches_for_sent_nothing(certificate: Path) -> None:
    server = TlsServer(certificate)
    with pytest.raises(NotSent, match="self-signed certificate") as caught:
        transport_to(server.url).send("POST", "/ship", {}, b"{}")
    server.thread.join()
    assert server.received == b""
    assert "REQUESTS_CA_BUNDLE" in caught.value.problem.hint


def test_tls_that_breaks_after_the_request_leaves_the_outcome_unknown(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    server = TlsServer(certificate)
    with pytest.raises(OutcomeUnknown) as caught:
        transport_to(server.url).send("POST", "/ship", {}, b"{}")
    server.thread.join()
    assert server.received.startswith(b"POST /ship")
    assert isinstance(caught.value.__cause__, requests.exceptions.SSLError)


def test_a_proxy_that_cannot_be_reached_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:hidden@127.0.0.1:{port}")
    with pytest.raises(NotSent) as caught:
        transport_to("https://ups.invalid").send("POST", "/ship", {}, b"{}")
    assert "hidden" not in repr(caught.value.problem)


def test_a_proxy_that_opens_no_tunnel_sent_nothing(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    server.script = [reply(b"", "502 Bad Gateway")]
    monkeypatch.setenv("HTTPS_PROXY", server.url)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(NotSent):
        transport_to("https://ups.invalid").send("POST", "/ship", {}, b"{}")
    assert server.requests[0].startswith(b"CONNECT ups.invalid:443")


def test_an_adapter_never_tries_again_by_itself() -> None:
    retries = CarefulAdapter().max_retries
    assert (retries.total, retries.read) == (0, False)
