""".pre-commit-hooks.yaml: the hooks take the files that align reads, and run as pre-commit runs them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner, Result

from align.cli.inputs import INPUTS
from align.cli.main import main

if TYPE_CHECKING:
    from tests.ci.conftest import Repository

Run = Callable[..., Result]

HOOKS: Mapping[str, Any] = {
    hook["id"]: hook
    for hook in yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8"))
}
FILES = ["README.md", "articles/new one.zh.md", "articles/old.md", "articles/old.zh.md", "notes.txt"]


@pytest.fixture
def run(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Run:
    """What pre-commit runs in a hook of git: the entry and the names, in an environment that speaks of the repository."""
    monkeypatch.chdir(repository.folder)
    (repository.folder / "README.md").write_text("This is about 田中花子.\n", "utf-8")
    env = {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index", "ALIGN_CACHE_DIR": repository.env["ALIGN_CACHE_DIR"]}

    def entry(hook: str, *files: str) -> Result:
        program, *arguments = shlex.split(HOOKS[hook]["entry"])
        assert program == "align"
        return CliRunner(env=env).invoke(main, [*arguments, *files])

    return entry


def test_every_format_is_taken_and_nothing_else() -> None:
    for hook in HOOKS.values():
        names = re.compile(hook["files"])
        assert [suffix for suffix in INPUTS if not names.search(f"deep/文件 a{suffix}")] == []
        assert names.search("A.ZH.MD")
        assert [name for name in ("names.yaml", "align.toml", "a.tsv.gz", "amd", "a.py") if names.search(name)] == []


def test_all_files_go_to_one_process() -> None:
    assert [hook["require_serial"] for hook in HOOKS.values()] == [True, True]
    assert {hook["language"] for hook in HOOKS.values()} == {"python"}


def test_a_commit_is_refused_for_a_wrong_name_and_its_other_files_are_left_out(run: Run) -> None:
    done = run("align-check", *FILES)
    assert done.exit_code == 1
    assert done.stdout.count("error N101") == 1
    assert "1 error in 2 documents, 2 segments." in done.stdout


def test_a_commit_of_a_source_alone_has_its_translation_mended(run: Run, repository: Repository) -> None:
    done = run("align-fix", "articles/old.zh.md")
    assert done.exit_code == 0, done.stderr
    text = (repository.folder / "articles" / "old.md").read_text("utf-8")
    assert text == "Hanako Tanaka held a press conference in Tokyo yesterday.\n"


def test_a_commit_without_documents_passes(run: Run) -> None:
    done = run("align-check", "README.md", "notes.txt")
    assert (done.exit_code, done.stderr) == (0, "")
