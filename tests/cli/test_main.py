from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import align
from align.cli.main import COMMANDS, main

if TYPE_CHECKING:
    from tests.cli.conftest import Project


def _command(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return command


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_listed_with_its_own_summary(name: str) -> None:
    assert (_command(name).help or "").partition("\n")[0] == COMMANDS[name].summary


@pytest.mark.parametrize("name", ["check", "links", "explain"])
def test_the_help_of_a_command_has_examples(name: str, project: Project) -> None:
    done = project.align(name, "--help")
    assert done.exit_code == 0
    assert "Examples:" in done.stdout


def test_the_version_is_that_of_the_package(project: Project) -> None:
    assert project.align("--version").stdout == f"align {align.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chek"], "Did you mean 'check'?"),
        (["wibble"], "Commands: check"),
        (["check", "--glosary", "x"], "--glossary"),
        (["check", "--output-format", "xml"], "'json'"),
        (["check", "--fail-on", "errors"], "'error'"),
        (["check", "--date", "2025-13-01", "a.en.txt"], "YYYY-MM-DD"),
        (["check", "--source", "a.ja.txt"], "exactly one PATH"),
        (["check", "--source", "a.ja.txt", "."], "a file, not"),
        (["check", "--source", "a.ja.txt", "b.tsv"], "its own source"),
        (["check", "--glossary", "names.yaml", "--no-glossary", "a.en.txt"], "exclude each other"),
        (["check"], "name a file or a folder"),
        ([], "Usage"),
    ],
)
def test_wrong_usage_says_what_would_be_right(arguments: list[str], says: str, project: Project) -> None:
    done = project.align(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert says in done.stderr


def test_a_fault_of_ours_is_said_in_a_sentence_and_does_not_look_like_findings(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("align.cli.check.batches", lambda *_, **__: 1 // 0)
    done = project.align("check", "a.en.txt")
    assert done.exit_code == 2
    assert "fault of align itself: ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_is_no_traceback(project: Project) -> None:
    read, write = os.pipe()
    os.close(read)
    process = project.popen("check", "a.en.txt", "--source", "a.ja.txt", "-q", "--glossary", "names.yaml", stdout=write)
    os.close(write)
    _, error = process.communicate()
    assert process.returncode == 2
    assert error.decode().splitlines() == [
        "align: standard output: closed before all results were written",
        "  hint: write them to a file with --output FILE",
    ]


def test_help_into_a_closed_pipe_does_not_look_like_findings(project: Project) -> None:
    read, write = os.pipe()
    os.close(read)
    process = project.popen("--help", stdout=write)
    os.close(write)
    _, error = process.communicate()
    assert (process.returncode, error) == (2, b"")


def test_closed_standard_output_is_said_before_anything_is_checked(project: Project) -> None:
    command = 'exec "$0" -m align check a.en.txt --no-glossary >&-'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable],
        cwd=project.folder,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(align.__path__[0]).parent)},
        check=False,
    )
    assert done.returncode == 2
    assert b"align: standard output is closed" in done.stderr
    assert b"Traceback" not in done.stderr


def test_ctrl_c_ends_with_130_and_writes_nothing(project: Project) -> None:
    process = project.popen("check", "-", "--no-glossary", "--output", "out.json", stdin=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while not list(project.folder.glob(".out.json.*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate()
    assert process.returncode == 130
    assert b"interrupted" in error
    assert b"Traceback" not in error
    assert not [path.name for path in project.folder.iterdir() if "out.json" in path.name]
