"""Which of several right forms of a name fits a place best.

An entry may accept two orders, two spellings, a long and a short form. Whoever mends a slip in one of them wants that one
back, and not another that is right as well: so the form closest to what stands there comes first, of equally close ones
the form that the document uses elsewhere. Where a document writes the family names of Japanese people in capitals, the
form does so too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from rapidfuzz.distance import Indel

from align.glossary.lexicon import Lexicon
from align.model.alignment import Alignment, Link, Relation
from align.text.words import without_diacritics

_JAPANESE = "ja"
_CAPITALS = "capitals"
_SLIPS = frozenset({Relation.ORDER, Relation.FORMAT, Relation.VARIANT, Relation.SPELLING, Relation.PARTIAL})
"""Where nothing but these is wrong, what stands there shows which form was meant."""


class Manner:
    """How one document writes names, found out when it is first asked for."""

    def __init__(self, alignments: Sequence[Alignment], lexicon: Lexicon) -> None:
        self._alignments = alignments
        self._lexicon = lexicon

    @cached_property
    def uses(self) -> Mapping[str, Counter[str]]:
        """How often each right form of an entity stands in the translation, by the entity's id."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for alignment in self._alignments:
            for link in alignment.links:
                if link.entity and link.target and not link.differences:
                    found[link.entity][link.target.surface] += 1
        return found

    @cached_property
    def capitals(self) -> bool:
        """Whether more family names of Japanese people than not stand in capitals beside a given name that does not."""
        seen: Counter[bool] = Counter()
        for alignment in self._alignments:
            for link in alignment.links:
                slips = any(difference.part != _CAPITALS for difference in link.differences)
                if link.entity and link.target and not slips and self._lexicon.entity(link.entity).origin == _JAPANESE:
                    words = link.target.surface.split()
                    if len(words) == 2:
                        seen[sorted(map(_is_in_capitals, words)) == [False, True]] += 1
        return seen[True] > seen[False]


def fitted(link: Link, manner: Manner, lexicon: Lexicon) -> Link:
    """The link, the form first among its expected ones that fits best where its rendering stands."""
    if link.target is None or not link.expected or any(one.relation not in _SLIPS for one in link.differences):
        return link
    stands = link.target.surface
    distances = {form: Indel.distance(_plain(stands), _plain(form)) for form in link.expected}
    close = min(distances.values()) + 1
    uses = manner.uses.get(link.entity, Counter[str]())
    best, *others = sorted(link.expected, key=lambda form: (distances[form] > close, -uses[form], distances[form]))
    formats = {difference.part for difference in link.differences if difference.relation is Relation.FORMAT}
    entity = lexicon.entity(link.entity) if link.entity else None
    japanese = entity is not None and entity.origin == _JAPANESE and _CAPITALS not in formats
    family = entity.family if entity and japanese and manner.capitals else ""
    in_manner = _with_capitals(best, stands, family, slip=bool(formats))
    return replace(link, expected=tuple(dict.fromkeys((in_manner, best, *others))))


def _with_capitals(form: str, stands: str, family: str, *, slip: bool) -> str:
    """A form with its family name in capitals where the document, or what stands there, writes it so.

    `slip` says that the capitals of what stands there are what is wrong with it.
    """
    words, there = form.split(), stands.split()
    capitals = [word for word in there if (_lacks_first_capital(word) if slip else _is_in_capitals(word))]
    kept = {word.casefold() for word in capitals} if len(capitals) < len(there) else set()
    if family and len(words) == 2:
        kept.add(family.casefold())
    return " ".join(word.upper() if word.casefold() in kept else word for word in words)


def _is_in_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _lacks_first_capital(word: str) -> bool:
    """Whether a word in capitals has lost its first one: kINOSHITA."""
    return len(word) > 2 and word[0].islower() and word[1:].isupper()


def _plain(form: str) -> str:
    return without_diacritics(form).casefold()
