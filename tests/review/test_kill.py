"""A process that is killed at any moment loses nothing that it said was done, and leaves every file whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from align.review.edits import Record, TextEdit
from align.review.journal import Journal
from align.review.writing import Change, planned, write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX kills without a word")

KILLS = 12
NAMES = ("a.txt", "b.txt", "c.txt")

APPENDING = """
import sys
from pathlib import Path
from align.review.edits import Record, TextEdit
from align.review.journal import Journal
with Journal.open(Path(sys.argv[1])) as journal:
    number = len(journal.records())
    print("ready", flush=True)
    while True:
        edit = TextEdit("a.txt", "1", str(number), "long " * 2000)
        journal.append(Record("do", str(number), (edit,)))
        print(number, flush=True)
        number += 1
        if number % 50 == 0:
            journal.restart(journal.records() + tuple(Record("do", str(n)) for n in range(len(journal.records()), number)))
"""

WRITING = """
import sys
from pathlib import Path
from align.review.writing import Change, planned, write
paths = [Path(sys.argv[1], name) for name in sys.argv[2:]]
number = int(paths[0].read_text().split()[0])
print("ready", flush=True)
while True:
    number += 1
    new = (f"{number:9} " * 1_000 + "\\n").encode() * 20
    result = write(planned(Change(path, path.read_bytes(), new) for path in paths))
    assert not result.left, result.left
    print(number, flush=True)
"""


def content(version: int) -> bytes:
    """What the files hold, 200 kB that tell of a version everywhere."""
    return (f"{version:9} " * 1_000 + "\n").encode() * 20


def killed(program: str, chance: random.Random, *arguments: str) -> list[int]:
    """What a process said before it was killed at some moment after some of its acts."""
    with subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        said = [int(process.stdout.readline()) for _ in range(chance.randrange(8))]
        time.sleep(chance.random() * 0.01)
        process.send_signal(signal.SIGKILL)
        said += [int(line) for line in process.stdout.read().splitlines(keepends=True) if line.endswith(b"\n")]
    return said


def test_every_step_that_was_done_is_in_the_journal(tmp_path: Path) -> None:
    path, chance = tmp_path / "project.jsonl", random.Random(4)
    done = 0
    for _ in range(KILLS):
        said = killed(APPENDING, chance, str(path))
        done = max([done, *(number + 1 for number in said)])
        with Journal.open(path) as journal:
            titles = [record.title for record in journal.records()]
        assert titles == [str(number) for number in range(len(titles))]
        assert len(titles) >= done
    # Later openings find what earlier ones found, and no journal in the making is left.
    assert not list(tmp_path.glob(".*.part"))


def test_every_file_is_old_or_new_and_what_was_said_is_written(tmp_path: Path) -> None:
    chance = random.Random(5)
    paths = [tmp_path / name for name in NAMES]
    for path in paths:
        path.write_bytes(content(0))
    for _ in range(KILLS):
        said = killed(WRITING, chance, str(tmp_path), *NAMES)
        versions = []
        for path in paths:
            raw = path.read_bytes()
            versions.append(int(raw[:9]))
            assert raw == content(versions[-1])
        # They are written one after the other, so that those behind can be one version behind.
        assert versions == sorted(versions, reverse=True)
        assert versions[0] - versions[-1] <= 1
        assert not said or versions[-1] >= said[-1]
        latest = content(max(versions))
        assert not write(planned(Change(path, path.read_bytes(), latest) for path in paths)).left
    end = b"the end\n"
    assert not write(planned(Change(path, path.read_bytes(), end) for path in paths)).left
    assert {path.name for path in tmp_path.iterdir()} == set(NAMES)


def is_of_system(called: object) -> bool:
    """Whether a built-in function is one of the operating system's, or of an open file."""
    owner = type(getattr(called, "__self__", None)).__module__
    return getattr(called, "__module__", "") == "posix" or owner == "_io"


def killed_at(call: int, act: Callable[[], object]) -> bool:
    """Whether a process that does `act` was killed just before its call number `call` of the system or of a file."""
    process = os.fork()
    if process == 0:
        calls = 0

        def count(_: object, event: str, called: object) -> None:
            nonlocal calls
            calls += event == "c_call" and is_of_system(called)
            if calls > call:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.setprofile(count)
            act()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(process, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def test_a_kill_before_any_call_of_a_write_leaves_whole_files(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in NAMES]
    old, new = b"old\n" * 9, b"new\n" * 9
    seen = set()
    for call in range(2_000):
        for path in paths:
            path.write_bytes(old)
        plan = planned(Change(path, old, new) for path in paths)
        is_killed = killed_at(call, lambda plan=plan: write(plan))
        now = tuple(path.read_bytes() for path in paths)
        assert set(now) <= {old, new}
        seen.add(now)
        if not is_killed:
            break
    assert seen == {(new,) * number + (old,) * (3 - number) for number in range(4)}
    assert not write(planned(Change(path, path.read_bytes(), b"the end\n") for path in paths)).left
    assert {path.name for path in tmp_path.iterdir()} == set(NAMES)


def test_a_kill_before_any_call_of_a_restart_leaves_a_whole_journal(tmp_path: Path) -> None:
    path = tmp_path / "project.jsonl"
    old, new = Record("do", "old", (TextEdit("a.txt", "1", "", "old"),)), Record("do", "new")
    seen = set()
    for call in range(2_000):
        with Journal.open(path) as journal:
            assert journal.problem == ""
            journal.restart([old])

        def restart() -> None:
            with Journal.open(path) as journal:
                journal.append(new)
                journal.restart([new], keep_old=True)

        is_killed = killed_at(call, restart)
        with Journal.open(path) as journal:
            assert journal.problem == ""
            seen.add(tuple(record.title for record in journal.records()))
        if not is_killed:
            break
    assert seen == {("old",), ("old", "new"), ("new",)}
    assert not list(tmp_path.glob(".*.part"))
