"""What single Han characters are read in each language: the door to `han_readings.txt`.

A character that the table lacks is looked up in its folded form (see `align.text.fold`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from align.names.readings.table import Table
from align.names.romanise import pinyin
from align.text.fold import fold_source

_PATH: Final = Path(__file__).with_name("han_readings.txt")
_TABLE: Final = Table(_PATH)


@dataclass(frozen=True, slots=True)
class CharacterReadings:
    """The readings of one character, the likeliest first; a language in which it has none has an empty tuple.

    `mandarin` holds toneless pinyin in use today with the count in running text of each (0 where it was not met);
    `cantonese` is Jyutping without tones, `korean` Hangul without the initial-sound rule, `vietnamese` small letters with
    diacritics, `hokkien` Tâi-lô without tones.
    """

    mandarin: tuple[tuple[str, int], ...] = ()
    cantonese: tuple[str, ...] = ()
    korean: tuple[str, ...] = ()
    vietnamese: tuple[str, ...] = ()
    hokkien: tuple[str, ...] = ()


_NONE: Final = CharacterReadings()


@lru_cache(maxsize=16384)
def of(char: str) -> CharacterReadings:
    """The readings of one Han character; all empty for what is none."""
    if len(char) != 1 or char < "\u2e80":
        return _NONE
    row = _TABLE.get(char) or _TABLE.get(fold_source(char).text)
    if row is None:
        return _NONE
    mandarin, *others = row.split("\t")
    counted = (reading.partition(":") for reading in mandarin.split())
    return CharacterReadings(
        tuple((reading, int(count or 0)) for reading, _, count in counted),
        *(tuple(cell.split()) for cell in others),
    )


def in_use(char: str) -> int:
    """How often a character stands in two million characters of running text; 0 where it was not met."""
    return sum(count for _, count in of(char).mandarin)


_COLUMNS: Final = ("mandarin", "cantonese", "korean", "vietnamese", "hokkien")


def inventory(language: str) -> frozenset[str]:
    """Every syllable that the table has in a language, which is the name of a field of `CharacterReadings`."""
    return _inventories()[_COLUMNS.index(language)]


@cache
def _inventories() -> tuple[frozenset[str], ...]:
    rows = [line.split("\t") for line in _PATH.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    mandarin, *others = (set(" ".join(column).split()) for column in list(zip(*rows, strict=True))[1:])
    return frozenset(one.partition(":")[0] for one in mandarin), *map(frozenset, others)


@cache
def _in_names() -> Mapping[str, Mapping[str, int]]:
    """How polyphones are read in given names, where running text says otherwise: each reading in hundredths."""
    lines = Path(__file__).with_name("polyphones.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {
        char: {reading: int(share) for reading, _, share in (cell.partition(":") for cell in cells.split())}
        for chars, _, cells in rows
        for char in chars
    }


_OLD: Final = 0.003
"""The share of a reading that only dictionaries of older language have."""


@lru_cache(maxsize=16384)
def mandarin(char: str) -> tuple[tuple[str, float], ...]:
    """Every Mandarin reading of a character in a given name with its share, the likeliest first; the shares make 1.

    Readings in use today weigh by their counts in running text, the first of a dictionary more; those that no dictionary
    of today has are kept with hardly any weight.
    """
    listed = pinyin.readings(char)
    if not listed:
        return ()
    named = _in_names().get(char)
    current = dict(of(char).mandarin)
    weights: dict[str, float] = {}
    total = sum(current.values()) + 10 * len(current)
    for place, reading in enumerate(dict.fromkeys((*listed, *current))):
        if named is not None:
            weights[reading] = max(named.get(reading, 0) / 100, _OLD)
        elif reading in current:
            weights[reading] = (current[reading] + 10) / total + (0.5 if place == 0 else 0.02)
        else:
            weights[reading] = _OLD if current else 0.5**place
    whole = sum(weights.values())
    return tuple(sorted(((one, weight / whole) for one, weight in weights.items()), key=lambda pair: -pair[1]))
