"""Replacing a file: old or new, never anything between, and nothing left beside it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from align.files import Changed, NotReplaceable, clear_leftovers, is_alive, put, replace

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    return path


def test_a_file_is_replaced_and_nothing_stays_beside_it(file: Path) -> None:
    replace(file, b"new", old=b"old")
    assert file.read_bytes() == b"new"
    assert list(file.parent.iterdir()) == [file]


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_a_file_keeps_its_permissions(file: Path, mode: int) -> None:
    file.chmod(mode)
    replace(file, b"new", old=b"old")
    put(file, b"newer")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@POSIX
def test_what_only_its_owner_may_read_is_never_readable_by_others(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: modes.append(stat.S_IMODE(os.fstat(handle).st_mode)))
    file.chmod(0o600)
    replace(file, b"new", old=b"old")
    put(file.with_name("b.txt"), b"new")
    assert not any(mode & 0o077 for mode in modes[::2])


def test_links_are_followed_to_their_file(file: Path) -> None:
    (file.parent / "there").mkdir()
    link, further = file.parent / "there" / "link", file.parent / "further"
    link.symlink_to(file)
    further.symlink_to(link)
    replace(further, b"new", old=b"old")
    assert (further.is_symlink(), link.is_symlink(), file.read_bytes()) == (True, True, b"new")


@pytest.mark.parametrize("old", [b"as it was read", None])
def test_a_file_that_is_another_now_is_left_alone(file: Path, old: bytes | None) -> None:
    with pytest.raises(Changed):
        replace(file, b"new", old=old)
    with pytest.raises(Changed):
        replace(file.with_name("gone.txt"), b"new", old=b"old")
    assert file.read_bytes() == b"old"
    assert list(file.parent.iterdir()) == [file]


def test_a_change_at_the_last_moment_is_noticed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: file.write_bytes(b"another's"))
    with pytest.raises(Changed):
        replace(file, b"new", old=b"old")
    assert file.read_bytes() == b"another's"
    assert list(file.parent.iterdir()) == [file]


@POSIX
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(NotReplaceable):
            replace(path, b"new", old=b"")


@POSIX
def test_a_file_that_nobody_may_write_to_is_left_alone(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(PermissionError, match="write-protected"):
        replace(file, b"new", old=b"old")
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize("failing", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_whatever_goes_wrong_the_file_is_whole_and_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch, failing: str, error: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(*((os, "fsync") if failing == "fsync" else (Path, "replace")), fail)
    with pytest.raises(type(error)):
        replace(file, b"new", old=b"old")
    assert file.read_bytes() == b"old"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("name", ["高" * 80, "a" * 255, "b" * 251 + ".txt"])
def test_the_longest_names_can_be_replaced(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    replace(path, b"old", old=None)
    replace(path, b"new", old=b"old")
    assert path.read_bytes() == b"new"


def test_what_killed_runs_left_is_cleared_away_and_nothing_else(file: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "pass"]) as ended:
        ended.wait()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as alive:
        mine = [f".a.txt.{ended.pid}.part", f".a.txt.{os.getpid()}.part"]
        others = [
            f".a.txt.{alive.pid}.part",
            f".b.txt.{ended.pid}.part",
            ".a.txt.part",
            ".a.txt.x1.part",
            "a.txt.1.part",
        ]
        for name in (*mine, *others):
            (file.parent / name).touch()
        assert (is_alive(ended.pid), is_alive(alive.pid), is_alive(os.getpid())) == (False, os.name == "posix", True)
        clear_leftovers([file, file.parent / "not" / "there.txt"])
        assert {path.name for path in file.parent.iterdir()} == {"a.txt", *others}
        alive.kill()
