"""Which mentions stand where reviewers have spoken: of the words that they linked or called a name.

The finder and the search for undeclared names are asked whose the words are; where neither knows, the mention is
nobody's, and there is nothing by which its rendering could be judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from align.alignment.decided import NO_PINS, Constraints, Pins
from align.alignment.evidence import proposals
from align.alignment.expected import Expected
from align.match.find import ROLES, Mentions
from align.match.known import KnownNames
from align.match.select import places
from align.model.alignment import Difference, Evidence, FormRole, FormStatus, Mention, NameForm, Refused, Via
from align.model.segment import Segment
from align.model.span import Side, Span
from align.text.words import words

REVIEWER: Final = "reviewer"
"""The kind of evidence that a reviewer gives."""

LINKED: Final = Evidence(REVIEWER, "a reviewer linked them", 1.0)
NOT_RENDERED: Final = Evidence(REVIEWER, "a reviewer says that nothing renders it")
RENDERS_NOTHING: Final = Evidence(REVIEWER, "a reviewer says that it renders nothing in the source")

_REPLACED: Final = "a reviewer took other words for the name"

Owners = tuple[tuple[str, ...], FormRole, FormStatus]
"""Whose words are, and what they are to them."""

_NOBODY: Final[Owners] = ((), FormRole.FULL, FormStatus.ALLOWED)


class Told:
    """The mentions of one document under constraints."""

    def __init__(self, known: KnownNames, segments: Sequence[Segment], constraints: Constraints) -> None:
        self._known = known
        self._segments = segments
        self._constraints = constraints

    def declared(self, found: Sequence[Mentions]) -> tuple[Sequence[Mentions], tuple[str, ...]]:
        """What the finder found with the names that reviewers told and a glossary has; and the others of those names."""
        introduced = {entity for mentions in found for mention in mentions.source for entity in mention.entities}
        owners = {name: self._owners(name, introduced) for name in self._constraints.names}
        undeclared = tuple(name for name, each in owners.items() if not each[0])
        return self._with_names(found, {name: each for name, each in owners.items() if each[0]}), undeclared

    def all(self, found: Sequence[Mentions], undeclared: Sequence[str]) -> Sequence[Mentions]:
        """Everything that was found, with mentions for the names that nobody knows and for the words that are pinned."""
        seen: dict[tuple[Side, str], Owners] = {}
        for mentions in found:
            for mention in (*mentions.source, *mentions.target):
                seen.setdefault((mention.side, mention.surface), _owners_of(mention))
        named = self._with_names(found, {name: seen.get((Side.SOURCE, name), _NOBODY) for name in undeclared})
        pins = self._constraints.pins
        introduced = {entity for entities, _, _ in seen.values() for entity in entities}
        return [
            self._pinned(segment, mentions, pins[at], seen, introduced)
            if pins.get(at, NO_PINS) != NO_PINS
            else mentions
            for at, (segment, mentions) in enumerate(zip(self._segments, named, strict=True))
        ]

    def _owners(self, surface: str, introduced: Iterable[str]) -> Owners:
        """Whose words are by the glossaries: those whom they name in whole, else those named before whose part they are."""
        known = self._known.of(surface)
        fitting = [one for one in known if one.kind.whole]
        if not fitting:
            parts = [one for one in known if one.kind is known[0].kind]
            among = set(introduced)
            fitting = [one for one in parts if one.entity.id in among] or (parts if len(parts) == 1 else [])
        if not fitting:
            return _NOBODY
        return tuple(one.entity.id for one in fitting), *ROLES[min(one.kind for one in fitting)]

    def _with_names(self, found: Sequence[Mentions], owners: Mapping[str, Owners]) -> Sequence[Mentions]:
        if not owners:
            return found
        longest_first = sorted(owners, key=len, reverse=True)
        return [
            _with_source_names(mentions, segment.source, [(name, owners[name]) for name in longest_first])
            if segment.source
            else mentions
            for segment, mentions in zip(self._segments, found, strict=True)
        ]

    def _pinned(
        self,
        segment: Segment,
        mentions: Mentions,
        pins: Pins,
        seen: Mapping[tuple[Side, str], Owners],
        introduced: set[str],
    ) -> Mentions:
        def made(side: Side, span: Span, text: str) -> Mention:
            surface = span.of(text)
            lost = (each.mention for each in mentions.refused if (each.mention.side, each.mention.span) == (side, span))
            owners = next(map(_owners_of, lost), None) or seen.get((side, surface))
            return _mention(side, span, surface, owners or self._owners(surface, introduced))

        source, target = segment.source or "", segment.target or ""
        spans = [span for span, _ in pins.together]
        sources, lost = _with_spans(mentions.source, spans, lambda span: made(Side.SOURCE, span, source))
        linked = [span for _, span in pins.together if span]
        targets, more = _with_spans(mentions.target, linked, None)
        spans = [*pins.alone, *pins.names]
        targets, others = _with_spans(targets, spans, lambda span: made(Side.TARGET, span, target))
        meant = {one: made(Side.TARGET, other, target).entities for one, other in pins.together if other}
        sources = tuple(_narrowed(mention, meant.get(mention.span, ())) for mention in sources)
        return Mentions(sources, targets, (*mentions.refused, *lost, *more, *others))


def account(mention: Mention, expected: Expected, surface: str) -> tuple[tuple[Difference, ...], FormRole] | None:
    """In what words differ from the name that they render by a reviewer's word, and which part of it they are.

    None where they are not even close: then they are another name.
    """
    spelt = words(surface)
    if surface in expected.accepted or not spelt:
        return ((), FormRole.FULL) if spelt else None
    whole = Span(spelt[0].start, spelt[-1].end)
    close = (each for each in proposals(0, mention, expected, surface, spelt, (), 0.0) if each.span == whole)
    return next(((each.differences, each.role) for each in close), None)


def _owners_of(mention: Mention) -> Owners:
    return mention.entities, mention.form.role, mention.form.status


def _mention(side: Side, span: Span, surface: str, owners: Owners) -> Mention:
    entities, role, status = owners
    return Mention(side, span, surface, entities, NameForm(surface, role, status), Via.EXACT)


def _with_source_names(mentions: Mentions, text: str, names: Sequence[tuple[str, Owners]]) -> Mentions:
    """The mentions with all places of these names, longest first: what is longer than a name, or the very same, stays."""
    source = list(mentions.source)
    lost: list[Refused] = []
    for name, owners in names:
        for span in places(text, name):
            inside = [mention for mention in source if mention.span.overlaps(span)]
            if any(len(mention.span) >= len(span) for mention in inside):
                continue
            lost += (Refused(mention, _REPLACED) for mention in inside)
            source = [mention for mention in source if mention not in inside]
            source.append(_mention(Side.SOURCE, span, name, owners))
    ordered = tuple(sorted(source, key=lambda mention: mention.span))
    return Mentions(ordered, mentions.target, (*mentions.refused, *lost))


def _with_spans(
    mentions: Sequence[Mention], spans: Sequence[Span], make: Callable[[Span], Mention] | None
) -> tuple[tuple[Mention, ...], list[Refused]]:
    """The mentions without those that touch one of these spans and are not it, and with what `make` makes where none is."""
    kept = [one for one in mentions if one.span in spans or not any(one.span.overlaps(span) for span in spans)]
    there = {mention.span for mention in kept}
    lost = [Refused(mention, _REPLACED) for mention in mentions if mention.span not in there]
    made = [make(span) for span in spans if span not in there] if make else []
    return tuple(sorted([*kept, *made], key=lambda mention: mention.span)), lost


def _narrowed(mention: Mention, meant: Sequence[str]) -> Mention:
    """The mention, of several entities only the one that the words linked with it name."""
    common = [entity for entity in mention.entities if entity in meant]
    return replace(mention, entities=tuple(common)) if len(common) == 1 else mention
