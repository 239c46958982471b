"""Whom a `he` or `she` of the translation means, where it can be only one person.

Nobody else may be near: no second name, known or not, in the segment or in the two before it; no word for a person
(`her husband`, `the officer`) that the pronoun could take up. Where the source itself has a pronoun, its gender
decides: 她 confirms a woman, 他 means somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.match.discover import runs
from align.model.alignment import Alignment, Link, Verdict
from align.model.span import Span
from align.names.honorifics import ENGLISH_GENDER, FEMALE, MALE
from align.rules.base import Context
from align.rules.stand_ins import GENDERED_PRONOUNS, is_person
from align.text.words import Word, words

_SEGMENTS_BACK = 2
_IN_SOURCE = {
    "zh": {
        MALE: re.compile("(?<![其吉利排维維])他(?![们們国國人乡鄉方处處日杀殺山律者])"),
        FEMALE: re.compile("她(?![们們])"),
    },
    "ja": {MALE: re.compile("彼(?![女ら等岸我])"), FEMALE: re.compile("彼女(?![ら等達た])")},
}
_OPENS, _CLOSES = "“„«", "”»"


def pronouns_of(context: Context, found: Sequence[Word]) -> Iterator[tuple[Link, Word]]:
    """The gendered pronouns of the segment that can mean only the one person spoken of, with that person's link."""
    pronouns = [word for word in found if word.text.lower() in GENDERED_PRONOUNS]
    link = _only_person(context, found) if pronouns else None
    if link is None:
        return
    gender = context.lexicon.entity(link.entity).gender
    seen = {ENGLISH_GENDER[word.text.lower()] for word in pronouns}
    if len(seen) != 1 or not _may_mean(context, link, found, gender, seen.pop()):
        return
    start = link.target.span.end if link.target else 0
    text = context.segment.target or ""
    for word in pronouns:
        if word.start >= start and _same_quotation(text, start, word.start):
            yield link, word


def _only_person(context: Context, found: Sequence[Word]) -> Link | None:
    """The one person whom the segment speaks of: named in the translation, or by the pronoun that begins it alone."""
    people = _people(context, context.alignment)
    links = [link for link in context.alignment.links if link.entity in people]
    if len(people) != 1 or not links:
        return None
    named = next((link for link in links if link.target), None)
    if named:
        return named
    begins = found[0].text.lower() in GENDERED_PRONOUNS
    missing = next((link for link in links if link.verdict is Verdict.MISSING), None)
    first = missing and missing.source and missing.source.span.start == 0
    return missing if begins and first else None


def _people(context: Context, alignment: Alignment) -> set[str]:
    """Ids of the people of a segment; one that may be several counts as such."""
    ids = {entity for link in alignment.links for entity in _ids(link)}
    return {entity for entity in ids if context.lexicon.entity(entity).is_person}


def _ids(link: Link) -> tuple[str, ...]:
    if link.entity:
        return (link.entity,)
    mention = link.source or link.target
    return mention.entities if mention else ()


def _may_mean(context: Context, link: Link, found: Sequence[Word], gender: str, seen: str) -> bool:
    """Whether pronouns of gender `seen` can mean nobody else than this person of `gender`."""
    taken = [other.target.span for other in context.alignment.links if other.target]
    if _another(found, taken, seen):
        return False
    in_source = _IN_SOURCE.get(context.segment.source_lang[:2], {})
    said = {gender for gender, pronoun in in_source.items() if pronoun.search(context.segment.source or "")}
    if said:
        return said == {gender}
    before = range(max(0, context.index - _SEGMENTS_BACK), context.index)
    return not any(_speaks_of_another(context.at(index), link.entity, seen) for index in before)


def _speaks_of_another(context: Context, entity: str, seen: str) -> bool:
    if _people(context, context.alignment) - {entity}:
        return True
    taken = [link.target.span for link in context.alignment.links if link.target]
    return _another(words(context.segment.target or ""), taken, seen)


def _another(found: Sequence[Word], taken: Sequence[Span], seen: str) -> bool:
    """Whether somebody of gender `seen` may be spoken of besides the names that are `taken`."""
    if any(len(run.words) > 1 or run.titled for run in runs(found, taken)):
        return True
    return any(
        is_person(word.text)
        and ENGLISH_GENDER.get(word.text.lower(), seen) == seen
        and not _leads_to_name(found, index, taken)
        for index, word in enumerate(found)
        if not any(span.start <= word.start < span.end for span in taken)
    )


def _leads_to_name(found: Sequence[Word], index: int, taken: Sequence[Span]) -> bool:
    """Whether only spaces and words with a capital stand between a title and a name: `Foreign Minister Kono`."""
    for word in found[index + 1 :]:
        if not word.joined and word.gap != ". ":
            return False
        if any(span.start == word.start for span in taken):
            return True
        if not word.capitalised:
            return False
    return False


def _same_quotation(text: str, start: int, end: int) -> bool:
    """Whether no quotation begins or ends between two places: in `Kono said, "He …"` the speaker means another."""
    between = text[start:end]
    straight = between.count('"') % 2 == 0
    return straight and sum(map(between.count, _OPENS)) == sum(map(between.count, _CLOSES))
