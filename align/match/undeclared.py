"""The names of a document that no glossary has: found, gathered over the document, and made into entities.

From here on such an entity is linked and judged like any other; its `authority` says that no glossary has spoken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from align.glossary.entity import Entity
from align.glossary.lexicon import Layered, Lexicon
from align.glossary.whos_who import WhosWho
from align.match.chinese_names import ChineseNames, names_institution
from align.match.find import Finder, Mentions
from align.match.japanese_names import JapaneseNames
from align.match.naming import Gathered, Place, heard, known, named
from align.match.source_names import SourceName
from align.match.told_names import with_told
from align.model.alignment import Mention
from align.model.segment import Segment
from align.model.span import Span
from align.names import culture
from align.names.culture import Cue, Leaning
from align.names.readings.reader import NameReader
from align.text.fold import Folded, fold_source
from align.text.words import words

_IN_BRACKETS = re.compile(r"\s?[（(]\s*([A-Z][A-Za-z'’.\-]*(?: [A-Z][A-Za-z'’.\-]*){1,3})\s*[,，、)）]")
KNOWN = 0.98
"""How much says that a form of the who's who is a name."""

_REMEMBERED = 1 << 14
"""Segments whose names are kept for the next that read the same: exports of translations repeat themselves."""


@dataclass(frozen=True, slots=True)
class Undeclared:
    """What a document adds: its lexicon, how the added names are read, and the mentions of all segments, old and new."""

    lexicon: Lexicon
    readers: Mapping[str, NameReader]
    mentions: Sequence[Mentions]


class Discoverer:
    """Finds undeclared names under one lexicon, with a who's who or with none."""

    def __init__(self, lexicon: Lexicon, whos_who: WhosWho | None = None) -> None:
        self._lexicon = lexicon
        self._whos_who = whos_who
        self._japanese = JapaneseNames()
        self._chinese = ChineseNames()
        self._seen: dict[tuple[object, ...], Sequence[SourceName]] = {}

    def document(
        self, segments: Sequence[Segment], declared: Sequence[Mentions], told: Sequence[str] = ()
    ) -> Undeclared:
        """The names of one document beside those that are `declared`, segment by segment; `told` are words of the source
        that are names for certain."""
        entities: list[Entity] = []
        readers: dict[str, NameReader] = {}
        names, spoken_of = self._gather(segments, declared, told)
        for name in names:
            people = self._people(name.found.text)
            entity, reader = _taken_for(name, people, spoken_of)
            entities.append(entity)
            if reader:
                readers[entity.id] = reader
        if not entities:
            return Undeclared(self._lexicon, {}, declared)
        found = Finder(Lexicon.over(entities), passing=True).document(segments)
        merged = [_merged(mine, other) for mine, other in zip(declared, found, strict=True)]
        called = self._whos_who.english if self._whos_who else None
        return Undeclared(Layered(self._lexicon, entities, called), readers, merged)

    def _people(self, form: str) -> list[Entity]:
        """Whom the who's who knows by a full source form."""
        return [entity for entity in self._whos_who.named(form) if entity.is_person] if self._whos_who else []

    def _gather(
        self, segments: Sequence[Segment], declared: Sequence[Mentions], told: Sequence[str]
    ) -> tuple[list[Gathered], tuple[Leaning, ...]]:
        """The names of the document, and the cultures that it speaks of."""
        spoken_of: list[Sequence[Cue]] = []
        names: dict[str, Gathered] = {}
        for segment, mentions in zip(segments, declared, strict=True):
            if not segment.source or not segment.target:
                continue
            folded = fold_source(segment.source)
            telling = culture.cues(folded.text)
            spoken_of.append(telling)
            spelt = words(segment.target)
            names_here = self._found(segment, folded, telling, mentions)
            if told:
                texts = (segment.source, segment.source_lang[:2], segment.target)
                taken = [mention.span for mention in mentions.source]
                names_here = with_told(names_here, told, texts, telling, taken)
            for found in names_here:
                key = fold_source(found.text).text
                at = folded.text.find(key)
                leaning = culture.around(folded.text, at, telling) if at >= 0 else None
                gathered = names.setdefault(key, Gathered(found))
                gathered.places.append(Place(spelt, leaning, _latin_after(segment.source, found.span), found.spelling))
                if found.weight > gathered.found.weight:
                    gathered.found = found
        return _without_parts(names.values()), culture.of_text(spoken_of)

    def _found(self, segment: Segment, folded: Folded, cues: Sequence[Cue], mentions: Mentions) -> Sequence[SourceName]:
        """The names of a segment: what the search finds, and what the who's who knows."""
        taken = tuple(mention.span for mention in mentions.source)
        there = tuple(mention.span for mention in mentions.target)
        seen = (segment.source_lang, segment.source, segment.target, taken, there)
        if seen not in self._seen:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[seen] = self._searched(segment, folded, cues, taken, there)
        return self._seen[seen]

    def _searched(
        self, segment: Segment, folded: Folded, cues: Sequence[Cue], taken: Sequence[Span], there: Sequence[Span]
    ) -> Sequence[SourceName]:
        source, target = segment.source or "", segment.target or ""
        if segment.source_lang == "ja":
            searched = self._japanese.find(source, target)
        else:
            searched = self._chinese.find(source, folded, target, cues, taken, there)
        free = [name for name in searched if not any(name.span.overlaps(span) for span in taken)]
        return self._with_known(free, source, folded, taken) if self._whos_who else free

    def _with_known(
        self, searched: Sequence[SourceName], source: str, folded: Folded, taken: Sequence[Span]
    ) -> Sequence[SourceName]:
        """What was searched, without parts of known names of other things, and the people known by name."""
        assert self._whos_who is not None
        found = list(searched)
        done = 0
        for hit in self._whos_who.find(folded.text):
            span = folded.span(hit.start, hit.end)
            if names_institution(folded.text, hit.end):
                continue
            if hit.start < done or hit.doubtful or any(span.overlaps(other) for other in taken):
                continue
            inside = [name for name in found if name.span.overlaps(span)]
            if any(not span.contains(name.span) or name.span == span for name in inside):
                continue
            done = hit.end
            found = [name for name in found if name not in inside]
            entities = self._whos_who.named(hit.form)
            if entities and entities[0].is_person:
                found.append(_known_name(span, span.of(source), entities[0]))
        return found


def _latin_after(source: str, span: Span) -> str:
    """How the source spells a name in Latin letters in brackets right behind it; empty where it does not."""
    match = _IN_BRACKETS.match(source, span.end)
    return match[1].strip() if match else ""


def _taken_for(
    name: Gathered, people: Sequence[Entity], spoken_of: Sequence[Leaning]
) -> tuple[Entity, NameReader | None]:
    if people:
        return known(name, people)
    return (heard(name), None) if name.found.spelling else named(name, spoken_of)


def _known_name(span: Span, text: str, entity: Entity) -> SourceName:
    family = next((each.family for each in entity.sources if each.full == text), "")
    given = text.removeprefix(family) if family and text.startswith(family) else ""
    parts = (family, given) if given else (text, "")
    return SourceName(span, *parts, KNOWN, entity.origin, "it is known")


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
