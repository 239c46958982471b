"""Kana come back from letters as they went in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names.readings.kana_letters import decode, encode

SYLLABLES = st.sampled_from(
    "あ か が さ ざ だ ぢ づ ん っ きゃ じゅ ちょ しゃ ふぁ ゔぃ ー を ん な や にゃ ぱ ぁ".split()
)


@given(st.lists(SYLLABLES).map("".join))
def test_kana_come_back_from_letters(kana: str) -> None:
    assert decode(encode(kana)) == kana


@pytest.mark.parametrize(
    ("kana", "letters"), [("まさあき", "masaaki"), ("じゅんいち", "zyuNiti"), ("いっさく", "iQsaku")]
)
def test_each_syllable_has_its_letters(kana: str, letters: str) -> None:
    assert encode(kana) == letters
