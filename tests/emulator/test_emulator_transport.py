"""The emulator under a real `requests` session: replies and failures as from the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import requests
from ups_caller import Caller, ship_body
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError

from shipshell.emulator.transport import EmulatorAdapter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "https://wwwcie.ups.com"
SHIP = f"{HOST}/api/shipments/v2409/ship"


class Bench:
    """A session with the emulator mounted, and the pauses that were made."""

    def __init__(self, folder: Path, rule: dict[str, Any] | None = None) -> None:
        self.caller = Caller(folder, [{"operation": "ship"} | rule] if rule else [])
        self.pauses: list[float] = []
        self.session = requests.Session()
        self.session.mount(HOST, EmulatorAdapter(self.caller.emulator, sleep=self.pauses.append))

    def ship(self, timeout: Any = None) -> requests.Response:
        return self.session.post(SHIP, json=ship_body(), headers=self.caller.headers, timeout=timeout)

    @property
    def made(self) -> int:
        return len(self.caller.emulator.shipments())


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.session.close()


def test_a_reply_is_a_response(bench: Bench) -> None:
    response = bench.ship()
    assert (response.status_code, response.reason, response.ok) == (200, "OK", True)
    assert response.url == SHIP
    assert response.headers["content-type"] == "application/json"
    number = response.json()["ShipmentResponse"]["ShipmentResults"]["ShipmentIdentificationNumber"]
    assert number == bench.caller.emulator.shipments()[0].tracking_number


def test_sign_in_with_basic_and_form(bench: Bench) -> None:
    token = bench.session.post(
        f"{HOST}/security/v1/oauth/token", data={"grant_type": "client_credentials"}, auth=("client", "secret")
    )
    assert token.json()["access_token"]


def test_queries_travel_along(bench: Bench) -> None:
    bench.ship()
    found = bench.session.get(
        f"{HOST}/api/track/v1/reference/details/SS-7Q2F9KXM-1",
        params={"shipperNum": "ZZZZZZ"},
        headers=bench.caller.headers,
    )
    assert found.json()["trackResponse"]["shipment"][0]["warnings"][0]["code"] == "TW0001"


def test_a_refusal_is_a_response_too(tmp_path: Path) -> None:
    response = Bench(tmp_path, {"fault": "throttle", "retry_after": 3}).ship()
    assert (response.status_code, response.headers["Retry-After"]) == (429, "3")


def test_a_request_that_never_arrives_is_a_connection_never_opened(tmp_path: Path) -> None:
    bench = Bench(tmp_path, {"fault": "request_lost"})
    with pytest.raises(requests.ConnectionError) as caught:
        bench.ship()
    assert not isinstance(caught.value, requests.Timeout)
    assert isinstance(caught.value.args[0], MaxRetryError)
    assert isinstance(caught.value.args[0].reason, NewConnectionError)
    assert bench.made == 0


def test_a_reset_is_not_a_connection_never_opened(tmp_path: Path) -> None:
    bench = Bench(tmp_path, {"fault": "reply_reset"})
    with pytest.raises(requests.ConnectionError) as caught:
        bench.ship()
    assert isinstance(caught.value.args[0], ProtocolError)
    assert isinstance(caught.value.args[0].args[1], ConnectionResetError)
    assert bench.made == 1


def test_a_lost_reply_is_a_read_timeout(tmp_path: Path) -> None:
    bench = Bench(tmp_path, {"fault": "reply_lost"})
    with pytest.raises(requests.ReadTimeout):
        bench.ship(timeout=60)
    assert bench.made == 1


@pytest.mark.parametrize(("timeout", "pause"), [(2, 2), ((1, 2), 2)])
def test_a_reply_later_than_the_timeout_is_a_read_timeout(timeout: Any, pause: float, tmp_path: Path) -> None:
    bench = Bench(tmp_path, {"fault": "late", "seconds": 3})
    with pytest.raises(requests.ReadTimeout):
        bench.ship(timeout=timeout)
    assert bench.pauses == [pause]
    assert bench.made == 1


@pytest.mark.parametrize("timeout", [None, 3, (1, None)])
def test_a_late_reply_within_the_timeout_arrives(timeout: Any, tmp_path: Path) -> None:
    bench = Bench(tmp_path, {"fault": "late", "seconds": 3})
    assert bench.ship(timeout=timeout).status_code == 200
    assert bench.pauses == [3]
