"""`--jobs`: however many processes work, the bytes, messages and exit codes are those of one, and none is left behind."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from align.cli import workers
from align.cli.checking import Judge
from align.cli.inputs import batches
from align.config import Typed

if TYPE_CHECKING:
    from click.testing import Result

    from tests.cli.conftest import Project

NAMES = ("--glossary", "names.yaml", "--no-discovery")


@pytest.fixture
def texts(project: Project) -> Project:
    """Files of every kind, and a large one of many documents; what counts as large is small."""
    for number in range(5):
        project.write(f"t/{number}.tsv", f"田中花子さんは帰った。\tTanaka Hanako went home, {number}.\n")
    project.write("t/a.ja.txt", (project.folder / "a.ja.txt").read_bytes())
    project.write("t/a.en.txt", f"<!-- align: ignore=N201 -->\n{(project.folder / 'a.en.txt').read_text()}")
    rows = [
        {"document": f"d{number // 3}", "source": "田中花子さんが来た。", "target": f"Tanaka Hanako came, {number}."}
        for number in range(30)
    ]
    project.write("t/large.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    project.write("align.toml", 'per-file-ignores = { "t/1.tsv" = ["N101"], "t/2.tsv" = ["N2"] }\n')
    return project


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_LARGE", 1000)


def output(done: Result) -> tuple[int, bytes, str]:
    return done.exit_code, done.stdout_bytes, done.stderr


@pytest.mark.usefixtures("small_is_large")
@pytest.mark.parametrize("jobs", ["2", "3", "0"])
def test_a_check_is_the_same_in_several_processes(jobs: str, texts: Project) -> None:
    asked = ("check", "t", *NAMES, "--output-format", "json")
    alone = output(texts.align(*asked, "--jobs", "1"))
    assert (alone[0], alone[1].count(b'"code": "N101"')) == (1, 36)
    assert output(texts.align(*asked, "--jobs", jobs)) == alone


@pytest.mark.usefixtures("small_is_large")
def test_a_fix_is_the_same_in_several_processes(texts: Project) -> None:
    paths = sorted((texts.folder / "t").iterdir())
    before = {path: path.read_bytes() for path in paths}
    outcomes = []
    for jobs in ("1", "2"):
        for path, raw in before.items():
            path.write_bytes(raw)
        outcomes.append(
            (output(texts.align("fix", "t", *NAMES, "--jobs", jobs)), [path.read_bytes() for path in paths])
        )
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0][1].count(b" fixed ") == 36


@pytest.mark.usefixtures("small_is_large")
def test_standard_input_is_shared_out_too(texts: Project) -> None:
    rows = (texts.folder / "t/large.jsonl").read_bytes()
    asked = ("check", "-", *NAMES, "--output-format", "json")
    assert texts.align(*asked, "--jobs", "2", stdin=rows).stdout == texts.align(*asked, stdin=rows).stdout


def test_the_configuration_may_say_how_many(texts: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    asked_for = workers._number
    monkeypatch.setattr(workers, "_number", lambda *given, **more: (seen.append(asked_for(*given, **more)), 1)[1])
    texts.write("align.toml", "jobs = 3\n")
    for options in ((), ("--jobs", "2"), ("--jobs", "99")):
        texts.align("check", "t", *NAMES, *options)
    texts.align("check", "t/1.tsv", *NAMES)
    assert seen == [3, 2, 7, 1]


@pytest.mark.parametrize("name", ["t/3.tsv", "t/large.jsonl"])
@pytest.mark.usefixtures("small_is_large")
def test_what_cannot_be_read_is_told_as_by_one_process(name: str, texts: Project) -> None:
    path = texts.folder / name
    path.write_bytes(path.read_bytes() + b"\n\xff\n")
    alone = output(texts.align("check", "t", *NAMES))
    assert (alone[0], alone[1]) == (2, b"")
    assert f"{name}:" in alone[2]
    assert output(texts.align("check", "t", *NAMES, "--jobs", "2")) == alone
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_is_told(texts: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Judge, "judged", lambda self, pair: os.kill(os.getpid(), signal.SIGKILL))
    done = texts.align("check", "t", *NAMES, "--jobs", "2")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "align: a process that was at work has ended before it was done\n"
        "  hint: there may be too little memory: give a smaller number of --jobs\n"
    )


# --- other systems ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("small_is_large")
def test_all_that_passes_between_processes_can_be_sent(texts: Project) -> None:
    texts.write(
        "align.toml",
        'documents = [{ target = "t/{name}.en.txt", source = "t/{name}.ja.txt" }]\nstyle = "family-first"\n',
    )
    (batch,) = batches(("t",), None, Typed(glossaries=(Path("names.yaml"),)))
    judge = Judge(pickle.loads(pickle.dumps(batch)))
    for pair in batch.pairs:
        assert pickle.loads(pickle.dumps(pair)) == pair
        judged = judge.judged(pair)
        assert pickle.loads(pickle.dumps(judged)) == judged
        for part in judge.parts(judge.read(pair)):
            assert pickle.loads(pickle.dumps(part)) == part
            assert pickle.loads(pickle.dumps(judge.found(part))) == judge.found(part)


SPAWNING = """
import multiprocessing, sys
from align.cli.main import main
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main(sys.argv[1:])
"""


def test_processes_that_begin_from_nothing_find_the_same(texts: Project) -> None:
    program = texts.write("spawning.py", SPAWNING)
    asked = ("check", "t/1.tsv", "t/2.tsv", *NAMES, "--output-format", "json")
    env = {**os.environ, "PYTHONPATH": str(Path(workers.__file__).parents[2])}
    done = subprocess.run([sys.executable, program, *asked, "--jobs", "2"], capture_output=True, env=env, check=False)
    alone = texts.align(*asked)
    assert (done.returncode, done.stdout, done.stderr.decode()) == output(alone)


# --- nothing is left behind ---------------------------------------------------------------------------------------

SLOW = """
import os, pathlib, time
from align.cli import checking
from align.cli.main import main
def slowly(self, pair):
    pathlib.Path(f"{os.getpid()}.pid").touch()
    time.sleep(60)
checking.Judge.judged = slowly
main(["check", "t", "--glossary", "names.yaml", "--no-discovery", "--jobs", "2"])
"""


def until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def lives(process: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    return False


@pytest.fixture
def busy(texts: Project) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A run of which two processes are at work, with their numbers."""
    env = {**os.environ, "PYTHONPATH": str(Path(workers.__file__).parents[2])}
    run = subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    with run:
        try:
            assert until(lambda: len(list(texts.folder.glob("*.pid"))) == 2)
            yield run, [int(path.stem) for path in texts.folder.glob("*.pid")]
        finally:
            run.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system for its processes as Linux does")
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)])
def test_no_process_outlives_the_run(
    sign: signal.Signals, code: int, busy: tuple[subprocess.Popen[bytes], list[int]]
) -> None:
    run, others = busy
    run.send_signal(sign)
    assert run.wait(20) == code
    assert until(lambda: not any(map(lives, others)))
    if sign is signal.SIGINT:
        assert run.stderr is not None
        assert run.stderr.read().decode().strip() == "align: interrupted"
