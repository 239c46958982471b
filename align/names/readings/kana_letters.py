"""Kana in few letters, as the tables of readings write them: まさあき is `masaaki`, じゅんいち `zyuNiti`, いっさく `iQsaku`.

Each syllable has one spelling (Nihon-shiki, ん as N, っ as Q, a small vowel with x before it), so that kana come back as
they went in. English never sees these letters: how a name is spelt is `hepburn`'s affair.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_ROWS: Final = {
    "": "あいうえお",
    "k": "かきくけこ",
    "g": "がぎぐげご",
    "s": "さしすせそ",
    "z": "ざじずぜぞ",
    "t": "たちつてと",
    "d": "だぢづでど",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "x": "ぁぃぅぇぉ",
}
_OTHERS: Final = {
    **dict(zip(("ya", "yu", "yo", "wa", "wi", "we", "wo", "vu"), "やゆよわゐゑをゔ", strict=True)),
    **dict(zip(("N", "Q", "-", "xya", "xyu", "xyo", "xwa", "xka", "xke"), "んっーゃゅょゎゕゖ", strict=True)),
}
_KANA: Final = {
    **{onset + vowel: kana for onset, row in _ROWS.items() for vowel, kana in zip("aiueo", row, strict=True)},
    **{
        onset + "y" + vowel: row[1] + small
        for onset, row in _ROWS.items()
        if onset not in ("", "x")
        for vowel, small in zip("auo", "ゃゅょ", strict=True)
    },
    **_OTHERS,
}
_LETTERS: Final = {kana: letters for letters, kana in _KANA.items()}
_SYLLABLE: Final = re.compile(r"[kgsztdnhbpmr]?y?[aiueo]|x[yk]?[aiueo]|xwa|w[aieo]|vu|N|Q|-")
_PAIR: Final = re.compile(r".[ゃゅょ]|.")


def encode(hiragana: str) -> str:
    """The letters of hiragana. Raises KeyError for what is none."""
    return "".join(
        _LETTERS[pair] if pair in _LETTERS else "".join(_LETTERS[kana] for kana in pair)
        for pair in _PAIR.findall(hiragana)
    )


@lru_cache(maxsize=1 << 16)
def decode(letters: str) -> str:
    """The hiragana that `encode` made the letters of."""
    return "".join(_KANA[syllable] for syllable in _SYLLABLE.findall(letters))
