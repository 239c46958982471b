"""What decides between candidates that names leave about equal: an encoder that has read both texts.

It is asked only where two want the same mention or the same words and nothing but their place tells them apart (see
`assign`), and decides only where it clearly prefers one. Else the place decides, as it does without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

from align.model.alignment import Evidence
from align.model.span import Span

ENCODER: Final = "encoder"
"""The kind of evidence that an encoder gives."""

_CLEARLY: Final = 0.1
"""By how much one must be preferred."""


class Attending(Protocol):
    """What says how strongly a stretch of the source and one of the translation attend to each other, 0 to 1."""

    def between(self, source: Span, target: Span) -> float: ...


class Asked:
    """Attends to nothing, and remembers whether it was asked."""

    def __init__(self) -> None:
        self.asked = False

    def between(self, source: Span, target: Span) -> float:
        """Nothing."""
        self.asked = True
        return 0.0


class Candidate(Protocol):
    """A stretch of the translation for the mention at a place among those of the source."""

    @property
    def mention(self) -> int: ...

    @property
    def span(self) -> Span: ...


C = TypeVar("C", bound=Candidate)


class TieBreak:
    """Decides ties in one segment; `sources` are where its mentions stand."""

    def __init__(self, attending: Attending, sources: Sequence[Span]) -> None:
        self._attending = attending
        self._sources = sources

    def preferred(self, candidates: Sequence[C]) -> tuple[C, Evidence] | None:
        """The one of several that the encoder clearly prefers, and how that is told; None where it prefers none."""
        strengths = [self._attending.between(self._sources[one.mention], one.span) for one in candidates]
        best, second = sorted(strengths, reverse=True)[:2]
        if round(best - second, 2) < _CLEARLY:
            return None
        text = f"several fit as well; the encoder aligns them: {best:.2f}, the next best: {second:.2f}"
        return candidates[strengths.index(best)], Evidence(ENCODER, text)
