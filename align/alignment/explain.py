"""Whether an English name is accounted for by Han characters that no glossary knows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from align.model.span import Span
from align.names.romanise import pinyin
from align.text.fold import fold_source
from align.text.scripts import is_han

_FEWEST, _MOST = 2, 4
_LONGEST_READING = 6
"""Letters in the longest syllable of Mandarin, as in `zhuang`."""


def explained_by(letters: Sequence[str], source: str, taken: Sequence[Span]) -> bool:
    """Whether words (as plain letters) are the Mandarin reading of two to four neighbouring characters outside `taken`."""
    if not letters:
        return False
    orders = {"".join(letters), "".join([*letters[1:], letters[0]]), "".join([letters[-1], *letters[:-1]])}
    text, free, begins = _searchable(source, tuple(taken))
    return any(
        _reads(text, free, at, wanted, 0)
        for wanted in orders
        for size in range(1, min(len(wanted), _LONGEST_READING) + 1)
        for at in begins.get(wanted[:size], ())
    )


@lru_cache(maxsize=4)
def _searchable(source: str, taken: tuple[Span, ...]) -> tuple[str, list[bool], dict[str, list[int]]]:
    """A source folded, which of its characters may be read, and where each reading begins.

    The same source is asked for one rendering after another; to look through all of it for each would take a time that
    grows with the square of its length.
    """
    folded = fold_source(source)
    is_taken = bytearray(len(source) + 1)
    for span in taken:
        is_taken[span.start : span.end] = b"\1" * len(span)
    free = []
    begins: dict[str, list[int]] = {}
    for at, ch in enumerate(folded.text):
        span = folded.span(at, at + 1)
        free.append(is_han(ch) and not any(is_taken[span.start : span.end]))
        if free[at]:
            for reading in _readings(ch):
                begins.setdefault(reading, []).append(at)
    return folded.text, free, begins


def _reads(text: str, free: Sequence[bool], at: int, wanted: str, used: int) -> bool:
    if not wanted:
        return used >= _FEWEST
    if used == _MOST or at >= len(text) or not free[at]:
        return False
    return any(
        wanted.startswith(reading) and _reads(text, free, at + 1, wanted[len(reading) :], used + 1)
        for reading in _readings(text[at])
    )


@lru_cache(maxsize=16384)
def _readings(ch: str) -> frozenset[str]:
    readings = pinyin.readings(ch)
    return frozenset(form for reading in readings for form in (reading, reading.replace("v", "u")))
