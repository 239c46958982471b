"""The formats for CI services, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import junitparser
import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

NAMES = ("--glossary", "names.yaml")


@pytest.mark.parametrize("name", ["sarif", "junit", "github", "gitlab", "rdjson"])
def test_a_report_for_ci_goes_to_standard_output_and_the_exit_code_stays(name: str, project: Project) -> None:
    done = project.align("check", ".", *NAMES, "--output-format", name)
    assert done.exit_code == 1
    assert "Tanaka Hanako" in done.stdout


def test_a_file_with_nothing_to_find_is_a_test_that_passed(project: Project) -> None:
    project.write("b.ja.txt", "田中花子さんが来た。\n")
    project.write("b.en.txt", "Hanako Tanaka came.\n")
    done = project.align("check", ".", *NAMES, "--output-format", "junit", "--output", "junit.xml")
    assert done.exit_code == 1
    suites = {suite.name: suite for suite in junitparser.JUnitXml.fromfile(str(project.folder / "junit.xml"))}
    assert (suites["a.en.txt"].failures, suites["b.en.txt"].failures) == (1, 0)
    assert [case.is_passed for case in suites["b.en.txt"]] == [True]


def test_a_log_names_the_rules_that_were_asked(project: Project) -> None:
    done = project.align("check", ".", *NAMES, "--select", "N101", "--output-format", "sarif")
    driver = json.loads(done.stdout)["runs"][0]["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == ["N101"]
    assert driver["rules"][0]["help"]["text"].startswith("N101 name-order:")


def test_a_finding_ignored_by_the_configuration_is_a_test_that_was_skipped(project: Project) -> None:
    project.write("align.toml", '[per-file-ignores]\n"a.*" = ["N101"]\n')
    done = project.align("check", ".", *NAMES, "--output-format", "junit")
    assert done.exit_code == 0
    assert 'failures="0"' in done.stdout
    assert "per-file-ignores: a.*" in done.stdout
