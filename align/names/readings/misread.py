"""Which characters of a name English words read as nobody does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from align.names.readings.fit import Syllable, best_cut, pieces, together
from align.names.readings.plausible import LONGEST_WRITTEN
from align.names.readings.spelling import PINYIN, SYSTEMS, family_spellings, spellings
from align.names.romanise import pinyin

_MOST_EXPECTED: Final = 4
_READ: Final = 0.74
"""Below it a syllable is none that its character has, not even in old texts."""


@dataclass(frozen=True, slots=True)
class Misread:
    """One character that is read otherwise: the syllables it can have, the likeliest first, and the one that was seen."""

    char: str
    expected: tuple[str, ...]
    seen: str


@lru_cache(maxsize=8192)
def differing_syllables(part: str, written: str, culture: str, *, family: bool = False) -> tuple[Misread, ...]:
    """The characters of a part that `written` reads as nobody does (朱镕基 as Yongji: 镕 is read rong, not yong).

    Empty where every syllable fits, and where the words can not be shared out among the characters.
    """
    words = pieces(written) if len(written) <= LONGEST_WRITTEN else ()
    system = SYSTEMS[culture][0][0]
    if family and part:
        known = family_spellings(part, system)
        seen = "".join(words)
        if known.get(seen, 0.0) >= _READ:
            return ()
        if len(part) == 1:
            return (Misread(part, tuple(islice(known, _MOST_EXPECTED)), seen),) if known and seen else ()
    best = max(_cuts(part, words, system), key=together, default=())
    return tuple(
        Misread(one.char, tuple(islice(spellings(one.char, system, initial=place == 0), _MOST_EXPECTED)), one.seen)
        for place, one in enumerate(best)
        if one.fit < _READ
    )


def _cuts(part: str, words: tuple[str, ...], system: str) -> Iterator[tuple[Syllable, ...]]:
    """The ways to share the words out: in Mandarin only into syllables of pinyin."""
    if system == PINYIN and len(words) < len(part):
        for reading in pinyin.segmentations("".join(words)):
            if len(reading) == len(part):
                yield best_cut(part, reading, system)
    else:
        yield best_cut(part, words, system)
