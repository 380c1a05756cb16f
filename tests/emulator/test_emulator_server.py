"""The emulator over HTTP, with real sockets on the loopback."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import requests
from ups_caller import Caller, ship_body
from urllib3.exceptions import ProtocolError

from shipshell.emulator.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shipshell.emulator.server import Server


@contextmanager
def _served(folder: Path, rule: dict[str, Any] | None = None) -> Iterator[tuple[Caller, Server]]:
    caller = Caller(folder, [{"operation": "ship"} | rule] if rule else [])
    with serve(caller.emulator) as server:
        yield caller, server


def _ship(caller: Caller, server: Server, timeout: float = 10) -> requests.Response:
    url = f"{server.url}/api/shipments/v2409/ship"
    with requests.Session() as session:
        session.trust_env = False
        return session.post(url, json=ship_body(label="GIF"), headers=caller.headers, timeout=timeout)


def test_it_ships_tracks_and_voids(tmp_path: Path) -> None:
    with _served(tmp_path) as (caller, server), requests.Session() as session:
        session.trust_env = False
        session.headers.update(caller.headers)
        shipped = _ship(caller, server).json()["ShipmentResponse"]["ShipmentResults"]
        number = shipped["ShipmentIdentificationNumber"]
        tracked = session.get(f"{server.url}/api/track/v1/details/{number}", timeout=10).json()
        voided = session.delete(f"{server.url}/api/shipments/v2409/void/cancel/{number}", timeout=10)
    assert tracked["trackResponse"]["shipment"][0]["package"][0]["trackingNumber"] == number
    assert voided.status_code == 200
    assert caller.emulator.shipments()[0].voided


def test_it_listens_on_the_loopback_only_and_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with _served(tmp_path) as (caller, server):
        assert server.url.startswith("http://127.0.0.1:")
        _ship(caller, server)
        with socket.create_connection(("127.0.0.1", int(server.url.rsplit(":", 1)[1]))) as rude:
            rude.sendall(b"nonsense\r\n\r\n")
            assert b"400" in rude.recv(1000)
    assert capfd.readouterr() == ("", "")


def test_a_stopped_server_answers_no_more_and_frees_its_port(tmp_path: Path) -> None:
    with _served(tmp_path) as (caller, server):
        port = int(server.url.rsplit(":", 1)[1])
    with pytest.raises(requests.ConnectionError):
        _ship(caller, server)
    with serve(caller.emulator, port=port) as again:
        assert _ship(caller, again).status_code == 200


def test_a_taken_port_is_an_error(tmp_path: Path) -> None:
    with _served(tmp_path) as (caller, server), pytest.raises(OSError, match=r"."):
        serve(caller.emulator, port=int(server.url.rsplit(":", 1)[1]))


def test_a_server_that_was_never_started_can_be_stopped_and_frees_its_port(tmp_path: Path) -> None:
    server = serve(Caller(tmp_path).emulator)
    server.stop()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(server.url.rsplit(":", 1)[1])))


def test_a_lost_reply_hangs_until_the_client_gives_up(tmp_path: Path) -> None:
    with _served(tmp_path, {"fault": "reply_lost"}) as (caller, server), pytest.raises(requests.ReadTimeout):
        _ship(caller, server, timeout=0.2)
    assert len(caller.emulator.shipments()) == 1


def test_a_late_reply_is_late(tmp_path: Path) -> None:
    with _served(tmp_path, {"fault": "late", "seconds": 0.3}) as (caller, server):
        with pytest.raises(requests.ReadTimeout):
            _ship(caller, server, timeout=0.1)
        assert _ship(caller, server).elapsed.total_seconds() >= 0.3


@pytest.mark.parametrize(("kind", "made"), [("reply_reset", 1), ("request_lost", 0)])
def test_a_reset_is_a_real_one(kind: str, made: int, tmp_path: Path) -> None:
    with _served(tmp_path, {"fault": kind}) as (caller, server), pytest.raises(requests.ConnectionError) as caught:
        _ship(caller, server)
    assert isinstance(caught.value.args[0], ProtocolError)
    assert type(caught.value.args[0].args[1]) is ConnectionResetError  # not RemoteDisconnected, which is a farewell
    assert len(caller.emulator.shipments()) == made


def test_a_truncated_reply_is_whole_http_with_half_a_body(tmp_path: Path) -> None:
    with _served(tmp_path, {"fault": "truncated"}) as (caller, server):
        response = _ship(caller, server)
    assert response.status_code == 200
    with pytest.raises(requests.JSONDecodeError):
        response.json()


@pytest.mark.parametrize("length", ["-1", "many", "99999999999"])
def test_a_body_of_no_sensible_length_is_refused(length: str, tmp_path: Path) -> None:
    with _served(tmp_path) as (_, server):
        port = int(server.url.rsplit(":", 1)[1])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as rude:
            rude.sendall(f"POST /api/rating/v2409/Rate HTTP/1.1\r\nContent-Length: {length}\r\n\r\n".encode())
            assert b" 413 " in rude.recv(1000)
