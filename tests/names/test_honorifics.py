"""Titles, offices, pronouns and words of gender."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.honorifics import (
    ENGLISH_GENDER,
    ENGLISH_TITLES,
    PREFIX_TITLES,
    PRONOUNS,
    SOURCE_GENDER,
    SOURCE_TITLES,
    TITLE_ENGLISH,
    title_after,
    title_before,
)
from align.text.fold import fold_source
from align.text.scripts import has_cjk

_CASES = Path(__file__).with_name("cases") / "title_after.tsv"


def _cases() -> list[list[str]]:
    lines = _CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("name", "rest", "title"), _cases())
def test_the_longest_title_after_a_name_is_found(name: str, rest: str, title: str) -> None:
    assert title_after(name + rest, len(name)) == len(title)


@pytest.mark.parametrize(("name", "rest", "title"), _cases())
def test_a_folded_text_gives_the_same_title(name: str, rest: str, title: str) -> None:
    folded = fold_source(name + rest).text
    assert title_after(folded, len(fold_source(name).text)) == len(fold_source(title).text)


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("国务院总理", "国务院总理"),
        ("歌手", "歌手"),
        ("俳優の", ""),
        ("女優", "女優"),
        ("日本の外務大臣", "外務大臣"),
        ("本报记者", "本报记者"),
        ("デジタルプロデューサー", ""),
        ("のプロデューサー", "プロデューサー"),
        ("先生", ""),
        ("", ""),
    ],
)
def test_the_longest_title_before_a_name_is_found(before: str, title: str) -> None:
    assert title_before(before + "王", len(before)) == len(title)


def test_every_title_is_found_where_it_belongs_folded_or_not() -> None:
    for title in SOURCE_TITLES:
        assert title_after(title, 0) == len(title)
        assert title_after(fold_source(title).text, 0) == len(title)
    for title in PREFIX_TITLES:
        assert title_before(title, len(title)) == len(title)


@given(st.text(alphabet="前元副首相局長长さんCEOアナ 王", max_size=8), st.integers(-1, 9))
def test_a_title_never_reaches_beyond_the_text(text: str, at: int) -> None:
    assert 0 <= title_after(text, max(at, 0)) <= max(len(text) - at, 0)
    assert 0 <= title_before(text, at) <= max(at, 0)


def test_offices_have_their_usual_english() -> None:
    assert TITLE_ENGLISH["首相"] == ("prime minister",)
    assert TITLE_ENGLISH["外相"] == TITLE_ENGLISH["外长"] == TITLE_ENGLISH["外長"] == ("foreign minister",)
    assert {"director-general", "director"} <= set(TITLE_ENGLISH["局長"])
    assert "governor" in TITLE_ENGLISH["知事"]
    assert "くん" not in TITLE_ENGLISH


def test_english_titles_are_small_and_without_full_stops() -> None:
    assert {"mr", "ms", "premier", "prime minister", "director-general", "spokesperson", "infielder"} <= ENGLISH_TITLES
    assert all(re.fullmatch("[a-z]+(?:[ '-][a-z]+)*", title) for title in ENGLISH_TITLES)


@pytest.mark.parametrize("name", ["gen", "sen", "hon", "son", "park", "lee", "long"])
def test_short_names_are_no_english_titles(name: str) -> None:
    assert name not in ENGLISH_TITLES


def test_the_lists_are_as_long_as_a_newsroom_needs() -> None:
    assert len(SOURCE_TITLES) > 800
    assert len(PREFIX_TITLES) > 800
    assert len(ENGLISH_TITLES) > 500


def test_no_title_is_listed_twice_or_holds_a_space() -> None:
    for titles in (SOURCE_TITLES, PREFIX_TITLES):
        assert len(titles) == len(set(titles))
        assert all(" " not in title and title for title in titles)


def test_the_forms_of_one_title_fold_to_one_key() -> None:
    lines = (Path(__file__).parents[2] / "align" / "names" / "titles.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            forms, place, english = line.split("\t")
            assert len({fold_source(form).text for form in forms.split("|")}) == 1, forms
            assert place in ("after", "before", "both"), forms
            assert re.fullmatch("(?:[a-z0-9][a-z0-9 ,'-]*(?:[|]|$))*", english), forms


def test_words_of_gender_say_what_is_certain() -> None:
    assert {ENGLISH_GENDER[word] for word in ("mr", "he", "him", "his", "himself", "king", "brother")} == {"male"}
    assert {ENGLISH_GENDER[word] for word in ("ms", "mrs", "miss", "she", "her", "herself", "queen")} == {"female"}
    assert not {"actor", "chairman", "they", "doctor", "spokesman"} & ENGLISH_GENDER.keys()
    assert {SOURCE_GENDER[word] for word in ("女士", "小姐", "夫人", "女優")} == {"female"}
    assert SOURCE_GENDER["先生"] == "male"
    assert all(has_cjk(word) for word in SOURCE_GENDER)


def test_pronouns_are_small_words() -> None:
    assert {"he", "she", "they", "his", "her", "himself", "who"} <= PRONOUNS
    assert all(word.isalpha() and word.islower() for word in PRONOUNS)
