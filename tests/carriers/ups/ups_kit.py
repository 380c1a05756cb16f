"""What the tests of UPS's interface share: a shipment, UPS's own documents, and a server that misbehaves on cue."""

from __future__ import annotations

import json
import re
import socket
import struct
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from shipshell.model.address import Address, Party, Shipper
from shipshell.model.package import Dimensions, Package
from shipshell.model.shipment import ShipmentRequest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType, TracebackType

    import requests

UPS_DOCUMENTS = Path(__file__).resolve().parents[4] / "shared" / "ups"
needs_ups_documents = pytest.mark.skipif(
    not UPS_DOCUMENTS.is_dir(), reason="UPS's documents (../shared/ups) are not beside the repository"
)

TLS_HANDSHAKE = b"\x16"

#: UPS's hosts, for tests and for production.
BASE, PRODUCTION = "https://wwwcie.ups.com", "https://onlinetools.ups.com"
ACCOUNT = "A1B2C3"
REFERENCE = "SS-7Q2F9K-000017"

#: The shipment of UPS's examples.
SHIPMENT = ShipmentRequest(
    Shipper(
        Party(
            "Acme Depot",
            Address(("400 Depot Rd",), "Timonium", "MD", "21093"),
            attention="Shipping",
            phone="4105550100",
        ),
        ACCOUNT,
    ),
    Party(
        "Pat Doe",
        Address(("77 Elm Ave", "Apt 4"), "Alpharetta", "GA", "30005", residential=True),
        phone="7705550101",
    ),
    Package(Decimal("3.5"), Dimensions(12, 9, 4)),
    "03",
    reference="PO 4471",
    description="Widgets",
    label_format="ZPL",
)


def now() -> datetime:
    """The time on this machine."""
    return datetime.now(UTC)


def example(name: str) -> Any:
    """One of the example documents."""
    return json.loads((UPS_DOCUMENTS / "examples" / f"{name}.json").read_text("utf-8"))


@cache
def _validator() -> ModuleType:
    spec = spec_from_file_location("validate_ups", UPS_DOCUMENTS / "validate_ups.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["validate_ups"] = module
    spec.loader.exec_module(module)
    return module


def error(*codes: str) -> dict[str, Any]:
    """UPS's answer of these errors."""
    return {"response": {"errors": [{"code": code, "message": f"words of {code}"} for code in codes]}}


def complaints(operation: str, kind: str, document: Any) -> list[str]:
    """What UPS's OpenAPI files have against `document`; unknown keys count too."""
    findings = _validator().validate(UPS_DOCUMENTS / "openapi", operation, kind, document, unknown="error")
    return [finding.line() for finding in findings if finding.level == "error"]


def params(request: requests.PreparedRequest, template: str) -> dict[str, dict[str, str]]:
    """What a request says outside its body; `template` is UPS's path after `/api`, its parts as `{name}`."""
    url = urlsplit(str(request.url))
    named = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", f"/api{template}"), url.path)
    assert named is not None, url.path
    return {
        "path": {name: unquote(value) for name, value in named.groupdict().items()},
        "query": dict(parse_qsl(url.query, keep_blank_values=True)),
        "header": {name: request.headers[name] for name in ("transId", "transactionSrc")},
    }


@dataclass
class Loopback:
    """A server on this machine. It gives tokens, and does the next act of `script` for each other request."""

    script: list[Callable[[socket.socket], None]] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _accept(self) -> None:
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer: socket.socket) -> None:
        with peer:
            while request := _read_request(peer):
                if b"/oauth/token" in request.split(b"\r\n", 1)[0]:
                    reply(b'{"access_token": "t1", "expires_in": "14399"}')(peer)
                    continue
                self.requests.append(request)
                try:
                    self.script.pop(0)(peer)
                except OSError:
                    return


def _read_request(peer: socket.socket) -> bytes:
    """One whole request; empty at the end of the connection."""
    data = b""
    try:
        while b"\r\n\r\n" not in data:
            more = peer.recv(65536)
            if not more:
                return b""
            data += more
            if data.startswith(TLS_HANDSHAKE):
                peer.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                return b""
        head, _, body = data.partition(b"\r\n\r\n")
        sizes = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
        while len(body) < int(sizes[0] if sizes else 0):
            body += peer.recv(65536)
    except OSError:
        return b""
    return head + b"\r\n\r\n" + body


def reply(body: bytes, status: str = "200 OK", headers: str = "") -> Callable[[socket.socket], None]:
    """An ordinary answer. `headers` are whole lines."""
    head = f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode()
    return lambda peer: peer.sendall(head + body)


def reset(peer: socket.socket) -> None:
    """Break the connection off."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()
