"""Which documents a folder and a configuration offer, and which findings a configuration sets aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from align.cli.inputs import TEXTS

if TYPE_CHECKING:
    from tests.cli.conftest import Project

SOURCE, TARGET = "田中花子さんが来た。\n", "Tanaka Hanako came.\n"


def _paths(project: Project, *arguments: str) -> list[str]:
    return [finding["path"] for finding in project.findings(*arguments)]


def _pair(project: Project, source: str, target: str) -> None:
    begin = {".srt": "1\n00:00:01,000 --> 00:00:05,000\n", ".vtt": "WEBVTT\n\n00:01.000 --> 00:05.000\n"}
    for name, text in ((source, SOURCE), (target, TARGET)):
        project.write(name, begin.get(Path(name).suffix, "") + text)


@pytest.mark.parametrize("suffix", TEXTS)
def test_texts_of_every_kind_stand_in_pairs(suffix: str, project: Project) -> None:
    _pair(project, f"x/a.ja{suffix}", f"x/a{suffix}")
    _pair(project, f"x/b.ja{suffix}", f"x/b.en{suffix}")
    _pair(project, f"x/source.ja{suffix}", f"x/target.en{suffix}")
    assert _paths(project, "x") == [f"x/a{suffix}", f"x/b.en{suffix}", f"x/target.en{suffix}"]


def test_excluded_files_are_not_offered_and_are_checked_when_they_are_named(project: Project) -> None:
    project.write("align.toml", 'exclude = ["vendor/**", "*.en.txt"]')
    _pair(project, "vendor/deep/b.ja.txt", "vendor/deep/b.txt")
    _pair(project, "c.ja.txt", "c.txt")
    assert _paths(project, ".") == ["c.txt"]
    assert _paths(project, "vendor/deep/b.txt", "--source", "vendor/deep/b.ja.txt") == ["vendor/deep/b.txt"]


def test_a_bilingual_file_is_no_source_of_another(project: Project) -> None:
    project.write("b.po", 'msgid "田中花子"\nmsgstr "Tanaka Hanako"\n')
    done = project.align("check", "a.en.txt", "--source", "b.po")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "b.po holds its own translation, and is no source of another: give the original text." in done.stderr


def test_the_log_of_reviews_is_no_document(project: Project) -> None:
    project.write("align.toml", 'documents = [{ target = "*.jsonl" }]\nreview-log = "log.jsonl"')
    row = '{"source": "田中花子さんが来た。", "target": "Tanaka Hanako came."}\n'
    project.write("a.jsonl", row)
    project.write("log.jsonl", '{"version": 1}\n')
    assert _paths(project, ".") == ["a.en.txt", "a.jsonl"]
    assert "in 1 document," in project.align("check").stdout


def test_a_folder_of_which_all_is_excluded_holds_nothing_to_check(project: Project) -> None:
    project.write("align.toml", 'exclude = ["**"]')
    done = project.align("check", ".")
    assert done.exit_code == 2
    assert "nothing to check in this folder" in done.stderr


def test_files_that_fit_but_have_no_source_are_told_and_left_out(project: Project) -> None:
    project.write("align.toml", 'documents = [{ source = "{name}.ja.txt", target = "{name}.en.txt" }]')
    project.write("b.en.txt", TARGET)
    project.write("c.en.txt", TARGET)
    done = project.align("check", "--glossary", "names.yaml")
    assert "1 error in 1 document" in done.stdout
    assert "b.en.txt is left out: its source b.ja.txt is not there, and 1 more like it" in done.stderr
    assert "b.en.txt is left out" in project.align("check", ".", "--glossary", "names.yaml").stderr
    assert project.align("check", "--glossary", "names.yaml", "-q").stderr == ""
    # Where somebody names the file, it is missed.
    assert "b.ja.txt: there is no such file" in project.align("check", "b.en.txt").stderr


def test_documents_whose_sources_are_all_missing_are_no_success(project: Project) -> None:
    project.write("align.toml", 'documents = [{ source = "{name}.zh.txt", target = "{name}.en.txt" }]')
    done = project.align("check")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "align: a.zh.txt: there is no such file\n  hint: `documents` names it as the source of a.en.txt\n"
    )


def _suppressed(project: Project, entry: str) -> dict[str, Any] | None:
    """How the one finding of the project is suppressed by an entry of `per-file-ignores`."""
    project.write("align.toml", f'[per-file-ignores]\n"*.txt" = {entry}\n')
    done = project.align(
        "check", "a.en.txt", "--source", "a.ja.txt", "--glossary", "names.yaml", "--output-format", "json"
    )
    (finding,) = (found for found in json.loads(done.stdout)["findings"] if found["code"] != "S101")
    suppressed: dict[str, Any] | None = finding["suppressed"]
    assert done.exit_code == (suppressed is None)
    return suppressed


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('["N101"]', "per-file-ignores: *.txt"),
        ('{ rules = ["N101"], reason = "as printed" }', "as printed"),
        ('{ rules = ["N101"], until = 2999-12-31 }', "per-file-ignores: *.txt"),
        ('[{ rules = ["N2"], reason = "no" }, { rules = ["name-order"], reason = "as printed" }]', "as printed"),
        ('{ rules = ["ALL"], reason = "as printed" }', "as printed"),
    ],
)
def test_what_is_ignored_for_a_file_gives_the_reason(entry: str, reason: str, project: Project) -> None:
    assert _suppressed(project, entry) == {"by": "config", "reason": reason}


@pytest.mark.parametrize(
    "entry",
    ['{ rules = ["N101"], until = 2020-01-31 }', '{ rules = ["N2"], reason = "no" }'],
)
def test_what_has_expired_or_is_about_other_rules_ignores_nothing(entry: str, project: Project) -> None:
    assert _suppressed(project, entry) is None
