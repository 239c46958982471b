"""Stretches of Chinese text that English words read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.readings.running_text import SyllableIndex, spans_read_as

_TEXT = "香港政务司司长张建宗会见韩国总统文在寅、越南的阮德钟和欧阳修，重庆的曾长乐也在。"


@pytest.mark.parametrize(
    ("written", "name", "culture"),
    [
        ("Zhang Jianzong", "张建宗", "zh-CN"),
        ("Jianzong Zhang", "张建宗", "zh-CN"),
        ("Cheung Kin-chung", "张建宗", "zh-HK"),
        ("Moon Jae-in", "文在寅", "ko"),
        ("Nguyen Duc Chung", "阮德钟", "vi"),
        ("Ouyang Xiu", "欧阳修", "zh-CN"),
        ("Zeng Changle", "曾长乐", "zh-CN"),
        ("Zeng Zhangyue", "曾长乐", "zh-CN"),
    ],
)
def test_a_name_is_found_by_its_english(written: str, name: str, culture: str) -> None:
    found = spans_read_as(_TEXT, written.split())
    assert (_TEXT[found[0].start : found[0].end], found[0].culture) == (name, culture)


@pytest.mark.parametrize("written", ["Party Secretary", "Ceng Changle", "Matthew", "Li Ming", "Zhang", ""])
def test_what_reads_nothing_finds_nothing(written: str) -> None:
    assert spans_read_as(_TEXT, written.split()) == []


def test_a_repeated_name_is_found_in_each_place() -> None:
    index = SyllableIndex("王毅说，王毅将访问。")
    assert [span.start for span in index.spans_read_as(["Wang", "Yi"]) if span.culture == "zh-CN"] == [0, 4]


@pytest.mark.parametrize("written", ["Gaoshi Zaomiao", "Zaomiao Gaoshi", "Gao Shi Zao Miao"])
def test_the_mandarin_reading_of_a_japanese_name_is_found(written: str) -> None:
    (found,) = SyllableIndex("日本首相高市早苗访华").stretches_in_pinyin(written.split())
    assert (found.start, found.end) == (4, 8)


@pytest.mark.parametrize("written", ["Sanae Takaichi", "Prime Minister", ""])
def test_words_that_are_no_pinyin_spell_no_stretch(written: str) -> None:
    assert SyllableIndex("日本首相高市早苗访华").stretches_in_pinyin(written.split()) == []


@given(st.text(max_size=30), st.lists(st.text(st.sampled_from("abeghinouyz-' "), max_size=10), max_size=5))
def test_spans_lie_in_the_text(text: str, words: list[str]) -> None:
    for span in SyllableIndex(text).spans_read_as(words):
        assert 0 <= span.start < span.end <= len(text)
        assert 2 <= span.end - span.start <= 4
        assert 0 < span.score <= 1
    for span in SyllableIndex(text).stretches_in_pinyin(words):
        assert 0 <= span.start < span.end <= len(text)
