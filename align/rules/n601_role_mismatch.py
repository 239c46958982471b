"""N601 role-mismatch: an office given to someone who did not hold it at the document's date.

"Prime Minister Taro Kono" is wrong on any day, and a reader who believes it misreads the whole text. What the glossaries
know of the office decides: who held it, from when to when. With the document's date (`--date`), its holder on that day is
expected; without one, only people who never held the office are reported. "Former", "then" or "vice" before the office is
another office, an office that the source itself gives is the author's, and where nobody is known to have held it on that
day, nothing is said.

Chinese: 日本前首相石破茂 in a text of November 2025 → "Japanese Prime Minister Shigeru Ishiba".
Japanese: 河野太郎 → "Prime Minister Taro Kono".

There is no fix: the person or the office may be the mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.glossary.entity import Entity
from align.model.alignment import Link, Relation
from align.model.finding import Finding, Severity
from align.rules.base import Context, Rule
from align.rules.holders import HOMES, Holder, Offices, offices_of
from align.rules.office_phrases import Given, given_to
from align.rules.offices import Office
from align.rules.source_offices import gives_office

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WHOLE_DATE = len("YYYY-MM-DD")
_A_GENERATION = 20
_NEAR = 200
"""How many segments before and after are looked at for what the source says of somebody."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for each person to whom the segment gives an office not theirs."""
    text = context.segment.target
    if not text:
        return
    for link in context.alignment.links:
        if link.target is None or not link.entity or not _is_meant(link):
            continue
        entity = context.lexicon.entity(link.entity)
        if entity.is_person:
            offices = offices_of(context.lexicon.declared)
            given = given_to(link.target.span, text, offices) if len(offices) else None
            if given:
                yield from _judge(context, link, entity, offices, given)


def _is_meant(link: Link) -> bool:
    """Whether the rendering names this very person: a substitute is N301's matter."""
    return all(difference.relation is not Relation.IDENTITY for difference in link.differences)


def _judge(context: Context, link: Link, entity: Entity, offices: Offices, given: Given) -> Iterator[Finding]:
    office = _in_country(given.office, entity, offices)
    if office is None or office.is_shared or _holds(entity, given.office, offices, context.date):
        return
    holders = offices.holders(office)
    right = [holder.name for holder in holders if context.date and holder.on(context.date)]
    once = next((holder for holder in holders if holder.entity == entity.id), None)
    if not holders or (context.date and not right) or (once and not context.date):
        return
    if not context.date and not entity.roles:
        # The glossary says nothing of this person's offices.
        return
    if _explained(context, link, office, holders, once):
        return
    title = holders[0].terms[0].en
    when = (
        f"{'on' if len(context.date) == _WHOLE_DATE else 'in'} {context.date}: it was {right[0]}"
        if right
        else "at any time that the glossary knows of"
    )
    yield RULE.finding(
        context,
        f"{entity.full} was not {title} {when}",
        source=link.source,
        target_span=given.span,
        link=link,
        expected=right,
        confidence=0.8,
    )


def _in_country(office: Office, entity: Entity, offices: Offices) -> Office | None:
    """The office with its country: the one that the words name, else that of the person's other offices, else home.

    None where the words leave it open and the person has held offices of several countries, or where the title is used of
    many bodies and the glossary knows no office of the person.
    """
    if office.country or office.body:
        return office
    countries = {held.country for held in offices.of(entity.id) if not held.body and held.country} or {
        HOMES.get(entity.origin, "")
    }
    if len(countries) > 1 or not (entity.roles or "minister" in office.title):
        return None
    return Office(office.title, "", countries.pop())


def _holds(entity: Entity, office: Office, offices: Offices, date: str) -> bool:
    """Whether the person held an office of this title then, of the body and country that the words name, if they do."""
    return any(
        held.title == office.title
        and (not office.body or held.body == office.body)
        and (not office.country or not held.country or held.country == office.country)
        and any(holder.entity == entity.id and holder.on(date) for holder in offices.holders(held))
        for held in offices.of(entity.id)
    )


def _is_history(once: Holder, date: str) -> bool:
    """Whether somebody left the office so long ago that nobody takes him for its holder: President Ho Chi Minh."""
    ends = [term.end for term in once.terms]
    return all(ends) and int(max(ends)[:4]) + _A_GENERATION <= int(date[:4])


def _explained(context: Context, link: Link, office: Office, holders: Sequence[Holder], once: Holder | None) -> bool:
    """Whether the translator need not answer for it: it is history, the segment speaks of another year, when the office was theirs,
    or the source gives it to them."""
    if once and context.date and _is_history(once, context.date):
        return True
    texts = f"{context.segment.target} {context.segment.source or ''}"
    if once and any(once.on(year) for year in _YEAR.findall(texts) if year != context.date[:4]):
        return True
    written = {form for holder in holders for term in holder.terms for form in (term.zh, term.ja) if form}
    if link.source is not None:
        said = gives_office(context.segment.source or "", link.source.span, office.title, written)
        if said is not None:
            return said
    near = context.alignments[max(0, context.index - _NEAR) : context.index + _NEAR]
    return any(
        other.source is not None
        and link.entity in other.source.entities
        and gives_office(alignment.segment.source or "", other.source.span, office.title, written)
        for alignment in near
        for other in alignment.links
    )


RULE = Rule(
    code="N601",
    name="role-mismatch",
    severity=Severity.WARNING,
    summary="an office given to someone who did not hold it at the document's date",
    mqm="accuracy/mistranslation",
    check=check,
    documentation=__doc__,
)
