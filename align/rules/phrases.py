"""English cut for comparing terms and offices: words that are the same however they are spelt come out the same.

Case, diacritics, possessive endings, hyphens and dots (`U.S.`) are set aside, and so are British and American spelling:
Defence and Defense, Labour and Labor, Organisation and Organization.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from align.text.words import plain_letters

ARTICLES: Final = frozenset({"the", "a", "an"})

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ][sS]$")
_AMERICAN = (
    (re.compile(r"is(e[ds]?|ing|ations?|ational|er|ers)$"), r"iz\1"),
    (re.compile(r"^(def|off|pret)ence"), r"\1ense"),
    (re.compile(r"^(lab|hon|harb|neighb|col|fav)our"), r"\1or"),
    (re.compile(r"^(cent|theat)re(?=s?$)"), r"\1er"),
    (re.compile(r"^programme"), "program"),
    (re.compile(r"^councill"), "council"),
    (re.compile(r"^counsell"), "counsel"),
)
_SHORTEST_ENDING: Final = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a text. `gap` is what stands between the one before and this one; `key` is what it is compared
    by. Of Japan's the key is `japan`, and `possessive` is true."""

    start: int
    end: int
    text: str
    gap: str
    key: str
    possessive: bool

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and numbers of `text[start:end]` in order, with their places in the whole."""
    found = []
    last = start
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        surface = match.group()
        possessive = _POSSESSIVE.search(surface)
        if possessive:
            surface = surface[: possessive.start()]
        at = match.start()
        found.append(Token(at, at + len(surface), surface, text[last:at], key_of(surface), possessive is not None))
        last = match.end()
    return found


@lru_cache(maxsize=1 << 14)
def key_of(word: str) -> str:
    """What a word is compared by: small letters and digits in American spelling."""
    key = word.lower() if word.isascii() and word.isalnum() else _plain(word)
    if len(key) > _SHORTEST_ENDING:
        for british, american in _AMERICAN:
            key = british.sub(american, key)
    return key


def _plain(word: str) -> str:
    """Small letters without dots and diacritics; digits stay."""
    return plain_letters(word) if not any(ch.isdigit() for ch in word) else "".join(filter(str.isalnum, word.lower()))


def singular(key: str) -> str:
    """A key without the ending of a plural: `partie` and `party` come out the same, as do `affairs` and `affair`."""
    if len(key) < _SHORTEST_ENDING or not key.endswith("s") or key.endswith(("ss", "us", "is", "news", "series")):
        return key
    return f"{key[:-3]}y" if key.endswith("ies") else key[:-1]
