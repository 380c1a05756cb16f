"""The HTTP client: token, headers, and which answer becomes which error."""

from __future__ import annotations

import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import requests
import responses
from responses.registries import OrderedRegistry
from ups_kit import BASE, error

from shipshell.carriers.base import CarrierError, NotSent, OutcomeUnknown, Refused, Throttled, Unauthorised
from shipshell.carriers.ups.client import Credentials, UpsClient
from shipshell.carriers.ups.oauth import TokenKeeper
from shipshell.carriers.ups.transport import Transport
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN_URL = f"{BASE}/security/v1/oauth/token"
SHIP_URL = f"{BASE}/api/shipments/v2409/ship"
PATH = "/shipments/v2409/ship"
SECRET = "s3cr3t-of-the-app"
NOW = datetime(2026, 11, 18, 11, 6, 40, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(clock: Clock) -> Iterator[UpsClient]:
    made = UpsClient(BASE, Credentials("app", SECRET), clock=clock)
    yield made
    made.close()


@pytest.fixture
def ups() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False, registry=OrderedRegistry) as mock:
        yield mock


def grant(ups: responses.RequestsMock, token: str = "t1", **fields: Any) -> None:
    ups.post(TOKEN_URL, json={"access_token": token, "expires_in": "14399", **fields})


def sent(ups: responses.RequestsMock, url: str) -> list[requests.PreparedRequest]:
    return [call.request for call in ups.calls if call.request.url == url]


def test_a_call_carries_the_token_and_what_ups_wants_in_headers(client: UpsClient, ups: responses.RequestsMock) -> None:
    grant(ups)
    ups.post(SHIP_URL, body=b'{"as": "it is"}')
    ups.post(SHIP_URL, body=b"")
    assert client.post(PATH, {"Name": "Zoë"}) == b'{"as": "it is"}'
    assert client.post(PATH, {}) == b""
    (token,), (first, second) = sent(ups, TOKEN_URL), sent(ups, SHIP_URL)
    assert token.headers["Authorization"] == "Basic YXBwOnMzY3IzdC1vZi10aGUtYXBw"
    assert token.body == b"grant_type=client_credentials"
    assert first.body == '{"Name":"Zoë"}'.encode()
    assert first.headers["Authorization"] == "Bearer t1"
    assert first.headers["transactionSrc"] == "shipshell"
    assert first.headers["Content-Type"] == "application/json"
    ids = {first.headers["transId"], second.headers["transId"]}
    assert len(ids) == 2
    assert all(re.fullmatch(r"[0-9a-f]{32}", one) for one in ids)


def test_get_and_delete_have_a_query_and_no_body(client: UpsClient, ups: responses.RequestsMock) -> None:
    grant(ups)
    ups.get(f"{BASE}/api/track?shipperNum=A1&x=a+b", body=b"1")
    ups.delete(f"{BASE}/api/void/1Z", body=b"2")
    assert client.get("/track", {"shipperNum": "A1", "x": "a b"}) == b"1"
    assert client.delete("/void/1Z", {}) == b"2"
    assert ups.calls[1].request.body is None


def test_a_token_is_renewed_ten_minutes_before_its_end(
    client: UpsClient, clock: Clock, ups: responses.RequestsMock
) -> None:
    grant(ups)
    ups.post(SHIP_URL, body=b"1")
    ups.post(SHIP_URL, body=b"2")
    grant(ups, "t2")
    ups.post(SHIP_URL, body=b"3")
    client.post(PATH, {})
    clock.now += timedelta(seconds=14399 - 600 - 1)
    client.post(PATH, {})
    clock.now += timedelta(seconds=1)
    client.post(PATH, {})
    assert [one.headers["Authorization"] for one in sent(ups, SHIP_URL)] == ["Bearer t1", "Bearer t1", "Bearer t2"]


def test_a_short_token_is_used_for_half_its_life(client: UpsClient, clock: Clock, ups: responses.RequestsMock) -> None:
    grant(ups, expires_in="60")
    ups.post(SHIP_URL, body=b"1")
    ups.post(SHIP_URL, body=b"2")
    client.post(PATH, {})
    clock.now += timedelta(seconds=29)
    client.post(PATH, {})
    assert len(sent(ups, TOKEN_URL)) == 1


@pytest.mark.parametrize("life", ["", "long", "-1", "9" * 5000, None])
def test_a_token_of_unknown_life_is_used_for_a_while(client: UpsClient, ups: responses.RequestsMock, life: Any) -> None:
    grant(ups, expires_in=life)
    ups.post(SHIP_URL, body=b"1")
    ups.post(SHIP_URL, body=b"2")
    client.post(PATH, {})
    client.post(PATH, {})
    assert len(sent(ups, TOKEN_URL)) == 1


def test_threads_share_one_token() -> None:
    fetched: list[str] = []
    gate = threading.Barrier(8)

    def fetch(_: Any) -> tuple[int, dict[str, str], str]:
        fetched.append("token")
        time.sleep(0.05)  # long enough for the others to look for a token too
        return 200, {}, json.dumps({"access_token": "t1", "expires_in": "14399"})

    with responses.RequestsMock() as ups:
        ups.add_callback(responses.POST, TOKEN_URL, fetch)
        ups.post(SHIP_URL, body=b"ok")
        client = UpsClient(BASE, Credentials("app", SECRET), clock=Clock())

        def call() -> bytes:
            gate.wait(5)
            return client.post(PATH, {})

        with ThreadPoolExecutor(8) as pool:
            assert {one.result() for one in [pool.submit(call) for _ in range(8)]} == {b"ok"}
    assert fetched == ["token"]


def test_a_late_complaint_about_an_old_token_does_not_discard_the_new_one(
    clock: Clock, ups: responses.RequestsMock
) -> None:
    grant(ups)
    grant(ups, "t2")
    transport = Transport(BASE, session=None, timeout=1, connect_timeout=1)
    keeper = TokenKeeper(transport, Credentials("app", SECRET), clock)
    assert keeper.token() == "t1"
    keeper.discard("t1")
    assert keeper.token() == "t2"
    keeper.discard("t1")
    assert keeper.token() == "t2"
    assert len(ups.calls) == 2


def test_a_401_renews_the_token_once_and_sends_again(client: UpsClient, ups: responses.RequestsMock) -> None:
    grant(ups)
    ups.post(SHIP_URL, status=401, json=error("250002"))
    grant(ups, "t2")
    ups.post(SHIP_URL, body=b"shipped")
    assert client.post(PATH, {}) == b"shipped"
    assert [one.headers["Authorization"] for one in sent(ups, SHIP_URL)] == ["Bearer t1", "Bearer t2"]


def test_a_second_401_is_final(client: UpsClient, ups: responses.RequestsMock) -> None:
    grant(ups)
    ups.post(SHIP_URL, status=401, json=error("250002"))
    grant(ups, "t2")
    ups.post(SHIP_URL, status=401, json=error("250002"))
    with pytest.raises(Unauthorised) as caught:
        client.post(PATH, {})
    assert caught.value.problem.code == "E-5002"
    assert caught.value.problem.carrier_code == "250002"
    assert len(sent(ups, SHIP_URL)) == 2


FAULT = {
    "Fault": {"detail": {"Errors": {"ErrorDetail": {"PrimaryErrorCode": {"Code": "120802", "Description": "old"}}}}}
}


@pytest.mark.parametrize(
    ("status", "body", "kind", "code", "carrier_code"),
    [
        (400, error("120802"), Refused, "E-3001", "120802"),
        (404, error("9801031"), Refused, "E-3001", "9801031"),
        (400, FAULT, Refused, "E-3001", "120802"),
        (400, error("999999"), Refused, "E-3001", "999999"),
        (400, error("20001"), OutcomeUnknown, "E-3005", "20001"),
        (400, error("120001"), OutcomeUnknown, "E-3005", "120001"),
        (400, error("120021"), OutcomeUnknown, "E-3005", "120021"),
        (400, error("120100"), Unauthorised, "E-5002", "120100"),
        (503, error("250050", "20001"), OutcomeUnknown, "E-3005", "250050"),
        (401, error("250050"), NotSent, "E-3005", "250050"),
        (400, error("120802", "120021"), OutcomeUnknown, "E-3005", "120802"),
        (400, error("10429"), Throttled, "E-3004", "10429"),
        (429, "", Throttled, "E-3004", ""),
        (403, error("250009"), Unauthorised, "E-5002", "250009"),
        (403, "<html>", Unauthorised, "E-5002", ""),
        (400, error("250003"), Unauthorised, "E-5002", "250003"),
        (503, error("250050"), NotSent, "E-3005", "250050"),
        (500, error("120802"), OutcomeUnknown, "E-3005", "120802"),
        (503, "<html>busy</html>", OutcomeUnknown, "E-3005", ""),
        (408, error("120802"), OutcomeUnknown, "E-3005", "120802"),
        (404, "<html>", OutcomeUnknown, "E-3005", ""),
        (400, '{"response": {"errors": []}}', OutcomeUnknown, "E-3005", ""),
        (400, "[" * 100_000, OutcomeUnknown, "E-3005", ""),
        (307, "", OutcomeUnknown, "E-3005", ""),
    ],
)
def test_an_answer_is_judged_by_status_and_code(
    client: UpsClient,
    ups: responses.RequestsMock,
    status: int,
    body: Any,
    kind: type[CarrierError],
    code: str,
    carrier_code: str,
) -> None:
    grant(ups)
    text = body if isinstance(body, str) else json.dumps(body)
    ups.post(SHIP_URL, status=status, body=text, headers={"Location": f"{BASE}/api/elsewhere"})
    if status == 401:
        grant(ups)
        ups.post(SHIP_URL, status=status, body=text)
    with pytest.raises(CarrierError) as caught:
        client.post(PATH, {})
    assert type(caught.value) is kind
    assert (caught.value.problem.code, caught.value.problem.carrier_code) == (code, carrier_code)
    assert len(sent(ups, SHIP_URL)) == (2 if status == 401 else 1)


def test_a_refusal_keeps_upss_words_and_names_our_field(client: UpsClient, ups: responses.RequestsMock) -> None:
    grant(ups)
    ups.post(SHIP_URL, status=400, json={"response": {"errors": [{"code": "120206", "message": "&#xD;\n Bad  state"}]}})
    with pytest.raises(Refused) as caught:
        client.post(PATH, {}, refusal="E-3009")
    assert caught.value.field == "state"
    assert caught.value.problem.code == "E-3009"
    assert caught.value.problem.message == "UPS says: Bad state"
    assert caught.value.problem.hint == "Correct the state."


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("Wed, 18 Nov 2026 11:07:10 GMT", 30.0),
        ("Wed, 18 Nov 2020 11:07:10 GMT", 0.0),
        ("soon", None),
        ("Wed, 18 Nov 2026 11:07:10 -0000", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(
    client: UpsClient, ups: responses.RequestsMock, header: str | None, seconds: float | None
) -> None:
    grant(ups)
    ups.post(SHIP_URL, status=429, headers={"Retry-After": header} if header else {})
    with pytest.raises(Throttled) as caught:
        client.post(PATH, {})
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        ({"status": 401, "json": error("250002")}, Unauthorised, "E-5002"),
        ({"status": 400, "json": error("10400")}, Unauthorised, "E-5002"),
        ({"status": 403, "body": "<html>"}, Unauthorised, "E-5002"),
        ({"status": 404, "body": "<html>"}, Unauthorised, "E-5002"),
        ({"status": 302, "body": ""}, Unauthorised, "E-5002"),
        ({"status": 429, "json": error("10429")}, Throttled, "E-3004"),
        ({"status": 503, "body": ""}, NotSent, "E-3005"),
        ({"status": 500, "json": error("20001")}, NotSent, "E-3005"),
        ({"body": "<html>sign in to this network</html>"}, NotSent, "E-3006"),
        ({"json": {"access_token": ""}}, NotSent, "E-3006"),
        ({"json": {"access_token": "a\r\nX-Bad: 1"}}, NotSent, "E-3006"),
        ({"body": requests.ReadTimeout("slow")}, NotSent, "E-3003"),
        ({"body": requests.ConnectionError("reset")}, NotSent, "E-3006"),
    ],
)
def test_a_token_that_could_not_be_had_is_never_ambiguous(
    client: UpsClient, ups: responses.RequestsMock, answer: dict[str, Any], kind: type[CarrierError], code: str
) -> None:
    ups.post(TOKEN_URL, **answer)
    with pytest.raises(CarrierError) as caught:
        client.post(PATH, {})
    assert type(caught.value) is kind
    assert caught.value.problem.code == code
    assert len(ups.calls) == 1


def test_a_failed_request_is_not_excused_by_an_earlier_one_that_never_left(
    client: UpsClient, ups: responses.RequestsMock
) -> None:
    grant(ups)
    ups.post(SHIP_URL, body=requests.ConnectTimeout("no route"))
    ups.post(SHIP_URL, body=requests.ConnectionError("reset"))
    try:
        client.post(PATH, {})
    except NotSent:
        with pytest.raises(OutcomeUnknown):
            client.post(PATH, {})
    else:
        pytest.fail("the first request should not have left")


def test_an_answer_beyond_all_measure_is_not_read_to_its_end(client: UpsClient, ups: responses.RequestsMock) -> None:
    grant(ups)
    ups.post(SHIP_URL, body=b"x" * 20_000_001)
    with pytest.raises(OutcomeUnknown, match="longer than 20 MB"):
        client.post(PATH, {})


def test_secrets_are_in_no_repr_and_no_error(client: UpsClient, ups: responses.RequestsMock) -> None:
    grant(ups, "bearer-secret")
    ups.post(SHIP_URL, body=requests.ConnectionError("reset"))
    with pytest.raises(OutcomeUnknown) as caught:
        client.post(PATH, {})
    shown = repr(client) + repr(Credentials("app", SECRET)) + repr(caught.value) + repr(caught.value.problem)
    assert SECRET not in shown
    assert "bearer-secret" not in shown


@pytest.mark.parametrize(
    "url",
    [
        "http://wwwcie.ups.com",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "ftp://wwwcie.ups.com",
        "wwwcie.ups.com",
        "https://",
        "https://user:hidden@wwwcie.ups.com",
        "https://wwwcie.ups.com/api",
        "https://wwwcie.ups.com?x=1",
        "https://wwwcie.ups.com:port",
        "http://[::1",
        "https://*.ups.com",
    ],
)
def test_credentials_go_to_no_doubtful_address(url: str) -> None:
    with pytest.raises(ShipshellError) as caught:
        UpsClient(url, Credentials("app", SECRET), clock=Clock())
    assert caught.value.problem.code == "E-5006"
    assert "hidden" not in repr(caught.value.problem)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8900/", "http://localhost:8900/", "http://[::1]:8900/", "https://proxy.example:444/"]
)
def test_plain_http_is_for_this_machine_only(url: str) -> None:
    assert UpsClient(url, Credentials("app", SECRET), clock=Clock()).base_url == url.rstrip("/")


def test_a_netrc_file_does_not_replace_the_token(
    client: UpsClient, ups: responses.RequestsMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine wwwcie.ups.com login mallory password x\n")
    monkeypatch.setenv("NETRC", str(netrc))
    grant(ups)
    ups.post(SHIP_URL, body=b"ok")
    client.post(PATH, {})
    assert sent(ups, SHIP_URL)[0].headers["Authorization"] == "Bearer t1"


def test_proxies_serve_for_ups_but_not_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert _proxies_used(BASE) == {"https": "http://proxy.example:3128", "http": "http://proxy.example:3128"}
    assert _proxies_used("http://127.0.0.1:8900") == {}


def _proxies_used(base_url: str) -> dict[str, str]:
    with responses.RequestsMock() as ups:
        ups.post(f"{base_url}/security/v1/oauth/token", status=403)
        with pytest.raises(Unauthorised):
            UpsClient(base_url, Credentials("app", SECRET), clock=Clock()).post(PATH, {})
        return dict(ups.calls[0].request.req_kwargs["proxies"])  # type: ignore[attr-defined]


def test_tls_is_verified_whatever_the_session_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    session = requests.Session()
    session.verify = False
    with responses.RequestsMock() as ups:
        ups.post(TOKEN_URL, status=403)
        with pytest.raises(Unauthorised):
            UpsClient(BASE, Credentials("app", SECRET), session=session, clock=Clock()).post(PATH, {})
        assert ups.calls[0].request.req_kwargs["verify"] is True  # type: ignore[attr-defined]
