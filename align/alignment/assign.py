"""Which proposals stand: the best first, each mention and each stretch of the translation once.

This knows no language; it sees scores and spans.
"""

from __future__ import annotations

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
    claimed: set[int] = set()
    for proposal in sorted(proposals, key=lambda p: (-p.score, -len(p.span), p.span.start, p.mention)):
        if proposal.mention not in claimed and not any(proposal.span.overlaps(other.span) for other in chosen):
            chosen.append(proposal)
            claimed.add(proposal.mention)
    return chosen
