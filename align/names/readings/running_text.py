"""Which stretches of a Chinese text read as these English words: names found from the English side.

The characters of a text are indexed once by every syllable that they may be spelt with, in every culture. A run of English
words then asks for the places where its first letters may begin and is followed from there, character by character.
Only spellings that a table or rule gives count here: a private spelling is no ground to look for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from align.names import surnames
from align.names.readings import han
from align.names.readings.fit import pieces
from align.names.readings.spelling import CULTURES, PINYIN, SYSTEMS, family_spellings, spellings
from align.names.romanise import pinyin
from align.text.fold import fold_source

_BITS: Final = MappingProxyType({culture: 1 << place for place, culture in enumerate(CULTURES)})
_LONGEST_SYLLABLE: Final = 7
_FEWEST, _MOST = 2, 4
_LONGEST_NAME: Final = 6
_GOOD_ENOUGH: Final = 0.9
"""The weight from which a spelling of a character counts."""


class ReadSpan(NamedTuple):
    """A stretch `text[start:end]` that reads as English words in a culture; `score` is 0 to 1 (see `han.plausibility`).

    `order` is the order of the English words, `family-first` or `given-first`.
    """

    start: int
    end: int
    culture: str
    score: float
    order: str


@lru_cache(maxsize=16384)
def _given(char: str) -> Mapping[str, int]:
    """The cultures, as bits, in which a character has each spelling."""
    found: dict[str, int] = {}
    for culture, bit in _BITS.items():
        for system, share in SYSTEMS[culture]:
            for initial in (False, True) if culture == "ko" else (False,):
                for form, weight in spellings(char, system, initial=initial).items():
                    if weight * share >= _GOOD_ENOUGH:
                        found[form] = found.get(form, 0) | bit
    return found


@lru_cache(maxsize=16384)
def _in_pinyin(char: str) -> Mapping[str, int]:
    """The pinyin of a character, as bits of China."""
    return {form: _BITS["zh-CN"] for form, weight in spellings(char, PINYIN).items() if weight >= _GOOD_ENOUGH}


@lru_cache(maxsize=16384)
def _family(name: str) -> Mapping[str, int]:
    """The same for a family name; empty for what is none."""
    found: dict[str, int] = {}
    for culture, bit in _BITS.items() if han.is_surname(name) else ():
        if not han.is_surname(name, culture):
            continue
        for system, share in SYSTEMS[culture]:
            for form, weight in family_spellings(name, system).items():
                if weight * share >= _GOOD_ENOUGH:
                    found[form] = found.get(form, 0) | bit
    return found


class SyllableIndex:
    """A text and the family names that may begin in it; made once, asked for many English runs."""

    __slots__ = ("_families", "_text", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        folded = fold_source(text) if "々" in text else None
        # Characters are read as they are written, since folding merges some; 々 is written out where places stay the same.
        self._text = text if folded is None or folded.starts is not None else folded.text
        self._families: list[tuple[int, int, Mapping[str, int]]] = []
        for at, char in enumerate(self._text):
            if char >= "\u2e80":
                for name in (char, self._text[at : at + 2]) if at + 1 < len(text) else (char,):
                    known = _family(name) if len(name) == 1 or surnames.place(name) is not None else None
                    if known:
                        self._families.append((at, at + len(name), known))

    def spans_read_as(self, words: Sequence[str]) -> list[ReadSpan]:
        """The stretches of two to four characters that these English words read, family or given name first.

        A stretch is there once for each culture that reads it so, the best score first, then in the order of the text.
        """
        parts = [pieces(word) for word in words]
        if len(words) < _FEWEST or sum(map(len, parts)) > _MOST:
            return []
        found: dict[tuple[int, int, int], ReadSpan] = {}
        for family, given, order in _orders(parts):
            spelt = "".join(family)
            for start, middle, known in self._families:
                cultures = known.get(spelt, 0)
                if not cultures:
                    continue
                for end, both in self._follow(middle, given, cultures, _MOST - (middle - start), _given):
                    for span in self._spans(start, middle, end, both, family, given, order):
                        found.setdefault((span.start, span.end, _BITS[span.culture]), span)
        return sorted(found.values(), key=lambda span: (-span.score, span.start))

    def stretches_in_pinyin(self, words: Sequence[str]) -> list[ReadSpan]:
        """The stretches that these words spell in pinyin, whosever name it is and whatever it begins with.

        So the Mandarin reading of a Japanese name is found (Gaoshi Zaomiao for 高市早苗). The words stand in the order of
        the characters, or with the last one moved to the front. Empty for words that are no pinyin.
        """
        spelt = [piece for word in words for piece in pieces(word)]
        if not spelt or not all(map(pinyin.segmentations, spelt)):
            return []
        bit = _BITS["zh-CN"]
        orders = [(tuple(spelt), "family-first"), ((spelt[-1], *spelt[:-1]), "given-first")]
        return [
            ReadSpan(at, end, "zh-CN", 1.0, order)
            for turned, order in (orders if len(spelt) > 1 else orders[:1])
            for at, char in enumerate(self._text)
            if any(map(turned[0].startswith, _in_pinyin(char)))
            for end, _ in self._follow(at, turned, bit, _LONGEST_NAME, _in_pinyin)
        ]

    def _follow(
        self,
        at: int,
        given: tuple[str, ...],
        cultures: int,
        most: int,
        readings: Callable[[str], Mapping[str, int]],
    ) -> Iterator[tuple[int, int]]:
        """Where words that begin at a character may end, with the cultures that read them so.

        `readings` gives the spellings of a character, each with its cultures.
        """
        states = [(at, 0, 0, cultures)]
        while states:
            place, piece, letter, left = states.pop()
            if piece == len(given):
                yield place, left
                continue
            if place - at >= most or place >= len(self._text) or self._text[place] < "\u2e80":
                continue
            known = readings(self._text[place])
            rest = given[piece]
            for end in range(letter + 1, min(len(rest), letter + _LONGEST_SYLLABLE) + 1):
                both = known.get(rest[letter:end], 0) & left
                if both:
                    states.append(
                        (place + 1, piece + 1, 0, both) if end == len(rest) else (place + 1, piece, end, both)
                    )

    def _spans(
        self,
        start: int,
        middle: int,
        end: int,
        cultures: int,
        family: tuple[str, ...],
        given: tuple[str, ...],
        order: str,
    ) -> Iterator[ReadSpan]:
        for culture, bit in _BITS.items():
            if cultures & bit:
                first = han.plausibility(self._text[start:middle], " ".join(family), culture, family=True)
                second = han.plausibility(self._text[middle:end], " ".join(given), culture, family=False)
                yield ReadSpan(start, end, culture, 0.4 * first + 0.6 * second, order)


def _orders(parts: Sequence[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """The ways to take words as family and given name: the first one or two words are the family name, or the last."""
    for length in (1, 2):
        if len(parts) > length:
            yield _joined(parts[:length]), _joined(parts[length:]), "family-first"
    for length in (1, 2):
        if len(parts) > length:
            yield _joined(parts[-length:]), _joined(parts[:-length]), "given-first"


def _joined(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(piece for part in parts for piece in part)


def spans_read_as(text: str, words: Sequence[str]) -> list[ReadSpan]:
    """The stretches of a text that these English words read; see `SyllableIndex`, which serves many runs."""
    return _index(text).spans_read_as(words)


@lru_cache(maxsize=64)
def _index(text: str) -> SyllableIndex:
    return SyllableIndex(text)
