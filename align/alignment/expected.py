"""What an entity's name should look like in English under one house style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from align.glossary.entity import Entity
from align.glossary.lexicon import Lexicon
from align.names.compare import ExpectedName, Judgement, NamePart
from align.names.order import FAMILY_FIRST, GIVEN_FIRST, allowed_order, join
from align.names.romanise import hepburn
from align.names.style import Style
from align.text.words import plain_letters, words

if TYPE_CHECKING:
    from align.names.readings.reader import NameReader


@dataclass(frozen=True, slots=True)
class Expected:
    """An entity with what is expected of its renderings.

    `accepted` holds every form that is right as it stands, `forbidden` the letters of each forbidden form with the reason.
    `longest` is the number of words that a rendering has at most. `hints` remembers how much of the name single words
    may be (see `names.compare.hints`), `judgements` what was said of words as its rendering.
    """

    entity: Entity
    name: ExpectedName
    accepted: frozenset[str]
    forbidden: dict[str, str]
    longest: int
    hints: dict[str, float] = field(default_factory=dict, compare=False, repr=False)
    judgements: dict[str, Judgement | None] = field(default_factory=dict, compare=False, repr=False)


_ANY_ORDER = frozenset({FAMILY_FIRST, GIVEN_FIRST})
_TOLD = 3
"""How many readings a message names."""

_TURNED_BY_HOUSE = frozenset({"zh-CN", "zh-TW", "zh-HK", "zh-MO", "zh-SG", "zh-MY", "ko", "vi"})


class Expectations:
    """What is expected of each entity of a lexicon, worked out when first asked."""

    def __init__(self, lexicon: Lexicon, style: Style) -> None:
        self._lexicon = lexicon
        self._style = style
        self._known: dict[str, Expected] = {}
        self._declared: Expectations | None = None
        self._readers: Mapping[str, NameReader] = {}

    def of(self, entity_id: str) -> Expected:
        """What is expected of one entity; KeyError where there is none of this id."""
        known = self._known.get(entity_id)
        if known is None:
            if self._declared and entity_id in self._lexicon.declared:
                return self._declared.of(entity_id)
            entity = self._lexicon.entity(entity_id)
            known = self._known[entity_id] = expected(entity, self._style, self._readers.get(entity_id))
        return known

    def layered(self, lexicon: Lexicon, readers: Mapping[str, NameReader]) -> Expectations:
        """The same, with the entities that a document adds and how their names are read."""
        layered = Expectations(lexicon, self._style)
        layered._declared = self
        layered._readers = readers
        return layered


def expected(entity: Entity, style: Style, reader: NameReader | None = None) -> Expected:
    """What a house wants of an entity's renderings; `reader` reads a name that no glossary declares."""
    forms = _forms(entity, style)
    return Expected(
        entity,
        ExpectedName(
            forms=forms,
            family=_part(entity, "family", reader),
            given=_part(entity, "given", reader),
            orders=_orders(entity, style) if entity.is_declared else _ANY_ORDER,
            han=_han(entity),
            origin=entity.origin,
            person=entity.is_person,
            capitals=style.family_capitals,
            reads=reader.reads if reader else None,
        ),
        frozenset(forms),
        {plain_letters(forbidden.form): forbidden.why for forbidden in entity.forbid},
        _longest(forms, _han(entity)),
    )


def _longest(forms: tuple[str, ...], han: str) -> int:
    """How many words a rendering may have: one more than the longest form, or one for each character (Jin Shan Xian Zhi)."""
    return max(3, 1 + max(len(form.replace("-", " ").split()) for form in forms), min(len(han), 5))


def preferred_order(entity: Entity, style: Style) -> str:
    """The order in which the house writes this person; empty where the name has no two parts.

    Japanese names follow the house, save those that the glossary writes family first (Oda Nobunaga: historical figures
    stand so in nearly every house). Everybody else's order is the person's own, as the glossary writes it, unless the
    house turns Chinese, Korean and Vietnamese names as well (`others = "given-first"`).
    """
    if not (entity.family and entity.given):
        return ""
    allowed = allowed_order(entity.origin, style)
    if entity.origin == "ja" and entity.order != FAMILY_FIRST:
        return allowed or entity.order
    if allowed == GIVEN_FIRST and entity.origin in _TURNED_BY_HOUSE:
        return allowed
    return entity.order or allowed


def _forms(entity: Entity, style: Style) -> tuple[str, ...]:
    preferred = entity.full
    order = preferred_order(entity, style)
    plain_join = {join(entity.family, entity.given, each) for each in (GIVEN_FIRST, FAMILY_FIRST)}
    if entity.is_person and order and entity.full in plain_join:
        family, given = _respelt(entity, style)
        preferred = join(family, given, order)
    return tuple(dict.fromkeys([preferred, *entity.accept]))


def _respelt(entity: Entity, style: Style) -> tuple[str, str]:
    """The parts in the house's spelling, where the glossary's is plain Hepburn and the kana is known."""
    plain_house = (style.long_vowels, style.labial_n, style.apostrophe) == ("drop", "n", False)
    if plain_house or len(entity.kana) != 2:
        return entity.family, entity.given
    plain = [hepburn.romaji(kana) for kana in entity.kana]
    if [plain_letters(part) for part in plain] != [plain_letters(entity.family), plain_letters(entity.given)]:
        return entity.family, entity.given
    family, given = (
        hepburn.romaji(kana, long_vowels=style.long_vowels, labial_n=style.labial_n, apostrophe=style.apostrophe)
        for kana in entity.kana
    )
    return family, given


def _orders(entity: Entity, style: Style) -> frozenset[str]:
    """Every order that is allowed: the preferred one, and those of forms that the glossary accepts."""
    orders = {preferred_order(entity, style)}
    family, given = plain_letters(entity.family), plain_letters(entity.given)
    for form in entity.accept:
        letters = plain_letters(form)
        if letters == family + given:
            orders.add(FAMILY_FIRST)
        elif letters == given + family:
            orders.add(GIVEN_FIRST)
    return frozenset(orders - {""}) or _ANY_ORDER


def _part(entity: Entity, word: str, reader: NameReader | None) -> NamePart | None:
    spelling = entity.family if word == "family" else entity.given
    if not entity.is_person or not spelling:
        return None
    other = plain_letters(entity.given if word == "family" else entity.family)
    han = next((getattr(source, word) for source in entity.sources if getattr(source, word)), "")
    kana = entity.kana[word == "given"] if len(entity.kana) == 2 else ""
    also = _also(entity, spelling, other)
    if reader is None:
        return NamePart(word, spelling, also, han, kana, entity.origin)
    listed = reader.families if word == "family" else reader.givens
    readings = tuple(islice(dict.fromkeys(reading.spelling for reading in listed), _TOLD))
    reads = partial(reader.reads_part, family=word == "family")
    likelihood = partial(reader.likelihood, family=word == "family")
    return NamePart(word, spelling, also, han, kana, entity.origin, reads, readings, likelihood)


def _also(entity: Entity, spelling: str, other: str) -> tuple[str, ...]:
    """Other spellings of a part, read off the accepted forms: what is left when the other part is taken away."""
    found = []
    for form in entity.accept:
        pieces = [word.text for word in words(form)]
        if len(pieces) < 2:
            continue
        for rest, taken in ((pieces[1:], pieces[0]), (pieces[:-1], pieces[-1])):
            if plain_letters(taken) == other and plain_letters("".join(rest)) != plain_letters(spelling):
                found.append(" ".join(rest))
    return tuple(dict.fromkeys(found))


def _han(entity: Entity) -> str:
    return next((source.full for source in entity.sources if source.full), "")
