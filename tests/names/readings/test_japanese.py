"""Japanese names are cut and read as sets with likelihoods, and what cannot be read so is told from what can."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.readings.japanese import (
    family_readings,
    given_readings,
    is_family,
    is_given,
    name_readings,
    plausibility,
    sounds,
    splits,
)
from align.names.romanise import hepburn

CASES = Path(__file__).parent / "cases"
COMPOSED = 0.5


def _rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("name", "family", "given"), _rows("japanese_splits.tsv"))
def test_a_name_is_cut_where_its_family_name_ends(name: str, family: str, given: str) -> None:
    best = splits(name)[0]
    assert (best.family, best.given) == (family, given)


@pytest.mark.parametrize(("name", "reading"), _rows("japanese_readings.tsv"))
def test_a_name_is_read(name: str, reading: str) -> None:
    best = name_readings(name)[0]
    assert " ".join(part.spelling for part in (best.family, best.given) if part) == reading


@pytest.mark.parametrize(("writing", "part", "spelling", "how"), _rows("japanese_plausibility.tsv"))
def test_a_spelling_is_told_from_what_the_characters_never_give(
    writing: str, part: str, spelling: str, how: str
) -> None:
    found = plausibility(writing, spelling, family=part == "family")
    assert {"listed": found == 1.0, "composed": COMPOSED <= found < 1.0, "never": found < COMPOSED}[how], found


def test_what_is_a_name_is_told_from_what_is_none() -> None:
    assert is_family("田中") > is_family("久夛良木") > is_family("会議") == 0.0
    assert is_family("泷泽") == is_family("滝沢") > 0.5
    assert is_given("花子") > 0.5 > is_given("会議")


def test_a_word_in_letters_sounds_like_one_part_or_the_other() -> None:
    family, given = sounds("Takashi")
    assert given > 0.9 > family
    family, given = sounds("Hirano")
    assert family > 0.9 > given
    assert sounds("Ohno") == sounds("Ōno")
    assert sounds("Smith") == (0.0, 0.0)


def test_readings_say_what_they_rest_on() -> None:
    assert "ENAMDICT" in given_readings("花子")[0].sources
    assert given_readings("あゆみ")[0].sources == ("kana",)
    assert family_readings("花々山")[0].sources == ("characters",)


def test_two_readings_that_are_spelt_alike_are_both_readings_of_the_part_but_one_of_the_name() -> None:
    kana = [reading.kana for reading in given_readings("裕貴")]
    assert {"ゆうき", "ゆき"} <= set(kana)
    spellings = [
        (each.family and each.family.spelling, each.given and each.given.spelling) for each in name_readings("田中裕貴")
    ]
    assert len(spellings) == len(set(spellings))


NAMES = st.text(st.one_of(st.characters(), st.sampled_from("山田花子正彰一郎々ノヶ之あいア・ ")), max_size=10)


@given(NAMES, NAMES, st.booleans())
def test_any_text_is_answered_and_likelihoods_are_shares(name: str, other: str, family: bool) -> None:
    readings = name_readings(name, 20)
    assert len(readings) <= 20
    assert sum(reading.likelihood for reading in readings) <= 1.0001
    assert [each.likelihood for each in readings] == sorted((each.likelihood for each in readings), reverse=True)
    for part in (family_readings(name), given_readings(name)):
        assert sum(reading.likelihood for reading in part) <= 1.0001
        assert all(hepburn.romaji(reading.kana) == reading.spelling for reading in part)
    assert sum(cut.likelihood for cut in splits(name)) <= 1.0001
    assert 0.0 <= plausibility(name, other, family=family) <= 1.0


@given(st.text(st.sampled_from("山田花子正彰一郎川"), min_size=1, max_size=3), st.booleans())
def test_every_reading_that_is_given_is_plausible_in_every_spelling(form: str, family: bool) -> None:
    for reading in (family_readings if family else given_readings)(form)[:5]:
        for spelling in hepburn.spellings(reading.kana):
            assert plausibility(form, spelling, family=family) > 0.0
