"""What a user sees of suppressions: comments in a text, entries of `per-file-ignores`, and S101 about those that ignore
nothing. `tests/rules/test_inline.py` says how comments are understood."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

NAMES = ("--glossary", "names.yaml")
PAIR = ("a.en.txt", "--source", "a.ja.txt", *NAMES)
WRONG = "Tanaka Hanako held a press conference in Tokyo yesterday.\n"
RIGHT = "Hanako Tanaka held a press conference in Tokyo yesterday.\n"
REST = "It was over in about an hour.\n"


def checked(project: Project, *arguments: str) -> list[tuple[str, str, str]]:
    """What a check finds: place, code, and the message or, of what is suppressed, by what and why."""
    done = project.align("check", *arguments, "--output-format", "json")
    assert done.exit_code in (0, 1), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return [
        (
            f"{each['path']}:{each['target']['line']}",
            each["code"],
            "{by}: {reason}".format(**each["suppressed"]) if each["suppressed"] else each["message"],
        )
        for each in found
    ]


# --- comments -----------------------------------------------------------------------------------------------------


def test_a_comment_in_a_text_sets_aside_what_is_found_below_it(project: Project) -> None:
    project.write("a.en.txt", f'<!-- align: ignore=N101 reason="as he signs" -->\n{WRONG}{REST}')
    assert checked(project, *PAIR) == [("a.en.txt:2", "N101", "inline: as he signs")]
    done = project.align("check", *PAIR)
    assert (done.exit_code, done.stdout) == (0, "No findings (1 suppressed) in 1 document, 2 segments.\n")


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("ignore=N101", "this suppression ignores nothing"),
        ("ignore=N101 until=2020-01-01", "this suppression counted until 2020-01-01 and no longer does"),
        ("ignore=N1O1", "this suppression cannot be understood: no rule is called 'N1O1'; did you mean N101?"),
    ],
)
def test_a_comment_that_ignores_nothing_is_told_where_it_stands(comment: str, message: str, project: Project) -> None:
    project.write("a.en.txt", f"{RIGHT}<!-- align: {comment} -->\n{REST}")
    assert checked(project, *PAIR) == [("a.en.txt:2", "S101", message)]
    done = project.align("check", *PAIR)
    assert done.exit_code == 0
    assert done.stdout.startswith("a.en.txt:2:13: warning S101 unused-suppression\n")
    assert project.align("check", *PAIR, "--fail-on", "warning").exit_code == 1


def test_of_two_rules_the_one_that_ignores_nothing_is_named(project: Project) -> None:
    project.write("a.en.txt", f"<!-- align: ignore=N101,N201 -->\n{WRONG}{REST}")
    assert checked(project, *PAIR) == [
        ("a.en.txt:1", "S101", "this suppression of N201 ignores nothing"),
        ("a.en.txt:2", "N101", "inline: a comment says to ignore it"),
    ]


@pytest.mark.parametrize("options", [("--select", "N201,S101"), ("--ignore", "S101"), ("--ignore", "N101")])
def test_nothing_is_said_of_what_did_not_run(options: tuple[str, str], project: Project) -> None:
    project.write("a.en.txt", f"{RIGHT}<!-- align: ignore=N101 -->\n{REST}")
    assert checked(project, *PAIR, *options) == []


def test_a_comment_at_the_end_stands_at_nothing(project: Project) -> None:
    project.write("a.en.txt", f"{RIGHT}{REST}<!-- align: ignore=N101 -->\n")
    assert checked(project, *PAIR) == [("a.en.txt:3", "S101", "this suppression stands at no segment")]


def test_text_of_a_comment_commands_no_terminal(project: Project) -> None:
    project.write("a.en.txt", f"{RIGHT}<!-- align: [bold]\x1b[31m=N101 -->\n{REST}")
    done = project.align("check", *PAIR)
    assert "\x1b" not in done.stdout
    assert "cannot be read from `[bold]␛[31m=N101` on" in done.stdout


def test_s101_can_be_suppressed_like_every_rule(project: Project) -> None:
    project.write("a.en.txt", f"{RIGHT}<!-- align: ignore=N101,S101 reason=either -->\n{REST}")
    assert checked(project, *PAIR) == [("a.en.txt:2", "S101", "inline: either")]
    project.write("a.en.txt", f"{RIGHT}<!-- align: ignore=N101 -->\n{REST}")
    project.write("align.toml", 'per-file-ignores = { "*.txt" = ["S101"] }\n')
    assert checked(project, *PAIR) == [("a.en.txt:2", "S101", "config: per-file-ignores: *.txt")]


# --- per-file-ignores ---------------------------------------------------------------------------------------------

IGNORES = """\
[per-file-ignores]
"a.*" = ["N101"]
"""
UNUSED = 'the entry per-file-ignores "{}" of {} ignores nothing: take it out'


def test_an_entry_that_ignores_something_is_not_told(project: Project) -> None:
    project.write("align.toml", IGNORES)
    assert checked(project, ".", *NAMES) == [("a.en.txt:1", "N101", "config: per-file-ignores: a.*")]


def test_an_entry_that_ignores_nothing_is_told_where_it_stands(project: Project) -> None:
    project.write("align.toml", IGNORES)
    project.write("a.en.txt", RIGHT + REST)
    assert checked(project, ".", *NAMES) == [("align.toml:2", "S101", UNUSED.format("a.*", "N101"))]
    done = project.align("check", ".", *NAMES, "--output-format", "concise")
    assert done.stdout.splitlines()[0] == f"align.toml:2:1: S101 {UNUSED.format('a.*', 'N101')}"
    assert (
        project.align("fix", ".", *NAMES).stdout.splitlines()[0]
        == f"align.toml:2:1: S101 {UNUSED.format('a.*', 'N101')}"
    )
    assert project.align("fix", ".", *NAMES, "--fail-on", "warning").exit_code == 1
    assert (project.folder / "align.toml").read_text() == IGNORES


def test_an_entry_that_names_no_file_is_told(project: Project) -> None:
    project.write("pyproject.toml", '[tool.align.per-file-ignores]\n"archive/**" = ["N2"]\n')
    project.write("a.en.txt", RIGHT + REST)
    assert checked(project, *PAIR) == [("pyproject.toml:2", "S101", UNUSED.format("archive/**", "N2"))]


def test_what_a_comment_suppresses_first_is_ignored_all_the_same(project: Project) -> None:
    project.write("align.toml", IGNORES)
    project.write("a.en.txt", f"<!-- align: ignore=N101 -->\n{WRONG}{REST}")
    assert [code for _, code, _ in checked(project, ".", *NAMES)] == ["N101"]


@pytest.mark.parametrize(
    "options", [("--select", "N2,S101"), ("--ignore", "S101"), ("--ignore", "N101"), ("--select", "N101")]
)
def test_of_an_entry_whose_rules_did_not_run_nothing_is_said(options: tuple[str, str], project: Project) -> None:
    project.write("align.toml", IGNORES)
    project.write("a.en.txt", RIGHT + REST)
    assert checked(project, ".", *NAMES, *options) == []


def test_an_entry_is_told_only_when_all_its_files_were_checked(project: Project) -> None:
    project.write("align.toml", '[per-file-ignores]\n"*.tsv" = ["N101"]\n')
    for name in ("b.tsv", "c.tsv"):
        project.write(name, f"田中花子さんは帰った。\t{RIGHT}")
    assert checked(project, "b.tsv", *NAMES) == []
    unused = [("align.toml:2", "S101", UNUSED.format("*.tsv", "N101"))]
    assert checked(project, "b.tsv", "c.tsv", *NAMES) == unused
    assert checked(project, "b.tsv", "c.tsv", *NAMES, "--jobs", "2") == unused
    project.write("c.tsv", f"田中花子さんは帰った。\t{WRONG}")
    assert [code for _, code, _ in checked(project, "b.tsv", "c.tsv", *NAMES)] == ["N101"]


def test_an_entry_whose_day_is_over_is_told_though_there_would_be_something(project: Project) -> None:
    project.write("align.toml", '[per-file-ignores]\n"a.*" = { rules = ["N101"], until = "2020-01-01" }\n')
    assert [(place, code) for place, code, _ in checked(project, *PAIR)] == [
        ("a.en.txt:1", "N101"),
        ("align.toml:2", "S101"),
    ]
    assert "counted until 2020-01-01 and no longer does" in project.align("check", *PAIR).stdout


def test_of_two_entries_for_the_same_files_the_one_that_ignores_nothing_is_told(project: Project) -> None:
    project.write(
        "align.toml",
        'per-file-ignores = { "a.*" = [{ rules = ["N101"] }, { rules = ["N3", "N4"] }] }\n',
    )
    assert checked(project, ".", *NAMES)[1:] == [("align.toml:1", "S101", UNUSED.format("a.*", "N3, N4"))]


def test_what_is_told_of_the_configuration_can_stand_in_the_baseline(project: Project) -> None:
    project.write("align.toml", IGNORES)
    project.write("a.en.txt", RIGHT + REST)
    assert project.align("check", ".", *NAMES, "--update-baseline", "--fail-on", "info").exit_code == 0
    assert checked(project, ".", *NAMES) == [("align.toml:2", "S101", "baseline: it is in the baseline")]


def test_reports_list_the_configuration_only_when_something_is_found_in_it(project: Project) -> None:
    project.write("align.toml", IGNORES)
    asked = ("check", ".", *NAMES, "--output-format", "junit")
    assert "align.toml" not in project.align(*asked).stdout
    project.write("a.en.txt", RIGHT + REST)
    assert 'name="align.toml"' in project.align(*asked).stdout
