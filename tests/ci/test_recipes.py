"""docs/ci.md: what stands there to be copied is accepted by those it is for, and runs."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

if TYPE_CHECKING:
    from tests.ci.conftest import Repository

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
BASH = ("bash", "-euo", "pipefail")
TEXT = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = re.findall(r"^(?:<!-- not run: ([^\n]+) -->\n)?```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
YAML = [text for _, language, text in BLOCKS if language == "yaml"]
WORKFLOWS = [text for text in YAML if text.startswith("# .github/workflows/")]


def test_the_shell_blocks_run_from_top_to_bottom(repository: Repository) -> None:
    scripts = [text for reason, language, text in BLOCKS if language == "sh" and not reason]
    assert len(scripts) >= 5
    for script in scripts:
        done = repository.run(BASH, script)
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    made = ["align-baseline.json", "align.sarif", "junit.xml", ".cache/align"]
    assert [name for name in made if not (repository.folder / name).exists()] == []
    # With the old finding set aside a new one counts, and counts alone.
    (repository.folder / "articles" / "new one.md").write_text("Tanaka Hanako came.\n", "utf-8")
    done = repository.run(BASH, "align check --changed-since origin/main --output-format concise")
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.splitlines() if "N101" in line] == ["articles/new one.md"]


def test_the_makefile_runs(repository: Repository) -> None:
    if shutil.which("make") is None:
        pytest.skip("there is no make here")
    ((_, _, text),) = (block for block in BLOCKS if block[1] == "make")
    (repository.folder / "Makefile").write_text(text, "utf-8")
    done = repository.run(("sh", "-e"), "make names-fix")
    assert done.returncode == 2, "make fails where its command does"
    assert "+Hanako Tanaka held a press conference" in done.stdout


@pytest.mark.parametrize("text", WORKFLOWS, ids=[text.splitlines()[0] for text in WORKFLOWS])
def test_github_accepts_each_workflow(text: str) -> None:
    schema = json.loads((ROOT / "tests/ci/schemas/github-workflow.json").read_text("utf-8"))
    # To a reader of YAML 1.1 the key `on` is a boolean.
    workflow = {("on" if key is True else key): value for key, value in yaml.safe_load(text).items()}
    jsonschema.validate(workflow, schema)


def test_what_is_given_to_the_action_is_an_input_of_it() -> None:
    steps = [step for text in WORKFLOWS for step in yaml.safe_load(text)["jobs"]["align"]["steps"]]
    given = {name for step in steps if step["uses"].startswith("OWNER/align@") for name in step.get("with", {})}
    assert given == {"changed-since", "output-format", "upload-sarif", "fail-on", "args"}
    section = TEXT.partition("\n## GitHub\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", section, re.MULTILINE) == list(ACTION["inputs"])
    assert given <= set(ACTION["inputs"])


def test_gitlab_accepts_what_includes_the_job() -> None:
    (text,) = (text for text in YAML if text.startswith("# .gitlab-ci.yml"))
    jsonschema.validate(yaml.safe_load(text), json.loads((ROOT / "tests/ci/schemas/gitlab-ci.json").read_text("utf-8")))
    template = (ROOT / "docs/ci/align.gitlab-ci.yml").read_text("utf-8")
    assert [name for name in re.findall(r"ALIGN_\w+", text) if f"#   {name}" not in template] == []


def test_the_hooks_of_the_page_are_there() -> None:
    (text,) = (text for text in YAML if text.startswith("repos:"))
    assert {hook["id"] for repo in yaml.safe_load(text)["repos"] for hook in repo["hooks"]} == {
        hook["id"] for hook in HOOKS
    }


def test_what_the_page_points_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in link]
    assert [link for link in links if not Path(ROOT, "docs", link).exists()] == []
    assert len(links) == 3


def test_blocks_that_are_not_run_say_why() -> None:
    assert [reason for reason, language, _ in BLOCKS if language == "sh" and reason] == [
        "it installs pre-commit",
        "it needs reviewdog, and a pull request to comment on",
    ]
