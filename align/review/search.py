"""Where words stand in the open documents, in either text, whatever their case, width and script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from align.review.sheet import Sheet
from align.text.fold import Folded, fold_source, fold_target
from align.text.place import printable

MOST = 1000
"""More places than this are not listed."""
_AROUND = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand; `line` quotes it, ready to be printed."""

    sheet: int
    segment: str
    line: str


def search(sheets: Iterable[Sheet], words: str) -> list[Hit]:
    """The first places of the words, one for each text of a segment."""
    found: list[Hit] = []
    source, target = fold_source(words).text, fold_target(words).text
    for sheet in sheets:
        for segment in sheet.segments:
            for text, wanted, fold in ((segment.target, target, fold_target), (segment.source, source, fold_source)):
                if not text or not wanted:
                    continue
                folded = fold(text)
                at = folded.text.find(wanted)
                if at >= 0:
                    line = f"{segment.place}  {_excerpt(text, folded, at, len(wanted))}"
                    found.append(Hit(sheet.number, segment.key, line))
                    if len(found) == MOST:
                        return found
    return found


def _excerpt(text: str, folded: Folded, at: int, length: int) -> str:
    span = folded.span(at, at + length)
    before = text[max(0, span.start - _AROUND) : span.start]
    after = text[span.end : span.end + _AROUND]
    return printable(" ".join(f"{before}⟦{span.of(text)}⟧{after}".split()))
