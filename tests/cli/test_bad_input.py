"""What users feed by mistake: one message with place and remedy, exit code 2, nothing half-written."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Fails, Project

NAMES = ("--glossary", "names.yaml")


def _lines(number: int, wrong: int, broken: str) -> str:
    right = '{"id": "%d", "source": "田中花子さん", "target": "Hanako Tanaka"}'
    return "".join((broken if line == wrong else right % line) + "\n" for line in range(1, number + 1))


@pytest.mark.parametrize(
    ("name", "content", "place", "hint"),
    [
        ("a.en.text", None, "a.en.text: there is no such file", "did you mean a.en.txt"),
        ("b.txt", b"%PDF-1.7\n\x00\x01\x02", "b.txt: this is no text but a PDF", "export"),
        ("b.txt", bytes(range(256)) * 4, "b.txt", ""),
        ("b.txt", "Beyoncé met Hanako Tanaka.\n".encode("latin-1"), "b.txt:1:7: the file is not UTF-8", "iconv"),
        ("b.txt", "Hanako Tanaka".encode("utf-16-le"), "b.txt: the file looks like UTF-16LE", "iconv"),
        ("b.txt", b"", "b.txt: the file is empty", "right file"),
        ("b.txt", b"\xef\xbb\xbf \r\n\r\n", "b.txt: the file is empty", "right file"),
        ("b.jsonl", _lines(9, 7, '{"id": "7", "source": "田中花子'), "b.jsonl:7:", ""),
        ("b.jsonl", _lines(9, 7, '["a", "b"]'), "b.jsonl:7", ""),
        ("b.tsv", "田中花子\tHanako Tanaka\n山田太郎\n", "b.tsv:2", "tab"),
        ("b.po", "", "b.po: the file is empty", ""),
        ("b.po", 'msgid "a"', "b.po:1:1: this entry has no msgstr", "cut off"),
        ("b.docx", "PK", "b.docx: .docx files cannot be read", "convert"),
    ],
)
def test_a_document_that_cannot_be_read(
    name: str, content: bytes | str | None, place: str, hint: str, project: Project, fails: Fails
) -> None:
    if content is not None:
        project.write(name, content)
    said = fails("check", name, *NAMES, "--output", "out.json")
    assert said.startswith(f"align: {place}")
    assert hint in said
    if hint:
        assert "\n  hint: " in said


def test_a_link_to_nothing_is_told_from_a_name_that_is_mistyped(project: Project, fails: Fails) -> None:
    (project.folder / "dead.po").symlink_to("nothing.po")
    said = fails("check", ".", *NAMES)
    assert said.startswith("align: dead.po: this is a link to a file that is not there\n  hint: `ls -l dead.po`")


def test_a_working_folder_that_was_removed_is_told(
    project: Project, fails: Fails, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = project.folder / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    here.rmdir()
    assert fails("check", ".").startswith("align: the folder that you are in is no longer there\n  hint: ")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("version: 1\nentities:\n\t- en: A\n", "bad.yaml:3"),
        ("version: 1\nentities:\n  - &a {en: Hanako Tanaka, ja: 田中花子, note: *a}\n", "bad.yaml:3"),
        ("version: 1\nentities:\n  - {en: A B, ja: 田中, id: x}\n  - {en: C D, ja: 山田, id: x}\n", "bad.yaml:4"),
        ("version: 1\nentities:\n  - {en: A B, ja: 田中, knaa: x}\n", "bad.yaml:3"),
        ("version: 1\nentities:\n  - {en: NO, ja: [}\n", "bad.yaml:3"),
        ("entities:\n" + "[" * 5000, "bad.yaml:"),
    ],
)
def test_a_glossary_that_cannot_be_used(content: str, place: str, project: Project, fails: Fails) -> None:
    project.write("bad.yaml", content)
    assert fails("check", "a.en.txt", "--glossary", "bad.yaml").startswith(f"align: {place}")


def test_an_unknown_key_of_a_glossary_is_answered_with_the_one_meant(project: Project, fails: Fails) -> None:
    project.write("bad.yaml", "version: 1\nentities:\n  - {en: A B, ja: 田中, knaa: x}\n")
    assert "did you mean" in fails("check", "a.en.txt", "--glossary", "bad.yaml")


def test_a_missing_glossary(fails: Fails) -> None:
    assert fails("check", "a.en.txt", "--glossary", "nams.yaml").startswith("align: nams.yaml: ")


def test_an_unknown_rule(fails: Fails) -> None:
    assert "did you mean" in fails("check", "a.en.txt", "--select", "N2O1")


def test_an_unknown_style(fails: Fails) -> None:
    assert "given-first" in fails("check", "a.en.txt", "--style", "given-frist")


def test_a_mistake_in_the_configuration(project: Project, fails: Fails) -> None:
    project.write("align.toml", '\nignroe = ["N401"]\n')
    said = fails("check", "a.en.txt")
    assert said.startswith('align: align.toml:2:1: unknown key `ignroe`\n  2 | ignroe = ["N401"]\n    | ^^^^^^\n')
    assert "did you mean `ignore`?" in said


def test_a_source_ten_times_longer_than_its_translation(project: Project, fails: Fails) -> None:
    project.write("long.txt", project.folder.joinpath("a.ja.txt").read_text("utf-8") * 20)
    said = fails("check", "a.en.txt", "--source", "long.txt")
    assert said.startswith("align: a.en.txt: the source is ")
    assert "check that it belongs to long.txt" in said


def test_source_and_translation_swapped(fails: Fails) -> None:
    said = fails("check", "a.ja.txt", "--source", "a.en.txt")
    assert "neither Chinese nor Japanese" in said
    assert "swapped" in said


def test_an_empty_source(project: Project, fails: Fails) -> None:
    project.write("empty.txt", "")
    assert fails("check", "a.en.txt", "--source", "empty.txt").startswith("align: empty.txt: the file is empty")


def test_a_folder_with_nothing_to_check(project: Project, fails: Fails) -> None:
    project.write("folder/note.txt", "alone")
    said = fails("check", "folder")
    assert said.startswith("align: folder: nothing to check")
    assert "NAME.zh.txt" in said


def test_empty_standard_input(fails: Fails) -> None:
    assert fails("check", "-", stdin="").startswith("align: -: the file is empty")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_may_not_be_read(project: Project, fails: Fails) -> None:
    folder = project.write("closed/a.tsv", "a\tb").parent
    folder.chmod(0)
    try:
        assert "permission denied" in fails("check", "closed")
    finally:
        folder.chmod(stat.S_IRWXU)


@pytest.mark.parametrize("place", ["nowhere/out.json", "names.yaml/out.json"])
def test_results_that_cannot_be_written(place: str, fails: Fails) -> None:
    said = fails("check", "a.en.txt", "--output", place)
    assert said.startswith(f"align: {place}: the results cannot be written")


def test_a_failed_run_leaves_an_older_result_alone(project: Project) -> None:
    project.write("out.json", "older")
    done = project.align("check", "a.en.txt", "missing.txt", "--output", "out.json")
    assert done.exit_code == 2
    assert (project.folder / "out.json").read_text() == "older"
    assert not list(project.folder.glob("*.part"))


def test_control_characters_in_names_of_files_do_not_reach_the_terminal(fails: Fails) -> None:
    assert "\x1b" not in fails("check", "no\x1b[31mfile.txt")
