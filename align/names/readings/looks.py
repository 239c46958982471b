"""How much English words look like a person's name in Mandarin, Cantonese, Korean or Vietnamese spelling.

Asked of English text alone, with no characters at hand: the family name is one of the table of family names, and every
other syllable exists in the language. Words of English that happen to be both (Long, Song, Man) are for the caller to
weigh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from align.names import surnames
from align.names.readings import cantonese, characters, han, korean, vietnamese
from align.names.readings.fit import pieces
from align.names.romanise import pinyin
from align.text.words import plain_letters

_COMMON, _KNOWN = 100, 300
_MOST_SYLLABLES: Final = 3
_GIVEN_FIRST, _PRIVATE_FIRST = 0.85, 0.95


def looks_mandarin(words: Sequence[str]) -> float:
    """How much words look like a name in pinyin, 0 to 1: Zhang Jianzong, Ouyang Xiu, also Jianzong Zhang."""
    return _looks(words, _pinyin_family, _pinyin_given)


def looks_cantonese(words: Sequence[str]) -> float:
    """How much words look like a name in Hong Kong's or Macau's spelling, 0 to 1: Cheung Kin-chung."""
    systems = (surnames.HONG_KONG, surnames.MACAU)
    return _looks(words, lambda word: _family(word, systems, "zh-HK"), lambda given: _given(given, _cantonese()))


def looks_korean(words: Sequence[str]) -> float:
    """How much words look like a Korean name, 0 to 1: Moon Jae-in, Kim Jong Un."""
    systems = (surnames.KOREAN,)
    return _looks(words, lambda word: _family(word, systems, "ko"), lambda given: _given(given, _korean()))


def looks_vietnamese(words: Sequence[str]) -> float:
    """How much words look like a Vietnamese name, 0 to 1: Nguyen Phu Trong, with diacritics or without."""
    systems = (surnames.VIETNAMESE,)
    return _looks(words, lambda word: _family(plain_letters(word), systems, "vi"), _vietnamese_given)


def _looks(words: Sequence[str], family: Callable[[str], float], given: Callable[[Sequence[str]], float]) -> float:
    return max((weight * family(first) * given(rest) for first, rest, weight in _orders(words)), default=0.0)


def _orders(words: Sequence[str]) -> Iterator[tuple[str, Sequence[str], float]]:
    """A family name, the given name, and how usual such an order is; one English name may stand before."""
    for start in (0, 1):
        private = _PRIVATE_FIRST**start
        for length in (1, 2):
            if len(words) > start + length:
                yield " ".join(words[start : start + length]), words[start + length :], private
    if len(words) > 1:
        yield words[-1], words[:-1], _GIVEN_FIRST


def _common(place: int) -> float:
    return 1.0 if place < _COMMON else 0.9 if place < _KNOWN else 0.75


@lru_cache(maxsize=8192)
def _pinyin_family(word: str) -> float:
    letters = pinyin.letters(word)
    found = [
        _common(place)
        for name in surnames.surnames_spelt(word)
        if (place := surnames.place(name)) is not None
        and any(letters in pinyin.u_forms(pinyin.letters("".join(one))) for one in surnames.surname_syllables(name))
    ]
    return max(found, default=0.0)


def _pinyin_given(given: Sequence[str]) -> float:
    """Joined as China writes it counts most; one syllable is common, three are not."""
    syllables = [min(map(len, pinyin.segmentations(piece)), default=0) for word in given for piece in pieces(word)]
    if not all(syllables):
        return 0.0
    total = sum(syllables)
    if total > _MOST_SYLLABLES or (total > 2 and len(syllables) > 1):
        return 0.0
    return {1: 0.9, 2: 1.0 if len(syllables) == 1 else 0.8, 3: 0.4}.get(total, 0.0)


@lru_cache(maxsize=8192)
def _family(word: str, systems: tuple[str, ...], culture: str) -> float:
    found = [
        _common(place)
        for name in surnames.surnames_spelt(word)
        if (place := han.place(name, culture)) is not None and set(systems) & set(surnames.systems_of(name, word))
    ]
    return max(found, default=0.0)


def _given(given: Sequence[str], syllables: frozenset[str]) -> float:
    """Hyphenated or spaced syllables of the language; joined ones say less."""
    parts = [piece for word in given for piece in pieces(word)]
    if len(parts) > 2 or not parts:
        return 0.0
    if all(part in syllables for part in parts):
        hyphened = any("-" in word for word in given)
        return 0.8 if len(parts) == 1 else 1.0 if hyphened else 0.9
    if len(parts) == 1 and len(parts[0]) > 3:
        word = parts[0]
        return 0.6 if any(word[:at] in syllables and word[at:] in syllables for at in range(2, len(word) - 1)) else 0.0
    return 0.0


def _vietnamese_given(given: Sequence[str]) -> float:
    parts = [piece for word in given for piece in pieces(word)]
    if not 1 <= len(parts) <= _MOST_SYLLABLES or not all(part in _vietnamese() for part in parts):
        return 0.0
    return 0.7 if len(parts) == 1 else 1.0 if all(len(pieces(word)) == 1 for word in given) else 0.7


@cache
def _cantonese() -> frozenset[str]:
    return frozenset(
        form
        for syllable in characters.inventory("cantonese")
        for spelt in (cantonese.hong_kong, cantonese.macau)
        for form in spelt(syllable)[:12]
    )


@cache
def _korean() -> frozenset[str]:
    return frozenset(
        form
        for syllable in characters.inventory("korean")
        for initial in (True, False)
        for form in korean.spellings(syllable, initial=initial)[:12]
    )


@cache
def _vietnamese() -> frozenset[str]:
    return frozenset(form for syllable in characters.inventory("vietnamese") for form in vietnamese.spellings(syllable))
