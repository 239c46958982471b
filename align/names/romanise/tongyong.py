"""Tongyong Pinyin: the official romanisation of Mandarin in Taiwan from 2002 to 2008, still that of many passports there.

It differs from Hanyu Pinyin in some fifth of the syllables: Liou for Liu, Jhang for Zhang, Syu for Xu, Fong for Feng.

Source: the rules of Taiwan's Ministry of Education (2002).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from align.names.romanise.pinyin import SYLLABLES

_WHOLE: Final = {"wen": "wun", "weng": "wong", "feng": "fong"}
_BUZZING: Final = re.compile(r"(?:[zcs]h?|r)i")
_ROUNDED: Final = re.compile(r"([jqx])(?:u(?!\w*o)|(?=iong))|([nl])[vü]")
_INITIALS: Final = {"zh": "jh", "q": "c", "x": "s"}
_FINALS: Final = (("iu", "iou"), ("ui", "uei"))


def from_pinyin(syllable: str) -> str:
    """A syllable of Hanyu Pinyin, in small letters and without tone, in Tongyong; many are the same in both."""
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    spelt = f"{syllable}h" if _BUZZING.fullmatch(syllable) else syllable
    spelt = _ROUNDED.sub(lambda found: f"{found[1] or found[2]}yu", spelt).replace("yuiong", "yong")
    for hanyu, tongyong in _INITIALS.items():
        if spelt.startswith(hanyu):
            spelt = tongyong + spelt.removeprefix(hanyu)
    for hanyu, tongyong in _FINALS:
        if spelt.endswith(hanyu):
            spelt = spelt.removesuffix(hanyu) + tongyong
    return spelt


def spellings(syllable: str) -> Iterator[str]:
    """How Tongyong spells a syllable of Hanyu Pinyin, if nobody can take that for another syllable of Hanyu Pinyin."""
    spelt = from_pinyin(syllable)
    if spelt == syllable or spelt not in SYLLABLES:
        yield spelt
