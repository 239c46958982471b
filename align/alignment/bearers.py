"""Whom a name may be by the who's who: public figures, and places and works that are no people.

The who's who proposes. What a glossary says of the name comes first, and another bearer may always be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from align.glossary.entity import Entity
from align.glossary.reading import merged
from align.glossary.whos_who import WhosWho, form_key, own_english_keys
from align.match.automaton import Kind
from align.match.known import Known
from align.names.explain import Reading, likely_lang
from align.text.fold import fold_target
from align.text.scripts import has_cjk

WHOS_WHO = "who's who"
"""What a reading rests on that the who's who gives."""

_GLOSSARY = "glossary"


def bearers(who: WhosWho, name: str, declared: Iterable[Entity] = ()) -> tuple[Known, ...]:
    """Whom the who's who knows by a whole name in any script, the best known first.

    Whoever has the English name of one of the `declared` is the same, and left out.
    """
    found = who.named(name) if has_cjk(name) else who.english(name)
    taken = {key for entity in declared for key in own_english_keys(entity)}
    return tuple(Known(entity, _kind(entity, name)) for entity in found if taken.isdisjoint(own_english_keys(entity)))


def _kind(entity: Entity, name: str) -> Kind:
    if has_cjk(name):
        return Kind.FULL if form_key(name) in (form_key(source.full) for source in entity.sources) else Kind.ACCEPTED
    folded = fold_target(name).text
    if folded == fold_target(entity.full).text:
        return Kind.FULL
    return Kind.ACCEPTED if folded in (fold_target(form).text for form in entity.accept) else Kind.TURNED


def deciding(found: Sequence[Known], name: str, lang: str) -> tuple[Entity, ...]:
    """The people of those found who say how the name is read in texts of a language (empty where it was not said).

    In Chinese a name such as 林佳子 says nothing: it is listed for a Japanese, but its bearer is likelier to be Chinese.
    """
    people = (known.entity for known in found if known.entity.is_person)
    return tuple(
        entity
        for entity in people
        if not (lang == "zh" and all(source.lang == "ja" for source in entity.sources) and likely_lang(name) == "zh")
    )


def known_readings(people: Sequence[Entity], readings: Sequence[Reading], name: str) -> tuple[Reading, ...]:
    """The readings of a name with those of its known bearers first; all others share what is left.

    A name in kana is read as it is written, whoever bears it. People elsewhere than in Japan, Korea and Viet Nam have a
    spelling of their own, which is no reading.
    """
    known = merged(map(_known, people))
