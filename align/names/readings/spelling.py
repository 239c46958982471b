"""How a Han character may be spelt in each system of Latin letters: the ground on which names are read and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from align.names import surnames
from align.names.readings import cantonese, characters, hokkien, korean, vietnamese
from align.names.romanise import pinyin, wade_giles
from align.names.surnames import HAKKA, HONG_KONG, KOREAN, MACAU, VIETNAMESE, WADE_GILES
from align.names.surnames import MIN as HOKKIEN
from align.text.fold import fold_source
from align.text.words import plain_letters

PINYIN: Final = "pinyin"

CULTURES: Final = ("zh-CN", "zh-HK", "zh-TW", "ko", "vi", "zh-SG", "zh-MY", "zh-MO")
"""The cultures whose names are written in Han characters, Japan aside, the likeliest first where nothing else tells."""

SYSTEMS: Final[Mapping[str, tuple[tuple[str, float], ...]]] = MappingProxyType(
    {
        "zh-CN": ((PINYIN, 1.0),),
        "zh-TW": ((WADE_GILES, 1.0),),
        "zh-HK": ((HONG_KONG, 1.0),),
        "zh-MO": ((MACAU, 1.0), (HONG_KONG, 0.95)),
        "zh-SG": ((HOKKIEN, 1.0), (HONG_KONG, 0.98), (PINYIN, 0.96), (HAKKA, 0.98), (WADE_GILES, 0.9)),
        "zh-MY": ((HOKKIEN, 1.0), (HONG_KONG, 0.99), (HAKKA, 0.98), (PINYIN, 0.94), (WADE_GILES, 0.9)),
        "ko": ((KOREAN, 1.0),),
        "vi": ((VIETNAMESE, 1.0),),
    }
)
"""The systems in which each culture spells its names, with a weight from 0 to 1: how usual the system is there."""

_COLUMNS: Final = {
    WADE_GILES: (WADE_GILES, surnames.TAIWAN),
    **{system: (system,) for system in (HONG_KONG, MACAU, HOKKIEN, HAKKA, KOREAN, VIETNAMESE)},
}
_SECOND, _FAR, _OLD, _NOT_AS_SURNAME = 0.97, 0.9, 0.75, 0.6
_LONGEST_FAMILY: Final = 2
_NEAR_PLACES: Final = 12
_IN_USE: Final = 0.01

_Spellings = Mapping[str, float]


@lru_cache(maxsize=65536)
def spellings(char: str, system: str, *, initial: bool = False) -> _Spellings:
    """Every spelling in plain small letters that one character has in a system, with a weight, the best first.

    The weight is 1 for the usual readings in the usual letters, less for rarer readings and far-fetched letters. Empty for
    a character that the system's language does not read. `initial` says that the character begins its part of the name.
    """
    found: dict[str, float] = {}
    for letters, weight in _listed(char, system, initial=initial):
        found[letters] = max(weight, found.get(letters, 0.0))
    return MappingProxyType(found)


def _listed(char: str, system: str, *, initial: bool) -> Iterator[tuple[str, float]]:
    if system in (PINYIN, WADE_GILES):
        for reading, share in characters.mandarin(char) or characters.mandarin(fold_source(char).text):
            weight = 1.0 if share >= _IN_USE else _OLD
            forms = pinyin.u_forms(reading) if system == PINYIN else map(plain_letters, wade_giles.spellings(reading))
            for form in forms:
                yield form, weight
    elif system == KOREAN:
        yield from _weighed(korean.spellings(one, initial=initial) for one in korean.readings(char))
    elif system == VIETNAMESE:
        yield from _weighed(vietnamese.spellings(one) for one in vietnamese.readings(char))
    elif system == HONG_KONG:
        yield from _weighed(cantonese.hong_kong(one) for one in cantonese.readings(char))
    elif system == MACAU:
        yield from _weighed(cantonese.macau(one) for one in cantonese.readings(char))
    elif system == HOKKIEN:
        yield from _weighed(hokkien.spellings(one) for one in hokkien.readings(char))


def _weighed(readings: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, float]]:
    for rank, forms in enumerate(readings):
        for place, form in enumerate(forms):
            yield form, (1.0 if rank == 0 else _SECOND) * (1.0 if place < _NEAR_PLACES else _FAR)


@lru_cache(maxsize=32768)
def family_spellings(family: str, system: str) -> _Spellings:
    """The spellings of a whole family name in a system, in plain letters, compounds joined, with weights.

    The table of family names comes first; a reading of the character that family names do not have (Ceng for 曾) weighs
    little. For a compound that the table lacks the spellings of its characters are joined.
    """
    found: dict[str, float] = {}
    if system == PINYIN:
        for rank, syllables in enumerate(surnames.surname_syllables(family)):
            for form in pinyin.u_forms(pinyin.letters("".join(syllables))):
                found.setdefault(form, 1.0 if rank == 0 else _SECOND)
    for form in _tabled(family, system):
        found.setdefault(form, 1.0)
    known = bool(found)
    weak = _NOT_AS_SURNAME if known and system == PINYIN else 1.0
    for form, weight in _joined(family, system):
        found.setdefault(form, weight * weak)
    return MappingProxyType(found)


def _tabled(family: str, system: str) -> Iterator[str]:
    for column in _COLUMNS.get(system, ()):
        yield from map(plain_letters, surnames.spellings_in(family, column))


def _joined(family: str, system: str) -> list[tuple[str, float]]:
    if not 0 < len(family) <= _LONGEST_FAMILY:
        return []
    found = [("", 1.0)]
    for place, char in enumerate(family):
        forms = spellings(char, system, initial=place == 0)
        found = [(text + form, total * weight) for text, total in found for form, weight in forms.items()]
    return found
