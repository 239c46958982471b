"""What a shell completes: asked for by the protocol in the environment, and by a real shell."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from align.cli.completing import TABLE
from align.cli.main import COMMANDS, main
from align.names.style import PROFILES
from align.rules import RULES

if TYPE_CHECKING:
    from tests.cli.conftest import Project

ROOT = Path(__file__).parents[2]


def _offers(line: str) -> list[str]:
    """What is offered for the last word of a line, with its kind."""
    words = line.split(" ")
    env = {"_ALIGN_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = CliRunner(env=env).invoke(main, [], complete_var="_ALIGN_COMPLETE")
    assert (done.exit_code, done.stderr) == (0, ""), done.output
    return done.stdout.splitlines()


def _words(*words: str) -> list[str]:
    return [f"plain,{word}" for word in words]


def test_the_table_is_that_of_the_commands() -> None:
    build = runpy.run_path(str(ROOT / "scripts" / "build_completions.py"))
    assert TABLE.read_text("utf-8") == build["text"](), "run scripts/build_completions.py"


def test_commands_are_completed() -> None:
    assert _offers("align ") == _words(*COMMANDS)
    assert _offers("align exp") == _words("explain")
    assert _offers("align glossary l") == _words("lint")
    assert _offers("align wibble --") == ["plain,--version", "plain,--help"]


def test_options_are_completed_with_their_values() -> None:
    assert _offers("align check --sty") == _words("--style")
    assert _offers("align check --style ") == _words(*PROFILES)
    assert _offers("align check --source-lang zh-") == _words("zh-Hans", "zh-Hant")
    assert _offers("align check --output-format=js") == _words("json", "jsonl")
    assert _offers("align check --fail-on n") == _words("never")


def test_rules_are_completed_by_code_and_name_and_behind_a_comma() -> None:
    assert _offers("align explain ") == _words(*(rule.code for rule in RULES))
    assert _offers("align check --select N10") == _words("N101", "N102", "N103")
    assert _offers("align check --ignore N401,n50") == _words("N401,N501", "N401,N502")
    assert _offers("align check --ignore mis") == _words("misspelt-name", "missing-name")


def test_files_are_completed_by_what_can_be_read(project: Project) -> None:
    for name in ("texts/b.jsonl", "texts/c.png", "texts/.d.tsv", "texts/deep/e.tsv", "more/f.png"):
        project.write(name, "")
    assert _offers("align check texts/") == _words("texts/b.jsonl", "texts/deep/")
    assert _offers("align check a") == _words("a.en.txt", "a.ja.txt")
    assert _offers("align check --glossary n") == _words("names.yaml")
    assert _offers("align check texts/.") == _words("texts/.d.tsv")
    # A folder alone is left to the shell, which goes on behind it; so is what no file here begins like.
    assert _offers("align check te") == ["dir,te"]
    assert _offers("align check more/f") == ["file,more/f"]


@pytest.mark.parametrize("name", ["b c.txt", "b$(touch x).txt", "b\n.txt", "b*.txt", "b;.txt", "b'.txt"])
def test_a_name_that_a_shell_would_read_as_more_is_left_to_the_shell(name: str, project: Project) -> None:
    project.write(name, "")
    assert _offers("align check b") == ["file,b"]


def test_completing_loads_no_command(project: Project) -> None:
    program = "import sys, atexit\natexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
    program += "from align.cli.main import main\nmain([])"
    env = {"_ALIGN_COMPLETE": "bash_complete", "COMP_WORDS": "align check --select N", "COMP_CWORD": "3"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **env, "PYTHONPATH": str(ROOT)},
        cwd=project.folder,
    )
    assert done.stdout.splitlines()[0] == "plain,N101"
    loaded = set(done.stderr.split())
    assert "align.cli.completing" in loaded
    assert not {"align.cli.check", "align.config", "align.rules", "align.checker", "yaml", "pydantic", "rich"} & loaded


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_printed_for_each_shell(shell: str, project: Project) -> None:
    done = project.align("completion", shell)
    assert done.exit_code == 0
    assert f"_ALIGN_COMPLETE={shell}_complete" in done.stdout


def test_another_shell_is_told_which_there_are(project: Project) -> None:
    done = project.align("completion", "tcsh")
    assert done.exit_code == 2
    assert "'bash', 'zsh', 'fish'" in done.stderr


@pytest.fixture
def program(project: Project) -> Path:
    """A folder with an `align` that a shell can call."""
    folder = project.folder / "bin"
    path = project.write("bin/align", f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m align "$@"\n')
    path.chmod(0o755)
    return folder


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_bash_completes_with_the_script(program: Path, project: Project) -> None:
    said = _said_by("bash", program, project, 'eval "$(align completion bash)"', "complete -p align", _IN_BASH)
    assert said[0] == "complete -o nosort -F _align_completion align"
    assert said[1:] == ["--style"]


_IN_BASH = 'COMP_WORDS=(align check --sty) COMP_CWORD=2; _align_completion align; printf "%s\\n" "${COMPREPLY[@]}"'


@pytest.mark.skipif(not shutil.which("fish"), reason="there is no fish")
def test_fish_completes_with_the_script(program: Path, project: Project) -> None:
    said = _said_by("fish", program, project, "align completion fish | source", 'complete -C "align check --sty"')
    assert [line.split("\t")[0] for line in said] == ["--style"]


def _said_by(shell: str, program: Path, project: Project, *commands: str) -> list[str]:
    done = subprocess.run(
        [shell, "-c", "\n".join(commands)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": f"{program}:{os.environ['PATH']}"},
        cwd=project.folder,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
