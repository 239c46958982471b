from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model.span import Span
from align.text.fold import Folded, fold_source, fold_target

NASTY = "a B漢髙々Ōéßﬁğ’–·・ヶガｶﾞﾊﾟ\u3099\u309a\u0301\u200b\u00ad\ufe0f\U000e0100\U00020bb7㍻İ\n\t\u3000…\ufdd0"
TEXTS = st.text(alphabet=st.one_of(st.sampled_from(NASTY), st.characters(exclude_categories=("Cs",))), max_size=30)


def cases() -> Iterator[tuple[str, str]]:
    for line in (Path(__file__).parent / "cases" / "folding.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, folded, _ = line.split("\t")
            yield text, folded


@pytest.mark.parametrize(("text", "folded"), list(cases()))
def test_texts_that_a_reader_takes_for_the_same_fold_to_the_same(text: str, folded: str) -> None:
    assert fold_source(text).text == folded


@pytest.mark.parametrize("fold", [fold_source, fold_target])
@given(text=TEXTS)
def test_folding_what_is_folded_changes_nothing(fold: Callable[[str], Folded], text: str) -> None:
    folded = fold(text).text
    assert fold(folded).text == folded


@pytest.mark.parametrize("fold", [fold_source, fold_target])
@given(text=TEXTS, data=st.data())
def test_a_folded_range_maps_back_into_the_text(fold: Callable[[str], Folded], text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.span(start, end)
    assert span.end <= len(text)
    assert bool(len(span)) == (start < end)


@given(text=TEXTS)
def test_later_folded_characters_come_from_later_originals(text: str) -> None:
    folded = fold_target(text)
    spans = [folded.span(number, number + 1) for number in range(len(folded.text))]
    assert spans == sorted(spans)
    assert all(before.end <= after.start or before == after for before, after in pairwise(spans))


@given(text=TEXTS)
def test_what_comes_from_a_range_folds_to_it(text: str) -> None:
    folded = fold_target(text)
    for number, character in enumerate(folded.text):
        assert character in fold_target(folded.span(number, number + 1).of(text)).text


def test_no_character_folds_to_one_that_folds_further() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000), *range(0x1D400, 0x1D800))))
    folded = fold_target(every).text
    assert fold_target(folded).text == folded
    assert not any(unicodedata.category(character) in ("Mn", "Me", "Cf") for character in folded)


def test_offsets_stay_where_every_character_becomes_one() -> None:
    assert fold_source("金杉憲治氏、ＮＨＫ").starts is None


def test_a_span_holds_the_marks_that_belong_to_its_characters() -> None:
    text = "O\u0304no Ta\u00adro"
    folded = fold_target(text)
    assert folded.text == "ono taro"
    assert folded.span(0, 3) == Span(0, 4)
    assert folded.span(4, 8).of(text) == "Ta\u00adro"


def test_half_of_what_one_character_became_maps_back_to_all_of_it() -> None:
    folded = fold_source("㍻の")
    assert folded.text == "平成の"
    assert folded.span(0, 1) == folded.span(1, 2) == Span(0, 1)
    assert folded.span(1, 3) == Span(0, 2)


def test_an_empty_range_maps_back_to_a_place() -> None:
    assert fold_source("e\u0301a").span(1, 1) == Span(2, 2)
    assert fold_source("").span(0, 0) == Span(0, 0)


def test_katakana_and_hiragana_stay_apart() -> None:
    assert fold_source("かな").text != fold_source("カナ").text


def test_a_decomposed_kana_is_composed() -> None:
    assert fold_source("か\u3099").text == "が"
    assert fold_source("か\u3099").span(0, 1) == Span(0, 2)
