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


class Claim(Protocol):
    """Something that claims a stretch of text for a mention."""

    @property
    def mention(self) -> int: ...

    @property
    def span(self) -> Span: ...


class Scored(Claim, Protocol):
    """A claim and how good it is. `own` is what of its score does not come from the place."""

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


def are_rivals(one: Claim, other: Claim) -> bool:
    """Whether at most one of two can stand."""
    return one.mention == other.mention or one.span.overlaps(other.span)


def _settled(ordered: Sequence[S], settle: Callable[[Sequence[S]], S]) -> list[S]:
    """The same, where ties are settled: the best and those that could stand in its place are put to the question."""
    chosen: list[S] = []
    while ordered:
        equal = _tied(ordered)
        stands = settle(equal) if len(equal) > 1 else equal[0]
        chosen.append(stands)
        ordered = [other for other in ordered if not are_rivals(stands, other)]
    return chosen


def _tied(ordered: Sequence[S]) -> list[S]:
    """The first of several, and those that are as good and want what it wants, or what one of these wants."""
    first, *rest = ordered
    # What loses to another by more than its place is not made to win by what others it is tied with.
    left = [
        each
        for at, each in enumerate(rest)
        if abs(each.own - first.own) <= ABOUT_EQUAL
        and all(_are_tied(first, better, each) for better in ordered[: at + 1] if are_rivals(better, each))
    ]
    tied = [first]
    for one in tied:
        joining = [each for each in left if are_rivals(one, each) and _are_tied(first, one, each)]
        tied += joining
        left = [each for each in left if each not in joining]
    return tied


def _are_tied(first: Scored, one: Scored, other: Scored) -> bool:
    """Whether only the place tells two rivals apart that are as good as the first of all.

    Words that overlap for one mention are more and fewer of the same name, between which the name decides.
    """
    if one.mention == other.mention and one.span.overlaps(other.span):
        return False
    return max(abs(one.own - first.own), abs(other.own - first.own)) <= ABOUT_EQUAL
