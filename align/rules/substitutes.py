"""Another organisation, place, work or event of the glossary, standing where the source names this one.

朝日新闻 → "Yomiuri Shimbun" and 韓国 → "North Korea" are false, not merely unlike the glossary. It is taken for such only
where the other thing is of the same type, nothing near in the source accounts for it, and nothing else renders the one
that is missing: neither its people, nor its capital (Seoul said), nor words that share its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.glossary.entity import Entity
from align.model.alignment import FormRole, FormStatus, Link, Mention, Verdict
from align.model.finding import Edit, Finding, Fix, Safety
from align.model.span import Span
from align.names.english_words import is_ordinary_capitalised
from align.rules.base import Context, Rule
from align.rules.countries import country_before, country_of, hinted_in_source, is_seat, stands_for
from align.rules.holders import HOMES
from align.rules.phrases import ARTICLES
from align.rules.terms import alike, english, is_kind, standing
from align.text.fold import fold_source

_TYPES = frozenset({"organisation", "place", "work", "event"})
_NEIGHBOURS = 1
_CONFIDENCE = 0.85


@dataclass(frozen=True, slots=True)
class Substitute:
    """What stands in the place of a missing entity: a mention of the translation and the other entity it names."""

    mention: Mention
    entity: Entity


def missing_terms(context: Context) -> list[Link]:
    """Links of entities other than people that the segment's source names and nothing is linked to, each entity once.

    An entity that the segment renders once need not be rendered again.
    """
    links = context.alignment.links
    if not context.segment.source:
        return []
    missing = [
        link for link in links if link.verdict is Verdict.MISSING and link.source and _is_thing(context, link.source)
    ]
    if not missing:
        return []
    rendered = {entity for link in links if link.target for entity in (link.entity, *link.target.entities)}
    return [
        link
        for link in missing
        if link.source and rendered.isdisjoint(link.source.entities) and not _is_of_another_country(context, link)
    ]


def _is_thing(context: Context, mention: Mention) -> bool:
    return bool(mention.entities) and not any(context.lexicon.entity(each).is_person for each in mention.entities)


def _is_of_another_country(context: Context, link: Link) -> bool:
    """Whether the source puts another country before the name of an organisation, which is then not the glossary's: 德国外交部."""
    assert link.source is not None
    country = country_before(context.segment.source or "", link.source.span.start)
    if not country:
        return False
    return not any(_may_be_of(country, entity) for entity in meant(context, link))


def _may_be_of(country: str, entity: Entity) -> bool:
    """Whether an entity may belong to a country, by its origin and its names; so may all whose origin says nothing."""
    if entity.type != "organisation":
        return True
    homes = _homes(entity)
    return not homes or country in homes


def _homes(entity: Entity) -> set[str]:
    """The countries of an organisation, by its origin and its names; empty where nothing says so."""
    homes = {"south korea", "north korea"} if entity.origin == "ko" else {HOMES.get(entity.origin, "")} - {""}
    for form in (entity.full, *entity.accept):
        homes |= {piece.key[1:] for piece in english(form).pieces if piece.key.startswith("@")}
    return homes


def meant(context: Context, link: Link) -> tuple[Entity, ...]:
    """The entities that a source mention may mean: one, or all that own the words."""
    assert link.source is not None
    return tuple(context.lexicon.entity(each) for each in link.source.entities)


def is_term(context: Context, link: Link, kind: str) -> bool:
    """Whether everything that the source mention may mean is of this type."""
    return all(entity.type == kind for entity in meant(context, link))


def taken_by_others(context: Context) -> list[Span]:
    """Where the translation renders something that the source names, and where it names people."""
    return [
        link.target.span
        for link in context.alignment.links
        if link.target and (link.source or any(context.lexicon.entity(each).is_person for each in link.target.entities))
    ]


def findings(rule: Rule, context: Context) -> Iterator[Finding]:
    """A finding of `rule` for each substitute in the segment."""
    for link, other in substitutes(context):
        assert link.source is not None
        forms = link.expected or (meant(context, link)[0].full,)
        span = _without_article(other)
        surface = span.of(context.segment.target or "")
        edit = Edit(context.segment.key, span, surface, forms[0])
        yield rule.finding(
            context,
            f'{link.source.surface} is rendered as "{surface}": {surface} is another {other.entity.type}'
            f' ({_written(context, other.entity)}); expected "{forms[0]}"',
            source=link.source,
            target_span=span,
            link=link,
            expected=forms,
            fix=Fix(f'Replace with "{forms[0]}"', (edit,), Safety.UNSAFE),
            confidence=_CONFIDENCE,
        )


def _without_article(other: Substitute) -> Span:
    """Where the other name stands, without the article of an accepted form: the Yomiuri Shimbun."""
    first = english(other.mention.surface).tokens[0]
    span = other.mention.span
    if first.key not in ARTICLES or other.entity.full.startswith(first.text):
        return span
    rest = other.mention.surface[first.end :].lstrip()
    return Span(span.end - len(rest), span.end)


def _written(context: Context, entity: Entity) -> str:
    """How the other entity is written in the source's language, as far as the glossary says."""
    ours = context.segment.source_lang[:2]
    forms = sorted(entity.sources, key=lambda source: source.lang[:2] != ours)
    return forms[0].full if forms else entity.full


def substitutes(context: Context) -> Iterator[tuple[Link, Substitute]]:
    """Each missing entity in whose place another one stands, with that one."""
    others = _unaccounted(context)
    missing = missing_terms(context) if others else []
    used: set[int] = set()
    for link in missing:
        for number, other in enumerate(others):
            if number not in used and _stands_for(context, link, other):
                used.add(number)
                yield link, other
                break


def _unaccounted(context: Context) -> list[Substitute]:
    """Things that the translation names and nothing in the source nearby does."""
    if not context.segment.source:
        return []
    found = []
    for link in context.alignment.links:
        mention = link.target
        if link.verdict is not Verdict.ADDED or mention is None or not mention.entities:
            continue
        entity = context.lexicon.entity(mention.entities[0])
        if entity.type in _TYPES and _is_telling(mention) and not _named_nearby(context, mention.entities):
            found.append(Substitute(mention, entity))
    return found


def _is_telling(mention: Mention) -> bool:
    """Whether a form can hardly mean another thing: `Cabinet`, which the glossary accepts for one of them, may be any."""
    if mention.form.role is FormRole.FULL and mention.form.status is FormStatus.PREFERRED:
        return True
    form = english(mention.surface)
    named = [piece for piece in form.pieces if not is_kind(piece.key) and form.tokens[piece.first].capitalised]
    return (len(form.pieces) > 1 and bool(named)) or any(_is_name(token.text) for token in form.tokens)


def _is_name(word: str) -> bool:
    return word[0].isupper() and (word.isupper() or not is_ordinary_capitalised(word))


def _named_nearby(context: Context, entities: Sequence[str]) -> bool:
    """Whether this segment's source or a neighbour's names one of the entities."""
    near = context.alignments[max(0, context.index - _NEIGHBOURS) : context.index + _NEIGHBOURS + 1]
    return any(
        not set(link.source.entities).isdisjoint(entities)
        for alignment in near
        for link in alignment.links
        if link.source
    )


def _stands_for(context: Context, link: Link, other: Substitute) -> bool:
    """Whether `other` stands in the place of the entity that a link misses."""
    own = meant(context, link)
    if any(entity.type != other.entity.type for entity in own):
        return False
    theirs = country_of((other.entity.full, *other.entity.accept))
    countries = {country_of((entity.full, *entity.accept)) for entity in own}
    # A country for a town of it, or the other way round, is a manner of speaking.
    if any(bool(country) != bool(theirs) for country in countries) or _accounted_for(context, link, other, theirs):
        return False
    return not any(_is_said_otherwise(context, link, entity, other) for entity in own)


def _accounted_for(context: Context, link: Link, other: Substitute, country: str) -> bool:
    """Whether other words of the source may mean the other entity: a shortened name, 日中, 平壌."""
    assert link.source is not None
    source, span = context.segment.source or "", link.source.span
    rest = fold_source(f"{source[: span.start]} {source[span.end :]}").text
    if country and hinted_in_source(country, rest):
        return True
    own = fold_source(link.source.surface).text
    names = [fold_source(form).text for name in other.entity.sources for form in (name.full, *name.accept)]
    beginnings = {name[at : at + 2] for name in names for at in range(max(1, len(name) - 1))}
    return any(beginning in rest and beginning not in own for beginning in beginnings)


def _is_said_otherwise(context: Context, link: Link, entity: Entity, other: Substitute) -> bool:
    """Whether the missing entity is named elsewhere in the translation, or the other one's name is but its own cut short."""
    assert link.source is not None
    text = context.segment.target or ""
    forms = (entity.full, *entity.accept)
    there = other.mention.span
    if any(is_seat(country, other.mention.surface) for country in _homes(entity)):
        return True
    theirs = {piece.key for piece in english(other.mention.surface).pieces}
    for form in forms:
        mine = {piece.key for piece in english(form).pieces}
        longer = mine < theirs and not any(key.startswith("@") for key in theirs - mine)
        if theirs <= mine or longer:
            return True
        if any(not there.overlaps(span) for span in standing(form, text, place=entity.type == "place")):
            return True
    outside = text[: there.start] + " " * len(there) + text[there.end :]
    country = country_of(forms)
    if country:
        return stands_for(country, english(outside).tokens)
    taken = [*taken_by_others(context), there]
    return alike(forms, link.source.surface, text, lambda span: not any(span.overlaps(t) for t in taken)) is not None
