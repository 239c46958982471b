"""Capitalised English words that are nobody's name, words that may be, and given names of European languages.

English capitalises the first word of a sentence, places, peoples, organisations and whole headlines. `Minister`,
`Japanese` and `However` are never part of an East Asian name, `Sun`, `He` and `Park` may be, and of Miyazaki only what
stands beside it tells whether it is a place. The word lists are data, each explained at its top, and read when first
used; no word is in two of the lists of ordinary words, ambiguous words, and places that are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

_OPENERS: Final = "an are can do go he lie long low man men mine no ran sang see she so soon sung to won you young"
_PREFIXES: Final = (
    "all anti co ex half inter mid mini multi non one over post pre pro re self semi six sub ten two un vice"
)
_SHORTEST_STEM: Final = 3


@lru_cache(maxsize=1 << 15)
def is_ordinary_capitalised(word: str) -> bool:
    """Whether a word that begins with a capital is so in any text without being a person's name: `Ministry`, `Tokyo`.

    Inflected forms count (`Vows`, `Ministries`), as do compounds of such words (`Asia-Pacific`, `Beijing-based`), and
    acronyms where all letters are capitals (`UN`, not `Un`). A word that `is_ambiguous` or `is_place_and_surname` is
    none.
    """
    if word in _acronyms():
        return True
    small = _plain(word)
    if small in _ambiguous() or small in _places():
        return False
    if small in _ordinary():
        return True
    if "-" in small:
        return _is_compound(re.split("[-‐‑]", word))
    return small not in _given_names() and any(_is_word(stem) for stem in _stems(small))


def is_ambiguous(word: str) -> bool:
    """Whether a word is English and an East Asian name, or a name carried there, alike: `Long`, `Sun`, `Grace`."""
    return _plain(word) in _ambiguous() and word not in _acronyms()


def begins_sentences(word: str) -> bool:
    """Whether an ambiguous word is so common that it is hardly ever a name where it begins a sentence: `He`, `So`."""
    return _plain(word) in _openers()


def is_place_and_surname(word: str) -> bool:
    """Whether a place or a firm has the name of many people: `Miyazaki`, `Chiba`, `Honda`."""
    return _plain(word) in _places()


def is_western_given_name(word: str) -> bool:
    """Whether a word is a common given name of a European language, as many people of Hong Kong carry one: `Carrie`."""
    return _plain(word) in _given_names()


def phrase_length(words: Sequence[str], at: int) -> int:
    """How many words, from `at` on, are a fixed name that is nobody's (`Hong Kong`, `Tsim Sha Tsui`); 0 for none."""
    if not 0 <= at < len(words):
        return 0
    for phrase in _phrases().get(_plain(words[at]), ()):
        if tuple(map(_plain, words[at : at + len(phrase)])) == phrase:
            return len(phrase)
    return 0


def _plain(word: str) -> str:
    """In small letters, with plain hyphens and without a possessive ending."""
    small = word.lower()
    if small.isalpha():
        return small
    small = small.replace("’", "'").replace("‐", "-").replace("‑", "-")
    return small.removesuffix("'s").removesuffix("'")


def _is_compound(pieces: Sequence[str]) -> bool:
    """Whether a hyphenated word is made of ordinary ones: Pro-Beijing and Tokyo-based, but not May-ling or Jae-in."""
    first, *others = pieces
    begins = first.lower() in _prefixes() or (len(first) > _SHORTEST_STEM and is_ordinary_capitalised(first))
    return begins and all(other[:1].islower() or is_ordinary_capitalised(other) for other in others)


def _is_word(stem: str) -> bool:
    return stem in _ordinary() or stem in _ambiguous()


def _stems(small: str) -> Iterator[str]:
    """What a word may be an inflected form of."""
    for ending, others in _ENDINGS.items():
        stem = small.removesuffix(ending)
        if stem == small or len(stem) < _SHORTEST_STEM:
            continue
        if ending == "ing" and _LIKE_PINYIN.fullmatch(small):
            continue
        yield from (stem + other for other in others)
        if ending in ("ed", "ing") and stem[-1] == stem[-2]:
            yield stem[:-1]


_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "ies": ("y",),
    "es": ("",),
    "s": ("",),
    "ied": ("y",),
    "ed": ("", "e"),
    "ing": ("", "e"),
    "ily": ("y",),
    "ly": ("",),
    "ness": ("",),
}

# Given names like Yaping, Shuting and Liming are no forms of yap, shut and lime. English words of that shape (Waiting,
# Funding) are in the list one by one.
_LIKE_PINYIN: Final = re.compile("(?:[zcs]h|[bcdfghj-np-tw-z])?[aeiou]{1,3}(?:ng?)?[bdjlmnpqtxy]ing")


def _words(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(word.lower() for word in _words("capitalised_words.txt") if len(word) == 1 or not word.isupper())


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(word for word in _words("capitalised_words.txt") if len(word) > 1 and word.isupper())


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(map(str.lower, _words("ambiguous_words.txt")))


@cache
def _places() -> frozenset[str]:
    return frozenset(map(str.lower, _words("places_and_surnames.txt")))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(map(str.lower, _words("given_names.txt")))


@cache
def _openers() -> frozenset[str]:
    return frozenset(_OPENERS.split())


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(_PREFIXES.split())


@cache
def _phrases() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first word, the longest first, in small letters."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for phrase in _words("capitalised_phrases.txt"):
        pieces = tuple(phrase.lower().split(" "))
        found.setdefault(pieces[0], set()).add(pieces)
    return {first: tuple(sorted(phrases, key=lambda one: (-len(one), one))) for first, phrases in found.items()}
