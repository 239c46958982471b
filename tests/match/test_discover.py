"""English words that look like somebody's name, though no glossary knows them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from align.match.discover import is_title, is_titled, looks_like_name, runs, starts_sentence
from align.model.span import Span
from align.text.words import words

WORD = st.sampled_from("Taro Kono he He said Minister Dr Sun NHK Wang Yi Tokyo Ōta Hanako the So Hong Kong".split())
GAP = st.sampled_from([" ", "-", ", ", ". ", "\n", " (", "・"])
TEXT = st.lists(st.tuples(WORD, GAP), max_size=12).map(lambda pairs: "".join(word + gap for word, gap in pairs))


def found(text: str, *taken: Span) -> list[str]:
    return [run.span.of(text) for run in runs(words(text), taken)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yesterday Taro Kono met Wang Yi in Beijing.", "Taro Kono|Wang Yi"),
        ("President Xi Jinping and Mayor Tanaka", "Xi Jinping|Tanaka"),
        ("Park Geun-hye's lawyer", "Park Geun-hye"),
        ("Kōno Tarō、Ōta Hanako", "Kōno Tarō|Ōta Hanako"),
        ("Taro, Hanako and Jiro", "Taro|Hanako|Jiro"),
        ("Kono (Taro)", "Kono|Taro"),
        ("taro kono", ""),
        ("The Prime Minister of Japan", ""),
        ("MINISTRY OF FOREIGN AFFAIRS", ""),
        ("Japanese officials in Tokyo", ""),
        ("", ""),
    ],
)
def test_neighbouring_words_that_may_be_names_are_one_run(text: str, names: str) -> None:
    assert "|".join(found(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He said so.", ""),
        ("They left. He said so.", ""),
        ("He Jianfeng said so.", "He Jianfeng"),
        ("They left. So Hirano left, too.", "So Hirano"),
    ],
)
def test_a_common_word_at_the_start_of_a_sentence_is_a_name_only_beside_another(text: str, names: str) -> None:
    assert "|".join(found(text)) == names


def test_capitals_that_cannot_be_read_are_no_name() -> None:
    assert found("NHK and FW Suzuki") == ["Suzuki"]


def test_a_single_letter_is_an_initial() -> None:
    assert found("A. Tanaka") == ["Tanaka"]


def test_more_words_than_a_name_has_are_none() -> None:
    assert found("Kono Sato Abe Mori") == ["Kono Sato Abe Mori"]
    assert found("Kono Sato Abe Mori Ito") == []


def test_what_is_taken_is_left_out() -> None:
    text = "Taro Kono met Wang Yi"
    assert found(text, Span(0, 9)) == ["Wang Yi"]
    assert found(text, Span(5, 9)) == ["Taro", "Wang Yi"]


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        ("said Mayor Tanaka", True),
        ("said Mr. Tanaka", True),
        ("said mayor Tanaka", True),
        ("said the mayor, Tanaka", False),
        ("said Hirano Tanaka", False),
    ],
)
def test_a_title_right_before_a_name_is_noticed(text: str, titled: bool) -> None:
    tanaka = words(text)
    assert is_titled(tanaka, len(tanaka) - 1) is titled


def test_a_run_says_where_it_begins_and_whether_it_has_a_title() -> None:
    (run,) = runs(words("Yesterday Mayor Tanaka Ichiro spoke"))
    assert (run.first, run.titled, run.span) == (2, True, Span(16, 29))


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Kono", True),
        ("Yes. Kono", True),
        ("“Yes!” Kono", True),
        ("“Kono", True),
        ("Yes\nKono", True),
        ("Yes, Kono", False),
        ("Yes (Kono", False),
    ],
)
def test_a_sentence_starts_after_a_full_stop_a_mark_or_a_line_break(text: str, starts: bool) -> None:
    last = words(text)
    assert starts_sentence(last, len(last) - 1) is starts


@pytest.mark.parametrize(("word", "title"), [("Mayor", True), ("MR", True), ("premier", True), ("Kono", False)])
def test_titles_are_known_in_any_capitals(word: str, title: bool) -> None:
    assert is_title(word) is title


@given(TEXT)
def test_runs_are_made_of_joined_words_that_look_like_names(text: str) -> None:
    every = words(text)
    for run in runs(every):
        stretch = range(run.first, run.first + len(run.words))
        assert tuple(every[index] for index in stretch) == run.words
        assert all(looks_like_name(every, index) for index in stretch)
        assert all(word.joined for word in run.words[1:])


@given(TEXT, st.integers(0, 30), st.integers(1, 15))
@example("Yi Taro ", 2, 1)
def test_runs_follow_each_other_and_touch_nothing_taken(text: str, start: int, length: int) -> None:
    taken = Span(start, start + length)
    spans = [run.span for run in runs(words(text), [taken])]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert not any(span.overlaps(taken) for span in spans)


def test_no_word_of_a_fixed_phrase_is_a_name() -> None:
    assert found("In Hong Kong (AP), near Tsim Sha Tsui, Taro Kono spoke.") == ["Taro Kono"]


def test_a_title_with_a_full_stop_ends_no_sentence() -> None:
    assert found("They met Mr. He on Friday.") == ["He"]
