"""The names of a document that no glossary has: found, gathered over the document, and made into entities.

From here on such an entity is linked and judged like any other; its `authority` says that no glossary has spoken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from align.glossary.lexicon import Layered, Lexicon
from align.match.chinese_names import ChineseNames
from align.match.find import Finder, Mentions
from align.match.japanese_names import JapaneseNames
from align.match.naming import Gathered, Place, named
from align.match.source_names import SourceName
from align.model.alignment import Mention
from align.model.segment import Segment
from align.names import culture
from align.names.culture import Cue
from align.names.readings.reader import NameReader
from align.text.fold import Folded, fold_source
from align.text.words import words


@dataclass(frozen=True, slots=True)
class Undeclared:
    """What a document adds: its lexicon, how the added names are read, and the mentions of all segments, old and new."""

    lexicon: Lexicon
    readers: Mapping[str, NameReader]
    mentions: Sequence[Mentions]


class Discoverer:
    """Finds undeclared names under one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._japanese = JapaneseNames()
        self._chinese = ChineseNames()

    def document(self, segments: Sequence[Segment], declared: Sequence[Mentions]) -> Undeclared:
        """The names of one document beside those that are `declared`, segment by segment."""
        made = [named(name) for name in self._gather(segments, declared)]
        if not made:
            return Undeclared(self._lexicon, {}, declared)
        entities = [entity for entity, _ in made]
        found = Finder(Lexicon.over(entities), passing=True).document(segments)
        merged = [_merged(mine, other) for mine, other in zip(declared, found, strict=True)]
        return Undeclared(Layered(self._lexicon, entities), {entity.id: readers for entity, readers in made}, merged)

    def _gather(self, segments: Sequence[Segment], declared: Sequence[Mentions]) -> list[Gathered]:
        names: dict[str, Gathered] = {}
        for segment, mentions in zip(segments, declared, strict=True):
            if not segment.source or not segment.target:
                continue
            folded = fold_source(segment.source)
            telling = culture.cues(folded.text)
            for found in self._found(segment, folded, telling, mentions):
                key = fold_source(found.text).text
                at = folded.text.find(key)
                leaning = culture.around(folded.text, at, telling) if at >= 0 else None
                gathered = names.setdefault(key, Gathered(found))
                gathered.places.append(Place(words(segment.target), leaning))
                if found.weight > gathered.found.weight:
                    gathered.found = found
        return _without_parts(names.values())

    def _found(
        self, segment: Segment, folded: Folded, cues: Sequence[Cue], mentions: Mentions
    ) -> tuple[SourceName, ...]:
        source, target = segment.source or "", segment.target or ""
        taken = [mention.span for mention in mentions.source]
        if segment.source_lang == "ja":
            return tuple(
                found
                for found in self._japanese.find(source, target)
                if not any(found.span.overlaps(span) for span in taken)
            )
        there = [mention.span for mention in mentions.target]
        return self._chinese.find(source, folded, target, cues, taken, there)


def _without_parts(names: Iterable[Gathered]) -> list[Gathered]:
    """The names, without bare parts of another one: 吉村 after 吉村洋文 is the same person."""
    names = list(names)
    whole = [name for name in names if name.found.family and name.found.given]
    parts = {part for name in whole for part in (name.found.family, name.found.given)}
    return [name for name in names if name in whole or name.found.text not in parts]


def _merged(declared: Mentions, found: Mentions) -> Mentions:
    """The declared mentions, and those found that touch none of them."""
    source, target = _beside(declared.source, found.source), _beside(declared.target, found.target)
    return Mentions(source, target, (*declared.refused, *found.refused))


def _beside(declared: Sequence[Mention], found: Sequence[Mention]) -> tuple[Mention, ...]:
    if not found:
        return tuple(declared)
    free = [mention for mention in found if not any(mention.span.overlaps(other.span) for other in declared)]
    return tuple(sorted([*declared, *free], key=lambda mention: mention.span))
