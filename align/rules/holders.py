"""Who held which office when, as far as the glossaries know.

The roles of all entries are read once for each lexicon and kept by content, like everything that is compiled from one.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from align.glossary import cache
from align.glossary.entity import Entity, Role
from align.glossary.lexicon import Lexicon
from align.rules.offices import Office, body_of, office_in, office_of, parts_of
from align.rules.phrases import tokens

HOMES: Final[Mapping[str, str]] = {
    "ja": "japan", "zh-CN": "china", "zh-TW": "taiwan", "zh-HK": "hong kong", "zh-MO": "macau",
    "zh-SG": "singapore", "zh-MY": "malaysia", "vi": "vietnam",
}  # fmt: skip
"""The country whose offices somebody of that origin is taken to hold where nothing says otherwise. Korean names have two."""

_PLACED: Final = re.compile(" (?:to|in) ")
_MADE_BY: Final = ("holders.py", "offices.py", "phrases.py", "countries.py", "../names/countries.tsv")

Body = tuple[str, str]
"""A body that offices belong to, and its country; see `offices.body_of`."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds or held an office: the id and English name of the entry, and the terms."""

    entity: str
    name: str
    terms: tuple[Role, ...]

    def on(self, date: str) -> bool:
        """Whether the office was theirs on `date`, to the precision that is given; with no date, whether it ever was."""
        return any(_held(term, date) for term in self.terms)


def _held(term: Role, date: str) -> bool:
    begun = not term.start or _until(term.start, date) <= _until(date, term.start)
    return begun and (not term.end or _until(date, term.end) <= _until(term.end, date))


def _until(date: str, other: str) -> str:
    """`date` to the precision that both have."""
    return date[: min(len(date), len(other))]


class Offices:
    """The offices that the entries of a lexicon mention, with their holders and with the names of their bodies."""

    def __init__(self, holders: Mapping[Office, tuple[Holder, ...]], aliases: Mapping[Body, Sequence[Body]]) -> None:
        self._holders = holders
        self._aliases = aliases
        self._titles = frozenset(office.title for office in holders)
        self._of: dict[str, list[Office]] = defaultdict(list)
        for office, people in holders.items():
            for holder in people:
                self._of[holder.entity].append(office)
        self.heads = frozenset(_PLACED.split(title)[0].rpartition(" ")[2] for title in self._titles)
        """The last words of all titles: an office ends with one of them."""

    @classmethod
    def of_entities(cls, entities: Iterable[Entity]) -> Offices:
        """The offices of these entries."""
        terms: dict[Office, dict[str, tuple[str, list[Role]]]] = defaultdict(dict)
        things: list[Entity] = []
        for entity in entities:
            if not entity.is_person:
                things.append(entity)
            for role in entity.roles:
                terms[_placed(office_of(role.en), entity)].setdefault(entity.id, (entity.full, []))[1].append(role)
        holders = {
            office: tuple(Holder(entity, name, tuple(roles)) for entity, (name, roles) in held.items())
            for office, held in terms.items()
        }
        return cls(holders, dict(_aliases(things, {office.body for office in holders if office.body})))

    def __len__(self) -> int:
        return len(self._holders)

    def holders(self, office: Office) -> tuple[Holder, ...]:
        """Everybody known to have held it; empty for an office that no entry mentions."""
        return self._holders.get(office, ())

    def of(self, entity: str) -> Sequence[Office]:
        """The offices that somebody is known to have held."""
        return self._of.get(entity, ())

    def read(self, words: Sequence[str]) -> Office | None:
        """The office that a phrase (see `offices.parts_of`) names, word for word; None where the glossaries know of none.

        The body may be named in front: `LDP Secretary-General`, `Bank of Japan Governor`.
        """
        plain = [word for word in words if word != ","]
        if plain and not _parts_from_country(words):
            office = self._known(office_in(plain))
            if office:
                return office
        for at in range(1, len(words)):
            title = " ".join(word for word in words[at:] if word != ",")
            if words[at] != "," and title in self._titles:
                body, country = body_of(words[:at])
                return None if "," in words[:at] else self._known(Office(title, body, country))
        return None

    def _known(self, office: Office) -> Office | None:
        if office.title not in self._titles:
            return None
        if not office.body:
            return office
        named = (office.body, office.country)
        for body, country in (named, *self._aliases.get(named, self._aliases.get((office.body, ""), ()))):
            known = replace(office, body=body, country=country)
            if known in self._holders:
                return known
        return None

    def to_bytes(self) -> bytes:
        """A form that `from_bytes` opens without reading any entry."""
        holders = [
            [
                [office.title, office.body, office.country],
                [[each.entity, each.name, [[t.en, t.zh, t.ja, t.start, t.end] for t in each.terms]] for each in people],
            ]
            for office, people in self._holders.items()
        ]
        return json.dumps([holders, list(self._aliases.items())], ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Offices:
        """What `to_bytes` wrote."""
        holders, aliases = json.loads(data)
        return cls(
            {
                Office(*office): tuple(
                    Holder(entity, name, tuple(Role(*term) for term in terms)) for entity, name, terms in people
                )
                for office, people in holders
            },
            {tuple(body): [(other, country) for other, country in others] for body, others in aliases},
        )


@lru_cache(maxsize=4)
def offices_of(lexicon: Lexicon) -> Offices:
    """The offices of a lexicon, from the store of compiled values where they are there."""
    if not len(lexicon):
        return Offices({}, {})
    if not lexicon.key:
        return Offices.of_entities(lexicon)
    # In an editable install the code that reads offices may change under the same version.
    kind = f"offices-{max((Path(__file__).parent / name).stat().st_mtime_ns for name in _MADE_BY):x}"
    kept = cache.fetch(lexicon.key, kind)
    if kept is not None:
        return Offices.from_bytes(kept)
    offices = Offices.of_entities(lexicon)
    cache.keep(lexicon.key, kind, offices.to_bytes())
    return offices


def _parts_from_country(words: Sequence[str]) -> bool:
    """Whether a comma parts a country from what follows: `talks with Japan, Premier Li`."""
    return any(word == "," and words[at - 1].startswith("@") for at, word in enumerate(words) if at)


def _placed(office: Office, entity: Entity) -> Office:
    """The office with its holder's country where the entry names neither body nor country."""
    if office.body or office.country:
        return office
    home = "south korea" if entity.origin == "ko" else HOMES.get(entity.origin, "")
    return replace(office, country=home)


def _aliases(entities: Iterable[Entity], bodies: set[str]) -> Iterator[tuple[Body, list[Body]]]:
    """For each form of an organisation that offices belong to, all its forms: LDP, Liberal Democratic Party."""
    found: dict[Body, list[Body]] = defaultdict(list)
    telling = {body.partition(" ")[0] for body in bodies}
    for entity in entities:
        written = (entity.full, *entity.accept)
        if telling.isdisjoint(re.split(r"[^\w]+", " ".join(written).lower())):
            continue
        forms = [body_of([part.word for part in parts_of(tokens(form))]) for form in written]
        if any(body in bodies for body, _ in forms):
            for form in forms:
                found[form].extend(other for other in forms if other not in found[form])
    yield from found.items()
