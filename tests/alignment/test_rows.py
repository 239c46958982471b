from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment.rows import Row, align_texts

ROOT = Path(__file__).parents[2]
SOURCE = [
    "田中花子さんは11月7日、東京で記者会見を開いた。",
    "会社は3億円の損失を発表した。",
    "社長は「責任を感じている」と述べた。",
    "株価は2％下がった。",
]
TARGET = [
    "Hanako Tanaka held a press conference in Tokyo on November 7.",
    "The company announced a loss of 300 million yen.",
    'The president said, "I feel responsible."',
    "Its share price fell by 2 percent.",
]


def pairs(rows: list[Row]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(row.source, row.target) for row in rows]


def test_sentences_in_step_stay_in_step() -> None:
    rows = align_texts(SOURCE, TARGET)
    assert pairs(rows) == [((number,), (number,)) for number in range(4)]
    assert all(row.score > 0.5 for row in rows)


def test_a_sentence_that_was_left_out_stands_alone() -> None:
    rows = align_texts(SOURCE, [TARGET[0], *TARGET[2:]])
    assert pairs(rows) == [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,))]
    assert rows[1].score == 0


def test_a_sentence_that_was_added_stands_alone() -> None:
    rows = align_texts(SOURCE, [*TARGET[:2], "Analysts had not expected anything of the kind to happen.", *TARGET[2:]])
    assert ((), (2,)) in pairs(rows)


def test_two_sentences_may_become_one_and_one_two() -> None:
    joined = align_texts(SOURCE, [TARGET[0], TARGET[1] + " " + TARGET[2], TARGET[3]])
    assert pairs(joined) == [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,))]
    parted = align_texts([SOURCE[0] + SOURCE[1], *SOURCE[2:]], TARGET)
    assert pairs(parted) == [((0,), (0, 1)), ((1,), (2,)), ((2,), (3,))]


PLACES = "東京 大阪 京都 札幌 福岡 広島 仙台 新潟".split()
CITIES = "Tokyo Osaka Kyoto Sapporo Fukuoka Hiroshima Sendai Niigata".split()


@pytest.mark.parametrize(("count", "cuts"), [(3, 3), (4, 3)])
def test_several_sentences_may_become_several_that_end_elsewhere(count: int, cuts: int) -> None:
    sources = [f"{place}では{200 + n}人が集まり、会議は{40 + n}分続いた。" for n, place in enumerate(PLACES)]
    targets = [f"In {city} {200 + n} people met, and the talks took {40 + n} minutes." for n, city in enumerate(CITIES)]
    parts = [part for target in targets[2 : 2 + cuts] for part in target.replace(", and", ",|and").split("|")]
    # Each piece but the last takes the beginning of the sentence after the one that it ends.
    pieces = [parts[0], *(f"{parts[n]} {parts[n + 1]}" for n in range(1, len(parts) - 1, 2)), parts[-1]]
    pieces[-1] = " ".join([pieces[-1], *targets[2 + cuts : 2 + count]])
    rows = align_texts(sources, [*targets[:2], *pieces, *targets[2 + count :]])
    whole = tuple(range(2, 2 + count)), tuple(range(2, 3 + cuts))
    assert pairs(rows)[2] == whole
    assert len(rows) == len(sources) - count + 1


def test_empty_lines_pair_with_empty_lines() -> None:
    rows = align_texts([SOURCE[0], "", "", SOURCE[1]], [TARGET[0], " ", TARGET[1], ""])
    assert pairs(rows) == [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), (2,)), ((), (3,))]
    assert rows[1].score == 1


def test_an_empty_line_within_a_row_belongs_to_it() -> None:
    rows = align_texts(SOURCE, [TARGET[0], TARGET[1] + " " + TARGET[2], TARGET[3]])
    spread = align_texts([*SOURCE[:2], "", *SOURCE[2:]], [TARGET[0], TARGET[1] + " " + TARGET[2], TARGET[3]])
    assert ((1, 2), (1,)) in pairs(rows)
    assert ((1, 2, 3), (1,)) in pairs(spread)


@pytest.mark.parametrize(("sources", "targets"), [([], []), (SOURCE, []), ([], TARGET), ([""], ["", ""])])
def test_texts_with_nothing_to_align_have_rows_all_the_same(sources: list[str], targets: list[str]) -> None:
    assert_every_unit_stands_once(align_texts(sources, targets), len(sources), len(targets))


def test_names_that_the_caller_knows_tip_the_scales() -> None:
    sources = ["王五はそのときとても静かな声で笑ってみせた。", "李四はそのときとても静かな声で笑ってみせた。"]
    targets = ["Li Si let out a laugh then, in the lowest of voices."]

    def names(source: str, target: str) -> float:
        return float("李四" in source and "Li Si" in target)

    def other_names(source: str, target: str) -> float:
        return float("王五" in source and "Li Si" in target)

    assert pairs(align_texts(sources, targets, names)) == [((0,), ()), ((1,), (0,))]
    assert pairs(align_texts(sources, targets, other_names)) == [((0,), (0,)), ((1,), ())]


UNITS = st.lists(st.sampled_from(["", " ", "一", "字" * 30, "7年", "word", "7 years of it", "x" * 80]), max_size=9)


@given(sources=UNITS, targets=UNITS)
@settings(max_examples=60, deadline=None)
def test_every_unit_stands_in_exactly_one_row_and_in_order(sources: list[str], targets: list[str]) -> None:
    assert_every_unit_stands_once(align_texts(sources, targets), len(sources), len(targets))


@given(units=UNITS)
@settings(max_examples=30, deadline=None)
def test_a_text_beside_nothing_is_the_same_whichever_side_it_stands_on(units: list[str]) -> None:
    left, right = align_texts(units, []), align_texts([], units)
    assert [(row.source, row.target, row.score) for row in left] == [
        (row.target, row.source, row.score) for row in right
    ]


def test_the_same_texts_have_the_same_rows_in_every_process() -> None:
    program = "from align.alignment.rows import align_texts; print(align_texts({0!r}, {1!r}, moves=True))"
    command = [sys.executable, "-c", program.format(SOURCE * 6, [*TARGET[1:], TARGET[0]] * 6)]
    printed = {
        subprocess.run(
            command, env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def assert_every_unit_stands_once(rows: list[Row], sources: int, targets: int) -> None:
    assert [number for row in rows for number in row.source] == list(range(sources))
    assert [number for row in rows for number in row.target] == list(range(targets))
    assert all(0 <= row.score <= 1 and (row.source or row.target) for row in rows)


@pytest.mark.parametrize(("sources", "targets"), [(2000, 200), (200, 2000), (2, 20_000), (20_000, 0)])
def test_texts_of_very_different_length_take_seconds(sources: int, targets: int) -> None:
    begin = time.perf_counter()
    rows = align_texts([f"第{n}回の会議" for n in range(sources)], [f"Meeting number {n}" for n in range(targets)])
    assert_every_unit_stands_once(rows, sources, targets)
    assert time.perf_counter() - begin < 20


def test_a_long_text_keeps_in_step_with_parts_left_out() -> None:
    sources = [f"{SOURCE[n % 4]}これは{n * 7 + 1000}番目の文である。" for n in range(600)]
    targets = [f"{TARGET[n % 4]} This is sentence {n * 7 + 1000}." for n in range(600) if not 200 <= n < 300]
    rows = [row for row in align_texts(sources, targets) if row.source and row.target]
    right = [row for row in rows if row.target[0] == (row.source[0] if row.source[0] < 200 else row.source[0] - 100)]
    assert len(right) > 490


def test_a_unit_of_closing_brackets_takes_no_longer_than_its_length_asks() -> None:
    begin = time.process_time()
    rows = align_texts(["东京。", "「" + "」" * 100_000 + "东"], ["Tokyo.", "x" * 50])
    assert_every_unit_stands_once(rows, 2, 2)
    assert time.process_time() - begin < 10
