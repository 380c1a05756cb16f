"""Scripts from outside: one command a line, exit codes, questions, and every way of being interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from shell_kit import APPROVAL, SHIPSHELL, events, late, until

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shell_kit import Home

    from shipshell.emulator.app import Emulator
    from shipshell.emulator.replies import Reply

_ROWS = 6
posix_only = pytest.mark.skipif(os.name != "posix", reason="signals of another kind")


# -- ways of giving commands ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["piped", "file", "commands"])
def test_a_batch_is_shipped_whichever_way_it_is_said(home: Home, way: str) -> None:
    home.orders(2)
    script = f"\ufeff# every night\r\n\r\n  ship orders.csv\r\n{APPROVAL}"
    (home.folder / "night.ship").write_bytes(script.encode())
    done = {
        "piped": lambda: home.run(typed=script),
        "file": lambda: home.run("night.ship"),
        "commands": lambda: home.run("-c", "# every night", "-c", "", "-c", f"ship orders.csv\n{APPROVAL}"),
    }[way]()
    assert (done.returncode, done.stderr) == (0, "")
    assert home.numbers() == [one.tracking_number for one in home.shipments()]
    assert len(home.numbers()) == 2
    assert done.stdout.splitlines()[-1] == "Job 1 complete: 2 shipped, total $46.20."
    assert not {"\x1b", "\r"} & set(done.stdout)


def test_odd_lines_are_told_of_and_nothing_more(home: Home) -> None:
    unclear = [b"set mode auto\0", b"\xff\xfe\xfa", b"x" * 10_000_000, b"ship " + b"y" * 1_000_000]
    refused = [b"ship a\0b.csv", b"ship caf\xe9.csv"]
    fine = [b"\t show mode \t", b"# " + b"z" * 300_000, b"", b"   "]
    done = home.run("--keep-going", typed=b"\r\n".join([*unclear, *refused, *fine]))
    assert (done.returncode, done.stdout) == (2, "Mode: confirm.\n")
    told = [line.partition(":")[0] for line in done.stderr.splitlines()]
    assert told == ["E-1020"] * 4 + ["E-1001"] * 2
    assert len(done.stderr) < 1_000


def test_quit_ends_the_run(home: Home) -> None:
    done = home.run("-c", "quit", "-c", "nonsense blub")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# -- what fails ----------------------------------------------------------------------------------------------------


def test_the_first_command_that_fails_ends_the_run(home: Home) -> None:
    done = home.run("-c", "ship missing.csv", "-c", "show mode")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("E-1001: ")


@pytest.mark.parametrize(
    ("first", "second", "code"), [("ship missing.csv", "blub blub", 1), ("blub blub", "ship missing.csv", 2)]
)
def test_keep_going_goes_on_and_exits_with_the_first_failure(home: Home, first: str, second: str, code: int) -> None:
    done = home.run("--keep-going", "-c", first, "-c", second, "-c", "show mode")
    assert (done.returncode, done.stdout) == (code, "Mode: confirm.\n")
    assert len(done.stderr.splitlines()) == 2


def test_an_unclear_line_is_a_failure_of_its_own(home: Home) -> None:
    done = home.run("-c", "frobnicate the parcels", "-c", "show mode")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("E-1020: ")
    assert 'You could say "' in done.stderr


@pytest.mark.parametrize("line", ["help frobnication", "explain E-9999", "ship all 5"])
def test_what_is_not_understood_exits_2_whoever_finds_that_out(home: Home, line: str) -> None:
    home.orders(2)
    done = home.run("-c", "ship orders.csv", "-c", line)
    assert done.returncode == 2
    assert done.stderr.startswith("E-1020: ")
    assert home.shipments() == []


def test_a_batch_that_halts_exits_1_and_is_offered(home: Home) -> None:
    home.orders(3)
    with home.ups({"operation": "ship", "nth": 2, "fault": "refuse", "code": "120802"}) as ups:
        done = home.run("-c", "ship orders.csv", "-c", APPROVAL, "-c", "show mode")
        assert len(ups.shipments()) == 1
    assert done.returncode == 1
    assert "Job 1 was interrupted at row 1/3. Resume, restart, or cancel?" in done.stdout
    assert "Mode:" not in done.stdout


def test_a_row_in_doubt_exits_1(home: Home) -> None:
    home.orders(2)
    slow = {"operation": "ship", "fault": "reply_reset"}, {"operation": "ship", "fault": "slow_to_show", "seconds": 60}
    with home.ups(*slow) as ups:
        done = home.run("--json", "-c", "ship orders.csv", "-c", APPROVAL)
        later = home.run("-c", "show mode")
        (shipment,) = ups.shipments()
    assert (
        f"UPS shows no shipment for reference {shipment.reference}. "
        'Say "row 1 did not ship" to let resume retry it, or "row 1 shipped as 1Z...".'
    ) in " ".join(later.stdout.split())
    told = {event["event"]: event for event in events(done)}
    assert done.returncode == 1
    assert told["row_in_doubt"]["reference"] == shipment.reference
    assert told["interrupted"]["in_doubt"] == [1]


def test_a_number_that_cannot_be_written_exits_3_and_is_no_failure(home: Home) -> None:
    orders = home.orders(1)
    with home.ups(late(1)) as ups:
        process = home.start("-c", "ship orders.csv", "-c", APPROVAL, "-c", "show mode")
        until(ups.shipments)
        orders.write_text(orders.read_text().replace("John Doe 1", "Somebody else"))
        said, failed = process.communicate(timeout=20)
    assert process.returncode == 3
    assert "Job 1 complete with warnings: 1 shipped" in said
    assert "Mode: confirm." in said
    assert "E-4006" in failed


# -- questions -----------------------------------------------------------------------------------------------------


def test_the_end_of_input_answers_no(home: Home) -> None:
    home.orders(1)
    done = home.run("-c", "ship orders.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert home.shipments() == []


def test_a_question_about_columns_that_nobody_answers_is_a_failure(home: Home) -> None:
    path = home.orders(1)
    path.write_text(path.read_text(encoding="utf-8").replace("Weight", "Packed Wt (oz)"), encoding="utf-8")
    done = home.run("-c", "ship orders.csv auto")
    assert done.returncode == 1
    assert 'E-1029: orders.csv: nobody answered, and nothing was bought: Is "Packed Wt (oz)"' in done.stderr
    assert 'map "Packed Wt (oz)" to weight' in done.stderr
    answered = home.run("-c", "ship orders.csv auto", "-c", 'map "Packed Wt (oz)" to weight')
    assert (answered.returncode, answered.stderr) == (0, "")
    assert home.shipments()[0].request["ShipmentRequest"]["Shipment"]["Package"][0]["PackageWeight"]["Weight"] == "0.2"


def test_a_line_that_is_no_answer_answers_nothing(home: Home) -> None:
    home.orders(1)
    done = home.run("-c", "ship orders.csv", "-c", "show row 1", "-c", "status", "-c", "set mode auto")
    assert done.returncode == 0
    assert "The preview still wants its approval." in done.stdout
    assert home.shipments() == []


def test_the_end_of_input_settles_no_interrupted_job(home: Home) -> None:
    home.orders(2)
    with home.ups({"operation": "ship", "fault": "refuse", "nth": 1, "code": "120802"}):
        home.ship()
        for _ in range(2):
            done = home.run(typed="")
            assert done.returncode == 0
            assert "Job 1 was interrupted at row 0/2. Resume, restart, or cancel?" in done.stdout
        assert home.run("-c", "resume").returncode == 0
    assert all(home.numbers())


def test_a_restart_is_asked_about_and_the_end_of_input_is_a_no(home: Home) -> None:
    home.orders(3)
    with home.ups({"operation": "ship", "fault": "refuse", "nth": 3, "code": "120802"}) as ups:
        home.ship()
        done = home.run("-c", "restart")
        assert done.returncode == 0
        assert (
            "Warning: Rows 1-2 already have tracking numbers. Restarting will create duplicate shipments. "
            "Continue? [y/N]" in done.stdout.splitlines()
        )
        assert len(ups.shipments()) == 2


# -- interruptions -------------------------------------------------------------------------------------------------


@posix_only
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_finishes_the_row_in_hand(home: Home, number: signal.Signals) -> None:
    home.orders(_ROWS)
    with home.ups(late(0.3)) as ups:
        process = home.start("--json", "--mode", "auto", "-c", "ship orders.csv", "-c", "jobs")
        until(lambda: len(ups.shipments()) == 2)
        process.send_signal(number)
        said, failed = process.communicate(timeout=20)
        assert (process.returncode, failed) == (130, "")
        shipped = [one.tracking_number for one in ups.shipments()]
    told = events(subprocess.CompletedProcess([], 0, said, ""))
    (finished,) = (event for event in told if event["event"] == "job_finished")
    assert (finished["status"], finished["shipped"], finished["in_doubt"]) == ("halted", 2, 0)
    assert len(shipped) == 2
    assert home.numbers() == shipped + [""] * (_ROWS - 2)
    assert told[-1]["event"] == "question"


@posix_only
def test_a_second_interrupt_exits_at_once_and_nothing_is_lost(home: Home) -> None:
    home.orders(3)
    with home.ups(late(20, nth=2)) as ups:
        process = home.start("--mode", "auto", "-c", "ship orders.csv")
        until(lambda: len(ups.shipments()) == 2)
        process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.send_signal(signal.SIGINT)
        _, failed = process.communicate(timeout=5)
        assert (process.returncode, failed) == (130, "")
        assert home.run("-c", "resume").returncode == 0
        assert home.numbers() == [one.tracking_number for one in ups.shipments()]


@posix_only
def test_a_hang_up_that_comes_twice_is_still_a_good_end(home: Home) -> None:
    home.orders(3)
    with home.ups(late(1.5)) as ups:
        process = home.start("--mode", "auto", "-c", "ship orders.csv")
        until(ups.shipments)
        for _ in range(2):
            process.send_signal(signal.SIGHUP)
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.2)
        process.communicate(timeout=20)
        assert process.returncode == 130
        assert home.numbers() == [ups.shipments()[0].tracking_number, "", ""]


@posix_only
def test_a_hang_up_that_nohup_ignores_is_ignored(home: Home) -> None:
    home.orders(2)
    with home.ups(late(0.5)) as ups:
        command = ["nohup", *SHIPSHELL, "--mode", "auto", "-c", "ship orders.csv"]
        process = subprocess.Popen(
            command, cwd=home.folder, env=home.variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until(ups.shipments)
        process.send_signal(signal.SIGHUP)
        assert process.wait(20) == 0
    assert all(home.numbers())


@contextmanager
def heard_of(ups: Emulator) -> Iterator[list[str]]:
    """The URLs that are asked for."""
    urls: list[str] = []
    handle = ups.handle

    def heard(method: str, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        urls.append(url)
        return handle(method, url, headers, body)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ups, "handle", heard)
        yield urls


@posix_only
def test_an_interrupt_while_rating_buys_nothing(home: Home) -> None:
    home.orders(2)
    with home.ups(late(3.0, "rate")) as ups, heard_of(ups) as urls:
        process = home.start("-c", "ship orders.csv", "-c", APPROVAL)
        until(lambda: any("/rating/" in url for url in urls))
        process.send_signal(signal.SIGINT)
        _, failed = process.communicate(timeout=10)
        assert process.returncode == 130
        assert "Traceback" not in failed
        assert ups.shipments() == []


@posix_only
def test_an_interrupt_while_waiting_for_a_line(home: Home) -> None:
    process = home.start("--json")
    assert process.stdout
    assert "ready" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, failed = process.communicate(timeout=5)
    assert (process.returncode, failed) == (130, "")


# -- a reader that leaves ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_reader_that_leaves_stops_the_batch_after_the_row_in_hand(home: Home, options: list[str]) -> None:
    home.orders(_ROWS)
    with home.ups(late(0.3)) as ups:
        process = home.start(*options, "--mode", "auto", "-c", "ship orders.csv", "-c", "ship orders.csv")
        until(lambda: len(ups.shipments()) == 2)
        _leave(process)
        assert process.returncode == 1
        shipped = [one.tracking_number for one in ups.shipments()]
        assert 2 <= len(shipped) < _ROWS
        assert home.numbers() == shipped + [""] * (_ROWS - len(shipped))
        log = home.run("-c", "job 1").stdout
        assert "halted" in log
        assert "in_doubt" not in log


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_reader_that_left_before_anything_was_said_buys_nothing(home: Home, options: list[str]) -> None:
    home.orders(2)
    process = home.start(*options, "--mode", "auto", "-c", "ship orders.csv")
    _leave(process)
    assert process.returncode == 1
    assert home.shipments() == []
    assert home.run("-c", "jobs").stdout == "There is no job yet.\n"


def _leave(process: subprocess.Popen[str]) -> None:
    """Read no more of what a process says; it must end without complaining."""
    assert process.stdin
    assert process.stdout
    assert process.stderr
    with process.stdin, process.stderr:
        process.stdout.close()
        assert process.stderr.read() == ""
        process.wait(20)


# -- plain tables --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("wide", 80)])
def test_tables_are_as_wide_as_columns_says(home: Home, columns: str, widest: int) -> None:
    long = "An Exceedingly Long Name {} Goes On"
    home.orders(25, Name=long, Address="1 Main St", City="Llanfairpwllgwyngyllgogery")
    done = home.run("-c", "preview orders.csv", COLUMNS=columns)
    lines = done.stdout.splitlines()
    assert [len(line) for line in lines[1:2]] == [widest]
    assert lines[21].lstrip().startswith("20  ")
    assert max(map(len, lines[:22])) == widest
    assert lines[22:24] == ["... and 5 more", "25 rows, total $577.50, no rows with warnings"]


def test_rows_without_a_rate_are_named_and_left_out_of_the_total(home: Home) -> None:
    home.orders(3, Weight="{}")
    with home.ups({"operation": "rate", "name": "John Doe 2", "fault": "refuse", "code": "111210"}):
        done = home.run("-c", "ship orders.csv", "-c", "looks good")
    assert done.returncode == 1
    assert [line.split()[-1] for line in done.stdout.splitlines()[2:5]][1] == "warning"
    assert "—" in done.stdout.splitlines()[3]
    costs = [Decimal(line.split("$")[1].split()[0]) for line in done.stdout.splitlines()[2:5] if "$" in line]
    footer = f"3 rows, total ${sum(costs)} without 1 row that could not be rated, 1 row with warnings"
    assert footer in done.stdout.splitlines()
    assert done.stderr.startswith("E-3009: Row 2: no rate: ")


def test_what_a_file_holds_cannot_move_the_cursor(home: Home) -> None:
    home.orders(1, Name="\x1b[2J\u202eevil {}")
    done = home.run("-c", "ship orders.csv", "-c", "show row 1", "-c", "blub \x1b[31m")
    assert not {"\x1b", "\u202e"} & set(done.stdout + done.stderr)
