"""Entries that a glossary could have, read off documents: which name was met, how it was rendered and what is doubtful.

The links of checked documents come in (`uses`), entries come out (`propose`), one for each name however its characters
are written. The English of an entry is the form that translators used most among those that the name can have; where
none can be right, it is the reading that the checker expects. An editor decides: what needs a decision comes first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from align.glossary.doubts import about_entry, about_others, about_uses, lint_findings
from align.glossary.entity import Authority, Entity, SourceName
from align.glossary.entries import compiled
from align.glossary.kana import kana_of
from align.glossary.load import slug
from align.glossary.same_name import Group, by_characters, letters, transcriptions
from align.glossary.schema import CHOICES, Entry
from align.glossary.source_forms import source_forms
from align.glossary.unsaid import Names, is_like_a_thing, order_of, position
from align.glossary.use import Use, is_wrong, tidy
from align.names.order import allowed_order, join
from align.names.romanise import hepburn
from align.names.style import DEFAULT, Style
from align.text.scripts import has_cjk

_MISREAD = frozenset({"kana-mismatch", "pinyin-mismatch"})
_TRIED = 4
"""How many English forms are tried for one that the characters can be read as."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """An English form that was met for a name, how often, and where first (`path:line`)."""

    text: str
    count: int
    place: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry proposed, with what an editor needs to judge it.

    `entity` is the entry as a glossary would be read; its `full` is empty where neither a text nor a reading says how
    the name is in English. `count` is how often the name stands in source texts, `place` where first (`path:line`).
    `renderings` are the English forms met, most frequent first; they may add up to less than `count`. `converted` are
    the languages whose form stood in no text. `doubts` are sentences, empty where nothing is doubtful.
    """

    entity: Entity
    count: int
    place: str
    renderings: tuple[Rendering, ...]
    converted: tuple[str, ...]
    doubts: tuple[str, ...]


def propose(found: Iterable[Use], *, style: Style = DEFAULT, taken: Iterable[str] = ()) -> tuple[Proposal, ...]:
    """One proposal for each name, the doubtful ones first, then by how often the name was met.

    Of the doubtful ones those come last that nothing renders: most often they are no names. Japanese names stand in the
    order of the house `style`. `taken` are ids that entries have already: an id made here is none of them.
    """
    proposals = _proposals(by_characters(tuple(found)), style)
    others = about_others([proposal.entity for proposal in proposals])
    proposals = [
        replace(proposal, doubts=(*proposal.doubts, *more)) for proposal, more in zip(proposals, others, strict=True)
    ]
    proposals.sort(key=lambda proposal: (not proposal.doubts, not proposal.renderings, -proposal.count))
    return tuple(_named(proposals, taken))


def _proposals(groups: Sequence[Group], style: Style) -> list[Proposal]:
    """A proposal for each group, one where several are transcriptions of one name."""
    proposals = [_proposal(group, style) for group in groups]
    joined: set[int] = set()
    for first, *others in transcriptions(groups, [proposal.entity for proposal in proposals]):
        proposals[first] = _proposal([use for number in (first, *others) for use in groups[number]], style)
        joined.update(others)
    return [proposal for number, proposal in enumerate(proposals) if number not in joined]


def _proposal(group: Sequence[Use], style: Style) -> Proposal:
    kind = _usual([use.entity.type for use in group], CHOICES["type"])
    origin = _usual([use.entity.origin for use in group], CHOICES["origin"])
    forms = _english(group)
    sources, converted = source_forms(group, person=kind == "person", origin=origin)
    if kind == "person" and forms and _is_like_a_thing(group, forms[0], sources):
        kind = "other"
        sources, converted = source_forms(group, person=False, origin=origin)
    tried = [_entity(group, form, kind, origin, sources, style) for form in forms[:_TRIED] or [""]]
    entity, doubts = tried[0]
    if len(tried) > 1:
        entity, doubts = next((each for each in tried if not _misread(each[0])), tried[0])
    told = (*about_uses(group, entity), *doubts, *about_entry(entity))
    return Proposal(entity, len(group), group[0].place, _renderings(group), converted, tuple(dict.fromkeys(told)))


def _is_like_a_thing(group: Sequence[Use], full: str, sources: Sequence[SourceName]) -> bool:
    """Whether a name that was taken for a person's looks as those of newspapers and ministries do."""
    if " " not in full or any(use.entity.authority == Authority.KNOWN for use in group):
        return False
    forms = {name.lang: name.full for name in sources}
    return is_like_a_thing(Names.of(Entry.model_validate({"en": full, **forms})))


def _entity(
    group: Sequence[Use], full: str, kind: str, origin: str, sources: tuple[SourceName, ...], style: Style
) -> tuple[Entity, tuple[str, ...]]:
    """The entity under one English form, and what is doubtful about its kana."""
    base = _nearest(group, full, kind, origin)
    entity = replace(base, id="proposed", type=kind, origin=origin, full=full, sources=sources, path="", line=0)
    if kind != "person":
        entity = replace(entity, kana=() if base.is_person else base.kana)
    if base.authority == Authority.READ:
        # What was made up for one document takes every reading that stands there for right.
        entity = replace(entity, accept=())
    entity = _in_house_order(_with_parts(entity), style)
    return _with_kana(entity) if full else (entity, ())


def _misread(entity: Entity) -> bool:
    """Whether the linter knows that the characters are not read so."""
    return any(finding.name in _MISREAD for finding in lint_findings(entity))


def _usual(words_met: Sequence[str], allowed: Sequence[str]) -> str:
    """The word met most often; `other` where it is none that a glossary has, and only where nothing else was met."""
    known = Counter(word if word in allowed else "other" for word in words_met)
    telling = Counter({word: count for word, count in known.items() if word != "other"})
    return (telling or known).most_common(1)[0][0]


def _renderings(group: Sequence[Use]) -> tuple[Rendering, ...]:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for use in group:
        if use.rendering:
            places[use.rendering].append(use.place)
    found = (Rendering(text, len(at), at[0]) for text, at in places.items())
    return tuple(sorted(found, key=lambda rendering: -rendering.count))


# --- English -----------------------------------------------------------------------------------------------------


def _english(group: Sequence[Use]) -> list[str]:
    """The forms that may be preferred, best first: those used that can be right, then what is expected.

    Empty where nothing is known.
    """
    whole = [use for use in group if use.rendering and not use.part]
    right = Counter(use.rendering for use in whole if not is_wrong(use))
    expected = Counter(use.expected[0] for use in whole if use.expected)
    made = Counter(use.entity.full for use in group)
    ranked = (form for forms in (right, expected, made) for form, _ in forms.most_common())
    return list(dict.fromkeys(tidy(form) for form in ranked if form and not has_cjk(form)))


def _nearest(group: Sequence[Use], full: str, kind: str, origin: str) -> Entity:
    """The entity of the group that says most of what is proposed: the same English if there is one."""
    spelt = letters(full)

    def distance(entity: Entity) -> tuple[bool, bool, bool]:
        return letters(entity.full) != spelt, entity.type != kind, entity.origin != origin

    return min((use.entity for use in group), key=distance)


def _with_parts(entity: Entity) -> Entity:
    """The entity with those parts of the name that its English form has; the order is how they stand there."""
    there = tuple(entity.full.split())
    family, given = entity.family, entity.given
    if not entity.is_person or any(part and position(there, part) < 0 for part in (family, given)):
        return replace(entity, family="", given="", order="")
    order = order_of(there, family, given) if family and given else ""
    return replace(entity, family=family, given=given, order=order or (entity.order if family and given else ""))


def _in_house_order(entity: Entity, style: Style) -> Entity:
    """A Japanese person as the house writes one: an entry that is family first says that this person is an exception.

    Who is known to be one (Oda Nobunaga) stays so, and so does what is more than the two parts.
    """
    order = allowed_order("ja", style) if entity.origin == "ja" and entity.authority == Authority.READ else ""
    if not order or order == entity.order or entity.full != join(entity.family, entity.given, entity.order):
        return entity
    return replace(entity, full=join(entity.family, entity.given, order), order=order)


def _with_kana(entity: Entity) -> tuple[Entity, tuple[str, ...]]:
    """The entity as a glossary is read, with kana that say its English if there are any, and what is doubtful of them."""
    said = " ".join(filter(None, entity.kana))
    if said and hepburn.is_kana_reading(said):
        whole = compiled(replace(entity, kana=tuple(said.split())))
        if not any(finding.name == "kana-mismatch" for finding in lint_findings(whole)):
            return whole, ()
    plain = compiled(replace(entity, kana=()))
    found = kana_of(plain)
    if found is None:
        unfit = f'the kana {said} are of another reading than "{entity.full}": add the right ones'
        return plain, (unfit,) if said else ()
    doubts = (f"the kana may also be {', '.join(found.others)}",) if found.others else ()
    return compiled(replace(plain, kana=found.parts)), doubts


# --- ids ---------------------------------------------------------------------------------------------------------


def natural_id(entity: Entity) -> str:
    """The id that the entry would have if it were alone: the family name first, as indexes have it."""
    return slug(f"{entity.family} {entity.given}" if entity.family and entity.given else entity.full)


def _named(proposals: Iterable[Proposal], taken: Iterable[str]) -> Iterator[Proposal]:
    used = set(taken)
    last: dict[str, int] = {}
    for proposal in proposals:
        base = name = natural_id(proposal.entity)
        number = last.get(base, 1)
        while name in used:
            number += 1
            name = f"{base}-{number}"
        last[base] = number
        used.add(name)
        yield replace(proposal, entity=replace(proposal.entity, id=name))
