"""Capitalised English words: ordinary, ambiguous, places that are names, and given names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names import english_words
from align.names.english_words import (
    begins_sentences,
    is_ambiguous,
    is_ordinary_capitalised,
    is_place_and_surname,
    is_western_given_name,
    phrase_length,
)

_CASES = Path(__file__).with_name("cases") / "capitalised_words.tsv"
_DATA = Path(english_words.__file__).parent
_LISTS = ("capitalised_words", "ambiguous_words", "places_and_surnames", "given_names", "capitalised_phrases")


def _cases() -> list[list[str]]:
    lines = _CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _list(name: str) -> list[str]:
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("word", "kind"), _cases())
def test_a_capitalised_word_is_of_one_kind(word: str, kind: str) -> None:
    kinds = {
        "ordinary": is_ordinary_capitalised(word),
        "ambiguous": is_ambiguous(word),
        "place": is_place_and_surname(word),
    }
    assert [found for found, holds in kinds.items() if holds] == ([] if kind == "name" else [kind])


@given(st.text(max_size=12))
def test_no_word_is_of_two_kinds(word: str) -> None:
    assert is_ordinary_capitalised(word) + is_ambiguous(word) + is_place_and_surname(word) <= 1


@pytest.mark.parametrize("word", ["He", "She", "So", "An", "Long", "You"])
def test_some_ambiguous_words_hardly_begin_a_sentence_as_names(word: str) -> None:
    assert is_ambiguous(word)
    assert begins_sentences(word)


@pytest.mark.parametrize("word", ["Sun", "Song", "Park", "Lee", "Tang", "Moon", "Takaichi", "The"])
def test_other_words_begin_a_sentence_as_names_too(word: str) -> None:
    assert not begins_sentences(word)


@pytest.mark.parametrize("word", ["Matthew", "Carrie", "Andy", "Miriam", "Tony", "GRACE", "Mark"])
def test_a_western_given_name_is_known(word: str) -> None:
    assert is_western_given_name(word)


@pytest.mark.parametrize("word", ["Takaichi", "Jinping", "Ministry", "Sanae", ""])
def test_other_words_are_no_western_given_name(word: str) -> None:
    assert not is_western_given_name(word)


@pytest.mark.parametrize(
    ("text", "at", "length"),
    [
        ("in Hong Kong today", 1, 2),
        ("Hong Kong's leader", 0, 2),
        ("Ho Chi Minh City", 0, 4),
        ("Tsim Sha Tsui", 0, 3),
        ("Pearl River Delta", 0, 3),
        ("Pearl River", 0, 2),
        ("Hong Myung-bo", 0, 0),
        ("Ho Chi Minh", 0, 0),
        ("Hong Kong", 1, 0),
        ("Hong Kong", 2, 0),
        ("Hong Kong", -1, 0),
    ],
)
def test_a_fixed_phrase_is_found_whole_and_the_longest_first(text: str, at: int, length: int) -> None:
    assert phrase_length(text.split(" "), at) == length


# --- the lists themselves --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", _LISTS)
def test_a_list_holds_no_word_twice_and_nothing_but_letters_and_signs(name: str) -> None:
    words = _list(name)
    assert len(words) == len(set(words))
    sign = "[ '-]" if name == "capitalised_phrases" else "['-]"
    assert [word for word in words if not re.fullmatch(f"[A-Za-z]+(?:{sign}[A-Za-z]+)*", word)] == []


def test_the_lists_of_words_do_not_overlap() -> None:
    ordinary = {word.lower() for word in _list("capitalised_words") if not word.isupper()}
    ambiguous = {word.lower() for word in _list("ambiguous_words")}
    places = {word.lower() for word in _list("places_and_surnames")}
    assert not ordinary & ambiguous
    assert not ordinary & places
    assert not ambiguous & places


def test_every_word_that_begins_sentences_is_ambiguous() -> None:
    assert all(map(is_ambiguous, english_words._OPENERS.split()))


def test_the_lists_are_large_enough() -> None:
    assert len(_list("capitalised_words")) > 1500
    assert len(_list("given_names")) > 600
