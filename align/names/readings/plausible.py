"""How well English words read a name in Han characters, and whose customs they follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from align.names.readings.families import splits
from align.names.readings.fit import best_cut, pieces, ruled_cut, together
from align.names.readings.likeness import likeness
from align.names.readings.model import Split
from align.names.readings.spelling import CULTURES, PINYIN, SYSTEMS, family_spellings
from align.names.surnames import WADE_GILES

LONGEST_WRITTEN: Final = 80
"""English words of more characters are no name."""
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


@lru_cache(maxsize=65536)
def plausibility(part: str, written: str, culture: str, *, family: bool) -> float:
    """How well English words read a part of a name in a culture, 0 to 1; hyphens, case and diacritics do not count.

    1 for a spelling that the tables or rules give, less for rarer readings and the more a private spelling departs from
    them in sound, 0 where it is unlike. A family name in plain pinyin is half a stranger outside China and Taiwan.
    """
    words = pieces(written) if len(written) <= LONGEST_WRITTEN else ()
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
    words = written.split() if len(written) <= LONGEST_WRITTEN else []
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
