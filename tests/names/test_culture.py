"""In which culture a name stands, by the words around it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names import culture
from align.names.culture import LISTED, SPOKEN_OF, STRONG, Leaning, around, cues, of_text
from align.text.fold import fold_source

CASES = Path(__file__).with_name("cases") / "culture.tsv"
NAME = "邵立群"
SURE = 0.55
"""From here on the words around a name decide how it is read."""

_WORDS = st.sampled_from(
    [
        "韩国",
        "總統",
        "中国",
        "香港",
        "驻",
        "访",
        "、",
        "，",
        "「",
        "”",
        "与",
        "的",
        NAME,
        "首相",
        "日本",
        "x",
        "𠮷",
        " ",
    ]
)
_TEXTS = st.lists(_WORDS, max_size=12).map("".join) | st.text(max_size=30)


def _rows() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def before(text: str) -> Leaning | None:
    """What a text says of a name that follows it."""
    folded = fold_source(text + NAME).text
    return around(folded, folded.rfind(NAME), cues(folded))


@pytest.mark.parametrize(("text", "told", "how"), _rows())
def test_the_words_before_a_name_tell_its_culture(text: str, told: str, how: str) -> None:
    leaning = before(text)
    if how == "none":
        assert leaning is None
        return
    assert leaning is not None
    assert leaning.culture == told
    assert (leaning.weight >= SURE) is (how == "sure"), leaning


def test_a_leaning_quotes_the_word_that_tells() -> None:
    leaning = before("韓国の大統領")
    assert leaning is not None
    assert leaning.word == fold_source("韓国").text


def test_a_list_tells_less_than_the_words_before_the_name_itself() -> None:
    own, listed = before("韩国总统"), before("韩国总统朴智允、")
    assert own is not None
    assert listed is not None
    assert own.weight == STRONG
    assert listed.weight <= LISTED < own.weight


def test_traditional_characters_tell_the_same() -> None:
    assert before("韓國總統") == before("韩国总统")


def test_the_name_of_a_country_is_found_inside_no_longer_word() -> None:
    assert [cue.word for cue in cues(fold_source("中国外交部驻港特派员").text)] == ["中国", "外交部驻港"]


@pytest.mark.parametrize("text", ["", "他走了", "the president of South Korea", "ｶﾞ゙", "\ue000"])
def test_a_text_without_telling_words_tells_nothing(text: str) -> None:
    assert cues(text) == ()
    assert around(text, len(text), ()) is None


# --- what a document speaks of -----------------------------------------------------------------------------------


def test_a_document_speaks_most_of_what_it_names_most_often() -> None:
    spoken_of = of_text([cues("韩国总统说"), cues("在首尔的韩国外长见了日本首相")])
    assert [leaning.culture for leaning in spoken_of] == ["ko", "ja"]
    assert [leaning.word for leaning in spoken_of] == ["韩国", "日本"]
    assert spoken_of[0].weight == pytest.approx(SPOKEN_OF * 3 / 4)


def test_a_document_that_says_nothing_speaks_of_nothing() -> None:
    assert of_text([]) == ()
    assert of_text([(), ()]) == ()


# --- laws --------------------------------------------------------------------------------------------------------


@given(_TEXTS)
def test_cues_quote_the_text_in_its_order(text: str) -> None:
    found = cues(text)
    assert all(text[cue.start : cue.end] == cue.word for cue in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= cue.weight <= 1 for cue in found)


@given(_TEXTS)
def test_the_same_text_tells_the_same_each_time(text: str) -> None:
    assert cues(text) == cues(text)


@given(_TEXTS, st.integers(min_value=0))
def test_what_stands_around_a_place_is_one_of_the_telling_words_before_it(text: str, at: int) -> None:
    found = cues(text)
    start = at % (len(text) + 1)
    leaning = around(text, start, found)
    if leaning:
        assert (leaning.culture, leaning.word) in {(cue.culture, cue.word) for cue in found if cue.end <= start}
        assert 0 < leaning.weight <= STRONG


@given(_TEXTS)
def test_what_follows_a_name_tells_nothing(text: str) -> None:
    before_it = fold_source("韩国总统").text
    whole = f"{before_it}{NAME}{fold_source(text).text}"
    alone = f"{before_it}{NAME}"
    at = len(before_it)
    assert around(whole, at, cues(whole)) == around(alone, at, cues(alone))


@given(st.lists(_TEXTS, max_size=5))
def test_the_shares_of_a_document_add_up(documents: list[str]) -> None:
    spoken_of = of_text([cues(text) for text in documents])
    shares = [leaning.weight for leaning in spoken_of]
    assert shares == sorted(shares, reverse=True)
    assert len({leaning.culture for leaning in spoken_of}) == len(spoken_of)
    if spoken_of:
        assert sum(shares) <= culture.SPOKEN_OF + 1e-9
