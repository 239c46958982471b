"""Vietnamese names: Sino-Vietnamese syllables, written apart, with their diacritics or without them."""

from __future__ import annotations

from functools import lru_cache

from align.names.readings import characters
from align.text.words import plain_letters


@lru_cache(maxsize=16384)
def readings(char: str) -> tuple[str, ...]:
    """The readings of one character with diacritics, in small letters, the usual one first: `phú`, `trọng`."""
    return characters.of(char).vietnamese


@lru_cache(maxsize=4096)
def spellings(syllable: str) -> tuple[str, ...]:
    """The syllable in plain letters; a final i and y stand for each other (Lý and Lí, Quý and Quí)."""
    plain = plain_letters(syllable)
    if not plain or plain[-1] not in "iy":
        return (plain,) if plain else ()
    return (plain, plain[:-1] + ("y" if plain[-1] == "i" else "i"))
