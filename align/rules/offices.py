"""Offices: what a title in English is an office of, and who held which one when.

`Prime Minister of Japan`, `Japanese premier` and `Japan's PM` are one office; so are `Foreign Minister` and `Minister for
Foreign Affairs`, `LDP Secretary-General` and `Secretary-General of the Liberal Democratic Party`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from align.glossary.entity import Entity, Role
from align.rules.countries import country_at
from align.rules.phrases import ARTICLES, Token, tokens

HOMES: Final[Mapping[str, str]] = {
    "ja": "japan", "zh-CN": "china", "zh-TW": "taiwan", "zh-HK": "hong kong", "zh-MO": "macau",
    "zh-SG": "singapore", "zh-MY": "malaysia", "vi": "vietnam",
}  # fmt: skip
"""The country whose offices somebody of that origin is taken to hold where nothing says otherwise. Korean names have two."""

_PLACED: Final = re.compile(" (?:to|in) ")
SAME: Final[Mapping[str, tuple[str, ...]]] = {
    "pm": ("prime", "minister"), "fm": ("foreign", "minister"), "premier": ("prime", "minister"),
    "gov": ("governor",), "pres": ("president",), "sec": ("secretary",), "gen": ("general",), "dept": ("department",),
    "chairman": ("chair",), "chairwoman": ("chair",), "chairperson": ("chair",), "adviser": ("advisor",),
}  # fmt: skip
"""Words for an office that are shortened, or another word for the same."""

# Of these, what follows `of` or `for` is the field, not the body: Minister of Defense is Defense Minister, while a General
# Secretary has a party.
_WITH_FIELD: Final = frozenset({"minister", "secretary", "commissioner"})
_BEFORE_FIELD: Final = frozenset({"vice", "deputy", "chief", "state", "first", "under", "assistant", "senior"})
_KINDS_OF_PLACE: Final = frozenset(
    {"prefecture", "prefectural", "metropolitan", "province", "provincial", "city", "state"}
)
# Several people hold these at once: nothing follows from who else does.
_SHARED: Final = frozenset(
    {"deputy", "member", "advisor", "lawmaker", "senator", "spokesperson", "spokesman", "spokeswoman", "councilor"}
)
_SHARED_TITLES: Final = ("vice prime minister", "vice minister", "vice foreign minister", "state minister")


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its title (`prime minister`), the body it belongs to (`liberal democratic party`) and the country
    (`japan`): small letters in one spelling. Body and country are empty where none is named."""

    title: str
    body: str = ""
    country: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether several people may hold it at the same time."""
        words = set(self.title.split())
        return bool(words & _SHARED) or self.title in _SHARED_TITLES


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds or held an office, with the terms."""

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


class Part(NamedTuple):
    """A word of a phrase about an office: what it is compared by (`@japan` for a country, `,` for a comma), its token, and
    whether it is a country by its plain name (Japan, neither Japanese nor Japan's)."""

    word: str
    token: Token
    plain: bool = False


def parts_of(found: Sequence[Token]) -> list[Part]:
    """The words of a phrase, with countries as one, `PM` as two, and without articles."""
    parts: list[Part] = []
    at = 0
    while at < len(found):
        token = found[at]
        if "," in token.gap and at:
            parts.append(Part(",", token))
        named = country_at(found, at)
        if named:
            at += named.length
            parts.append(Part(f"@{named.country}", token, not named.people and not found[at - 1].possessive))
            continue
        if token.key not in ARTICLES:
            parts.extend(Part(key, token) for key in SAME.get(token.key, (token.key,)))
        at += 1
    return parts


def office_of(role: str) -> Office:
    """The office that a whole phrase names: `Prime Minister of Japan` is (prime minister, japan)."""
    return _office([part.word for part in parts_of(tokens(role)) if part.word != ","])


def _office(words: Sequence[str]) -> Office:
    country, rest = _without_country(list(words))
    if "of" not in rest and "for" not in rest:
        return Office(" ".join(rest), "", country)
    at = min(rest.index(word) for word in ("of", "for") if word in rest)
    title, rest = rest[:at], rest[at + 1 :]
    if title and title[-1] in _WITH_FIELD and _BEFORE_FIELD.issuperset(title[:-1]) and rest:
        field = rest[:-1] if rest == ["foreign", "affairs"] else rest
        return Office(" ".join([*title[:-1], *field, title[-1]]), "", country)
    body, inner = body_of(rest)
    return Office(" ".join(title), body, country or inner)


def _without_country(words: list[str]) -> tuple[str, list[str]]:
    """The country that a phrase begins or ends with (`of Japan`), or that sends somebody (`of Japan to China`)."""
    if words and words[0].startswith("@"):
        return words[0][1:], words[1:]
    for at in range(len(words) - 1):
        sends = at + 2 == len(words) or words[at + 2] in ("to", "in")
        if words[at] == "of" and words[at + 1].startswith("@") and sends:
            return words[at + 1][1:], words[:at] + words[at + 2 :]
    return "", words


def body_of(words: Sequence[str]) -> tuple[str, str]:
    """A body and its country: Bank of Japan is (`bank`, `japan`), Osaka Prefecture (`osaka`, ``)."""
    country, rest = _without_country(list(words))
    while len(rest) > 1 and rest[-1] in _KINDS_OF_PLACE:
        rest = rest[:-1]
    return " ".join(rest), country


class Offices:
    """Who held which office, as far as the glossaries know."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        terms: dict[Office, dict[str, tuple[str, list[Role]]]] = defaultdict(dict)
        bodies: list[Entity] = []
        for entity in entities:
            if not entity.is_person:
                bodies.append(entity)
            for role in entity.roles:
                terms[_placed(office_of(role.en), entity)].setdefault(entity.id, (entity.full, []))[1].append(role)
        self._holders = {
            office: tuple(Holder(entity, name, tuple(roles)) for entity, (name, roles) in held.items())
            for office, held in terms.items()
        }
        self._titles = frozenset(office.title for office in self._holders)
        self._aliases = dict(_aliases(bodies, {office.body for office in self._holders if office.body}))
        self.heads = frozenset(_PLACED.split(title)[0].rpartition(" ")[2] for title in self._titles)
        self._of: dict[str, list[Office]] = defaultdict(list)
        for office, holders in self._holders.items():
            for holder in holders:
                self._of[holder.entity].append(office)

    def __len__(self) -> int:
        return len(self._holders)

    def holders(self, office: Office) -> tuple[Holder, ...]:
        """Everybody known to have held it; empty for an office that no entry mentions."""
        return self._holders.get(office, ())

    def of(self, entity: str) -> Sequence[Office]:
        """The offices that somebody is known to have held."""
        return self._of.get(entity, ())

    def read(self, words: Sequence[str]) -> Office | None:
        """The office that a phrase names, word for word; None where it names none that the glossaries know of.

        The body may be named in front: `LDP Secretary-General`, `Bank of Japan Governor`.
        """
        plain = [word for word in words if word != ","]
        if not plain:
            return None
        if not _comma_outside(words, 0):
            office = self._known(_office(plain))
            if office:
                return office
        for at in range(1, len(words)):
            if words[at] != "," and " ".join(word for word in words[at:] if word != ",") in self._titles:
                if "," in words[:at]:
                    return None
                body, country = body_of(words[:at])
                return self._known(Office(" ".join(word for word in words[at:] if word != ","), body, country))
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


def _comma_outside(words: Sequence[str], at: int) -> bool:
    """Whether a comma parts a country from what follows: `talks with Japan, Premier Li`."""
    return any(word == "," and words[i - 1].startswith("@") for i, word in enumerate(words) if i > at)


def _placed(office: Office, entity: Entity) -> Office:
    """The office with its holder's country where the entry names neither body nor country."""
    if office.body or office.country:
        return office
    home = "south korea" if entity.origin == "ko" else HOMES.get(entity.origin, "")
    return replace(office, country=home)


Body = tuple[str, str]


def _aliases(entities: Iterable[Entity], bodies: set[str]) -> Iterator[tuple[Body, list[Body]]]:
    """For each form of an organisation that offices belong to, all its forms: LDP, Liberal Democratic Party."""
    found: dict[Body, list[Body]] = defaultdict(list)
    for entity in entities if bodies else ():
        forms = [body_of([part.word for part in parts_of(tokens(form))]) for form in (entity.full, *entity.accept)]
        if any(body in bodies for body, _ in forms):
            for form in forms:
                found[form].extend(other for other in forms if other not in found[form])
    yield from found.items()
