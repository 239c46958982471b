"""Wade–Giles: syllables to and from pinyin."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.names.romanise import wade_giles
from align.names.romanise.pinyin import SYLLABLES

CASES = Path(__file__).parents[1] / "cases"


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("row", rows("wade_giles.tsv"), ids=lambda row: row[0])
def test_a_syllable_is_spelt_in_full_and_as_names_print_it(row: list[str]) -> None:
    syllable, full, printed = row
    assert wade_giles.from_pinyin(syllable) == full
    assert printed in wade_giles.spellings(syllable)


@pytest.mark.parametrize("syllable", sorted(SYLLABLES - {"lue", "nue"}))
def test_every_spelling_leads_back_to_its_syllable(syllable: str) -> None:
    assert all(syllable in wade_giles.to_pinyin(spelling) for spelling in wade_giles.spellings(syllable))


def test_full_spellings_are_told_apart() -> None:
    syllables = SYLLABLES - {"lue", "nue"}
    assert len({wade_giles.from_pinyin(syllable) for syllable in syllables}) == len(syllables)


def test_a_missing_apostrophe_may_have_been_left_out() -> None:
    assert wade_giles.to_pinyin("Chiang") == {"jiang", "qiang"}
    assert wade_giles.to_pinyin("Ch’iang") == {"qiang"}


def test_hyphenated_syllables_are_joined() -> None:
    assert "zedong" in wade_giles.to_pinyin("Tse-tung")
    assert wade_giles.to_pinyin("Hsiao-p'ing") == {"xiaoping"}


@pytest.mark.parametrize("token", ["", "Trump", "Ing", "Xiao", "-", "Takaichi"])
def test_what_is_no_wade_giles_has_no_reading(token: str) -> None:
    assert wade_giles.to_pinyin(token) == frozenset()


def test_what_is_no_pinyin_is_refused() -> None:
    assert wade_giles.spellings("trump") == ()
    with pytest.raises(ValueError, match="trump"):
        wade_giles.from_pinyin("trump")
