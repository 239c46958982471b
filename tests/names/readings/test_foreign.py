"""Foreign names in Han or katakana transcription."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.readings.foreign import (
    align_parts,
    is_transcription,
    known_spellings,
    likeness,
    pinyin_likeness,
    proposals,
)

CASES = Path(__file__).with_name("cases")
SOURCES = st.text(alphabet="特朗普川拜登王小明·・ トランプーッョ々Jk-=\ud800\ufe0f", max_size=12)
ENGLISH = st.text(alphabet="TrumpBidenü' -J.\ud800", max_size=16)


def rows(name: str) -> list[list[str]]:
    """The lines of a case file, without its remarks."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("source", "right", "wrong"), rows("foreign_likeness.tsv"))
def test_a_transcription_sounds_like_its_name_and_not_like_another(source: str, right: str, wrong: str) -> None:
    assert likeness(source, right) > 0.8
    assert likeness(source, wrong) < 0.5


@pytest.mark.parametrize("english", ["TRUMP", "trump", "Trúmp", "Tr-ump", "T'rump"])
def test_case_signs_and_diacritics_do_not_count(english: str) -> None:
    assert likeness("特朗普", english) == likeness("特朗普", "Trump")


def test_a_part_is_not_the_whole_name() -> None:
    assert likeness("特朗普", "Donald Trump") < 0.5
    assert likeness("唐纳德·特朗普", "Donald Trump") > 0.9
    assert likeness("唐纳德·特朗普", "Trump") < 0.5


@pytest.mark.parametrize(("source", "english", "pairs", "least"), rows("foreign_parts.tsv"))
def test_parts_pair_with_words(source: str, english: str, pairs: str, least: str) -> None:
    words = english.split()
    found = align_parts(source, words)
    said = " ".join(
        f"{source[pair.start : pair.end]}={'_'.join(word.strip('.') for word in words[pair.first : pair.last + 1])}"
        for pair in found.pairs
    )
    assert said == pairs
    assert found.score >= float(least)


def test_another_persons_name_does_not_pair() -> None:
    assert align_parts("唐纳德·特朗普", ["Joe", "Biden"]).score < 0.3
    assert align_parts("ドナルド・トランプ", ["Joe", "Biden"]).score < 0.3


@pytest.mark.parametrize("han", ["比拉吉", "克里斯蒂亚诺", "莱特希泽", "特朗普", "唐纳德·特朗普", "トランプ"])
def test_transcriptions_look_foreign(han: str) -> None:
    assert is_transcription(han) > 0.9


@pytest.mark.parametrize("han", ["张建宗", "王小明", "习近平", "李显龙", "陈水扁", "周杰伦"])
def test_chinese_names_do_not_look_foreign(han: str) -> None:
    assert is_transcription(han) < 0.2


def test_pinyin_of_a_transcription_is_recognised() -> None:
    assert pinyin_likeness("比拉吉", "Bilaji") == 1
    assert pinyin_likeness("比拉吉", "Bilagi") > 0.8
    assert pinyin_likeness("比拉吉", "Biraghi") < 0.6
    assert pinyin_likeness("安娜", "Anna") == 0


def test_dictionaries_know_common_names() -> None:
    assert "Trump" in known_spellings("特朗普")
    assert "Trump" in known_spellings("川普")
    assert "Michael" in known_spellings("マイケル")
    assert known_spellings("マイケル") == known_spellings("ﾏｲｹﾙ")
    assert not known_spellings("王小明")
    assert [reading.spelling for reading in proposals("トランプ")] == ["Trump"]


def test_proposals_share_one_likelihood() -> None:
    found = proposals("クリス")
    assert len(found) > 1
    assert sum(reading.likelihood for reading in found) == pytest.approx(1)
    assert {reading.sources for reading in found} == {("ENAMDICT",)}


@given(SOURCES, ENGLISH)
def test_scores_stay_between_0_and_1(source: str, english: str) -> None:
    found = align_parts(source, english.split())
    scores = (likeness(source, english), is_transcription(source), pinyin_likeness(source, english), found.score)
    assert all(0 <= score <= 1 for score in scores)
    assert all(0 <= pair.start < pair.end <= len(source) for pair in found.pairs)


def test_a_line_without_end_is_no_name() -> None:
    assert likeness("特" * 50_000, "Trump" * 10_000) == 0
    assert align_parts("特・" * 10_000, ["Trump"] * 10_000).score == 0
    assert pinyin_likeness("特" * 50_000, "te" * 50_000) == 0
