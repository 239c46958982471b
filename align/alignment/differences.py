"""In what a rendering differs from what its entity should look like, and what would be right in its place."""

from __future__ import annotations

from align.alignment.expected import Expected
from align.glossary.entity import Entity
from align.model.alignment import Difference, FormRole, Link, Mention, Relation
from align.names.compare import could_read_so, judge, likeness
from align.text.words import plain_letters, words

_ALIKE = 0.5

NOT_THE_NAME = frozenset({Relation.IDENTITY, Relation.READING, Relation.LANGUAGE, Relation.SPELLING})
"""Differences that make another name of it, not another form of the same."""


def differences_of(expected: Expected, source: Mention | None, target: Mention) -> tuple[Difference, ...]:
    """In what a form of the entity, as found, is not as it should be."""
    surface = target.surface
    if surface in expected.accepted:
        return ()
    if plain_letters(surface) in expected.forbidden:
        return (forbidden(expected, surface),)
    judgement = judge(expected.name, surface, [word.text for word in words(surface)])
    differences = judgement.differences if judgement else ()
    if judgement and judgement.role is not FormRole.FULL and source and source.form.role is FormRole.FULL:
        return (*differences, partial(expected, surface))
    return differences


def forbidden(expected: Expected, surface: str) -> Difference:
    """A form that the glossary forbids, with its reason; KeyError where it does not."""
    why = expected.forbidden[plain_letters(surface)]
    return Difference(Relation.FORBIDDEN, "full", surface, expected.name.forms[0], why)


def partial(expected: Expected, surface: str) -> Difference:
    """A part of the name where the source gives the whole."""
    return Difference(Relation.PARTIAL, "full", surface, expected.name.forms[0], "only part of the name")


def another(expected: Expected, surface: str, other: Entity) -> Difference:
    """The name of another entity of the glossary."""
    written = next((source.full for source in other.sources), other.full)
    why = f"{surface} is another person ({written})"
    return Difference(Relation.IDENTITY, "full", surface, expected.name.forms[0], why)


def unknown(expected: Expected, surface: str) -> Difference:
    """A name in no glossary: a misreading of this one, a misspelling, or somebody else."""
    form = expected.name.forms[0]
    if could_read_so(expected.name, surface.split()):
        relation = Relation.READING
    else:
        alike = max(likeness(surface, other) for other in expected.name.forms)
        relation = Relation.SPELLING if alike >= _ALIKE else Relation.IDENTITY
    return Difference(relation, "full", surface, form, f"{surface} stands in its place, no form of {form}")


def is_wrong(link: Link) -> bool:
    """Whether the rendering differs in more than being a part of the name."""
    return any(difference.relation is not Relation.PARTIAL for difference in link.differences)


def forms_for(expected: Expected, target: Mention | None) -> tuple[str, ...]:
    """Forms that would be right in the place of `target`: a part for the same part, the whole name otherwise."""
    parts = {FormRole.FAMILY: expected.name.family, FormRole.GIVEN: expected.name.given}
    part = parts.get(target.form.role) if target else None
    return tuple(dict.fromkeys((part.spelling, *expected.name.forms))) if part else expected.name.forms
