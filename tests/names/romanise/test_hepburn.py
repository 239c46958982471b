"""Japanese in Latin letters: tables of cases, and laws that hold for any kana."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.romanise import hepburn

CASES = Path(__file__).parents[1] / "cases"

BEATS = """
あ い う え お か き く け こ が ぎ ぐ げ ご さ し す せ そ ざ じ ず ぜ ぞ た ち つ て と だ ぢ づ で ど
な に ぬ ね の は ひ ふ へ ほ ば び ぶ べ ぼ ぱ ぴ ぷ ぺ ぽ ま み む め も や ゆ よ ら り る れ ろ わ を
きゃ きゅ きょ しゃ しゅ しょ じゃ じゅ じょ ちゃ ちゅ ちょ ひゃ ひょ りゅ りょ ゔ くゎ
ん おう こう とう おお ゆう くう しゅう そう ー ・
"""
KANA = st.lists(st.sampled_from(BEATS.split()), min_size=1, max_size=6).map("".join)
CONSONANTS = "かさたぱちしつじが"
WITH_STOPS = st.builds(
    lambda before, after, end: f"{before}っ{after}{end}",
    st.sampled_from("かきくけこ"),
    st.sampled_from(CONSONANTS),
    KANA,
)


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("row", rows("hepburn_romaji.tsv"), ids=lambda row: f"{row[0]}: {row[5]}")
def test_kana_are_spelt_as_the_settings_say(row: list[str]) -> None:
    kana, dropped, macrons, doubled, oh, _ = row
    assert hepburn.romaji(kana) == dropped
    assert hepburn.romaji(kana, long_vowels="macron", apostrophe=True) == macrons
    assert hepburn.romaji(kana, long_vowels="double") == doubled
    assert hepburn.romaji(kana, long_vowels="oh", labial_n="m") == oh


@pytest.mark.parametrize("row", rows("hepburn_same.tsv"), ids=lambda row: row[0])
def test_spellings_of_one_reading_have_one_key(row: list[str]) -> None:
    key, spellings = row
    assert {spelling: hepburn.canonical(spelling) for spelling in spellings.split()} == dict.fromkeys(
        spellings.split(), key
    )


@pytest.mark.parametrize("row", rows("hepburn_different.tsv"), ids=lambda row: f"{row[0]} and {row[1]}: {row[2]}")
def test_different_readings_have_different_keys(row: list[str]) -> None:
    assert hepburn.canonical(row[0]) != hepburn.canonical(row[1])


@pytest.mark.parametrize("row", rows("is_romaji.tsv"), ids=lambda row: row[0])
def test_japanese_syllables_are_recognised(row: list[str]) -> None:
    assert hepburn.is_romaji(row[0]) == (row[1] == "yes")


@pytest.mark.parametrize("token", ["", "123", "-", "高市"])
def test_a_token_without_letters_is_no_romaji_and_has_an_empty_key(token: str) -> None:
    assert not hepburn.is_romaji(token)
    assert hepburn.canonical(token) == ""


@given(KANA | WITH_STOPS)
def test_every_spelling_of_a_reading_has_its_key(kana: str) -> None:
    spellings = hepburn.spellings(kana)
    assert {hepburn.canonical(spelling) for spelling in spellings} == {hepburn.canonical(hepburn.romaji(kana))}


@given(KANA | WITH_STOPS)
def test_plain_hepburn_is_the_first_spelling(kana: str) -> None:
    spelling, system = next(iter(hepburn.spellings(kana).items()))
    assert spelling == hepburn.romaji(kana).lower()
    assert system == "Hepburn"


@given(st.text(max_size=12))
def test_the_key_of_any_text_is_small_plain_letters(token: str) -> None:
    assert not hepburn.canonical(token).strip("abcdefghijklmnopqrstuvwxyz")


@given(KANA | WITH_STOPS)
def test_the_key_of_a_key_is_itself(kana: str) -> None:
    key = hepburn.canonical(hepburn.romaji(kana))
    assert hepburn.canonical(key) == key


@given(KANA)
def test_katakana_are_read_as_hiragana(kana: str) -> None:
    katakana = "".join(chr(ord(ch) + 0x60) if "ぁ" <= ch <= "ゖ" else ch for ch in kana)
    assert hepburn.romaji(katakana) == hepburn.romaji(kana)


def test_spellings_say_their_system() -> None:
    spellings = hepburn.spellings("じゅんいちろう")
    assert spellings["jun'ichirō"] == "Hepburn with macrons"
    assert spellings["zyunitiro"] == "Kunrei-shiki"
    assert hepburn.spellings("ちづる")["tiduru"] == "Nihon-shiki"
    assert hepburn.spellings("おおの")["ohno"] == "passport Hepburn with OH"
    assert hepburn.spellings("ほんま")["homma"] == "passport Hepburn"


def test_what_is_no_kana_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="金"):
        hepburn.romaji("金い")
    assert not hepburn.is_kana_reading("金い")
    assert not hepburn.is_kana_reading("")
    assert hepburn.is_kana_reading("かない")


def test_a_setting_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="macorn"):
        hepburn.romaji("こうの", long_vowels="macorn")


def test_importing_names_loads_no_dictionary_of_another_library() -> None:
    program = (
        "import sys, align.names.parts, align.names.variants, align.names.romanise.pinyin;"
        "print([name for name in ('pypinyin', 'opencc', 'sudachipy', 'pydantic') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
