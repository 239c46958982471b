"""Names of people in Chinese text as a tagger sees them.

A tagger (jieba's, by way of rjieba) knows words and guesses names, but cuts many of them: 王|吉祥, 孙健|淇, and takes in what
follows: 蔡梦是. So a family name with what the tagger leaves right behind it is put together again, up to three characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from align.names.readings import han
from align.text.scripts import is_han

if TYPE_CHECKING:
    from rjieba import Jieba

_LEAST_SURNAME: Final = 0.05
_LONGEST: Final = 3
# What the tagger takes for the end of a name, and what is none.
_AFTER: Final = frozenset("是饰到及和与在说称对将为也就向被把等的了从以让由给又还则于")
_GOES_ON: Final = ("nr", "x", "g", "ng", "n", "nz", "a", "ns", "v", "vn", "j", "b", "t", "z")
_LOOSE: Final = frozenset("家人们上下中里内外前后边方会员长时年月日号第个位名")


@dataclass(frozen=True, slots=True)
class TaggedName:
    """A stretch of a text that a tagger takes for a name; `whole` tells that it does so for all of it at once."""

    start: int
    end: int
    whole: bool


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    text: str
    tag: str


def tagged_names(text: str) -> Iterator[TaggedName]:
    """The names in a text of simplified characters, in its order, not overlapping."""
    words = _words(text)
    done = 0
    for index, word in enumerate(words):
        if word.start < done:
            continue
        name = _name(words, index)
        if name:
            done = name.end
            yield name


def _name(words: list[_Word], index: int) -> TaggedName | None:
    word = words[index]
    text = word.text
    if han.is_surname(text[0]) < _LEAST_SURNAME or not all(map(is_han, text)):
        return None
    following = words[index + 1] if index + 1 < len(words) else None
    if word.tag.startswith("nr") and 1 < len(text) <= _LONGEST:
        if len(text) == _LONGEST and text[-1] in _AFTER:
            return TaggedName(word.start, word.start + 2, whole=True)
        if len(text) == 2 and following and _may_end_a_name(following, 1):
            return TaggedName(word.start, word.start + 3, whole=False)
        return TaggedName(word.start, word.start + len(text), whole=True)
    if len(text) == 1 and following and _may_end_a_name(following, 2) and _is_name(word, following):
        return TaggedName(word.start, word.start + 1 + len(following.text), whole=False)
    return None


def _is_name(*words: _Word) -> bool:
    """Whether the tagger takes one of the words for a name."""
    return any(word.tag.startswith("nr") for word in words)


def _may_end_a_name(word: _Word, longest: int) -> bool:
    """Whether a word can be what the tagger left of a given name."""
    if not 0 < len(word.text) <= longest or not all(map(is_han, word.text)):
        return False
    if len(word.text) == 1 and (word.text in _AFTER or word.text in _LOOSE):
        return False
    return word.tag.startswith(_GOES_ON) and not (len(word.text) == 1 and word.tag in ("v", "n", "t"))


def _words(text: str) -> list[_Word]:
    found, at = [], 0
    for word, tag in _tagger().tag(text):
        found.append(_Word(at, word, tag))
        at += len(word)
    return found


@cache
def _tagger() -> Jieba:
    from rjieba import Jieba

    return Jieba()
