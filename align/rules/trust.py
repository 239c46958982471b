"""How far a finding about a name that no glossary declares is to be trusted.

A glossary says what is right; a table of readings only what is possible, and the who's who what somebody of that name is
called. So a manner of writing that people choose for themselves (Ohtani, Tarō, Jun'ichi, either order) is no more than a
remark, and what contradicts the characters counts as much as it is sure that they are a name, and whose.
"""

from __future__ import annotations

from typing import Final

from align.glossary.entity import Authority, Entity
from align.model.alignment import FormRole, Link, Relation
from align.names.english_words import is_western_given_name

REMARK: Final = 0.3
"""The confidence of what is left to the writer: told as `info`."""

NAMESAKE: Final = 0.58
"""The confidence in a reading that is not the known person's: told as a warning."""

_OWN_MANNER: Final = frozenset({Relation.ORDER, Relation.VARIANT, Relation.PARTIAL})
_JAPANESE: Final = "ja"


def trust(entity: Entity, link: Link, relation: Relation) -> float:
    """The most confidence (0 to 1) that a finding about such a difference may have; 1 for what a glossary declares."""
    if entity.is_declared:
        return 1.0
    if relation in _OWN_MANNER and (entity.origin == _JAPANESE or relation is not Relation.VARIANT):
        return REMARK
    if relation is Relation.FORMAT:
        return 0.8 if _is_slip(entity, link) else REMARK
    if relation is Relation.LANGUAGE and _is_family_alone(link):
        return REMARK
    if relation is Relation.SPELLING and entity.origin != _JAPANESE and _has_other_name(link):
        return REMARK
    if entity.authority == Authority.KNOWN:
        # Another reading may be somebody else's of the same name: that is worth a look, and no more.
        return min(entity.certainty, NAMESAKE) if relation is Relation.READING else entity.certainty
    return min(0.9, entity.certainty)


def is_left_to_writer(entity: Entity, link: Link, relation: Relation) -> bool:
    """Whether a manner of writing is nobody's business: that of a name of which nothing is known but its characters."""
    return entity.authority == Authority.READ and trust(entity, link, relation) <= REMARK


def _is_family_alone(link: Link) -> bool:
    """Whether only a family name stands there, which many spell in the manner of where they live: Law, Tam."""
    return link.target is not None and link.target.form.role is FormRole.FAMILY


def _has_other_name(link: Link) -> bool:
    """Whether an English given name stands there, by which many Chinese go abroad: Gary Locke."""
    return link.target is not None and any(map(is_western_given_name, link.target.surface.split()))


def _is_slip(entity: Entity, link: Link) -> bool:
    """Whether nobody would write their own name so: in small letters, or a Chinese given name in two words with capitals."""
    if link.target is None or link.target.form.role is not FormRole.FULL:
        return False
    words = link.target.surface.split()
    if any(word[0].islower() for word in words):
        return True
    return entity.origin == "zh-CN" and len(words) > 2
