"""The places where names in no glossary stand, and how they are rendered there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from align.glossary.entity import Entity
from align.model.alignment import Alignment, Difference, FormRole, Relation

_PARTS = (FormRole.FAMILY, FormRole.GIVEN)


@dataclass(frozen=True, slots=True)
class Use:
    """A mention in a source text with its rendering.

    `entity` is what was made up for the name, `surface` how the text writes it and `lang` the text's
    language, empty where that is not known. `rendering` is empty where nothing in
    the translation renders it; `part` says that it is the family or the given name alone. `expected` lists forms that
    would be right, best first. `score` (0 to 1) is how sure the pairing is. `place` is `path:line`.
    """

    entity: Entity
    surface: str
    lang: str
    rendering: str
    part: bool
    differences: tuple[Difference, ...]
    expected: tuple[str, ...]
    score: float
    place: str


def is_wrong(use: Use) -> bool:
    """Whether the rendering is no form that an entry should have."""
    return any(difference.relation is not Relation.PARTIAL for difference in use.differences)


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
            rendering = tidy(link.target.surface) if link.target else ""
            use = Use(
                entity,
                tidy(link.source.surface),
                alignment.segment.source_lang,
                rendering,
                link.target is not None and entity.is_person and link.target.form.role in _PARTS,
                link.differences,
                link.expected,
                link.score,
                alignment.segment.place,
            )
            if all(map(_is_text, (use.surface, rendering, entity.full, *(name.full for name in entity.sources)))):
                yield use


def tidy(text: str) -> str:
    """A form with single spaces, on one line."""
    return " ".join(text.split())


def _is_text(text: str) -> bool:
    return not any("\ud800" <= ch <= "\udfff" for ch in text)
