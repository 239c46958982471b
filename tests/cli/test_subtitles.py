"""Subtitles on the command line: pairs by their names, in both languages at once, and where times tell nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Project

HEAD = "00:00:0{n},000 --> 00:00:0{n},900\n"
JA = "".join(
    f"{HEAD.format(n=n)}{text}\n\n"
    for n, text in ((1, "今日は晴れです"), (3, "田中花子さんが来ました"), (5, "では始めます"))
)
EN = "".join(
    f"{HEAD.format(n=n)}{text}\n\n" for n, text in ((1, "It is sunny."), (3, "Tanaka\nHanako came."), (5, "We begin."))
)
VTT = "WEBVTT\n\n" + EN.replace(",000", ".000").replace(",900", ".900")


def _found(project: Project, *arguments: str) -> list[tuple[object, ...]]:
    return [
        (finding["path"], finding["rule"], finding["segment"], finding["target"]["line"], finding["source"]["text"])
        for finding in project.findings(*arguments)
    ]


def test_a_pair_is_found_in_a_folder_also_in_two_formats(project: Project) -> None:
    for name, content in (("s/a.ja.srt", JA), ("s/a.srt", EN), ("s/b.ja.srt", JA), ("s/b.en.vtt", VTT)):
        project.write(name, content)
    assert _found(project, "s") == [
        ("s/a.srt", "name-order", "00:00:03.000", 5, "田中花子"),
        ("s/b.en.vtt", "name-order", "00:00:03.000", 7, "田中花子"),
    ]


def test_a_file_in_both_languages_is_checked_alone_and_in_a_folder(project: Project) -> None:
    both = JA
    for one, other in (("晴れです", "It is sunny."), ("来ました", "Tanaka Hanako came."), ("始めます", "We begin.")):
        both = both.replace(one, f"{one}\n{other}")
    project.write("s/talk.srt", both)
    project.write("s/alone.srt", EN)
    expected = [("s/talk.srt", "name-order", "00:00:03.000", 7, "田中花子")]
    assert _found(project, "s/talk.srt") == expected
    assert _found(project, "s") == expected


def test_a_file_in_both_languages_can_be_the_source(project: Project) -> None:
    project.write(
        "talk.srt", JA.replace("晴れです", "晴れです\nIt is sunny.").replace("来ました", "来ました\nShe came.")
    )
    project.write("new.srt", EN)
    assert _found(project, "new.srt", "--source", "talk.srt") == [
        ("new.srt", "name-order", "00:00:03.000", 5, "田中花子")
    ]


def test_tracks_whose_times_do_not_correspond_are_aligned_by_what_they_say(project: Project) -> None:
    project.write("a.ja.srt", JA)
    project.write(
        "a.srt", EN.replace("00:00:03", "00:04:44").replace("00:00:05", "01:00:00").replace("00:00:01", "00:02:07")
    )
    ((path, rule, _, line, source),) = _found(project, "a.srt", "--source", "a.ja.srt")
    assert (path, rule, line, source) == ("a.srt", "name-order", 5, "田中花子")
