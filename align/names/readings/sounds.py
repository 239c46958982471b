"""How well Latin letters sound like a transcription in Han characters or katakana.

A transcription is a row of symbols: Mandarin syllables (each with the character that writes it) or katakana morae. Each
symbol stands for a few letters of the name, or for none: 特朗普 is t·rum·p, トランプ is t·ra·m·p. A table says how likely
each symbol is to stand for which letters, inside a name and at its end; `scripts/build_foreign_sounds.py` learns it from
dictionaries. Costs are hundredths of a natural logarithm, so small means likely.

The measure of a pair is how much likelier its letters are as that transcription than as any name at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import exp
from pathlib import Path
from typing import Final

from align.names.readings.table import Table
from align.names.romanise import pinyin
from align.text.fold import fold_target

LONGEST: Final = 5
"""The most letters that one symbol stands for."""
END: Final = "$"
"""Follows the key of a symbol that ends a name."""
MOST_LETTERS: Final = 48
"""A name of more letters, or of more symbols, is none."""
SILENT: Final = "-"
"""Stands in the table for no letters."""
PART: Final = "+"
"""Follows the key of an initial of Mandarin and stands before that of a final."""
COMPOSED: Final = 250
"""What letters that a syllable was not met with cost more than those of its initial and its final."""
IMPOSSIBLE: Final = 1 << 30

CALIBRATION: Final = ("%han", "%katakana")
"""The rows of the table that turn the measure into a score, for each kind of transcription."""

_TABLE: Final = Table(Path(__file__).with_name("foreign_sounds.tsv"))
_NOT_LETTERS: Final = re.compile("[^a-z]+")
_INITIAL: Final = re.compile("[zcs]h|[bpmfdtnlgkhjqxrzcsyw]")
_ONSET: Final = re.compile("(?:[^aeiouy]|y(?=[aeiou]))*")
_MORA: Final = re.compile("[ァ-ヺ][ャュョァィゥェォヮ]?[ーッ]*")
_SMALL: Final = frozenset("ァィゥェォャュョヮッー")
UNLISTED: Final = (1100, 1100, 1400, 1750, 2100, 2500)
"""What a symbol costs for letters that the table does not list for it, by the number of letters."""
_BEGINS: Final = 520  # the most that a symbol costs for letters that a name may begin with


def letters(text: str) -> str:
    """The letters a to z of a text, without case, diacritics and signs (O'Brien: `obrien`)."""
    folded = text.lower() if text.isascii() else fold_target(text).text
    return folded if folded.isascii() and folded.isalpha() else _NOT_LETTERS.sub("", folded)


def is_katakana(text: str) -> bool:
    """Whether a text is written in katakana alone."""
    return bool(text) and all("ァ" <= char <= "ー" and char != "・" for char in text)


def symbols(source: str) -> tuple[str, ...]:
    """The symbols of a folded text: its katakana morae, each with ー and ッ after it, or its characters."""
    return tuple(_MORA.findall(source)) if is_katakana(source) else tuple(source)


@dataclass(frozen=True, slots=True)
class Sound:
    """What one symbol may stand for: costs by letters, inside a name and at its end.

    `composed` has letters that the symbol was not met with, by what its initial and its final stand for elsewhere.
    """

    inside: dict[str, int]
    at_end: dict[str, int]
    composed: dict[str, int]
    beginnings: frozenset[str]
    """The letters with which a name may begin that begins with this symbol."""


@lru_cache(maxsize=4096)
def sound(symbol: str) -> Sound | None:
    """What a symbol stands for; None for what no transcription has."""
    for key in _keys(symbol):
        inside, at_end = _TABLE.get(key), _TABLE.get(key + END)
        if inside is not None:
            row = _costs(inside)
            beginnings = frozenset(text[0] for text, price in row.items() if text and price < _BEGINS)
            composed = {} if is_katakana(symbol) else _composed(pinyin.readings(symbol)[:1])
            return Sound(row, _costs(at_end) if at_end is not None else row, composed, beginnings)
    return None


@lru_cache(maxsize=1024)
def _composed(syllables: tuple[str, ...]) -> dict[str, int]:
    """What a syllable may stand for by what its initial and its final stand for elsewhere."""
    found: dict[str, int] = {}
    for syllable in syllables:
        initial, final = initial_and_final(syllable)
        ends = _costs(_TABLE.get(PART + final) or "")
        for onset, price in _costs(_TABLE.get(initial + PART) or "").items():
            for rime, more in ends.items():
                total = price + more + COMPOSED
                if len(onset + rime) <= LONGEST and total < UNLISTED[len(onset + rime)]:
                    found[onset + rime] = total
    return found


def initial_and_final(syllable: str) -> tuple[str, str]:
    """The consonant that a Mandarin syllable begins with, empty for none, and the rest (`zhang`: zh, ang)."""
    initial = _INITIAL.match(syllable)
    end = initial.end() if initial else 0
    return syllable[:end], syllable[end:]


def onset_and_rime(text: str) -> tuple[str, str]:
    """The consonants before the first vowel of a row of letters, and the rest (`light`: l, ight)."""
    onset = _ONSET.match(text)
    end = onset.end() if onset else 0
    return text[:end], text[end:]


def _keys(symbol: str) -> tuple[str, ...]:
    """Where the table may tell of a symbol, the nearest first."""
    if "ァ" <= symbol[:1] <= "ー":
        return (symbol, symbol[:1] + symbol[1:].rstrip("ーッ"), symbol[:1])
    return (symbol, *pinyin.readings(symbol)[:1])


def _costs(row: str) -> dict[str, int]:
    fields = row.split(" ")
    return {"" if text == SILENT else text: int(cost) for text, cost in zip(fields[::2], fields[1::2], strict=True)}


@lru_cache(maxsize=64)
def _next_letters(letter: str) -> dict[str, int]:
    return _costs(_TABLE.get(letter.upper()) or "")


@lru_cache(maxsize=16384)
def letters_costs(word: str) -> tuple[int, ...]:
    """The costs of the beginnings of a row of letters as any name at all, by their length; the last has the end as well."""
    steps = [_next_letters(before)[after] for before, after in zip("^" + word, word + END, strict=True)]
    costs = (0, *accumulate(steps))
    return costs[:-2] + costs[-1:]


def cost(source: Sequence[str], word: str) -> int:
    """The cost of letters as a transcription; `IMPOSSIBLE` where a symbol belongs to none or the lengths cannot fit."""
    sounds = [sound(symbol) for symbol in source]
    if not word or len(word) > LONGEST * len(sounds):
        return IMPOSSIBLE
    size = len(word)
    reached = {0: 0}
    last = len(sounds) - 1
    for at, each in enumerate(sounds):
        if each is None:
            return IMPOSSIBLE
        row = each.at_end if at == last else each.inside
        ahead: dict[int, int] = {}
        # What the symbols that are left cannot take any more need not be followed.
        least = size - LONGEST * (last - at)
        for start, so_far in reached.items():
            for end in range(max(start, least), min(start + LONGEST, size) + 1):
                piece = word[start:end]
                price = row.get(piece)
                if price is None:
                    price = each.composed.get(piece, UNLISTED[end - start])
                total = so_far + price
                if total < ahead.get(end, IMPOSSIBLE):
                    ahead[end] = total
        reached = ahead
    return reached.get(size, IMPOSSIBLE)


def features(source: Sequence[str], word: str) -> tuple[float, float, float, float]:
    """What the score of a pair rests on: its measure, the same for each symbol, the number of symbols, and 1."""
    return _features((letters_costs(word)[-1] - cost(source, word)) / 100, len(source))


def _features(measure: float, length: int) -> tuple[float, float, float, float]:
    limited = max(-60.0, min(60.0, measure))
    return limited, limited / length, float(length), 1.0


@lru_cache(maxsize=2)
def _calibration(katakana: bool) -> tuple[float, ...]:
    return tuple(float(value) for value in (_TABLE.get(CALIBRATION[katakana]) or "").split(" "))


def score_of(measure: float, length: int, katakana: bool) -> float:
    """The score of a measure (natural logarithms) of so many symbols."""
    weighed = zip(_calibration(katakana), _features(measure, length), strict=True)
    return 1 / (1 + exp(-sum(weight * each for weight, each in weighed)))


@lru_cache(maxsize=65536)
def score(source: tuple[str, ...], word: str) -> float:
    """How likely letters are the spelling of a transcription, 0 to 1, where half of all pairs are right."""
    if not source or not word or len(source) > MOST_LETTERS or len(word) > MOST_LETTERS:
        return 0.0
    return score_of(features(source, word)[0], len(source), "ァ" <= source[0][0] <= "ー")
