"""What decides between candidates that names leave about equal: an encoder that has read both texts.

It is asked only where two want the same mention or the same words and nothing but their place tells them apart (see
`assign`), and decides only where it clearly prefers one. Else the place decides, as it does without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

from align.alignment.assign import Claim, are_rivals
from align.model.alignment import Evidence
from align.model.span import Span

ENCODER: Final = "encoder"
"""The kind of evidence that an encoder gives."""

CLEARLY: Final = 0.1
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


C = TypeVar("C", bound=Claim)


class TieBreak:
    """Decides ties in one segment; `sources` are where its mentions stand."""

    def __init__(self, attending: Attending, sources: Sequence[Span]) -> None:
        self._attending = attending
        self._sources = sources

    def preferred(self, candidates: Sequence[C]) -> tuple[C, Evidence] | None:
        """The one that the encoder clearly prefers to all that want the same, and how that is told; None where it prefers none.

        Where several are, it is the one to which the strongest attention goes.
        """
        strengths = [self._attending.between(self._sources[one.mention], one.span) for one in candidates]
        for at in sorted(range(len(candidates)), key=lambda at: (-strengths[at], at)):
            rivals = [
                strength
                for other, strength in zip(candidates, strengths, strict=True)
                if other is not candidates[at] and are_rivals(candidates[at], other)
            ]
            if rivals and round(strengths[at] - max(rivals), 2) >= CLEARLY:
                told = f"{strengths[at]:.2f}, the next best: {max(rivals):.2f}"
                text = f"several fit as well; the encoder aligns them: {told}"
                return candidates[at], Evidence(ENCODER, text)
        return None
