"""Which proposals stand: the best first, each mention and each stretch of the translation once.

This knows no language; it sees scores and spans.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Protocol, TypeVar

from align.model.span import Span


class Scored(Protocol):
    """Something that claims a stretch of text for a mention."""

    @property
    def mention(self) -> int: ...

    @property
    def span(self) -> Span: ...

    @property
    def score(self) -> float: ...


S = TypeVar("S", bound=Scored)


def assign(proposals: Iterable[S]) -> list[S]:
    """A set of proposals in which no mention stands twice and no spans overlap.

    The higher score wins, then the longer span, then the earlier place.
    """
    chosen: list[S] = []
    spans: list[Span] = []  # in order, so that only the neighbours of a place have to be looked at
    claimed: set[int] = set()
    for proposal in sorted(proposals, key=lambda p: (-p.score, -len(p.span), p.span.start, p.mention)):
        if proposal.mention in claimed:
            continue
        place = bisect_right(spans, proposal.span)
        if not any(proposal.span.overlaps(other) for other in spans[max(0, place - 1) : place + 1]):
            chosen.append(proposal)
            spans.insert(place, proposal.span)
            claimed.add(proposal.mention)
    return chosen
