from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shipshell.model.errors import ShipshellError
from shipshell.sources import atomic_file
from shipshell.sources.base import SourceChanged


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_bytes(b"old")
    return path


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_new_content_replaces_old_and_its_signature_is_known(target: Path) -> None:
    written = atomic_file.replace(target, [b"ne", b"", b"w"], atomic_file.signature(target))
    assert target.read_bytes() == b"new"
    assert written == atomic_file.signature(target)
    assert names(target.parent) == ["orders.csv"]


def test_more_parts_than_one_system_call_takes(target: Path) -> None:
    parts = [b"%d," % number for number in range(5000)]
    atomic_file.replace(target, parts, atomic_file.signature(target))
    assert target.read_bytes() == b"".join(parts)


def test_a_system_call_may_take_only_some_of_the_bytes(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "writev", lambda handle, buffers: os.write(handle, b"".join(buffers)[:5]))
    atomic_file.replace(target, [b"abc", b"defghij", b"k", b"lmnopqrstuvw"], atomic_file.signature(target))
    assert target.read_bytes() == b"abcdefghijklmnopqrstuvw"


def test_the_old_file_is_whole_until_the_rename(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []
    rename = Path.replace

    def watched(source: Path, destination: Path) -> Path:
        seen.extend([destination.read_bytes(), source.read_bytes()])
        return rename(source, destination)

    monkeypatch.setattr(Path, "replace", watched)
    atomic_file.replace(target, [b"new"], atomic_file.signature(target))
    assert seen == [b"old", b"new"]


def test_content_is_flushed_before_the_rename_and_the_folder_after(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    flush, rename = os.fsync, Path.replace

    def flushed(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        flush(handle)

    def renamed(source: Path, destination: Path) -> Path:
        steps.append("rename")
        return rename(source, destination)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    atomic_file.replace(target, [b"new"], atomic_file.signature(target))
    assert steps == ["file", "rename", "folder"]


def test_mode_is_kept(target: Path) -> None:
    target.chmod(0o640)
    atomic_file.replace(target, [b"new"], atomic_file.signature(target))
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform != "linux", reason="extended attributes as Linux has them")
def test_extended_attributes_are_kept(target: Path) -> None:
    try:
        os.setxattr(target, "user.origin", b"shop")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    atomic_file.replace(target, [b"new"], atomic_file.signature(target))
    assert os.getxattr(target, "user.origin") == b"shop"


def test_owner_is_kept_as_far_as_allowed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def not_the_owner(_handle: int, owner: int, group: int) -> None:
        asked.append((owner, group))
        if owner != -1:
            raise PermissionError(errno.EPERM, "not permitted")

    before = target.stat()
    monkeypatch.setattr(os, "fchown", not_the_owner)
    status = os.stat_result((before.st_mode, 0, 0, 1, 4711, 4712, 0, 0, 0, 0))
    handle = os.open(target, os.O_RDONLY)
    try:
        atomic_file._copy_owner(status, handle)
    finally:
        os.close(handle)
    assert asked == [(4711, 4712), (-1, 4712)]


def test_a_changed_file_is_not_overwritten(target: Path) -> None:
    seen = atomic_file.signature(target)
    target.write_bytes(b"somebody else's")
    with pytest.raises(SourceChanged):
        atomic_file.replace(target, [b"new"], seen)
    assert target.read_bytes() == b"somebody else's"
    assert names(target.parent) == ["orders.csv"]


def test_a_file_changed_at_the_last_moment_is_not_overwritten(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync

    def interfere(handle: int) -> None:
        flush(handle)
        target.write_bytes(b"somebody else's")

    seen = atomic_file.signature(target)
    monkeypatch.setattr(os, "fsync", interfere)
    with pytest.raises(SourceChanged):
        atomic_file.replace(target, [b"new"], seen)
    assert target.read_bytes() == b"somebody else's"
    assert names(target.parent) == ["orders.csv"]


def test_a_file_that_is_gone_is_not_made_again(target: Path) -> None:
    seen = atomic_file.signature(target)
    target.unlink()
    with pytest.raises(SourceChanged, match="no longer there"):
        atomic_file.replace(target, [b"new"], seen)
    assert names(target.parent) == []


@pytest.mark.parametrize("call", ["writev", "fsync", "fchmod"])
@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "E-4010"), (errno.EIO, "E-4010"), (errno.EPERM, "E-1011")])
def test_any_refusal_leaves_the_file_and_no_other(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(ShipshellError, match=os.strerror(number)) as caught:
        atomic_file.replace(target, [b"new"], atomic_file.signature(target))
    assert caught.value.problem.code == code
    assert caught.value.problem.hint
    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["orders.csv"]


def test_a_refused_rename_leaves_the_file_and_no_other(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_source: Path, _destination: Path) -> Path:
        raise PermissionError(errno.EACCES, "the file is open in another program")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ShipshellError, match="open in another program") as caught:
        atomic_file.replace(target, [b"new"], atomic_file.signature(target))
    assert caught.value.problem.code == "E-1011"
    assert names(target.parent) == ["orders.csv"]


def test_a_read_only_file_is_not_replaced(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: (path, mode) != (target, os.W_OK))  # for root all is writable
    with pytest.raises(ShipshellError, match="read-only") as caught:
        atomic_file.replace(target, [b"new"], atomic_file.signature(target))
    assert caught.value.problem.code == "E-1011"
    assert target.read_bytes() == b"old"


def test_what_is_read_only_is_refused_before_anything_is_bought(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atomic_file.refuse_read_only(target)
    for path, words in ((target, "is read-only"), (target.parent, "stands in a folder that is read-only")):
        monkeypatch.setattr(os, "access", lambda asked, mode, no=path: (asked, mode) != (no, os.W_OK))
        with pytest.raises(ShipshellError, match=f"orders.csv {words}") as caught:
            atomic_file.refuse_read_only(target)
        assert caught.value.problem.code == "E-1011"
        assert str(target.parent) in caught.value.problem.hint


def test_a_folder_that_cannot_be_flushed_is_no_error(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not on this file system")
        flush(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    atomic_file.replace(target, [b"new"], atomic_file.signature(target))
    assert target.read_bytes() == b"new"


FULL_DISK = """
import resource, sys
from pathlib import Path
from shipshell.model.errors import ShipshellError
from shipshell.sources import atomic_file

target = Path(sys.argv[1])
seen = atomic_file.signature(target)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    atomic_file.replace(target, [b"x" * 70_000, b"y" * 70_000], seen)
except ShipshellError as error:
    sys.exit(error.problem.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits of POSIX")
def test_a_real_limit_of_the_system_in_the_middle_of_writing(target: Path) -> None:
    run = subprocess.run([sys.executable, "-c", FULL_DISK, str(target)], capture_output=True, text=True, check=False)
    assert run.stderr.strip() == "E-4010"
    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["orders.csv"]


FOR_EVER = """
import sys
from itertools import cycle
from pathlib import Path
from shipshell.sources import atomic_file

target = Path(sys.argv[1])
seen = atomic_file.signature(target)
print("started", flush=True)
for letter in cycle([b"x", b"y"]):
    seen = atomic_file.replace(target, [letter * 100_000] * 10, seen)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize("milliseconds", [1, 4, 9, 16])
def test_a_kill_at_any_point_leaves_the_file_whole(target: Path, milliseconds: int) -> None:
    program = [sys.executable, "-c", FOR_EVER, str(target)]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        time.sleep(milliseconds / 1000)
        child.kill()
    assert target.read_bytes() in {b"old", b"x" * 1_000_000, b"y" * 1_000_000}
    atomic_file.sweep(target)
    assert names(target.parent) == ["orders.csv"]


def test_sweep_removes_our_leftovers_of_this_file_only(target: Path) -> None:
    leftover = target.with_name(".orders.csv.shipshell-0a1b2c3d.tmp")
    others = [".orders.csv.shipshell-notours.tmp", ".other.csv.shipshell-0a1b2c3d.tmp", "orders.csv.tmp"]
    for name in (leftover.name, *others):
        target.with_name(name).touch()
    assert atomic_file.sweep(target) == [leftover]
    assert names(target.parent) == sorted(["orders.csv", *others])


def test_what_a_crash_leaves_is_swept(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "unlink", lambda *_args, **_kwargs: None)  # nobody cleans up after a crash
    monkeypatch.setattr(os, "fsync", lambda _handle: os.strerror("crash"))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        atomic_file.replace(target, [b"new"], atomic_file.signature(target))
    monkeypatch.undo()
    assert len(names(target.parent)) == 2
    atomic_file.sweep(target)
    assert names(target.parent) == ["orders.csv"]


def test_the_longest_name_a_file_system_grants(tmp_path: Path) -> None:
    target = tmp_path / ("ü" * 125 + ".csv")
    target.write_bytes(b"old")
    atomic_file.replace(target, [b"new"], atomic_file.signature(target))
    assert target.read_bytes() == b"new"


def test_a_rehearsal_writes_what_a_replacement_would_and_leaves_all_as_it_was(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, list[Path]]] = []
    flush = os.fsync

    def look(handle: int) -> None:
        flush(handle)
        seen.append((os.fstat(handle).st_size, atomic_file.sweep(target)))

    monkeypatch.setattr(os, "fsync", look)
    atomic_file.rehearse(target, 3 << 20)
    ((size, swept),) = seen
    assert size == 3 << 20
    assert len(swept) == 1  # what a crash at this moment leaves
    assert names(target.parent) == ["orders.csv"]
    assert target.read_bytes() == b"old"
