"""What a gathered name is taken for: whose it is, how it may be read, and what English calls it.

A rendering in the translation that the characters can be read as is taken for right, and gives the entity its English
form; the likeliest reading does where there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from align.glossary.entity import Authority, Entity, SourceName
from align.match.source_names import SourceName as Found
from align.names.culture import SPOKEN_OF, Leaning
from align.names.order import FAMILY_FIRST, GIVEN_FIRST, join
from align.names.readings import han
from align.names.readings.model import PartReading
from align.names.readings.reader import EVERYWHERE, JAPANESE, MANDARIN, NameReader, reader
from align.text.words import Word, without_diacritics

ID_MARK: Final = "name:"
"""What the ids of such entities begin with: no id of a glossary has a colon."""

SURE_OF_CULTURE: Final = 0.55
_IDENTIFIED: Final = 0.88
_SOME_OF_IT = 0.2
"""The share of a document's telling words from which a culture is that of whoever has one of its family names."""
_USUAL, _RARER = 30, 4
FOREIGN: Final = "western"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name was found: the words of the segment's translation, and what stands around it in the source.

    `latin` is how the source itself spells it in brackets, 潘晨军（Chenjun Pan）, `heard` what the translation calls it by
    its sound; both are empty where there is nothing of the kind.
    """

    words: Sequence[Word]
    leaning: Leaning | None
    latin: str = ""
    heard: str = ""


@dataclass(slots=True)
class Gathered:
    """One name of a document with all its places."""

    found: Found
    places: list[Place] = field(default_factory=list)


def known(name: Gathered, people: Sequence[Entity]) -> tuple[Entity, NameReader | None]:
    """The entity of a name that the who's who knows: the best known person, with the others' forms accepted as well.

    A Japanese person who is known by more than the name is called so. Others have namesakes and spellings of their own
    (Sean Lau, Lau Ching Wan): a reader tells what else may be right.
    """
    first, *others = people
    forms = dict.fromkeys((*first.accept, *(form for other in others for form in (other.full, *other.accept))))
    entity = replace(first, accept=tuple(form for form in forms if form != first.full))
    found = name.found
    namesake = entity.origin == JAPANESE and entity.certainty < _IDENTIFIED
    if (entity.origin in EVERYWHERE or namesake) and found.family and found.given:
        return entity, reader(found.family, found.given, (entity.origin,))
    return entity, None


def heard(name: Gathered) -> Entity:
    """The entity of a foreign name in transcription: what sounds like it is what it is called."""
    found = name.found
    forms = Counter(spelt for place in name.places if (spelt := place.latin or place.heard))
    full, *others = (form for form, _ in forms.most_common())
    return Entity(
        id=ID_MARK + found.text,
        type="person",
        origin=FOREIGN,
        full=full,
        accept=tuple(others),
        sources=(SourceName("ja" if found.culture == JAPANESE else "zh", found.text),),
        authority=Authority.READ,
        certainty=found.weight,
    )


def named(name: Gathered, spoken_of: Sequence[Leaning] = ()) -> tuple[Entity, NameReader]:
    """The entity of a gathered name that nobody knows, and how it may be read.

    `spoken_of` are the cultures that its document speaks of.
    """
    found = name.found
    reads = reader(found.family, found.given, _cultures(name, spoken_of))
    told = [spelt for place in name.places if (spelt := _parts_of(place.latin, reads))]
    seen = _seen(name.places, reads)
    seen.update({spelt: len(name.places) for spelt in told})
    spelt = (
        max(seen, key=lambda one: (seen[one], reads.gives(one)))
        if seen
        else (_best(reads.families), _best(reads.givens))
    )
    order = (GIVEN_FIRST if reads.culture == JAPANESE else FAMILY_FIRST) if all(spelt) else ""
    entity = Entity(
        id=ID_MARK + found.text,
        type="person",
        origin=reads.culture,
        full=join(*spelt, order) if order else spelt[0] or spelt[1] or found.text,
        family=spelt[0],
        given=spelt[1],
        order=order,
        accept=tuple(join(*other, order) for other in seen if other != spelt) if order else (),
        sources=(SourceName("ja" if found.culture == JAPANESE else "zh", found.text, found.family, found.given),),
        authority=Authority.READ,
        certainty=found.weight,
    )
    return entity, reads


def _seen(places: Sequence[Place], reads: NameReader) -> Counter[tuple[str, str]]:
    """How often translations have each rendering; that of a segment is searched once, however often it names somebody."""
    times = Counter(id(place.words) for place in places)
    seen: Counter[tuple[str, str]] = Counter()
    for place in {id(place.words): place for place in places}.values():
        for spelt in _renderings(place.words, reads):
            seen[spelt] += times[id(place.words)]
    return seen


def _parts_of(latin: str, reads: NameReader) -> tuple[str, str] | None:
    """Family and given name of what the source spells itself; None for what is not two words."""
    pieces = latin.split()
    if len(pieces) != 2:
        return None
    first, second = pieces
    turned = reads.reads_part(second, family=True) and not reads.reads_part(first, family=True)
    return (second, first) if turned else (first, second)


def _best(readings: Sequence[PartReading]) -> str:
    """The likeliest spelling as English prints it: without diacritics, which only some parts have."""
    return without_diacritics(readings[0].spelling) if readings else ""


def _cultures(name: Gathered, spoken_of: Sequence[Leaning]) -> tuple[str, ...]:
    """The cultures in which a name may be read: one where the words around it say so, any where nothing does."""
    if name.found.culture == JAPANESE:
        return (JAPANESE,)
    leanings = [place.leaning for place in name.places if place.leaning]
    best = max(leanings, key=lambda leaning: leaning.weight, default=None)
    if best and best.weight >= SURE_OF_CULTURE and best.culture != "zh-CN":
        return (best.culture,)
    if not best:
        for leaning in spoken_of:
            told = leaning.culture in EVERYWHERE and leaning.weight >= _SOME_OF_IT * SPOKEN_OF
            if told and _is_of(name.found, leaning.culture):
                return (leaning.culture,)
    return EVERYWHERE


def _is_of(found: Found, culture: str) -> bool:
    """Whether a family name is common in a culture and rare in China, or the name has the 氏 of Vietnamese women."""
    if culture == MANDARIN:
        return False
    if culture == "vi" and found.given[:1] == "氏" and len(found.given) > 1:
        return True
    there, here = han.place(found.family, culture), han.place(found.family, MANDARIN)
    return there is not None and there < _USUAL and (here is None or here > _RARER * there + _USUAL)


def _renderings(found: Sequence[Word], reads: NameReader) -> Iterator[tuple[str, str]]:
    """Family and given name as the words of a translation spell them, where the characters can be read so."""
    if not (reads.family and reads.given):
        return
    for one, other in pairwise(found):
        if not (one.capitalised and other.joined and other.capitalised):
            continue
        if reads.may_read((one.letters, other.letters)) and reads.reads(f"{one.text} {other.text}"):
            turned = reads.reads_part(other.text, family=True) and reads.reads_part(one.text, family=False)
            yield (other.text, one.text) if turned else (one.text, other.text)
