"""Countries as the news names them: by name, by people, by capital, and by one character in Chinese and Japanese.

The data is in `align/names/countries.tsv`, explained at its top, and read when first used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from align.names.countries import countries
from align.rules.phrases import Token, tokens
from align.text.fold import fold_source

_BEFORE_SIGN: Final = "对對访訪驻駐赴旅反亲親在离離抵来來"
_AFTER_SIGN: Final = "方国國军軍媒政首外两両兩关関關间間相双雙各侧側籍"
_OFTEN_PAIRED: Final = "日中韩韓朝美米英法仏德独俄露印越台臺港澳欧豪"
_LONGEST_WRITTEN: Final = 12


@dataclass(frozen=True, slots=True)
class Named:
    """A country named in English: `length` tokens; `people` tells Japanese from Japan."""

    country: str
    length: int
    people: bool


def country_at(found: Sequence[Token], at: int) -> Named | None:
    """The country that the tokens from `at` on name, by name or people, the longest first; None where they name none."""
    for keys, country, people, in_capitals in _by_first().get(found[at].key, ()):
        piece = found[at : at + len(keys)]
        if tuple(token.key for token in piece) != keys or not all(
            token.gap.strip(" .") in ("", "-") for token in piece[1:]
        ):
            continue
        # `us` is a pronoun, `US` a country; a whole headline in capitals does not matter here.
        if not in_capitals or piece[0].text.isupper():
            return Named(country, len(keys), people)
    return None


def country_of(forms: Iterable[str]) -> str:
    """The country that one of these English forms names in full, empty where none does."""
    for form in forms:
        found = tokens(form)
        named = country_at(found, 0) if found else None
        if named and named.length == len(found) and not named.people:
            return named.country
    return ""


def stands_for(country: str, found: Sequence[Token]) -> bool:
    """Whether a text speaks of the country in any way: by name, by people, by its capital (Beijing said)."""
    seats = _seats().get(country, ())
    keys = [token.key for token in found]
    for at in range(len(found)):
        named = country_at(found, at)
        if (named and named.country == country) or any(tuple(keys[at : at + len(seat)]) == seat for seat in seats):
            return True
    return False


def is_seat(country: str, form: str) -> bool:
    """Whether an English form is the country's capital or house of government."""
    return tuple(token.key for token in tokens(form)) in _seats().get(country, ())


def hinted_in_source(country: str, source: str) -> bool:
    """Whether Chinese or Japanese text speaks of the country otherwise than by its name: 日中, 美方, 平壌."""
    pattern = _hints().get(country)
    return pattern is not None and pattern.search(fold_source(source).text) is not None


def country_before(source: str, at: int) -> str:
    """The country whose name, or sign, ends right before `at` in Chinese or Japanese text (韓国外交部, 米財務省, 独の外務省); empty
    where there is none."""
    before = fold_source(source[max(0, at - _LONGEST_WRITTEN) : at]).text.rstrip("的の ・")
    names, signs = _written()
    return next((country for name, country in names if before.endswith(name)), signs.get(before[-1:], ""))


@cache
def _written() -> tuple[tuple[tuple[str, str], ...], Mapping[str, str]]:
    """Folded names, the longest first, and single signs that only one country has."""
    names = [(fold_source(name).text, country.key) for country in countries() for name in country.written]
    signs: dict[str, set[str]] = {}
    for country in countries():
        for sign in country.signs:
            signs.setdefault(fold_source(sign).text, set()).add(country.key)
    single = {
        sign: next(iter(keys)) for sign, keys in signs.items() if len(keys) == 1 and sign in _signs_often_paired()
    }
    return tuple(sorted(names, key=lambda pair: -len(pair[0]))), single


def _signs_often_paired() -> str:
    return fold_source(_OFTEN_PAIRED).text


Pattern = tuple[tuple[str, ...], str, bool, bool]
"""The keys of a name's words, the country, whether it is a people, and whether it counts in capitals only."""


@cache
def _by_first() -> Mapping[str, tuple[Pattern, ...]]:
    """Names and peoples by the key of their first word, the longest first."""
    patterns: dict[str, list[Pattern]] = {}
    for country in countries():
        for forms, people in ((country.names, False), (country.peoples, True)):
            for form in forms:
                keys = tuple(token.key for token in tokens(form))
                patterns.setdefault(keys[0], []).append((keys, country.key, people, form.replace(".", "").isupper()))
    return {first: tuple(sorted(found, key=lambda pattern: -len(pattern[0]))) for first, found in patterns.items()}


@cache
def _seats() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    return {
        country.key: tuple(tuple(token.key for token in tokens(seat)) for seat in country.seats)
        for country in countries()
    }


@cache
def _hints() -> Mapping[str, re.Pattern[str]]:
    """For each country what means it in folded source text. A single character must stand beside another sign, or beside a
    word that only goes with countries: the 日 of 日中 and 訪日, not that of 18日."""
    before, after = (fold_source(near + _OFTEN_PAIRED).text for near in (_BEFORE_SIGN, _AFTER_SIGN))
    hints = {}
    for country in countries():
        words = [re.escape(fold_source(word).text) for word in country.source]
        for sign in country.signs:
            plain = re.escape(fold_source(sign).text)
            words.append(plain if len(sign) > 1 else f"{plain}(?=[{after}])|(?<=[{before}]){plain}")
        hints[country.key] = re.compile("|".join(words) or r"(?!)")
    return hints
