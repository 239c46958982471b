"""What a given name means as a word: how a translation that takes the name for a word renders it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from align.text.fold import fold_source
from align.text.words import plain_letters


def means(han: str, english: str) -> bool:
    """Whether English words are a translation of the characters, not a reading of them: `Justice` for 正義."""
    words = _words_for(han)
    return bool(words) and plain_letters(english) in words


@lru_cache(maxsize=8192)
def _words_for(han: str) -> frozenset[str]:
    return _meanings().get(fold_source(han).text, frozenset())


@cache
def _meanings() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in Path(__file__).with_name("meanings.tsv").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            han, english = line.split("\t")
            table.setdefault(fold_source(han).text, set()).update(map(plain_letters, english.split("|")))
    return {han: frozenset(words) for han, words in table.items()}
