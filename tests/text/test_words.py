"""English text is cut where a name could begin or end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.words import plain_letters, words

TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from("abYZöŌ'’-‑ .,\u00a0・\u0301\u200b高ノ9é")),
    max_size=60,
)


@given(TEXT)
def test_words_and_gaps_make_the_text_up(text: str) -> None:
    found = words(text)
    rest = text[found[-1].end :] if found else text
    assert "".join(word.gap + word.text for word in found) + rest == text


@given(TEXT)
def test_a_word_says_where_it_stands(text: str) -> None:
    last = 0
    for word in words(text):
        assert last <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.text
        assert text[last : word.start] == word.gap
        last = word.end


@given(TEXT)
def test_plain_letters_are_small_latin_ones_and_stay_so(text: str) -> None:
    letters = plain_letters(text)
    assert set(letters) <= set("abcdefghijklmnopqrstuvwxyz")
    assert plain_letters(letters) == letters


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Taro Kono's plan", "Taro|Kono|plan"),
        ("Kono’s plan", "Kono|plan"),
        ("KONO'S PLAN", "KONO|PLAN"),
        ("the Trumps' house", "the|Trumps|house"),
        ("Ms. O'Brien of Xi'an", "Ms|O'Brien|of|Xi'an"),
        ("Jun’ichi", "Jun’ichi"),
        ("Tsai Ing-wen", "Tsai|Ing-wen"),
        ("Tsai Ing‑wen", "Tsai|Ing‑wen"),
        ("the Hanshin-Wada game", "the|Hanshin|Wada|game"),
        ("the Hanshin-Ōta game", "the|Hanshin|Ōta|game"),
        ("Takaichi-san and Kono-led talks", "Takaichi|and|Kono|talks"),
        ("Kono—who left—said", "Kono|who|left|said"),
        ("G7 in 2025, 3rd", "G|in|rd"),
        ("Kōno Tarō, Lü Xiulian", "Kōno|Tarō|Lü|Xiulian"),
        ("高市Takaichi早苗", "Takaichi"),
        ("タカイチ々ｶﾅ", ""),
        ("'quoted' - 'name'", "quoted|name"),
        ("under_score", "under|score"),
        ("", ""),
        (" …!? ", ""),
    ],
)
def test_a_text_is_cut_into_words(text: str, found: str) -> None:
    assert "|".join(word.text for word in words(text)) == found


@pytest.mark.parametrize("gap", [" ", "\u00a0", "-", "・", "·"])
def test_a_space_a_hyphen_or_a_middle_dot_joins_the_words_of_a_name(gap: str) -> None:
    assert words(f"Alpha{gap}Beta")[1].joined


@pytest.mark.parametrize("gap", [", ", ". ", "\n", " (", "; ", " “", "/"])
def test_anything_else_parts_two_names(gap: str) -> None:
    assert not words(f"Alpha{gap}Beta")[-1].joined


def test_a_possessive_ending_lies_between_two_words() -> None:
    kono, plan = words("Kono's plan")
    assert (kono.end, plan.gap, plan.joined) == (4, "'s ", False)


@pytest.mark.parametrize(("text", "capitalised"), [("Kono", True), ("kono", False), ("Ōta", True), ("iPhone", False)])
def test_only_the_first_letter_makes_a_word_capitalised(text: str, capitalised: bool) -> None:
    assert words(text)[0].capitalised is capitalised


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Kōno Tarō", "konotaro"),
        ("Ko\u0304no Taro\u0304", "konotaro"),
        ("Tsai Ing-wen", "tsaiingwen"),
        ("Jun'ichi", "junichi"),
        ("Nguyễn Đức", "nguyenduc"),
        ("Søren Łukasz", "sorenlukasz"),
        ("Strauß", "strauss"),
        ("ＫＯＮＯ", "kono"),
        ("高市 9", ""),
    ],
)
def test_plain_letters_leave_out_all_that_spellings_differ_in(text: str, letters: str) -> None:
    assert plain_letters(text) == letters


def test_a_letter_with_a_combining_mark_is_one_letter_of_its_word() -> None:
    assert [word.letters for word in words("Yo\u0304hei Ko\u0304no spoke")] == ["yohei", "kono", "spoke"]
