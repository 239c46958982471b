"""docs/ci/align.gitlab-ci.yml: what GitLab accepts, and its script run by the shells that its images have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import junitparser
import pytest
import yaml

if TYPE_CHECKING:
    from tests.ci.conftest import Done, Repository

ROOT = Path(__file__).parents[2]
TEMPLATE: Mapping[str, Any] = yaml.safe_load((ROOT / "docs/ci/align.gitlab-ci.yml").read_text("utf-8"))
INSTALL, CHECK = TEMPLATE["align"]["script"]


def _run(repository: Repository, shell: str = "sh", **variables: str) -> Done:
    return repository.run((shell, "-e"), CHECK, **variables)


def test_gitlab_accepts_it() -> None:
    schema = json.loads((ROOT / "tests/ci/schemas/gitlab-ci.json").read_text("utf-8"))
    jsonschema.validate(TEMPLATE, schema)


def test_findings_stand_in_the_log_and_in_both_reports_and_fail_the_job(repository: Repository) -> None:
    done = _run(repository)
    assert done.returncode == 1
    assert "articles/old.md:1:1: error N101" in done.stdout
    reports = TEMPLATE["align"]["artifacts"]["reports"]
    (issue,) = json.loads((repository.folder / reports["codequality"]).read_text("utf-8"))
    assert issue["location"]["path"] == "articles/old.md"
    suites = junitparser.JUnitXml.fromfile(str(repository.folder / reports["junit"]))
    assert {suite.name: suite.failures for suite in suites} == {"articles/new one.md": 0, "articles/old.md": 1}


@pytest.mark.parametrize(
    ("variables", "since"),
    [
        ({}, []),
        ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": "base"}, ["--changed-since=base"]),
        (
            {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "base", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "tip"},
            ["--changed-since=tip"],
        ),
        ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": "base", "ALIGN_CHANGED_SINCE": ""}, []),
        ({"ALIGN_CHANGED_SINCE": "a b; touch pwned"}, ["--changed-since=a b; touch pwned"]),
    ],
)
@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_a_merge_request_has_its_changes_checked(
    shell: str, variables: dict[str, str], since: list[str], repository: Repository
) -> None:
    align = repository.folder.parent / "tools" / "align"
    align.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", "utf-8")
    lists = {"ALIGN_PATHS": "a b\n$(touch pwned)\n*.md", "ALIGN_ARGS": "--glossary=my names.yaml\n--jobs=0"}
    done = _run(repository, shell, **variables, **lists)
    assert done.returncode == 0, done.stderr
    wanted = [*since, "--glossary=my names.yaml", "--jobs=0", "--", "a b", "$(touch pwned)", "*.md"]
    assert done.stdout.splitlines()[-len(wanted) - 1 :] == ["check", *wanted]
    assert not (repository.folder / "pwned").exists()


def test_a_check_that_itself_fails_ends_the_job_at_once(repository: Repository) -> None:
    align = repository.folder.parent / "tools" / "align"
    align.write_text("#!/bin/sh\necho called\nexit 2\n", "utf-8")
    done = _run(repository)
    assert (done.returncode, done.stdout) == (2, "called\n")


@pytest.mark.parametrize(("version", "package"), [("", "align-names"), ("1.0.0", "align-names==1.0.0")])
def test_the_version_asked_for_is_installed(version: str, package: str, repository: Repository) -> None:
    python = repository.folder.parent / "tools" / "python"
    python.write_text('#!/bin/sh\necho "$@"\n', "utf-8")
    python.chmod(0o755)
    done = repository.run(("sh", "-e"), INSTALL, ALIGN_VERSION=version)
    assert done.stdout == f"-m pip install --quiet --disable-pip-version-check {package}\n"
