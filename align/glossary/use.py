"""One place where a name in no glossary stands, and how it is rendered there."""

from __future__ import annotations

from dataclasses import dataclass

from align.glossary.entity import Entity
from align.model.alignment import Difference, Relation


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
