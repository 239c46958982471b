"""Pinyin: cutting tokens into syllables, reading characters, and laws of joining and splitting."""

from __future__ import annotations

import runpy
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from align.names.romanise import pinyin

CASES = Path(__file__).parents[1] / "cases"
PROJECT = Path(__file__).parents[3]
# Splitting gives ü back as v, so the forms without dots do not return.
SYLLABLES = st.lists(st.sampled_from(sorted(pinyin.SYLLABLES - {"lue", "nue"})), min_size=1, max_size=4)


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("row", rows("pinyin_segmentations.tsv"), ids=lambda row: row[0])
def test_a_token_is_read_in_every_way(row: list[str]) -> None:
    expected = tuple(tuple(reading.split()) for reading in row[1].split("|") if reading)
    assert pinyin.segmentations(row[0]) == expected


@pytest.mark.parametrize("row", rows("pinyin_matches.tsv"), ids=lambda row: f"{row[0]} for {row[1]}")
def test_a_token_spells_the_characters_or_does_not(row: list[str]) -> None:
    assert pinyin.matches(row[0], row[1]) == (row[2] == "yes")


@pytest.mark.parametrize("row", rows("pinyin_names.tsv"), ids=lambda row: row[0] + row[1])
def test_a_name_is_romanised_by_the_standard(row: list[str]) -> None:
    assert pinyin.romanised(row[0], row[1]) == row[2]


@given(SYLLABLES)
@example(["en", "yu"])
def test_joined_syllables_split_again(syllables: list[str]) -> None:
    assert pinyin.split(pinyin.join(syllables)) == tuple(syllables)


@given(SYLLABLES)
def test_joined_syllables_are_among_the_segmentations(syllables: list[str]) -> None:
    assert tuple(syllables) in pinyin.segmentations("".join(syllables))


@given(SYLLABLES)
def test_every_segmentation_spells_the_token(syllables: list[str]) -> None:
    token = "".join(syllables)
    for reading in pinyin.segmentations(token):
        assert token in {"".join(forms) for forms in product(*map(pinyin.u_forms, reading))}


@given(st.text(max_size=40))
def test_any_text_is_segmented_without_failing(text: str) -> None:
    for reading in pinyin.segmentations(text):
        assert set(reading) <= pinyin.SYLLABLES


def test_a_very_long_token_is_not_searched() -> None:
    assert pinyin.segmentations("xian" * 1000) == ()
    assert pinyin.split("xian" * 1000) == ()


def test_readings_put_that_of_names_first() -> None:
    assert pinyin.readings("曾")[0] == "zeng"
    assert pinyin.readings("长")[0] == "chang"
    assert pinyin.readings("镕") == ("rong",)
    assert pinyin.readings("吕") == ("lv",)


def test_what_is_no_han_character_has_no_reading() -> None:
    assert [pinyin.readings(char) for char in ("a", "か", "。", "々", "", "高市", "\t", "\n")] == [()] * 8


def test_an_iteration_mark_is_read_as_the_character_before() -> None:
    assert pinyin.mandarin("佐々木")[1] == pinyin.readings("佐")
    assert pinyin.mandarin("々") == ((),)


def test_a_family_name_has_a_reading_of_its_own() -> None:
    assert pinyin.surname_reading("单") == "shan"
    assert pinyin.surname_reading("吕") == "lv"
    assert pinyin.surname_reading("高市") is None


def test_characters_without_a_reading_give_no_joined_readings() -> None:
    assert pinyin.joined_readings("かな") == ()
    assert pinyin.joined_readings("高市")[0] == "gaoshi"


def test_the_table_of_readings_is_what_its_script_makes() -> None:
    pytest.importorskip("pypinyin")
    script = runpy.run_path(str(PROJECT / "scripts" / "build_pinyin_readings.py"))
    assert script["TABLE"].read_text(encoding="utf-8") == script["table"]()
