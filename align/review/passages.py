"""A segment as it is shown: which words of its two texts are names, which belong together, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from string import ascii_lowercase

from align.model.alignment import Alignment, Link, Relation, Verdict
from align.model.span import Side, Span


class Fate(StrEnum):
    """What became of a mention: rendered rightly, rendered wrongly, by nothing, or standing for nothing in the source."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Mark:
    """A name in one text of a segment. `pair` counts the links of the segment from 0: both sides of one have the same."""

    side: Side
    span: Span
    pair: int
    fate: Fate
    entity: str

    @property
    def letter(self) -> str:
        """The sign of the pair: a to z, then aa and so on."""
        number, letters = self.pair, ""
        while True:
            letters = ascii_lowercase[number % 26] + letters
            number = number // 26 - 1
            if number < 0:
                return letters


def marks_of(alignment: Alignment) -> tuple[Mark, ...]:
    """Every mention of a segment, marked; pairs are lettered in the order of the source, then of the translation."""
    return tuple(mark for pair, link in enumerate(alignment.links) for mark in _marks(link, pair))


def _marks(link: Link, pair: int) -> Iterable[Mark]:
    fate = _fate(link)
    for mention in (link.source, link.target):
        if mention is not None:
            yield Mark(mention.side, mention.span, pair, fate, link.entity)


def _fate(link: Link) -> Fate:
    if link.verdict is Verdict.MISSING:
        return Fate.MISSING
    if link.verdict is Verdict.ADDED:
        return Fate.ADDED
    wrong = any(difference.relation is not Relation.PARTIAL for difference in link.differences)
    return Fate.WRONG if wrong else Fate.RIGHT


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of characters that look alike: `mark` is None for plain text, `focus` says that the cursor is on it.

    `opens` and `closes` say that a mark begins or ends with the run.
    """

    text: str
    mark: Mark | None = None
    focus: bool = False
    opens: bool = False
    closes: bool = False


def stretches(text: str, marks: Sequence[Mark], focus: Span | None) -> list[Stretch]:
    """A text cut where marks and focus begin and end, in order; together the runs are the text.

    Where marks overlap, the first counts.
    """
    free: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        if mark.span.end > mark.span.start and (not free or mark.span.start >= free[-1].span.end):
            free.append(mark)
    cuts = {0, len(text), *(cut for mark in free for cut in (mark.span.start, mark.span.end))}
    if focus is not None:
        cuts |= {focus.start, focus.end}
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    found: list[Stretch] = []
    at = 0
    for start, end in pairwise(edges):
        while at < len(free) and free[at].span.end <= start:
            at += 1
        here = free[at] if at < len(free) and free[at].span.start <= start else None
        focused = focus is not None and focus.start <= start and end <= focus.end
        opens, closes = here is not None and here.span.start == start, here is not None and here.span.end == end
        found.append(Stretch(text[start:end], here, focused, opens, closes))
    return found
