"""Offices in English: which one a phrase before a name gives to that person, and who held it when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.glossary.entity import Entity, Role
from align.text.words import Word

_PEOPLES = {
    "japan": ("japan", "japanese"),
    "china": ("china", "chinese"),
    "the people's republic of china": ("china", "chinese"),
    "taiwan": ("taiwan", "taiwanese"),
    "the republic of china": ("taiwan", "taiwanese"),
    "south korea": ("south korea", "south korean", "korea", "korean"),
    "the republic of korea": ("south korea", "south korean", "korea", "korean"),
    "north korea": ("north korea", "north korean"),
    "vietnam": ("vietnam", "vietnamese"),
    "singapore": ("singapore", "singaporean", "singapore"),
    "malaysia": ("malaysia", "malaysian"),
    "hong kong": ("hong kong",),
    "macau": ("macau", "macao"),
    "the united states": ("us", "united states", "american", "america"),
    "russia": ("russia", "russian"),
    "ukraine": ("ukraine", "ukrainian"),
    "france": ("france", "french"),
    "the united kingdom": ("uk", "britain", "british"),
    "india": ("india", "indian"),
}
_HOMES = {
    "ja": "japan", "zh-CN": "china", "zh-TW": "taiwan", "zh-HK": "hong kong", "zh-MO": "macau",
    "zh-SG": "singapore", "zh-MY": "malaysia", "vi": "vietnam",
}  # fmt: skip
_SHORT = {"pm": "prime minister", "chief executive": "chief executive"}
_QUALIFIED = frozenset(
    "former ex then late vice deputy assistant acting interim outgoing incoming previous past onetime future next "
    "would-be shadow ousted impeached designate elect wife husband aide".split()
)
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its title (`prime minister`) and its country (`japan`), both in small letters; the latter may be empty."""

    title: str
    country: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds or held an office, with the terms."""

    entity: Entity
    terms: tuple[Role, ...]

    def on(self, date: str) -> bool:
        """Whether the office was theirs on `date`; with no date, whether it ever was."""
        return not date or any(term.held_on(date) for term in self.terms)


class Offices:
    """Who held which office, as far as the glossaries know."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        terms: dict[Office, dict[str, tuple[Entity, list[Role]]]] = defaultdict(dict)
        for entity in entities:
            for role in entity.roles:
                terms[office_of(role.en)].setdefault(entity.id, (entity, []))[1].append(role)
        self._holders = {
            office: tuple(Holder(entity, tuple(roles)) for entity, roles in held.values())
            for office, held in terms.items()
        }
        self._titles = {office.title for office in self._holders}

    def holders(self, office: Office) -> tuple[Holder, ...]:
        """Everybody known to have held it; empty for an office that no entry mentions."""
        return self._holders.get(office, ())

    def given_to(self, found: Sequence[Word], at: int, origin: str) -> tuple[Office, int] | None:
        """The office that the words right before word `at` give to a person of that origin, and its first word.

        None where there is none that the glossaries know, or where it is a former, deputy or other qualified one.
        """
        for length in range(min(_LONGEST, at), 0, -1):
            first = at - length
            if not all(word.joined for word in found[first + 1 : at + 1]):
                continue
            title = " ".join(word.text.lower() for word in found[first:at])
            title = _SHORT.get(title, title)
            if title in self._titles:
                return self._with_country(found, first, title, origin)
        return None

    def _with_country(self, found: Sequence[Word], first: int, title: str, origin: str) -> tuple[Office, int] | None:
        before = [word.text.lower() for word in found[max(0, first - 2) : first]]
        near = bool(before) and not set(found[first].gap) & set(".;:,()\n")
        if near and before[-1].rstrip("'s’") in _QUALIFIED:
            return None
        country = _HOMES.get(origin, "")
        if near:
            two, one = " ".join(before[-2:]), before[-1]
            named = next((home for name in (two, one) for home, names in _PEOPLES.items() if name in names), "")
            words_in_it = len(next((name for name in (two, one) if named and name in _PEOPLES[named]), "").split())
            if named:
                country = named
                earlier = found[first - words_in_it - 1].text.lower() if first - words_in_it - 1 >= 0 else ""
                if earlier in _QUALIFIED and not found[first - words_in_it].gap.strip(" "):
                    return None
        office = next((o for o in self._holders if o.title == title and _same_country(o.country, country)), None)
        return (office, first) if office else None


def office_of(role: str) -> Office:
    """The office that an entry's role names: `Prime Minister of Japan` is (prime minister, japan)."""
    title, _, country = role.lower().partition(" of ")
    if country in _PEOPLES:
        return Office(title, country)
    return Office(role.lower(), "")


def _same_country(one: str, other: str) -> bool:
    return one == other or bool(one and other and set(_PEOPLES.get(one, (one,))) & set(_PEOPLES.get(other, (other,))))
