"""`doctor`: every check tells ok, warning or failed and what to do, whatever the others find."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import metadata
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from session_kit import IN_DOUBT, REFUSED, YES

from shipshell.bootstrap import surroundings
from shipshell.carriers.ups.greeting import Greeting
from shipshell.config.secrets import Secrets
from shipshell.emulator.app import Emulator
from shipshell.emulator.faults import Faults
from shipshell.emulator.server import serve
from shipshell.jobs.store import open_store
from shipshell.session.doctor import doctor
from shipshell.session.replies import Failed, Said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from session_kit import Bench

    from shipshell.session.surroundings import Surroundings

CREDENTIALS = {"UPS_CLIENT_ID": "app", "UPS_CLIENT_SECRET": "sesame", "UPS_ACCOUNT_NUMBER": "A1B2C3"}
SHIPPER = '[shipper]\nname = "Acme"\naddress1 = "1 Rd"\ncity = "Timonium"\nstate = "MD"\npostal_code = "21093"\n'
posix_only = pytest.mark.skipif(os.name != "posix", reason="rights of another kind")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that could ship in test."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    (folder / "config.toml").write_text(SHIPPER)
    (folder / "config.toml").chmod(0o600)
    return folder


@pytest.fixture
def ups(tmp_path: Path) -> Iterator[str]:
    """The address of an emulated UPS."""
    (tmp_path / "ups").mkdir()
    with serve(Emulator(tmp_path / "ups", clock=lambda: datetime.now(UTC))) as server:
        yield server.url


def around(home: Path, **variables: str) -> Surroundings:
    return surroundings({"SHIPSHELL_HOME": str(home), **variables})


def examined(around: Surroundings) -> dict[str, list[str]]:
    """What doctor says, by its verdicts; `error` is the code that the command ends with."""
    told: dict[str, list[str]] = {"ok": [], "warning": [], "failed": [], "error": []}
    for output in doctor(around):
        if isinstance(output, Failed):
            told["error"].append(output.problem.code)
        elif isinstance(output, Said) and not output.text.startswith("Everything"):
            verdict, _, words = output.text.partition(" ")
            told[verdict].append(words.strip())
    assert bool(told["failed"]) == (told["error"] == ["E-4016"])
    return told


def only(told: list[str]) -> str:
    assert len(told) == 1, told
    return told[0]


# -- in order --------------------------------------------------------------------------------------------------------


def test_a_home_in_order(home: Path, ups: str) -> None:
    told = examined(around(home, UPS_BASE_URL=ups, **CREDENTIALS))
    assert (told["warning"], told["failed"]) == ([], [])
    words = "\n".join(told["ok"])
    for expected in ("Python 3.", "pandas ", "environment test", f"{ups.removeprefix('http://')} gave an access token"):
        assert expected in words
    assert "clock of this machine agrees" in words
    assert "sesame" not in words


def test_a_home_that_nobody_used_yet(tmp_path: Path) -> None:
    told = examined(around(tmp_path / "nowhere", SHIPSHELL_ENVIRONMENT="emulator"))
    assert (told["warning"], told["failed"]) == ([], [])
    assert any("emulated inside" in words for words in told["ok"])


def test_it_looks_and_makes_nothing(home: Path) -> None:
    examined(around(home, SHIPSHELL_ENVIRONMENT="test"))
    assert [path.name for path in home.iterdir()] == ["config.toml"]


def test_a_session_answers_it(bench: Bench) -> None:
    heard = bench.talk().say("doctor")
    assert heard.codes == []
    assert "Everything needed is in order" in heard.text


def test_a_library_that_is_missing_or_too_old(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(package: str) -> str:
        if package in ("pypdf", "keyring"):
            raise metadata.PackageNotFoundError(package)
        return "1.0" if package == "pandas" else "99"

    monkeypatch.setattr(metadata, "version", version)
    told = examined(around(home, SHIPSHELL_ENVIRONMENT="emulator"))
    failed = only(told["failed"])
    assert "pandas 1.0 (at least 2.2), pypdf is missing" in failed
    assert any("no keyring: without it no secrets in the system's keyring" in words for words in told["ok"])


# -- settings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toml", "variables", "code"),
    [
        ("[limits", {}, "E-5003"),
        ("[limits]\nbach = 5\n", {}, "E-5004"),
        ('[shipper]\nname = "Acme"\n', {}, "E-5005"),
        (SHIPPER, {"SHIPSHELL_ENVIRONMENT": "test"}, "E-5001"),
        (SHIPPER, {"UPS_CLIENT_ID": "app"}, "E-5001"),
        (SHIPPER, {**CREDENTIALS, "UPS_BASE_URL": "http://localhost.evil.example"}, "E-5006"),
    ],
)
def test_settings_that_cannot_serve_are_told_once_and_the_rest_is_looked_at(
    home: Path, toml: str, variables: dict[str, str], code: str
) -> None:
    (home / "config.toml").write_text(toml)
    told = examined(around(home, **variables))
    assert code in only(told["failed"])
    assert only(told["warning"]) == "UPS was not asked. Mend the settings first."
    assert any("is private" in words for words in told["ok"])


def test_a_shipper_that_ups_would_not_take(home: Path) -> None:
    (home / "config.toml").write_text(SHIPPER.replace("21093", "90210"))
    failed = only(examined(around(home, SHIPSHELL_ENVIRONMENT="emulator"))["failed"])
    assert "E-5004: the shipper cannot ship: postal_code: The ZIP code is in California, not in Maryland." in failed


def test_an_account_number_that_can_be_none(home: Path, ups: str) -> None:
    told = examined(around(home, **{**CREDENTIALS, "UPS_ACCOUNT_NUMBER": "X"}, UPS_BASE_URL=ups))
    assert "UPS's account numbers have six characters" in only(told["warning"])


def test_a_missing_shipper_and_a_missing_limit(home: Path, ups: str) -> None:
    (home / "config.toml").write_text("")
    given = around(home, SHIPSHELL_ENVIRONMENT="production", **CREDENTIALS)
    told = examined(replace(given, greet=lambda _: Greeting("onlinetools.ups.com", None)))
    assert "E-5005" in only(told["failed"])
    assert "auto mode is refused" in only(told["warning"])


@posix_only
def test_files_that_others_can_reach(home: Path) -> None:
    Secrets(home).file.keep("app", "sesame")
    (home / "secrets.toml").chmod(0o644)
    (home / "config.toml").chmod(0o666)
    home.chmod(0o755)
    told = examined(around(home, SHIPSHELL_ENVIRONMENT="emulator"))
    assert f"chmod 600 {home / 'secrets.toml'}" in only(told["failed"])
    assert [words.rpartition("Type ")[2] for words in told["warning"]] == [
        f"chmod 600 {home / 'config.toml'}",
        f"chmod 700 {home}",
    ]


# -- UPS -------------------------------------------------------------------------------------------------------------


def test_credentials_that_ups_refuses(tmp_path: Path, home: Path) -> None:
    (tmp_path / "ups").mkdir()
    faults = Faults.from_config([{"operation": "token", "fault": "refuse", "status": 401, "code": "10401"}])
    with serve(Emulator(tmp_path / "ups", clock=lambda: datetime.now(UTC), faults=faults)) as server:
        told = examined(around(home, UPS_BASE_URL=server.url, **CREDENTIALS))
    assert "E-5002" in only(told["failed"])
    assert "Check the credentials" in only(told["failed"])


def test_a_server_that_nobody_answers_at(home: Path) -> None:
    told = examined(around(home, UPS_BASE_URL="http://127.0.0.1:9", **CREDENTIALS))
    assert "E-3002" in only(told["failed"])


@pytest.mark.parametrize("minutes", [-3, 3])
def test_a_clock_that_is_wrong(home: Path, ups: str, minutes: int) -> None:
    given = around(home, UPS_BASE_URL=ups, **CREDENTIALS)
    told = examined(replace(given, clock=lambda: datetime.now(UTC) + timedelta(minutes=minutes)))
    assert "180 s away" in only(told["warning"]).replace("179", "180").replace("181", "180")


# -- the store -------------------------------------------------------------------------------------------------------


def test_a_store_that_is_no_database(home: Path) -> None:
    (home / "jobs.sqlite3").write_bytes(b"\xff" * 5000)
    (home / "jobs.sqlite3").chmod(0o600)
    told = examined(around(home, SHIPSHELL_ENVIRONMENT="emulator"))
    assert "E-4002" in only(told["failed"])
    assert (home / "jobs.sqlite3").read_bytes() == b"\xff" * 5000


def test_a_store_that_is_broken_inside(home: Path) -> None:
    tables = open_store(home)
    tables.meta.insert_many([(f"n{n}", "x" * 500) for n in range(100)], [tables.meta.name, tables.meta.value]).execute()
    tables.database.close()
    path = home / "jobs.sqlite3"
    whole = path.read_bytes()
    path.write_bytes(whole[:-8192] + b"\xff" * 8192)
    told = examined(around(home, SHIPSHELL_ENVIRONMENT="emulator"))
    assert "E-4002: the job store is damaged" in only(told["failed"])


def test_a_store_that_is_gone(bench: Bench) -> None:
    bench.orders(2)
    bench.talk().say("ship orders.csv", YES)
    store = bench.home / "jobs.sqlite3"
    store.rename(bench.home / "elsewhere.sqlite3")
    for end in ("-wal", "-shm"):
        store.with_name(f"{store.name}{end}").unlink(missing_ok=True)
    assert "E-4002" in only(examined(around(bench.home))["failed"])
    assert not store.exists()


def test_a_store_by_url_that_cannot_be_had(home: Path) -> None:
    url = "sqlite:////nowhere/at/all/jobs.db"
    told = examined(around(home, SHIPSHELL_ENVIRONMENT="emulator", SHIPSHELL_STORE=url))
    assert "E-4001" in only(told["failed"])


def test_a_job_that_waits_for_a_decision(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*REFUSED)
    talk.say("ship orders.csv", YES)
    told = examined(around(bench.home))
    assert told["failed"] == []
    assert "job 1 (orders.csv) is halted and not settled" in only(told["warning"])
    assert 'Say "resume 1"' in only(told["warning"])


def test_an_answer_of_ups_that_no_job_took_over(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*IN_DOUBT)
    talk.say("ship orders.csv", YES)
    talk.services.spool.keep("SS-7Q2F9KXM-2", b"{}")
    told = examined(around(bench.home))
    assert any("SS-7Q2F9KXM-2" in words for words in told["warning"])


def test_a_full_disk(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10**6))
    told = examined(around(home, SHIPSHELL_ENVIRONMENT="emulator"))
    assert only(told["failed"]) == "1 MB are free for jobs and labels. Make room on the disk."


def test_a_check_that_breaks_off_is_no_reason_to_end(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: 1 / 0)
    told = examined(around(home, SHIPSHELL_ENVIRONMENT="emulator"))
    assert only(told["failed"]) == "a check broke off: ZeroDivisionError."
    assert any("emulated inside" in words for words in told["ok"])
