"""Which proposals stand: the best first, each mention and each stretch of the translation once.

This knows no language; it sees scores and spans, and may ask somebody else where they leave two about equal.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Protocol, TypeVar

from align.model.span import Span

ABOUT_EQUAL: Final = 0.02
"""How far apart two proposals may be, the place left out, and count as equal."""


class Scored(Protocol):
    """Something that claims a stretch of text for a mention. `own` is what of its score does not come from the place."""

    @property
    def mention(self) -> int: ...

    @property
    def span(self) -> Span: ...

    @property
    def score(self) -> float: ...

    @property
    def own(self) -> float: ...


S = TypeVar("S", bound=Scored)


def assign(proposals: Iterable[S], settle: Callable[[Sequence[S]], S] | None = None) -> list[S]:
    """A set of proposals in which no mention stands twice and no spans overlap.

    The higher score wins, then the longer span, then the earlier place. With `settle`, of several that want the same and of
    which only the place makes one better, the one stands that it names.
    """
    ordered = sorted(proposals, key=lambda p: (-p.score, -len(p.span), p.span.start, p.mention))
    if settle:
        return _settled(ordered, settle)
    chosen: list[S] = []
    spans: list[Span] = []  # in order, so that only the neighbours of a place have to be looked at
    claimed: set[int] = set()
    for proposal in ordered:
        if proposal.mention in claimed:
            continue
        place = bisect_right(spans, proposal.span)
        if not any(proposal.span.overlaps(other) for other in spans[max(0, place - 1) : place + 1]):
            chosen.append(proposal)
            spans.insert(place, proposal.span)
            claimed.add(proposal.mention)
    return chosen


def _settled(ordered: Sequence[S], settle: Callable[[Sequence[S]], S]) -> list[S]:
    """The same, where ties are settled: the best and those that could stand in its place are put to the question."""
    chosen: list[S] = []
    while ordered:
        best = ordered[0]
        equal = [other for other in ordered[1:] if _is_tied(best, other)]
        stands = settle([best, *equal]) if equal else best
        chosen.append(stands)
        ordered = [
            other for other in ordered if other.mention != stands.mention and not other.span.overlaps(stands.span)
        ]
    return chosen


def _is_tied(best: Scored, other: Scored) -> bool:
    """Whether two want the same mention, or the same words, and only the place tells them apart.

    Words that overlap for one mention are more and fewer of the same name, between which the name decides.
    """
    if (best.mention == other.mention) == best.span.overlaps(other.span):
        return False
    return abs(best.own - other.own) <= ABOUT_EQUAL
