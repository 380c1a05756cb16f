"""The command line from outside: what it runs, its exit codes, and that it never shows a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from shell_kit import APPROVAL, SHIPSHELL, events

from shipshell import __version__, cli

if TYPE_CHECKING:
    from shell_kit import Home


def test_the_version_and_the_help(home: Home) -> None:
    assert home.run("--version").stdout == f"shipshell {__version__}\n"
    shown = home.run("--help")
    assert shown.returncode == 0
    assert "--keep-going" in shown.stdout


@pytest.mark.parametrize(
    "arguments",
    [["--nonsense"], ["--mode", "fast"], ["-c"], ["one", "two"], ["-c", "jobs", "script.ship"], ["--js"]],
)
def test_wrong_usage_is_told_and_exits_2(home: Home, arguments: list[str]) -> None:
    done = home.run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage:" in done.stderr


@pytest.mark.parametrize("script", ["missing.ship", ".", ""])
def test_a_script_that_cannot_be_read_is_wrong_usage(home: Home, script: str) -> None:
    done = home.run(script)
    assert done.returncode == 2
    assert done.stderr.startswith("E-1031: the script ")


def test_no_option_approves_a_preview(home: Home) -> None:
    home.orders(1)
    done = home.run("--mode", "confirm", "-c", "ship orders.csv")
    assert done.returncode == 0
    assert home.shipments() == []


def test_auto_mode_by_option_ships_at_once(home: Home) -> None:
    home.orders(2)
    assert home.run("--mode", "auto", "-c", "ship orders.csv").returncode == 0
    assert [one.tracking_number for one in home.shipments()] == home.numbers()


# -- what goes wrong before a session ------------------------------------------------------------------------------


def test_a_bad_configuration_is_an_error_with_its_code(home: Home) -> None:
    (home.data / "config.toml").write_text("[carrier]\nlanes = 3\n")
    done = home.run("-c", "jobs")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("E-5004: [carrier] lanes in ")


def test_in_json_it_is_an_error_event(home: Home) -> None:
    done = home.run("--json", "-c", "jobs", SHIPSHELL_ENVIRONMENT="production")
    (error,) = events(done)
    assert (error["event"], error["code"], done.returncode) == ("error", "E-5001", 1)
    assert "UPS_CLIENT_ID" in error["message"]


def test_what_nobody_foresaw_is_told_without_a_traceback_and_noted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Home
) -> None:
    def broken(_arguments: list[str]) -> int:
        raise ZeroDivisionError("4111 1111 1111 1111")

    monkeypatch.setattr(cli, "_run", broken)
    monkeypatch.setenv("SHIPSHELL_HOME", str(home.data))
    monkeypatch.setenv("SHIPSHELL_ENVIRONMENT", "emulator")
    assert cli.run([]) == 1
    told = capsys.readouterr()
    log = (home.data / "shipshell.log").read_text()
    assert told.err.startswith("E-4009: something unexpected happened (ZeroDivisionError)")
    assert "ZeroDivisionError" in log
    assert "4111" not in told.err + log


def test_a_home_that_cannot_be_used_is_told(home: Home) -> None:
    (home.folder / "file").write_text("")
    done = home.run("-c", "jobs", SHIPSHELL_HOME=str(home.folder / "file"))
    assert done.returncode == 1
    assert done.stderr.startswith("E-4007: ")


# -- streams that are closed, full, or read no more ----------------------------------------------------------------


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_full_disk_under_standard_output_buys_nothing(home: Home, options: list[str]) -> None:
    home.orders(3)
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [*SHIPSHELL, *options, "--mode", "auto", "-c", "ship orders.csv"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=home.folder,
            env=home.variables,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("E-4010: the system refused: No space left on device.")
    assert home.shipments() == []


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the streams")
def test_closed_streams_swallow_what_is_said_and_harm_nothing(home: Home) -> None:
    home.orders(2)
    command = f"{sys.executable} -m shipshell --mode auto -c 'ship orders.csv'"
    done = subprocess.run(
        ["/bin/sh", "-c", f"{command} <&- >&- 2>&-"], cwd=home.folder, env=home.variables, check=False
    )
    assert done.returncode == 0
    assert [one.tracking_number for one in home.shipments()] == home.numbers()
    assert home.run("-c", "jobs").returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the stream")
def test_without_standard_input_there_is_nothing_to_do(home: Home) -> None:
    command = f"{sys.executable} -m shipshell <&-"
    done = subprocess.run(["/bin/sh", "-c", command], env=home.variables, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# -- explain -------------------------------------------------------------------------------------------------------


def test_explain_reads_sentences_and_objects_and_does_nothing_else(home: Home) -> None:
    home.orders(1)
    lines = ["ship orders.csv using UPS Ground", "", '{"text": "no", "state": "preview"}', "cancel", "caf\u00e9 \u2028"]
    done = home.run("explain", "--state", "recovery", typed="\ufeff" + "\r\n".join(lines))
    told = events(done)
    assert done.returncode == 0
    assert [(one["text"], one["state"], one["intent"]) for one in told] == [
        ("ship orders.csv using UPS Ground", "recovery", "ship"),
        ("no", "preview", "reject"),
        ("cancel", "recovery", "cancel_job"),
        ("caf\u00e9 \u2028", "recovery", "unclear"),
    ]
    assert told[0]["slots"] == {"source": "orders.csv", "service": "Ground"}
    assert not (home.data / "jobs.sqlite3").exists()


def test_explain_answers_each_line_at_once(home: Home) -> None:
    process = home.start("explain")
    assert process.stdin
    assert process.stdout
    for sentence, intent in (("jobs", "jobs"), ("set mode auto", "set_mode")):
        process.stdin.write(f"{sentence}\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["intent"] == intent
    process.communicate()
    assert process.returncode == 0


def test_explain_survives_a_reader_that_leaves(home: Home) -> None:
    process = home.start("explain")
    assert process.stdout
    process.stdout.close()
    _, told = process.communicate("jobs\n" * 10)
    assert (process.returncode, told) == (1, "")


def test_explain_knows_the_states_only(home: Home) -> None:
    assert home.run("explain", "--state", "drunk").returncode == 2


# -- the emulator --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_emulator_serves_until_it_is_interrupted(home: Home, number: signal.Signals) -> None:
    process = home.start("emulator", "--port", "0")
    assert process.stdout
    url = process.stdout.readline().split()[5].rstrip(";")
    home.orders(1)
    done = home.run("-c", "ship orders.csv", "-c", APPROVAL, UPS_BASE_URL=url)
    process.send_signal(number)
    _, told = process.communicate(timeout=10)
    assert (done.returncode, process.returncode, told) == (0, 0, "")
    assert home.numbers() == [one.tracking_number for one in home.shipments()]


def test_a_port_that_is_taken_is_told(home: Home) -> None:
    with home.ups():
        port = home.variables.pop("UPS_BASE_URL").rsplit(":", 1)[1]
        done = home.run("emulator", "--port", port)
    assert done.returncode == 1
    assert done.stderr.startswith(f"E-4011: port {port} on 127.0.0.1 cannot be had: ")


@pytest.mark.parametrize("port", ["seventy", "70000", "-1"])
def test_a_port_is_a_number(home: Home, port: str) -> None:
    done = home.run("emulator", "--port", port)
    assert done.returncode == 2
    assert "a port is a number from 0 to 65535" in done.stderr


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "E-5003: the faults in faults.json cannot be read"),
        ("[{", "E-5003: the faults in faults.json cannot be read"),
        ('{"fault": "late"}', "E-5004: faults.json is not a list of faults"),
        ('[{"fault": "earthquake"}]', "E-5004: The fault {'fault': 'earthquake'} was not understood"),
    ],
)
def test_faults_that_cannot_be_read_are_told(home: Home, content: str | None, code: str) -> None:
    if content is not None:
        (home.folder / "faults.json").write_text(content)
    done = home.run("emulator", "--port", "0", "--faults", "faults.json")
    assert done.returncode == 1
    assert done.stderr.startswith(code)


def test_an_interrupt_while_waiting_for_a_line_leaves_no_traceback(home: Home) -> None:
    process = home.start("explain")
    assert process.stdin
    assert process.stdout
    process.stdin.write("jobs\n")
    process.stdin.flush()
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=10)
    assert (process.returncode, told) == (130, "")
