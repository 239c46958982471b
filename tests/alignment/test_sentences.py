from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment.sentences import align_lines, segments_of
from align.model.segment import Segment

PATHS = (Path("a.ja.txt"), Path("a.en.txt"))
SOURCE = """\
会社、3億円の損失

会社は7日、3億円の損失を発表した。社長は「責任を感じている」と述べた。
田中花子さんは東京で記者会見を開いた。
"""
TARGET = """\
Company Loses 300 Million Yen

The company announced a loss of 300 million yen on the 7th. The president said, "I feel responsible."
Hanako Tanaka held a press conference in Tokyo.
"""


def segments(source: str | None, target: str) -> tuple[Segment, ...]:
    return segments_of(source, target, paths=PATHS, langs=("ja", "en"))


def texts(found: tuple[Segment, ...]) -> list[tuple[str | None, str | None]]:
    return [(segment.source, segment.target) for segment in found]


def test_lines_are_cut_into_sentences_where_they_correspond() -> None:
    assert texts(segments(SOURCE, TARGET)) == [
        ("会社、3億円の損失", "Company Loses 300 Million Yen"),
        ("会社は7日、3億円の損失を発表した。", "The company announced a loss of 300 million yen on the 7th."),
        ("社長は「責任を感じている」と述べた。", 'The president said, "I feel responsible."'),
        ("田中花子さんは東京で記者会見を開いた。", "Hanako Tanaka held a press conference in Tokyo."),
    ]


def test_segments_are_numbered_and_belong_to_the_file_of_the_translation() -> None:
    found = segments(SOURCE, TARGET)
    assert [segment.key for segment in found] == ["1", "2", "3", "4"]
    assert {(segment.document, segment.source_lang, segment.target_lang) for segment in found} == {
        ("a.en.txt", "ja", "en")
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_segment_says_where_it_stands_in_both_files(end: str) -> None:
    found = segments(SOURCE.replace("\n", end), TARGET.replace("\n", end))
    for segment in found:
        for text, where, path, whole in (
            (segment.source, segment.source_at, PATHS[0], SOURCE),
            (segment.target, segment.target_at, PATHS[1], TARGET),
        ):
            assert text is not None
            assert where is not None
            assert (where.path, where.exact) == (path, True)
            assert whole.split("\n")[where.line - 1][where.column - 1 :].startswith(text)


def test_a_missing_final_line_end_makes_no_difference() -> None:
    assert segments(SOURCE.rstrip("\n"), TARGET.rstrip("\n")) == segments(SOURCE, TARGET)


def test_a_line_that_corresponds_to_nothing_is_a_segment_without_the_other_side() -> None:
    found = texts(segments(SOURCE, TARGET + "\nSubscribe to our newsletter for further updates every morning.\n"))
    assert found[-1] == (None, "Subscribe to our newsletter for further updates every morning.")
    assert (SOURCE.splitlines()[0], None) in texts(segments(SOURCE, "\n".join(TARGET.splitlines()[2:])))


def test_a_sentence_without_translation_stays_with_its_neighbour() -> None:
    source = "会社は7日、3億円の損失を発表した。天気は良かった。社長は「責任を感じている」と述べた。"
    found = segments(source, TARGET.splitlines()[2])
    assert all(segment.source and segment.target for segment in found)
    assert "".join(segment.source or "" for segment in found) == source


def test_without_a_source_every_sentence_is_a_segment() -> None:
    found = segments(None, TARGET)
    assert [segment.target for segment in found][1] == "The company announced a loss of 300 million yen on the 7th."
    assert all(segment.source is None and segment.source_at is None for segment in found)


@pytest.mark.parametrize(("source", "target"), [("", ""), ("\n\n", " \n"), (None, "")])
def test_empty_texts_have_no_segments(source: str | None, target: str) -> None:
    assert segments(source, target) == ()


def test_one_empty_text_leaves_the_other() -> None:
    assert {segment.target for segment in segments(SOURCE, "")} == {None}
    assert {segment.source for segment in segments("", TARGET)} == {None}


def test_a_translation_cut_at_a_fixed_width_is_put_together() -> None:
    wrapped = (
        "Company Loses 300 Million Yen\n\n"
        "The company announced a loss of 300\nmillion yen on the 7th. The president\n"
        'said, "I feel responsible."\n\n'
        "Hanako Tanaka held a press conference\nin Tokyo.\n"
    )
    source = SOURCE.replace("\n田中", "\n\n田中")
    assert [text.replace("\n", " ") for _, text in texts(segments(source, wrapped)) if text] == [
        text for _, text in texts(segments(SOURCE, TARGET))
    ]
    rows = align_lines(source, wrapped)
    assert [(row.source, row.target) for row in rows] == [
        ((0,), (0,)), ((1,), (1,)), ((2,), (2, 3, 4)), ((3,), (5,)), ((4,), (6, 7)),
    ]  # fmt: skip


def test_a_source_all_on_one_line_is_aligned_by_sentences() -> None:
    flat = "".join(line for line in SOURCE.splitlines()[2:]) + "株価は2％下がった。会見は三十分で終わった。" * 3
    target = "\n".join(
        [
            "The company announced a loss of 300 million yen on the 7th.",
            'The president said, "I feel responsible."',
            "Hanako Tanaka held a press conference in Tokyo.",
            *["Its share price fell by 2 percent.", "The conference was over in thirty minutes."] * 3,
        ]
    )
    found = texts(segments(flat, target))
    assert len(found) == 9
    assert found[1] == ("社長は「責任を感じている」と述べた。", 'The president said, "I feel responsible."')


def test_a_source_with_far_more_lines_keeps_its_segments_small() -> None:
    source = "".join(f"第{number}回の会議が東京で開かれ、{number + 200}人が参加した。\n" for number in range(60))
    target = "".join(f"Meeting {n * 10} was held in Tokyo with {n * 10 + 200} people.\n" for n in range(6))
    found = segments(source, target)
    assert len(found) == 60
    assert sum(segment.source is not None and segment.target is not None for segment in found) == 6


def test_every_line_stands_in_exactly_one_row() -> None:
    rows = align_lines(SOURCE, TARGET)
    assert [(row.source, row.target) for row in rows] == [((number,), (number,)) for number in range(4)]


LINES = st.lists(
    st.sampled_from(["", " ", "彼は来た。彼女は去った。", "7年。", "He came. She left.", "7 years."]), max_size=8
)


@given(sources=LINES, targets=LINES, end=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=60, deadline=None)
def test_segments_lose_and_repeat_nothing(sources: list[str], targets: list[str], end: str) -> None:
    source, target = end.join(sources), end.join(targets)
    found = segments(source, target)
    for whole, parts in ((source, [s.source for s in found]), (target, [s.target for s in found])):
        assert "".join("".join((part or "").split()) for part in parts) == "".join(whole.split())
    rows = align_lines(source, target)
    assert sorted(line for row in rows for line in row.source) == list(range(len(source.splitlines())))
