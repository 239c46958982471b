"""Offices: what a title in English is an office of, and who held which one when.

`Prime Minister of Japan`, `Japanese premier` and `Japan's PM` are one office; so are `Foreign Minister` and `Minister for
Foreign Affairs`, `LDP Secretary-General` and `Secretary-General of the Liberal Democratic Party`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from align.rules.countries import country_at
from align.rules.phrases import ARTICLES, Token, tokens

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


@lru_cache(maxsize=4096)
def office_of(role: str) -> Office:
    """The office that a whole phrase names: `Prime Minister of Japan` is (prime minister, japan)."""
    return office_in([part.word for part in parts_of(tokens(role)) if part.word != ","])


def office_in(words: Sequence[str]) -> Office:
    """The office that the words of a phrase name, as `parts_of` has them, without commas."""
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
