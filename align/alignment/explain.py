"""Whether an English name is accounted for by Han characters that no glossary knows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from align.model.span import Span
from align.names.romanise import pinyin
from align.text.fold import fold_source
from align.text.scripts import is_han

_FEWEST, _MOST = 2, 4


def explained_by(letters: Sequence[str], source: str, taken: Sequence[Span]) -> bool:
    """Whether words (as plain letters) are the Mandarin reading of two to four neighbouring characters outside `taken`."""
    if not letters:
        return False
    folded = fold_source(source)
    orders = {"".join(letters), "".join([*letters[1:], letters[0]]), "".join([letters[-1], *letters[:-1]])}
    free = [_is_free(ch, folded.span(at, at + 1), taken) for at, ch in enumerate(folded.text)]
    return any(_reads(folded.text, free, at, wanted, 0) for at in range(len(free)) if free[at] for wanted in orders)


def _is_free(ch: str, span: Span, taken: Sequence[Span]) -> bool:
    return is_han(ch) and not any(span.overlaps(other) for other in taken)


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
