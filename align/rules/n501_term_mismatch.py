"""N501 term-mismatch: an organisation, place, work or event that is not rendered as the glossary says.

Readers follow institutions by their names; two names for one ministry look like two ministries. It is an error where
words stand in the translation that are evidently meant for the entity and are no accepted form of it: they share its
telling words, or they are the one name there of a thing of its kind. Articles, plurals and possessives, capitals, hyphens
and the like make no difference. Where nothing alike is found, the translation may well have paraphrased: that is told as
`info`, and not at all where the ministry or the party stands for one that the document has named before.

Chinese: 外交部亚洲司 → "Asian Office of the Foreign Ministry", expected "Department of Asian Affairs".
Japanese: 福島第一原子力発電所 → "Fukushima No. 1 power station", expected "Fukushima Daiichi nuclear power plant".

The fix is unsafe: articles and cases around the term may have to change with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from align.glossary.entity import Entity
from align.model.alignment import Link
from align.model.finding import Edit, Finding, Fix, Safety, Severity
from align.model.span import Span
from align.rules.base import Context, Rule
from align.rules.countries import country_of, stands_for
from align.rules.phrases import singular
from align.rules.substitutes import is_term, meant, missing_terms, substitutes, taken_by_others
from align.rules.terms import alike, ending_of_source, english, is_kind, kinds_of_source, of_the_kind, standing
from align.text.fold import fold_source

_SURE, _LIKELY, _UNSURE = 0.8, 0.6, 0.3
_BEFORE = 100
"""How many segments back a ministry may have been named for `the ministry` to mean it."""
_LOCAL = frozenset("省市县縣県区區州盟旗镇鎮町村郷乡都道府")


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such entity that the segment's translation does not name."""
    text = context.segment.target
    missing = missing_terms(context)
    if not text or not missing:
        return
    replaced = {id(link) for link, *_ in substitutes(context)}
    told: set[tuple[str, ...]] = set()
    for link in missing:
        entities = meant(context, link)
        ids = tuple(entity.id for entity in entities)
        if id(link) in replaced or ids in told or _is_rendered(entities, text) or _is_local(context, link):
            continue
        told.add(ids)
        yield from _judge(context, link, entities, text)


def _judge(context: Context, link: Link, entities: Sequence[Entity], text: str) -> Iterator[Finding]:
    assert link.source is not None
    forms = _forms(context, link, entities)
    near, confidence = _nearest(context, link, forms, text)
    if near is None and _stand_in(context, entities, link, text):
        return
    seen = f'rendered as "{near.of(text)}"' if near else "not rendered as the glossary says"
    fix = None
    if near and len(entities) == 1:
        edit = Edit(context.segment.key, near, near.of(text), forms[0])
        fix = Fix(f'Replace with "{forms[0]}"', (edit,), Safety.UNSAFE)
    yield RULE.finding(
        context,
        f'{link.source.surface} is {seen}; expected "{forms[0]}"',
        source=link.source,
        target_span=near,
        link=link,
        expected=forms,
        fix=fix,
        confidence=confidence,
    )


def _forms(context: Context, link: Link, entities: Sequence[Entity]) -> tuple[str, ...]:
    """Every form that would be right, the first entity's own first."""
    own = link.expected or ()
    others = chain.from_iterable(context.expectations.of(entity.id).name.forms for entity in entities)
    return tuple(dict.fromkeys((*own, *others)))


def _is_rendered(entities: Sequence[Entity], text: str) -> bool:
    """Whether a form of one of the entities stands there in another spelling, or a country as its people or its capital."""
    for entity in entities:
        forms = (entity.full, *entity.accept)
        if any(next(standing(form, text, place=entity.type == "place"), None) for form in forms):
            return True
        country = country_of(forms)
        if country and stands_for(country, english(text).tokens):
            return True
    return False


def _is_local(context: Context, link: Link) -> bool:
    """Whether a place stands before an organisation of the state, which is then that place's own: 北京市发改委."""
    assert link.source is not None
    before = (context.segment.source or "")[: link.source.span.start][-1:]
    return before in _LOCAL and bool(before) and is_term(context, link, "organisation")


def _nearest(context: Context, link: Link, forms: Sequence[str], text: str) -> tuple[Span | None, float]:
    """The words that are evidently meant for the entity, None where there are none; and how sure that is."""
    assert link.source is not None
    taken = taken_by_others(context)

    def free(span: Span) -> bool:
        return not any(span.overlaps(other) for other in taken)

    written = link.source.surface
    found = alike(forms, written, text, free)
    if found and (found.of_kind or not _shares_its_beginning(context, link)):
        return found.span, _SURE
    only = of_the_kind(written, text, free) if _only_of_its_kind(context, link) else None
    return (only, _LIKELY) if only else (None, _UNSURE)


def _shares_its_beginning(context: Context, link: Link) -> bool:
    """Whether the source names something else that begins alike, which the translation may well name: 石垣島の石垣製薬."""
    assert link.source is not None
    beginning = fold_source(link.source.surface).text[:2]
    return beginning in _unread(context)


def _only_of_its_kind(context: Context, link: Link) -> bool:
    """Whether the source names nothing else of this kind that a name in the translation could stand for."""
    assert link.source is not None
    ending = ending_of_source(link.source.surface)
    return bool(ending) and ending not in _unread(context)


def _unread(context: Context) -> str:
    """The segment's source, folded, without what the glossary knows of it."""
    rest = context.segment.source or ""
    for link in context.alignment.links:
        if link.source:
            rest = f"{rest[: link.source.span.start]}{' ' * len(link.source.span)}{rest[link.source.span.end :]}"
    return fold_source(rest).text


def _stand_in(context: Context, entities: Sequence[Entity], link: Link, text: str) -> bool:
    """Whether a word for such a thing stands there alone, for one that the document has named before: `the ministry`."""
    assert link.source is not None
    kinds = kinds_of_source(link.source.surface) | {
        piece.key for entity in entities for piece in english(entity.full).pieces if is_kind(piece.key)
    }
    if not any(singular(token.key) in kinds for token in english(text).tokens):
        return False
    ids = {entity.id for entity in entities}
    earlier = context.alignments[max(0, context.index - _BEFORE) : context.index + 1]
    return any(other.target and other.entity in ids for alignment in earlier for other in alignment.links)


RULE = Rule(
    code="N501",
    name="term-mismatch",
    severity=Severity.ERROR,
    summary="an organisation, place, work or event not rendered as the glossary says",
    mqm="terminology/wrong-term",
    check=check,
    documentation=__doc__,
)
