"""Names that no glossary has in Chinese text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.match.chinese_names import EXACT, NEAR, ChineseNames
from align.match.source_names import SourceName
from align.model.span import Span
from align.names.culture import cues
from align.text.fold import fold_source
from tests.match.marked import found, marked, rows

NAMES = ChineseNames()
_PIECES = st.sampled_from(
    [*"邵立群 沈 佩瑜 金井正彰 外交部发言人 日本 首相 说 ， “ 的 龍 ㍼ ﾒ x 𠮷 \ue000".split(), " "]
)
_SOURCES = st.lists(_PIECES, max_size=10).map("".join)
_TARGETS = st.lists(
    st.sampled_from(["Shao", "Liqun", "Shen", "Peiyu", "Masaaki", "Kanai", "said", "Mr.", "-", "'s", "BEIJING"]),
    max_size=8,
).map(" ".join)


def find(text: str, target: str, taken: Sequence[Span] = (), there: Sequence[Span] = ()) -> tuple[SourceName, ...]:
    folded = fold_source(text)
    return NAMES.find(text, folded, target, cues(folded.text), taken, there)


@pytest.mark.parametrize(("line", "target"), rows("chinese_names.tsv"))
def test_names_are_found_from_end_to_end(line: str, target: str) -> None:
    case = marked(line)
    assert found(find(case.text, target)) == case.names


@pytest.mark.parametrize(
    ("text", "target", "culture"),
    [
        ("外交部发言人邵立群说。", "Shao Liqun said so.", "zh-CN"),
        ("行政長官關浩然說。", "Kwan Ho-yin said so.", "zh-HK"),
        ("日本导演柏原正彰说。", "Masaaki Kashiwabara said so.", "ja"),
        ("日本导演柏原正彰说。", "Baiyuan Zhengzhang said so.", "ja"),
        ("日本首相高市早苗说。", "She said so.", "ja"),
    ],
)
def test_what_reads_a_name_tells_its_culture(text: str, target: str, culture: str) -> None:
    (name,) = find(text, target)
    assert name.culture == culture


def test_what_reads_a_name_exactly_is_surer_than_what_nearly_does() -> None:
    (exact,) = find("邵立群说。", "Shao Liqun said so.")
    (near,) = find("关浩然说。", "Guan Haoming said so.")
    assert exact.weight == pytest.approx(EXACT)
    assert NEAR / 2 < near.weight < exact.weight
    assert exact.why == "Shao Liqun reads it"
    assert near.why == "Guan Haoming nearly reads it"


def test_what_is_taken_is_left_alone() -> None:
    text, target = "邵立群和沈佩瑜出席了。", "Shao Liqun and Shen Peiyu attended."
    (name,) = find(text, target, taken=[Span(0, 3)])
    assert name.text == "沈佩瑜"
    assert find(text, target, taken=[Span(0, 7)]) == ()


def test_a_word_of_the_translation_that_is_taken_reads_nothing() -> None:
    (name,) = find("邵立群说。", "Shao Liqun said so.", there=[Span(0, 10)])
    assert "Shao" not in name.why


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "㍼64年，外交部發言人邵立群說。"
    (name,) = find(text, "Shao Liqun said so.")
    assert name.span.of(text) == "邵立群"


@given(_SOURCES, _TARGETS)
def test_names_quote_the_text_and_do_not_overlap(text: str, target: str) -> None:
    names = find(text, target)
    for name in names:
        assert 0 <= name.span.start < name.span.end <= len(text)
        assert name.span.of(text) == name.text
        assert 0 < name.weight <= 1
    assert all(one.span.end <= other.span.start for one, other in pairwise(names))


@given(_SOURCES, _TARGETS, st.integers(0, 5), st.integers(1, 6))
def test_nothing_that_is_taken_is_touched(text: str, target: str, start: int, length: int) -> None:
    taken = Span(start, start + length)
    assert not any(name.span.overlaps(taken) for name in find(text, target, taken=[taken]))


@given(_SOURCES, _TARGETS)
def test_the_same_names_are_found_each_time(text: str, target: str) -> None:
    assert find(text, target) == find(text, target)
