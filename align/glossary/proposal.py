"""Entries that a glossary could have, read off documents: which name was met, how it was rendered and what is doubtful.

The links of checked documents come in (`uses`), entries come out (`propose`), one for each name however its characters
are written. The English of an entry is the form that translators used most among those that the name can have; where
none can be right, it is the reading that the checker expects. An editor decides: what needs a decision comes first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from align.glossary.doubts import about_entry, about_others, about_uses, letters, lint_findings
from align.glossary.entity import Authority, Entity
from align.glossary.entries import compiled
from align.glossary.load import slug
from align.glossary.schema import CHOICES
from align.glossary.source_forms import source_forms
from align.glossary.unsaid import order_of, position
from align.glossary.use import Use, is_wrong
from align.model.alignment import Alignment, FormRole
from align.model.segment import Segment
from align.names.romanise import hepburn
from align.text.fold import fold_source
from align.text.scripts import has_cjk

_PARTS = (FormRole.FAMILY, FormRole.GIVEN)


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


def uses(alignments: Iterable[Alignment], undeclared: Callable[[str], Entity | None]) -> Iterator[Use]:
    """Every mention of an undeclared name in the source texts, with its rendering.

    `undeclared` gives the entity that was made for a name in no glossary by its id, and None for an entry of a glossary.
    Names with lone surrogates are passed over: no file can hold them.
    """
    for alignment in alignments:
        for link in alignment.links:
            entity = undeclared(link.entity) if link.entity and link.source else None
            if entity is None or link.source is None or not entity.sources:
                continue
            rendering = _tidy(link.target.surface) if link.target else ""
            use = Use(
                entity,
                _tidy(link.source.surface),
                rendering,
                link.target is not None and entity.is_person and link.target.form.role in _PARTS,
                link.differences,
                link.expected,
                link.score,
                _place(alignment.segment),
            )
            if all(map(_is_text, (use.surface, rendering, entity.full, *(name.full for name in entity.sources)))):
                yield use


def propose(found: Iterable[Use], *, taken: Iterable[str] = ()) -> tuple[Proposal, ...]:
    """One proposal for each name, the doubtful ones first, then by how often the name was met.

    `taken` are ids that entries have already: an id made here is none of them.
    """
    proposals = [_proposal(group) for group in _by_name(found)]
    others = about_others([proposal.entity for proposal in proposals])
    proposals = [
        replace(proposal, doubts=(*proposal.doubts, *more)) for proposal, more in zip(proposals, others, strict=True)
    ]
    proposals.sort(key=lambda proposal: (not proposal.doubts, -proposal.count))
    return tuple(_named(proposals, taken))


def keys_of(entity: Entity) -> frozenset[str]:
    """What its whole source forms have in common with all writings of the same name."""
    return frozenset(fold_source(name.full).text for name in entity.sources)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _is_text(text: str) -> bool:
    return not any("\ud800" <= ch <= "\udfff" for ch in text)


def _place(segment: Segment) -> str:
    where = segment.target_at or segment.source_at
    return f"{where.path.as_posix()}:{where.line}" if where else segment.key


def _by_name(found: Iterable[Use]) -> list[list[Use]]:
    """The uses of each name, in the order in which the names are first met."""
    groups: dict[str, list[Use]] = {}
    for use in found:
        keys = keys_of(use.entity)
        group: list[Use] = []
        for other in {id(groups[key]): groups[key] for key in sorted(keys) if key in groups}.values():
            if not group:
                group = other
                continue
            # This entity has two forms that stood in entities of their own so far.
            group.extend(other)
            groups.update({key: group for key, owner in groups.items() if owner is other})
        group.append(use)
        groups.update(dict.fromkeys(keys, group))
    return list({id(group): group for group in groups.values()}.values())


def _proposal(group: Sequence[Use]) -> Proposal:
    kind = _usual([use.entity.type for use in group], CHOICES["type"])
    origin = _usual([use.entity.origin for use in group], CHOICES["origin"])
    full = _english(group)
    base = _nearest(group, full, kind, origin)
    sources, converted = source_forms(group, person=kind == "person", origin=origin)
    entity = replace(base, id="proposed", type=kind, origin=origin, full=full, sources=sources, path="", line=0)
    if base.authority == Authority.READ:
        # What was made up for one document takes every reading that stands there for right.
        entity = replace(entity, accept=())
    entity = _with_parts(entity)
    doubts = about_uses(group, entity)
    if full:
        entity, more = _with_kana(entity)
        doubts = (*doubts, *more, *about_entry(entity))
    count = len(group)
    return Proposal(entity, count, group[0].place, _renderings(group), converted, tuple(dict.fromkeys(doubts)))


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


def _english(group: Sequence[Use]) -> str:
    """The preferred form: the one used most that can be right, else what is expected; empty where nothing is known."""
    whole = [use for use in group if use.rendering and not use.part and not has_cjk(use.rendering)]
    right = Counter(use.rendering for use in whole if not is_wrong(use))
    expected = Counter(use.expected[0] for use in whole if use.expected and not has_cjk(use.expected[0]))
    made = Counter(use.entity.full for use in group if use.entity.full and not has_cjk(use.entity.full))
    for forms in (right, expected, made):
        if forms:
            return _tidy(forms.most_common(1)[0][0])
    return ""


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


def _with_kana(entity: Entity) -> tuple[Entity, tuple[str, ...]]:
    """The entity as a glossary is read; without the kana where they are of another reading than the English."""
    plain = compiled(replace(entity, kana=()))
    kana = tuple(part for part in entity.kana if part)
    if not kana or not hepburn.is_kana_reading(" ".join(kana)):
        return plain, ()
    whole = compiled(replace(entity, kana=kana))
    if not any(finding.name == "kana-mismatch" for finding in lint_findings(whole)):
        return whole, ()
    return plain, (f'the kana {" ".join(kana)} are of another reading than "{entity.full}": add the right ones',)


# --- ids ---------------------------------------------------------------------------------------------------------


def natural_id(entity: Entity) -> str:
    """The id that the entry would have if it were alone: the family name first, as indexes have it."""
    return slug(f"{entity.family} {entity.given}" if entity.family and entity.given else entity.full)


def _named(proposals: Iterable[Proposal], taken: Iterable[str]) -> Iterator[Proposal]:
    used = set(taken)
    for proposal in proposals:
        base = name = natural_id(proposal.entity)
        number = 1
        while name in used:
            number += 1
            name = f"{base}-{number}"
        used.add(name)
        yield replace(proposal, entity=replace(proposal.entity, id=name))
