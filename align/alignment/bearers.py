"""Whom a name may be by the who's who: public figures, and places and works that are no people.

The who's who proposes. What a glossary says of the name comes first, and another bearer may always be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from align.glossary.entity import Entity
from align.glossary.reading import GLOSSARY, merged, part_reading, reading_of
from align.glossary.whos_who import WhosWho, form_key, own_english_keys
from align.match.automaton import Kind
from align.match.known import Known
from align.model.alignment import FormRole
from align.names.explain import Reading, likely_lang
from align.text.fold import fold_target
from align.text.scripts import has_cjk, has_han

WHOS_WHO: Final = "who's who"
"""What a reading rests on that the who's who gives."""


def bearers(who: WhosWho, name: str, declared: Iterable[Entity] = ()) -> tuple[Known, ...]:
    """Whom the who's who knows by a whole name in any script, the best known first.

    Whoever has the English name of one of the `declared` is the same, and left out.
    """
    found = who.named(name) if has_cjk(name) else who.english(name)
    taken = {key for entity in declared for key in own_english_keys(entity)}
    return tuple(Known(entity, _kind(entity, name)) for entity in found if taken.isdisjoint(own_english_keys(entity)))


def _kind(entity: Entity, name: str) -> Kind:
    if has_cjk(name):
        key = form_key(name)
        if key in (form_key(source.full) for source in entity.sources):
            return Kind.FULL
        return Kind.FAMILY if key in (form_key(source.family) for source in entity.sources) else Kind.ACCEPTED
    folded = fold_target(name).text
    if folded == fold_target(entity.full).text:
        return Kind.FULL
    return Kind.ACCEPTED if folded in (fold_target(form).text for form in entity.accept) else Kind.TURNED


def deciding(found: Sequence[Known], name: str, lang: str) -> tuple[Known, ...]:
    """The people among those found who say how a name is read in texts of a language, which is empty if it was not said.

    In Chinese a name such as 林佳子 says nothing: it is listed for a Japanese, but its bearer is likelier to be Chinese.
    """
    in_chinese = lang == "zh" and likely_lang(name) == "zh"
    people = (known for known in found if known.entity.is_person)
    return tuple(one for one in people if not (in_chinese and all(form.lang == "ja" for form in one.entity.sources)))


def known_readings(people: Sequence[Known], readings: Sequence[Reading], name: str) -> tuple[Reading, ...]:
    """The readings of a name with those of its known bearers first; all others share what these leave of the likelihood.

    A name in kana is read as it is written, whoever bears it.
    """
    if has_cjk(name) and not has_han(name):
        return tuple(readings)
    known = merged(_reading(one, name) for one in people)
    if not known:
        return tuple(readings)
    certainty = people[0].entity.certainty
    said = {reading.romaji for reading in known}
    listed = {reading.romaji: reading for reading in readings if reading.romaji in said}
    others = [reading for reading in readings if reading.romaji not in said]
    total = sum(reading.likelihood or 0.0 for reading in others)
    share = (1 - certainty) / total if total else 0.0
    first = (_proposed(reading, listed.get(reading.romaji), certainty if others else 1.0) for reading in known)
    return (*first, *(_scaled(reading, share) for reading in others))


def _reading(known: Known, name: str) -> Reading | None:
    """What the who's who says of the reading; None where it says nothing that the characters do not."""
    entity = known.entity
    reading = part_reading(entity, FormRole.FAMILY) if known.kind is Kind.FAMILY else reading_of(entity)
    if reading is not None:
        return None if has_cjk(name) and reading.sources != (GLOSSARY,) else reading
    if entity.origin.startswith(("western", "other")) and known.kind is Kind.FULL and has_han(name) and entity.family:
        return Reading(" ".join(filter(None, (entity.family, entity.given))), likelihood=1.0, sources=(GLOSSARY,))
    return None


def _proposed(known: Reading, listed: Reading | None, certainty: float) -> Reading:
    reading = listed or known
    sources = [WHOS_WHO if source == GLOSSARY else source for source in (*known.sources, *reading.sources)]
    likelihood = None if known.likelihood is None else round(known.likelihood * certainty, 4)
    return replace(reading, likelihood=likelihood, sources=tuple(dict.fromkeys(sources)))


def _scaled(reading: Reading, share: float) -> Reading:
    return reading if reading.likelihood is None else replace(reading, likelihood=round(reading.likelihood * share, 4))
