from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from align.cli.main import main

ROOT = Path(__file__).parents[2]
GLOSSARY = """\
version: 1
entities:
  - id: tanaka-hanako
    type: person
    origin: ja
    gender: female
    en: {full: Hanako Tanaka, family: Tanaka, given: Hanako}
    ja: {full: 田中花子, family: 田中, given: 花子}
    kana: たなか はなこ
"""
SOURCE = "田中花子さんは昨日、東京で記者会見を開いた。\n会見は一時間ほどで終わった。\n"
RIGHT = "Hanako Tanaka held a press conference in Tokyo yesterday.\nIt was over in about an hour.\n"
WRONG = "Tanaka Hanako held a press conference in Tokyo yesterday.\nIt was over in about an hour.\n"


@dataclass(frozen=True)
class Project:
    """A folder to work in, with a glossary and a pair of texts, the translation wrong in the order of one name."""

    folder: Path

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def align(self, *arguments: str, stdin: str | bytes | None = None, **env: str) -> Result:
        """Run a command in this process."""
        return CliRunner(env=env).invoke(main, arguments, input=stdin)

    def findings(self, *arguments: str, stdin: str | bytes | None = None) -> list[dict[str, Any]]:
        """What a check finds, as JSON; the check must not fail."""
        done = self.align("check", *arguments, "--glossary", "names.yaml", "--output-format", "json", stdin=stdin)
        assert done.exit_code in (0, 1), done.stderr
        found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
        return found

    def popen(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        """Start a real process."""
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "align", *arguments]
        return subprocess.Popen(command, cwd=self.folder, env=env, stderr=subprocess.PIPE, **options)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path / ".cache"))
    for name in ("NO_COLOR", "FORCE_COLOR", "ALIGN_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    made = Project(tmp_path)
    made.write("names.yaml", GLOSSARY)
    made.write("a.ja.txt", SOURCE)
    made.write("a.en.txt", WRONG)
    return made


Fails = Callable[..., str]


@pytest.fixture
def fails(project: Project) -> Fails:
    """Run a command that must fail with one message, printing no result and leaving nothing behind; the message."""

    def run(*arguments: str, stdin: str | bytes | None = None) -> str:
        before = {path for path in project.folder.rglob("*") if ".cache" not in path.parts}
        done = project.align(*arguments, stdin=stdin)
        assert done.exit_code == 2, done.output
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        assert "fault of align itself" not in done.stderr
        assert {path for path in project.folder.rglob("*") if ".cache" not in path.parts} == before
        return done.stderr

    return run
