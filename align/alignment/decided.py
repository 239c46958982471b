"""Where in a document the words stand that reviewers have linked, kept apart or called a name.

Decisions quote words (see `model.decision`); the aligner works with spans. Of decisions that contradict each other the
later one counts. A quotation that is not found says nothing here: the decision is stale, which is for others to tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from align.model.decision import Decision, Decisions, Quote, Ruling, Subject
from align.model.segment import Segment
from align.model.span import Span


@dataclass(frozen=True, slots=True)
class Pins:
    """What is decided in one segment, nothing in it contradicting anything else.

    `together` pairs words of the source with words of the translation, None where nothing renders them. `alone` are words
    of the translation that render nothing. `apart` are pairs that do not belong together. `names` are words of the
    translation that are a name.
    """

    together: tuple[tuple[Span, Span | None], ...] = ()
    alone: tuple[Span, ...] = ()
    apart: tuple[tuple[Span, Span], ...] = ()
    names: tuple[Span, ...] = ()


NO_PINS = Pins()


@dataclass(frozen=True, slots=True)
class Constraints:
    """What is decided on a document: `pins` by the place of the segment, and `names`, words that are names in its source."""

    names: tuple[str, ...] = ()
    pins: Mapping[int, Pins] = field(default_factory=dict)

    def part(self, start: int, stop: int) -> Constraints | None:
        """What is decided on the segments from `start` up to `stop`, counted from there; None for nothing."""
        pins = {at - start: pins for at, pins in self.pins.items() if start <= at < stop}
        return Constraints(self.names, pins) if pins or self.names else None


class Resolved(NamedTuple):
    """Constraints, and the decisions whose words were found."""

    constraints: Constraints
    found: tuple[Decision, ...]


def resolved(decisions: Decisions, file: str, segments: Sequence[Segment]) -> Resolved:
    """The constraints on a document whose translation is `file` (as `Decisions.file` has it)."""
    names: list[str] = []
    gathered: defaultdict[int, _Gathered] = defaultdict(_Gathered)
    found: list[Decision] = []
    linking = [*decisions.on(Subject.NAME, file), *decisions.on(Subject.LINK, file)]
    if not linking:
        return Resolved(Constraints(), ())
    places = _Places(segments)
    for decision in sorted(linking, key=lambda one: one.at, reverse=True):
        if decision.ruling is Ruling.NAME and decision.source:
            words = decision.source.exact
            if words.strip() and any(words in segment.source for segment in segments if segment.source):
                names.append(words)
                found.append(decision)
            continue
        place = places.of(decision)
        if place:
            gathered[place.segment].add(decision.ruling, place.source, place.target)
            found.append(decision)
    pins = {at: each.pins() for at, each in gathered.items()}
    return Resolved(Constraints(tuple(dict.fromkeys(names)), pins), tuple(found))


class _Place(NamedTuple):
    segment: int
    source: Span | None
    target: Span | None


class _Places:
    """Looks for quotations: first in the segment that a decision names, then in all."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._of_key: defaultdict[str, list[int]] = defaultdict(list)
        for at, segment in enumerate(segments):
            self._of_key[segment.key].append(at)

    def of(self, decision: Decision) -> _Place | None:
        """The first segment that has all words of a decision; None where there is none."""
        quotes = [quote for quote in (decision.source, decision.target) if quote]
        if not quotes or not all(quote.exact.strip() for quote in quotes):
            return None
        for at in self._order(decision.segment):
            segment = self._segments[at]
            source, target = _find(decision.source, segment.source), _find(decision.target, segment.target)
            if (source or not decision.source) and (target or not decision.target):
                return _Place(at, source, target)
        return None

    def _order(self, key: str) -> Iterator[int]:
        yield from self._of_key.get(key, ())
        yield from range(len(self._segments))


def _find(quote: Quote | None, text: str | None) -> Span | None:
    return quote.find(text) if quote and text else None


class _Gathered:
    """The decisions on one segment, added from the last to the first: one that contradicts a later one is passed over."""

    def __init__(self) -> None:
        self._together: list[tuple[Span, Span | None]] = []
        self._alone: list[Span] = []
        self._apart: list[tuple[Span, Span]] = []
        self._names: list[Span] = []

    def add(self, ruling: Ruling, source: Span | None, target: Span | None) -> None:
        """Take a decision in."""
        match ruling:
            case Ruling.TOGETHER if self._is_free(source, target):
                if source:
                    self._together.append((source, target))
                elif target:
                    self._alone.append(target)
            case Ruling.APART if source and target:
                if not any(_touch(source, one) and _touch(target, other) for one, other in self._together):
                    self._apart.append((source, target))
            case Ruling.NAME if target:
                self._names.append(target)

    def _is_free(self, source: Span | None, target: Span | None) -> bool:
        if any(_touch(source, one) or _touch(target, other) for one, other in self._together):
            return False
        if any(_touch(target, span) for span in self._alone):
            return False
        return not any(_touch(source, one) and _touch(target, other) for one, other in self._apart)

    def pins(self) -> Pins:
        """All of it. Words that are linked, or stand alone, are names anyway."""
        taken = [*self._alone, *(target for _, target in self._together if target)]
        names: list[Span] = []
        for span in self._names:
            if not any(span.overlaps(other) for other in (*taken, *names)):
                names.append(span)
        return Pins(tuple(self._together), tuple(self._alone), tuple(self._apart), tuple(names))


def _touch(one: Span | None, other: Span | None) -> bool:
    return bool(one and other and one.overlaps(other))
