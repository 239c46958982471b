"""`align glossary`: results on standard output, exit codes that scripts can rely on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Fails, Project

ODD = """\
version: 1
entities:
  - en: {full: Hanako Sato, family: Satoh, given: Hanako}
    ja: 佐藤花子
  - {en: Rain, ja: 雨}
"""


def test_a_clean_glossary_ends_with_zero(project: Project) -> None:
    done = project.align("glossary", "lint", "names.yaml")
    assert (done.exit_code, done.stdout) == (0, "No findings in 1 file with 1 entry.\n")


def test_findings_stand_under_their_line(project: Project) -> None:
    project.write("odd.yaml", ODD)
    done = project.align("glossary", "lint", "odd.yaml")
    assert done.exit_code == 1
    assert done.stdout == (
        "odd.yaml:3:29: error G104 parts-mismatch\n"
        '  the family name "Satoh" is not in "Hanako Sato"\n'
        "  3 | - en: {full: Hanako Sato, family: Satoh, given: Hanako}\n"
        "\n"
        "odd.yaml:5:16: warning G111 short-form\n"
        "  雨 is a single character and will be found inside other words; write a longer form\n"
        "  5 | - {en: Rain, ja: 雨}\n"
        "\n"
        "1 error, 1 warning in 1 file with 2 entries.\n"
    )


def test_json_has_the_shape_of_a_check(project: Project) -> None:
    project.write("odd.yaml", ODD)
    done = project.align("glossary", "lint", ".", "--output-format", "json")
    report = json.loads(done.stdout)
    assert report["version"] == 1
    assert report["findings"][1] == {
        "code": "G111",
        "rule": "short-form",
        "severity": "warning",
        "message": "雨 is a single character and will be found inside other words; write a longer form",
        "path": "odd.yaml",
        "line": 5,
        "column": 16,
        "entity": "rain",
    }
    assert report["summary"] == {"files": 2, "entries": 3, "errors": 1, "warnings": 1, "infos": 0}


def test_fail_on_decides_the_exit_code(project: Project) -> None:
    project.write("rain.yaml", "entities: [{en: Rain, ja: 雨}]")
    lint = ("glossary", "lint", "rain.yaml")
    assert project.align(*lint).exit_code == 0
    assert project.align(*lint, "--fail-on", "warning").exit_code == 1
    assert project.align(*lint, "--fail-on", "never").exit_code == 0


def test_examples_are_run_by_the_real_checker(project: Project) -> None:
    entry = "{en: {full: Hanako Tanaka, family: Tanaka, given: Hanako}, ja: 田中花子, kana: たなか はなこ"
    right = "{ja: 田中花子が来た。, en: Hanako Tanaka came., finds: []}"
    wrong = "{ja: 田中花子が来た。, en: Tanaka Hanako came., finds: [name-order]}"
    project.write("good.yaml", f"entities: [{entry}, examples: [{right}, {wrong}]}}]")
    assert project.align("glossary", "lint", "good.yaml").exit_code == 0
    project.write("bad.yaml", f"entities: [{entry}, examples: [{wrong.replace('name-order', '')}]}}]")
    done = project.align("glossary", "lint", "bad.yaml")
    assert done.exit_code == 1
    assert "found name-order" in done.stdout


def test_without_a_path_the_glossaries_of_the_configuration_are_checked(project: Project) -> None:
    project.write("align.toml", 'glossaries = ["names.yaml"]\n')
    assert "1 entry" in project.align("glossary", "lint").stdout


def test_without_any_glossary_the_user_is_told_how_to_name_one(fails: Fails) -> None:
    assert "align.toml" in fails("glossary", "lint")


def test_a_glossary_that_cannot_be_read_ends_with_two(project: Project, fails: Fails) -> None:
    project.write("broken.yaml", "entities:\n\t- {en: A, ja: B}\n")
    message = fails("glossary", "lint", "broken.yaml")
    assert "broken.yaml:2:1: a tab stands in the indentation" in message
    assert "hint: replace the tab by spaces" in message


def test_what_a_glossary_holds_cannot_command_the_terminal(project: Project) -> None:
    project.write("odd.yaml", 'entities: [{en: "A\\e[31mB", ja: 潮汐局}]')
    done = project.align("glossary", "lint", "odd.yaml")
    assert "\x1b" not in done.stdout


def test_schema_prints_json_schema(project: Project) -> None:
    done = project.align("glossary", "schema")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["$schema"].endswith("2020-12/schema")


def test_help_begins_with_examples(project: Project) -> None:
    for command in (["glossary"], ["glossary", "lint"]):
        assert "Examples:" in project.align(*command, "--help").stdout
