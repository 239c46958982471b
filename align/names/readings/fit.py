"""How well English words fit Han characters read in one system: the cut of the words into syllables that fits best.

One or several English words are joined; where a space or hyphen stands, a syllable ends. Each syllable stands for one
character in turn. A syllable that is a spelling of its character counts as much as that spelling, another as much as
it sounds like one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from align.names.readings.likeness import likeness
from align.names.readings.spelling import PINYIN, spellings
from align.text.words import plain_letters

_LONGEST: Final = 7
_MOST_LETTERS: Final = 32
_MOST_CHARACTERS: Final = 5
_NEAR: Final = 0.95
_MISREAD: Final = 0.8
"""The same in pinyin, which nobody spells in a way of their own: another syllable is a misreading or a slip."""
_RULED: Final = 0.87
_JOINED: Final = 0.75
"""What is left of a near fit where nothing shows the syllables: private spellings are hyphenated or spaced."""
_BREAK: Final = re.compile(r"[\s\-‐‑–]+")


@dataclass(frozen=True, slots=True)
class Syllable:
    """One character with the syllable that stands for it, and how well it fits, 0 to 1."""

    char: str
    seen: str
    fit: float


@lru_cache(maxsize=32768)
def pieces(written: str) -> tuple[str, ...]:
    """The stretches of `written` between spaces and hyphens, in plain small letters."""
    return tuple(filter(None, map(plain_letters, _BREAK.split(written))))


@lru_cache(maxsize=65536)
def ruled_cut(han: str, written: tuple[str, ...], system: str) -> tuple[Syllable, ...]:
    """The best cut of which tables and rules give every syllable; empty where there is none. Much quicker than `best_cut`."""
    return _cut(han, written, system, ruled=True)


@lru_cache(maxsize=65536)
def best_cut(han: str, written: tuple[str, ...], system: str) -> tuple[Syllable, ...]:
    """The syllables that `written` has for each character of `han`; empty where it can not have one for each."""
    return ruled_cut(han, written, system) or _cut(han, written, system, ruled=False)


def _cut(han: str, written: tuple[str, ...], system: str, *, ruled: bool) -> tuple[Syllable, ...]:
    """The best way to share the letters out: for each number of characters and letters taken the best so far."""
    letters = "".join(written)
    if not len(han) <= len(letters) <= _MOST_LETTERS or not 0 < len(written) <= len(han) <= _MOST_CHARACTERS:
        return ()
    ends = tuple(accumulate(map(len, written)))
    reached: Mapping[int, tuple[float, tuple[Syllable, ...]]] = {0: (0.0, ())}
    for place, char in enumerate(han):
        known = spellings(char, system, initial=place == 0)
        left = len(han) - place - 1
        further: dict[int, tuple[float, tuple[Syllable, ...]]] = {}
        for start, (score, before) in reached.items():
            stop = next((end for end in ends if end > start), start)
            # As many characters as pieces: each piece is one syllable.
            first = stop if len(written) == len(han) else start + 1
            for end in range(first, min(stop, start + _LONGEST, len(letters) - left) + 1):
                seen = letters[start:end]
                if ruled and seen not in known:
                    continue
                fit = _fit(char, seen, system, place == 0)
                if fit < _RULED and system != PINYIN and not (end == stop and (not start or start in ends)):
                    fit *= _JOINED
                if end not in further or further[end][0] < score + fit:
                    further[end] = (score + fit, (*before, Syllable(char, seen, fit)))
        reached = further
    return reached[len(letters)][1] if len(letters) in reached else ()


@lru_cache(maxsize=262144)
def _fit(char: str, seen: str, system: str, initial: bool) -> float:
    """How well one written syllable fits one character."""
    known = spellings(char, system, initial=initial)
    exact = known.get(seen)
    if exact is not None:
        return exact
    near = _MISREAD if system == PINYIN else _NEAR
    return near * max((weight * likeness(seen, other) for other, weight in known.items()), default=0.0)


def together(cut: tuple[Syllable, ...]) -> float:
    """How well a whole cut fits: the mean of its syllables, less where one of them fits badly; 0 for no cut."""
    if not cut:
        return 0.0
    fits = [syllable.fit for syllable in cut]
    mean, least = sum(fits) / len(fits), min(fits)
    return mean if least >= 0.999 else max(0.0, mean - 0.5 * max(0.0, 0.8 - least))
