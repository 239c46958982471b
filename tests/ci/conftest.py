from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Repository:
    """A repository with `origin/main` one commit behind, a changed document and an old finding in another one.

    Scripts run in it find an `align` that is this checkout, and nothing of the one who runs the tests.
    """

    folder: Path
    env: dict[str, str]

    def run(self, shell: tuple[str, ...], script: str, **env: str) -> Done:
        """Run a script by a shell, as CI services do: from a file."""
        path = self.folder.parent / "script"
        path.write_text(script, "utf-8")
        command = (*shell, str(path))
        return subprocess.run(command, cwd=self.folder, env={**self.env, **env}, capture_output=True, text=True)

    def git(self, *arguments: str) -> None:
        subprocess.run(("git", *arguments), cwd=self.folder, env=self.env, check=True, capture_output=True)


MakeRepository = Callable[[Path], Repository]


@pytest.fixture(scope="session")
def make_repository() -> MakeRepository:
    def make(place: Path) -> Repository:
        folder = place / "here"
        shutil.copytree(Path(__file__).parent / "sample", folder)
        tools = place / "tools"
        tools.mkdir()
        align = tools / "align"
        align.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m align "$@"\n', "utf-8")
        align.chmod(0o755)
        env = {
            "PATH": os.pathsep.join((str(tools), os.environ["PATH"])),
            "HOME": str(place),
            "PYTHONPATH": str(ROOT),
            "ALIGN_CACHE_DIR": str(place / "cache"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            **{f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        made = Repository(folder, env)
        made.git("init", "--quiet", "--initial-branch=main")
        made.git("add", "--all")
        made.git("commit", "--quiet", "--message=First")
        made.git("update-ref", "refs/remotes/origin/main", "HEAD")
        return made

    return make


@pytest.fixture
def repository(make_repository: MakeRepository, tmp_path: Path) -> Repository:
    return make_repository(tmp_path)
