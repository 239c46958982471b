"""The kana of a Japanese person whose English name is known: the likeliest reading of the characters that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.glossary.entity import Entity
from align.names.readings import japanese
from align.names.readings.model import PartReading
from align.names.romanise import hepburn
from align.text.words import plain_letters

_NEARLY_AS_LIKELY = 0.25


@dataclass(frozen=True, slots=True)
class Kana:
    """The kana of family and given name, one of them where the name has no other; `others` of that part may be as well.

    `others` are kana of the same English word that are not much rarer, such as この beside こうの for Kono.
    """

    parts: tuple[str, ...]
    others: tuple[str, ...]


def kana_of(entity: Entity) -> Kana | None:
    """The kana that its characters can be read as and its English says; None where there are none."""
    name = next((name for name in entity.sources if name.lang == "ja"), None)
    if name is None or entity.origin != "ja" or not entity.is_person:
        return None
    family = _saying(japanese.family_readings(name.family), entity.family) if name.family else None
    given = _saying(japanese.given_readings(name.given), entity.given) if name.given else None
    pairs = [found for found in (family, given) if found is not None]
    if not pairs or not all(pairs):
        return None
    return Kana(tuple(found[0] for found in pairs), tuple(kana for found in pairs for kana in found[1:]))


def _saying(readings: Sequence[PartReading], word: str) -> tuple[str, ...]:
    """The kana among the readings that an English word says, likeliest first, without those that are far rarer."""
    wanted = hepburn.canonical(plain_letters(word))
    fitting = [reading for reading in readings if hepburn.canonical(plain_letters(reading.spelling)) == wanted]
    if not fitting:
        return ()
    least = _NEARLY_AS_LIKELY * fitting[0].likelihood
    return tuple(reading.kana for reading in fitting if reading.likelihood >= least)
