"""action.yml: what GitHub accepts, and its scripts run by bash as a runner runs them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

if TYPE_CHECKING:
    from tests.ci.conftest import Done, Repository

ROOT = Path(__file__).parents[2]
ACTION: Mapping[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: Mapping[str, Any] = {step["id"]: step for step in ACTION["runs"]["steps"] if "id" in step}
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
"""How a runner starts `shell: bash`."""

NASTY = [
    "$(touch pwned)",
    "`touch pwned`",
    "a b",
    "'; touch pwned; '",
    '"',
    "新聞.md",
    "*",
    "--option",
    "\\",
    "${PATH}",
]


def _inputs(step: str, **given: str) -> dict[str, str]:
    """The environment of a step, with the defaults of the action where nothing is given."""
    known = {name: str(each["default"]) for name, each in ACTION["inputs"].items()}
    env = {}
    for name, value in STEPS[step]["env"].items():
        (key,) = re.findall(r"^\$\{\{ inputs\.([\w-]+) \}\}$", value) or [""]
        env[name] = given.pop(key.replace("-", "_"), known[key]) if key else ""
    assert not given
    return env


def _check(repository: Repository, align: str = "align", **given: str) -> tuple[Done, dict[str, str]]:
    """Run the step that checks; with what it sets as outputs."""
    outputs = repository.folder.parent / "outputs"
    outputs.write_text("", "utf-8")
    env = _inputs("check", **given) | {"ALIGN": align, "GITHUB_OUTPUT": str(outputs)}
    done = repository.run(BASH, STEPS["check"]["run"], **env)
    lines = outputs.read_text("utf-8").splitlines()
    return done, dict(line.split("=", 1) for line in lines)


def _fake(repository: Repository, name: str, script: str) -> str:
    path = repository.folder.parent / "tools" / name
    path.write_text(f"#!/bin/bash\n{script}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def test_github_accepts_it() -> None:
    schema = json.loads((ROOT / "tests/ci/schemas/github-action.json").read_text("utf-8"))
    jsonschema.validate(ACTION, schema)


def test_nothing_that_users_give_is_part_of_a_script() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    for script in scripts:
        assert "${{" not in script
        assert script.startswith("set -euo pipefail\n")


def test_every_input_arrives() -> None:
    used = set(re.findall(r"inputs\.([\w-]+)", str(ACTION["runs"])))
    assert used == set(ACTION["inputs"])


def test_findings_become_annotations_and_fail_the_step(repository: Repository) -> None:
    done, outputs = _check(repository)
    assert done.returncode == 1
    assert re.fullmatch(r"::error file=articles/old\.md,line=1,.*Hanako Tanaka.*\n(.*\n)*", done.stdout)
    assert outputs == {"exit-code": "1"}


def test_of_a_pull_request_only_what_has_changed_is_checked(repository: Repository) -> None:
    path = repository.folder / "articles" / "new one.md"
    path.write_text("Tanaka Hanako will visit Beijing on the 17th.\n", "utf-8")
    done, outputs = _check(repository, changed_since="origin/main", output_format="sarif", paths="articles\n")
    assert (done.returncode, outputs) == (1, {"exit-code": "1", "report": "./align.sarif"})
    (result,) = json.loads((repository.folder / "align.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "articles/new%20one.md"


def test_a_run_that_fails_leaves_no_report(repository: Repository) -> None:
    (repository.folder / "align.sarif").write_text("of the run before", "utf-8")
    done, outputs = _check(repository, _fake(repository, "failing", "exit 2"), output_format="sarif")
    assert (done.returncode, outputs) == (2, {"exit-code": "2"})


def test_names_are_names_whatever_stands_in_them(repository: Repository) -> None:
    align = _fake(repository, "arguments", r"""printf '%s\n' "$@" """)
    listed = "\n".join(NASTY)
    done, _ = _check(repository, align, paths=listed, args=f"\n{listed}\n\n", changed_since=NASTY[0], fail_on=NASTY[1])
    assert done.returncode == 0, done.stderr
    options = ["check", "--output-format=github", f"--changed-since={NASTY[0]}", f"--fail-on={NASTY[1]}"]
    assert done.stdout.splitlines() == [*options, *NASTY, "--", *NASTY]
    assert not (repository.folder / "pwned").exists()


def test_without_paths_none_are_given(repository: Repository) -> None:
    done, _ = _check(repository, _fake(repository, "arguments", r"""printf '%s\n' "$@" """))
    assert done.stdout.splitlines() == ["check", "--output-format=github", "--"]


def test_a_document_cannot_command_the_runner(repository: Repository) -> None:
    align = _fake(repository, "hostile", "echo ::set-output name=x::y; exit 1")
    done, _ = _check(repository, align, output_format="full")
    begin, said, end = done.stdout.splitlines()
    assert done.returncode == 1
    assert said == "::set-output name=x::y"
    token = re.fullmatch(r"::stop-commands::([0-9a-f]{32})", begin)
    assert token is not None
    assert end == f"::{token[1]}::"


def test_the_name_of_a_report_sets_no_other_output(repository: Repository) -> None:
    name = "a\nexit-code=0"
    align = _fake(repository, "writing", 'for each; do [[ $each != --output=* ]] || touch "${each#*=}"; done; exit 1')
    _, outputs = _check(repository, align, output=name, working_directory="deep/er/")
    assert outputs == {"exit-code": "1", "report": "deep/er/a"}


@pytest.mark.parametrize(
    ("version", "installed"),
    [("", "--constraint /action/constraints.txt /action"), ("1.0.0rc1", "align-names==1.0.0rc1")],
)
def test_it_is_installed_apart_from_the_python_of_the_job(version: str, installed: str, repository: Repository) -> None:
    log = repository.folder.parent / "log"
    pip = f'#!/bin/bash\necho "$@" >> "{log}"\n'
    script = f"""mkdir -p "$3/bin"; cat > "$3/bin/python" <<'EOF'\n{pip}EOF\nchmod +x "$3/bin/python"; echo "$1 $2" > "{log}" """
    temp = repository.folder.parent / "runner temp"
    env = _inputs("install", version=version) | {
        "PYTHON": _fake(repository, "python", script),
        "RUNNER_TEMP": str(temp),
        "GITHUB_ACTION_PATH": "/action",
        "GITHUB_OUTPUT": str(repository.folder.parent / "outputs"),
    }
    done = repository.run(BASH, STEPS["install"]["run"], **env)
    assert done.returncode == 0, done.stderr
    venv, install = log.read_text("utf-8").splitlines()
    assert venv == "-m venv"
    assert install == f"-m pip install --quiet --disable-pip-version-check {installed}"
    assert (repository.folder.parent / "outputs").read_text("utf-8") == f"align={temp}/align/bin/align\n"


@pytest.mark.parametrize("version", ["1.0 --index-url=http://x", "1.0; touch pwned", "$(touch pwned)", "\n1.0"])
def test_what_is_no_version_is_not_installed(version: str, repository: Repository) -> None:
    env = _inputs("install", version=version) | {
        "PYTHON": "false",
        "GITHUB_ACTION_PATH": "/",
        "GITHUB_OUTPUT": "/dev/null",
    }
    done = repository.run(BASH, STEPS["install"]["run"], **env)
    assert (done.returncode, done.stdout) == (2, "::error::version is to be a number such as 1.0.0, or empty\n")
    assert not (repository.folder / "pwned").exists()
