"""How calls are addressed, signed and answered, whatever they ask for."""

from __future__ import annotations

import base64
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from ups_caller import BASIC, GRANT, Caller, rate_body, ship_body

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "/security/v1/oauth/token"
RATE = "/rating/v2409/Rate"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer abc",
        "Basic",
        "Basic !!!",
        "Basic " + base64.b64encode(b"no colon").decode(),
        "Basic " + base64.b64encode(b"client:").decode(),
        "Basic " + base64.b64encode(b":secret").decode(),
        "Basic " + base64.b64encode(b"client:wrong").decode(),
        "Basic " + base64.b64encode(b"\xff:\xff").decode(),
    ],
)
def test_bad_credentials_are_refused(header: str, tmp_path: Path) -> None:
    reply = Caller(tmp_path).emulator.handle("POST", TOKEN, {"Authorization": header}, GRANT)
    assert reply.status == 401
    assert json.loads(reply.body)["response"]["errors"][0]["code"] == "250002"


def test_another_kind_of_grant_is_refused(tmp_path: Path) -> None:
    reply = Caller(tmp_path).emulator.handle("POST", TOKEN, BASIC, b"grant_type=password")
    assert reply.status == 400


def test_a_token_says_how_long_it_is_good(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    reply = json.loads(caller.emulator.handle("POST", TOKEN, BASIC, GRANT).body)
    assert (reply["expires_in"], reply["client_id"]) == ("14399", "client")
    assert reply["issued_at"] == str(int(caller.clock.now.timestamp() * 1000))


def test_a_token_expires_and_can_be_renewed(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    caller.clock.move(seconds=14398)
    assert caller.rate().status == 200
    caller.clock.move(seconds=1)
    assert (caller.rate().status, caller.rate().code) == (401, "250002")
    caller.headers |= caller.sign_in()
    assert caller.rate().status == 200


def test_a_token_outlives_the_process_and_no_other_is_good(tmp_path: Path) -> None:
    first = Caller(tmp_path)
    first.emulator.close()
    second = Caller(tmp_path)
    assert second.headers["Authorization"] != first.headers["Authorization"]
    second.headers |= {"Authorization": first.headers["Authorization"]}
    assert second.rate().status == 200
    second.headers |= {"Authorization": "Bearer emulated-token-99"}
    assert second.rate().status == 401
    del second.headers["Authorization"]
    assert second.rate().status == 401


def test_a_call_without_a_token_ships_nothing(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    caller.headers = {}
    assert caller.ship().status == 401
    assert caller.emulator.shipments() == []


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "/nowhere", 404, "10404"),
        ("GET", RATE, 405, "10405"),
        ("POST", "/rating/v1/Rate", 400, "20002"),
        ("POST", "/rating/v2409/Guess", 400, "20006"),
        ("POST", "/shipments/v1/ship", 400, "20002"),
        ("POST", "/labels/v9/recovery", 400, "20002"),
        ("POST", "/addressvalidation/v1/3", 400, "20002"),
        ("POST", "/addressvalidation/v2/9", 400, "9264028"),
    ],
)
def test_wrong_addresses(method: str, path: str, status: int, code: str, tmp_path: Path) -> None:
    answer = Caller(tmp_path).call(method, path, rate_body())
    assert (answer.status, answer.code) == (status, code)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "10006"),
        (b"  ", "10006"),
        (b"{", "10001"),
        (b"\xff\xfe", "10001"),
        (b"[" * 100_000, "10001"),
        (b"[]", "10002"),
        (b"{}", "20007"),
        (b'{"RateRequest": []}', "20008"),
    ],
)
def test_unreadable_bodies(body: bytes, code: str, tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    reply = caller.emulator.handle("POST", f"/api{RATE}", caller.headers, body)
    assert reply.status == 400
    assert json.loads(reply.body)["response"]["errors"][0]["code"] == code


def test_the_customers_context_is_echoed(tmp_path: Path) -> None:
    document = ship_body()
    document["ShipmentRequest"]["Request"]["TransactionReference"] = {"CustomerContext": "Zoë's"}
    response = Caller(tmp_path).call("POST", "/shipments/v2409/ship", document).json["ShipmentResponse"]["Response"]
    assert response["TransactionReference"] == {"CustomerContext": "Zoë's"}


def test_eight_threads_get_the_same_rate_and_numbers_of_their_own(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        rates = list(pool.map(lambda _: caller.rate().reply.body, range(80)))
        numbers = list(pool.map(lambda _: caller.ship(label="GIF").number, range(40)))
    assert len(set(rates)) == 1
    assert len(set(numbers)) == 40
    assert sorted(numbers) == sorted(shipment.tracking_number for shipment in caller.emulator.shipments())


def test_a_ledger_that_cannot_be_written_is_a_server_error(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    thief = sqlite3.connect(tmp_path / "emulator.sqlite3")
    thief.execute("DROP TABLE packages")
    thief.close()
    answer = caller.ship()
    assert (answer.status, answer.code) == (500, "20001")
