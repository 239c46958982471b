"""An undeclared name and what English may make of it: whole, or one part alone, in the cultures that it may follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from align.names.english_words import is_western_given_name
from align.names.readings import han, japanese, neural
from align.names.readings.model import PartReading
from align.names.readings.spelling import SYSTEMS, family_spellings
from align.names.romanise import hepburn

JAPANESE: Final = "ja"
MANDARIN: Final = "zh-CN"
ABROAD: Final = frozenset({"western", "other"})
"""Cultures in which people write the Han name of their family as they like: all its usual spellings are theirs."""

EVERYWHERE: Final = ("zh-CN", "zh-TW", "zh-HK", "zh-SG", "zh-MY", "zh-MO", "ko", "vi")
"""The cultures of Han names where nothing says which."""

_WITH_PINYIN: Final = frozenset({"zh-CN", "zh-SG"})
_POSSIBLE_WHERE_KNOWN: Final = 0.8
_POSSIBLE_WHERE_RARE: Final = 0.5
_WELL_KNOWN: Final = 0.5
"""A table knows nearly every reading of a part that is common, and few of one that is rare."""
_NAME: Final = 0.3
"""How established the letters of a given name must be to be one whatever its characters."""

_SETTLED, _HARDLY_EVER = 0.4, 0.001
"""A reading is unlikely whose share is so small where another one has so large a share."""

_VOUCHED_FOR: Final = 0.1
"""It is not where a network, if one is asked, takes it to be so likely beside the likeliest one."""

_RULED: Final = 0.9
"""From here on a spelling is what tables or rules give, not a private one."""
_PRIVATE: Final = 0.72
"""From here on it may be a person's own spelling, where the culture is sure."""
_PINYIN: Final = 0.97
"""From here on a spelling is that of the rules itself."""


@dataclass(frozen=True)
class NameReader:
    """Reads one name. `family` and `given` are as written, either empty; `cultures` the likeliest first, one where it is sure."""

    family: str
    given: str
    cultures: tuple[str, ...]

    @property
    def culture(self) -> str:
        """The likeliest culture."""
        return self.cultures[0]

    @property
    def is_sure(self) -> bool:
        """Whether the culture is known."""
        return len(self.cultures) == 1

    @cached_property
    def families(self) -> Sequence[PartReading]:
        """What the family name may be read as in the likeliest culture, best first; empty where nothing is known."""
        return self._part(self.family, family=True)

    @cached_property
    def givens(self) -> Sequence[PartReading]:
        """The same of the given name."""
        return self._part(self.given, family=False)

    def _part(self, written: str, *, family: bool) -> Sequence[PartReading]:
        if not written:
            return ()
        if self.culture == JAPANESE:
            return japanese.family_readings(written) if family else japanese.given_readings(written)
        # Abroad nobody knows how: Cantonese is the commonest guess.
        culture = "zh-HK" if self.culture in ABROAD else self.culture
        return han.readings(written, culture, family=family)

    @cached_property
    def family_letters(self) -> frozenset[str]:
        """Every spelling of the family name in any system of Han names, as plain letters; for a quick look."""
        systems = {system for culture in EVERYWHERE for system, _ in SYSTEMS[culture]}
        return frozenset(letters for system in systems for letters in family_spellings(self.family, system))

    def may_read(self, letters: Sequence[str]) -> bool:
        """Whether words, as plain letters, are worth a closer look: one of them is a spelling of the family name."""
        return self.culture == JAPANESE or not self.family_letters.isdisjoint(letters)

    def reads(self, surface: str) -> bool:
        """Whether English words, in either order, may be the whole name."""
        if not (self.family and self.given):
            return self.reads_part(surface, family=bool(self.family))
        if self.culture == JAPANESE:
            return any(
                self.reads_part(family, family=True) and self.reads_part(given, family=False)
                for family, given in _cuts(surface)
            )
        return self._reads_han(surface)

    def _reads_han(self, surface: str) -> bool:
        words = surface.split()
        if len(words) == 2 and is_western_given_name(words[0]) and self._family_anywhere(words[1]):
            return True
        fits = han.best_culture(self.family + self.given, surface)
        pinyin = any(fit.culture == MANDARIN and fit.score >= _PINYIN for fit in fits)
        for fit in fits:
            if not fit.given_read:
                if is_western_given_name(fit.private[0]):
                    return True
            elif self._allows(fit.culture) and fit.score >= self._enough(fit.culture, pinyin=pinyin):
                return True
        return False

    def _family_anywhere(self, word: str) -> bool:
        """Whether a word is a spelling of the family name in any culture: whoever has an English given name chose it."""
        return any(han.plausibility(self.family, word, one, family=True) >= _RULED for one in EVERYWHERE)

    def _enough(self, culture: str, *, pinyin: bool) -> float:
        """How well a spelling must fit in a culture. Where it is pinyin it is no private spelling of another culture."""
        if culture == MANDARIN or (pinyin and not (culture in _WITH_PINYIN and culture in self.cultures)):
            return _PINYIN
        return self._least

    @property
    def _least(self) -> float:
        return _PRIVATE if self.is_sure and self.culture != MANDARIN else _RULED

    def _allows(self, culture: str) -> bool:
        return culture in self.cultures or (self.culture in ABROAD and culture != MANDARIN)

    def gives(self, spelt: tuple[str, str]) -> bool:
        """Whether both parts are what the likeliest culture reads, with nothing chosen by the bearer."""
        family, given = spelt
        return self.reads_part(family, family=True) and self.reads_part(given, family=False)

    def likelihood(self, spelling: str, *, family: bool) -> float:
        """How likely a reading of a part of a Japanese name is, 0 to 1, however it is spelt; 0 of any other name."""
        written = self.family if family else self.given
        return (
            _shares(written, family=family).get(hepburn.canonical(spelling), 0.0)
            if written and self.culture == JAPANESE
            else 0.0
        )

    def reads_part(self, spelling: str, *, family: bool) -> bool:
        """Whether English words may be the family or the given name alone, in the likeliest culture."""
        written = self.family if family else self.given
        if not written:
            return False
        if self.culture == JAPANESE:
            if possible(written, spelling, family=family) and not is_unlikely(written, spelling, family=family):
                return True
            return not family and len(written) == 1 and _begins(written, spelling)
        cultures = [one for one in EVERYWHERE if one != MANDARIN] if self.culture in ABROAD else [self.culture]
        pinyin = han.plausibility(written, spelling, MANDARIN, family=family) >= _PINYIN
        return any(
            han.plausibility(written, spelling, one, family=family) >= self._enough(one, pinyin=pinyin)
            for one in cultures
        )


@lru_cache(maxsize=1 << 15)
def possible(written: str, spelling: str, *, family: bool) -> float:
    """How well an English word reads a part of a Japanese name, 0 where it is no possible reading of its characters."""
    fits = japanese.plausibility(written, spelling, family=family)
    known = japanese.is_family(written) if family else japanese.is_given(written)
    return fits if fits >= (_POSSIBLE_WHERE_KNOWN if known >= _WELL_KNOWN else _POSSIBLE_WHERE_RARE) else 0.0


def _begins(character: str, spelling: str) -> bool:
    """Whether a given name begins with a reading of its first character: sports pages cut 大野雄大 to 大野雄."""
    if japanese.sounds(spelling)[1] < _NAME:
        return False
    letters = hepburn.canonical(spelling)
    return any(len(start) > 1 and letters.startswith(start) for start in _shares(character, family=False))


def is_unlikely(written: str, spelling: str, *, family: bool) -> bool:
    """Whether a part of a Japanese name is well known to be read otherwise, and hardly ever so."""
    shares = _shares(written, family=family)
    if max(shares.values(), default=0.0) < _SETTLED:
        return False
    if shares.get(hepburn.canonical(spelling), 0.0) >= _HARDLY_EVER:
        return False
    network = neural.consulted()
    return not network or japanese.network_share(written, spelling, family=family, network=network) < _VOUCHED_FOR


@lru_cache(maxsize=16384)
def _shares(written: str, *, family: bool) -> dict[str, float]:
    """The likelihood of each reading of a part by the tables, however it is spelt."""
    shares: dict[str, float] = {}
    for reading in japanese.readings_of_tables(written, family=family):
        key = hepburn.canonical(reading.spelling)
        shares[key] = shares.get(key, 0.0) + reading.likelihood
    return shares


def _cuts(surface: str) -> Iterator[tuple[str, str]]:
    """Family and given name in either order, for each way to cut some words in two."""
    words = surface.split()
    for cut in range(1, len(words)):
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        yield from ((first, second), (second, first))


@lru_cache(maxsize=16384)
def reader(family: str, given: str, cultures: tuple[str, ...]) -> NameReader:
    """The reader of one name, the same each time."""
    return NameReader(family, given, cultures)
