"""N303 added-name: an English name that nothing in the source accounts for.

The reader is told of somebody whom the author does not mention. A translator may put a name where the source has a
pronoun or an office, so only people are reported whom the source of the document names nowhere, not even by a part of
the name, and whose office it does not speak of: 首相 may become "Prime Minister Takaichi". A family name alone counts
where it is listed with somebody whom the source names alone.

Chinese: 他表示 → "Taro Kono said" where no segment of the source names 河野太郎.
Japanese: 高市氏は → "Takaichi and Kishida said" where 岸田 is nowhere in the source.

Names of people in no glossary that no characters of the source read as are told as `info`: the source may say them
otherwise.

There is no fix: what stands after the name may be made up as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from align.glossary.entity import Entity, SourceName
from align.match.automaton import Kind
from align.match.discover import looks_like_name
from align.model.alignment import Link, Verdict
from align.model.finding import Finding, Severity
from align.model.span import Span
from align.names.english_words import is_ambiguous, is_place_and_surname
from align.names.honorifics import TITLE_ENGLISH, title_after
from align.rules.base import Context, Rule, is_whole
from align.rules.lookup import known_names
from align.rules.unread_names import UNREAD, unread_names
from align.text.fold import fold_source
from align.text.scripts import is_kana
from align.text.words import Word, words

_LISTED_AFTER = re.compile(r",? (?:and|or|&) |, ")
_LISTED_BEFORE = re.compile(r"(?:,? (?:and|or|&) |, )$")
_LISTED_IN_SOURCE = re.compile("[、，,・·/／和与與及同跟或とや]|並び|ならび")
_ENDS_NO_NAME = re.compile(r"[国國府県縣市町村省州本前元現现副\u3040-\u309f\W]")
_COURTESIES = frozenset({"mr", "ms", "mrs", "miss"})
_TRANSCRIBED = frozenset({"western", "other", "ko", "vi"})
"""Origins whose names are written by their sound in a language for which the entry has no form."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such name in the document."""
    source = _Source(context)
    for index, alignment in enumerate(context.alignments):
        if not alignment.segment.source or not alignment.segment.target:
            continue
        here = context.at(index)
        for link in alignment.links:
            if link.verdict is Verdict.ADDED and link.entity and link.target and is_whole(link.target):
                yield from _judge(here, source, context.lexicon.entity(link.entity), link.target.span, link)
        for entity, span in _family_names(here):
            yield from _judge(here, source, entity, span, None)
        for span in unread_names(here):
            surface = span.of(alignment.segment.target)
            yield RULE.finding(here, f'no name of the source reads as "{surface}"', target_span=span, confidence=UNREAD)


@dataclass(frozen=True)
class _Source:
    """What the source of a document says, worked out when first asked."""

    context: Context

    @cached_property
    def text(self) -> str:
        """All of it, folded."""
        texts = (alignment.segment.source or "" for alignment in self.context.alignments)
        return fold_source("\n".join(texts)).text

    @cached_property
    def named(self) -> frozenset[str]:
        """Everybody whom it may name, by id."""
        mentions = (link.source for alignment in self.context.alignments for link in alignment.links)
        return frozenset(entity for mention in mentions if mention for entity in mention.entities)

    def accounts_for(self, entity: Entity) -> bool:
        """Whether the person is named, by a part of the name at least, or by an office."""
        if entity.id in self.named or not _recognisable(entity, self.context.segment.source_lang):
            return True
        if any(self._has_part(name) for name in entity.sources):
            return True
        return any(title in self.text for role in entity.roles for title in _titles(role.zh, role.ja, role.en))

    def _has_part(self, name: SourceName) -> bool:
        parts = [fold_source(part).text for part in (name.full, name.family, name.given, *name.accept) if part]
        if any(len(part) > 1 and part in self.text for part in parts):
            return True
        family = fold_source(name.family).text
        ends = (match.end() for match in re.finditer(re.escape(family), self.text)) if len(family) == 1 else ()
        return any(title_after(self.text, end) for end in ends)


def _judge(context: Context, source: _Source, entity: Entity, span: Span, link: Link | None) -> Iterator[Finding]:
    if not entity.is_person or source.accounts_for(entity):
        return
    written = next((name.full for name in entity.sources), entity.full)
    yield RULE.finding(
        context,
        f'"{span.of(context.segment.target or "")}" ({written}) is nowhere in the source',
        target_span=span,
        link=link,
        confidence=0.4 if not entity.roles and _has_office_of_source(context, span) else 0.8,
    )


def _recognisable(entity: Entity, lang: str) -> bool:
    """Whether the person would be known in a source of this language: トランプ is none of the forms of 特朗普."""
    if not lang or any(name.lang[:2] == lang[:2] for name in entity.sources):
        return True
    if entity.origin in _TRANSCRIBED:
        return False
    return any(not any(is_kana(ch) for ch in name.full) for name in entity.sources)


@lru_cache(maxsize=1024)
def _titles(zh: str, ja: str, en: str) -> frozenset[str]:
    """How a source may write an office, folded: as its entry says, or by any title that means the same."""
    offices = {en.lower(), en.lower().partition(" of ")[0]}
    alike = {title for title, english in TITLE_ENGLISH.items() if offices.intersection(english)}
    return frozenset(fold_source(title).text for title in (zh, ja, *alike) if title)


def _has_office_of_source(context: Context, span: Span) -> bool:
    """Whether the title before the name is in the segment's source, given to nobody: the entry may not know of it."""
    before = (context.segment.target or "")[: span.start].lower().rstrip(" .")
    return any(
        any(before.endswith(form) for form in english if form not in _COURTESIES)
        and _by_itself(title, context.segment.source or "")
        for title, english in TITLE_ENGLISH.items()
    )


def _by_itself(title: str, source: str) -> bool:
    """Whether a title stands where no name is before it: 首相は, 日本首相, and not 中村会長."""
    places = (match.start() for match in re.finditer(re.escape(title), source))
    return any(at == 0 or _ENDS_NO_NAME.match(source, at - 1) for at in places)


def _family_names(context: Context) -> Iterator[tuple[Entity, Span]]:
    """Family names in a list with a person whose name in the source stands in no list."""
    text, source = context.segment.target or "", context.segment.source or ""
    for link in context.alignment.links:
        if not (link.source and link.target and link.entity) or not context.lexicon.entity(link.entity).is_person:
            continue
        for span in _neighbours(text, link.target.span):
            owner = None if _listed(source, link.source.span) else _family_name_of(context, span)
            if owner:
                yield owner, span


def _listed(source: str, span: Span) -> bool:
    """Whether a list goes on right before or after a name, or a title after it."""
    after = span.end + title_after(source, span.end)
    return bool(_LISTED_IN_SOURCE.match(source, after)) or bool(_LISTED_IN_SOURCE.match(source, max(0, span.start - 1)))


def _neighbours(text: str, span: Span) -> Iterator[Span]:
    """The words next to a name in a list of the translation, where they can be names."""
    after = _LISTED_AFTER.match(text, span.end)
    before = _LISTED_BEFORE.search(text, 0, span.start)
    if not after and not before:
        return
    found = words(text)
    for index, word in enumerate(found):
        beside = (after and word.start == after.end()) or (before and word.end == before.start())
        if beside and _may_be_family_name(found, index):
            yield Span(word.start, word.end)


def _may_be_family_name(found: Sequence[Word], index: int) -> bool:
    """Whether a word looks like a name and nothing else, and is all of it."""
    word, goes_on = found[index], found[index + 1 : index + 2]
    if is_ambiguous(word.text) or is_place_and_surname(word.text) or not looks_like_name(found, index):
        return False
    return not (goes_on and goes_on[0].joined and goes_on[0].capitalised) and not (
        index and word.joined and found[index - 1].capitalised
    )


def _family_name_of(context: Context, span: Span) -> Entity | None:
    """The one person of the glossaries whose family name stands there, linked to nothing; None for several or none."""
    if any(link.target and link.target.span.overlaps(span) for link in context.alignment.links):
        return None
    known = known_names(context.lexicon.declared).of(span.of(context.segment.target or ""))
    return known[0].entity if len(known) == 1 and known[0].kind is Kind.FAMILY else None


RULE = Rule(
    code="N303",
    name="added-name",
    severity=Severity.WARNING,
    summary="an English name that nothing in the source accounts for",
    mqm="accuracy/addition",
    check=check,
    scope="document",
    documentation=__doc__,
)
