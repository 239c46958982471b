"""N601 role-mismatch: an office given to someone who did not hold it at the document's date.

"Prime Minister Taro Kono" is wrong on any day. What the glossaries know of the office decides: who held it, from when
to when. With the document's date (`--date`), its holder on that day is expected; without one, only people who never held
the office are reported. "Former", "then" or "vice" before the office is another office.

Chinese: 日本首相石破茂 in a text of November 2025 → "Japanese Prime Minister Shigeru Ishiba".
Japanese: 河野太郎 → "Prime Minister Taro Kono".

There is no fix: the person or the office may be the mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from align.glossary.lexicon import Lexicon
from align.model.alignment import Link, Relation
from align.model.finding import Finding, Severity
from align.model.span import Span
from align.rules.base import Context, Rule
from align.rules.offices import Office, Offices
from align.text.words import Word, words

_OFFICES_WORTH_A_LOOK = ("minister", "president", "premier", "chair", "secretary", "executive", "governor", "director",
                         "ambassador", "leader", "emperor", "mayor", "speaker", "PM", "head", "commissioner", "chief",
                         "spokes", "king", "pope", "chancellor", "representative")  # fmt: skip


def check(context: Context) -> Iterator[Finding]:
    """One finding for each person to whom the segment gives an office not theirs."""
    text = context.segment.target
    people = [link for link in context.alignment.links if _judged(context, link)]
    if not text or not people or not _mentions_office(text):
        return
    found = words(text)
    offices = _offices(context.lexicon)
    for link in people:
        assert link.target is not None
        at = next((i for i, word in enumerate(found) if word.start == link.target.span.start), None)
        entity = context.lexicon.entity(link.entity)
        given = offices.given_to(found, at, entity.origin) if at else None
        if given:
            yield from _judge(context, link, offices, given[0], found[given[1]])


def _judged(context: Context, link: Link) -> bool:
    """Whether the rendering names a person of the glossary, and that person: a substitute is N301's matter."""
    if not (link.target and link.entity and context.lexicon.entity(link.entity).is_person):
        return False
    return all(difference.relation is not Relation.IDENTITY for difference in link.differences)


def _mentions_office(text: str) -> bool:
    lower = text.lower()
    return any(word.lower() in lower for word in _OFFICES_WORTH_A_LOOK)


def _judge(context: Context, link: Link, offices: Offices, office: Office, begins: Word) -> Iterator[Finding]:
    assert link.target is not None
    holders = offices.holders(office)
    if any(holder.entity.id == link.entity and holder.on(context.date) for holder in holders):
        return
    right = [holder.entity.full for holder in holders if context.date and holder.on(context.date)]
    if context.date and not right:
        # Nobody is known for that day: the glossary cannot say who is wrong, except where it never was this person.
        if any(holder.entity.id == link.entity for holder in holders):
            return
    place = " of " + office.country.removeprefix("the ").title() if office.country else ""
    when = f"on {context.date}" if context.date and any(h.entity.id == link.entity for h in holders) else "at any time"
    entity = context.lexicon.entity(link.entity)
    wanted = f"; then it was {right[0]}" if right else ""
    yield RULE.finding(
        context,
        f"{entity.full} was not {office.title}{place} {when} that the glossary knows of{wanted}",
        source=link.source,
        target_span=Span(begins.start, link.target.span.end),
        link=link,
        expected=right,
        confidence=0.8,
    )


@lru_cache(maxsize=4)
def _offices(lexicon: Lexicon) -> Offices:
    return Offices(lexicon)


RULE = Rule(
    code="N601",
    name="role-mismatch",
    severity=Severity.WARNING,
    summary="an office given to someone who did not hold it at the document's date",
    mqm="accuracy/mistranslation",
    check=check,
    documentation=__doc__,
)
