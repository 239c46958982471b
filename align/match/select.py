"""One consistent set of mentions from overlapping candidates: the longer wins, then the earlier.

What is refused is kept with the reason, for `--show links` and for reviewers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from align.model.alignment import Mention, Refused
from align.model.span import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may stand; `doubt` says why it must not, empty where nothing speaks against it."""

    mention: Mention
    doubt: str = ""


def select(candidates: Iterable[Candidate]) -> tuple[tuple[Mention, ...], tuple[Refused, ...]]:
    """Mentions that do not overlap, in the order of the text, and the candidates that lost."""
    found = sorted(candidates, key=_precedence)
    if not found:
        return (), ()
    chosen: list[Mention] = []
    refused: list[Refused] = []
    for candidate in found:
        mention = candidate.mention
        winner = next((other for other in chosen if other.span.overlaps(mention.span)), None)
        if winner is not None:
            if winner.span != mention.span or winner.entities != mention.entities:
                inside = winner.span.contains(mention.span)
                where = f"lies within {winner.surface}, which is longer" if inside else f"overlaps {winner.surface}"
                refused.append(Refused(mention, f"it {where}"))
        elif candidate.doubt:
            refused.append(Refused(mention, candidate.doubt))
        else:
            chosen.append(mention)
    chosen.sort(key=lambda mention: mention.span)
    return tuple(chosen), tuple(refused)


def places(text: str, name: str) -> Iterator[Span]:
    """Where words stand in a text, not overlapping."""
    at = text.find(name) if name else -1
    while at >= 0:
        yield Span(at, at + len(name))
        at = text.find(name, at + len(name))


def _precedence(candidate: Candidate) -> tuple[int, int, bool]:
    span = candidate.mention.span
    return (-len(span), span.start, bool(candidate.doubt))
