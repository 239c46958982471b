"""Tongyong Pinyin: syllables from Hanyu Pinyin."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.names.romanise import tongyong
from align.names.romanise.pinyin import SYLLABLES

CASES = Path(__file__).parents[1] / "cases" / "tongyong.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("syllable", "spelt"), ROWS)
def test_a_syllable_is_spelt_as_the_rules_say(syllable: str, spelt: str) -> None:
    assert tongyong.from_pinyin(syllable) == spelt


def test_no_spelling_is_another_syllable_of_hanyu_pinyin() -> None:
    assert list(tongyong.spellings("qi")) == []
    assert list(tongyong.spellings("liu")) == ["liou"]
    for syllable in SYLLABLES:
        assert {*tongyong.spellings(syllable)} & (SYLLABLES - {syllable}) == set()


def test_two_syllables_are_never_spelt_alike() -> None:
    spelt = [tongyong.from_pinyin(syllable) for syllable in sorted(SYLLABLES)]
    assert len(set(spelt)) == len(spelt)
