"""A name in the characters of another region: simplified, traditional, Japanese.

Simplifying merges characters, so that every name has one simplified form. The way back is a guess wherever a simplified
character stands for several (范 is 范 or 範, 钟 is 鍾 or 鐘): what neither the table of family names nor another known
form of the same name decides is said to be in doubt. Conversion is OpenCC's, character by character, because its
phrases are words and not names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from align.names.surnames import rows
from align.text.scripts import is_han

if TYPE_CHECKING:
    from opencc import OpenCC

_FREQUENT: Final = range(0xA4, 0xC7)
"""The first bytes of those characters that Big5 calls frequently used."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A character of a converted name, and the others that it may be instead."""

    character: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A name as one region writes it. `converted` says that nobody gave this form, and `doubts` where it is a guess."""

    text: str
    converted: bool = False
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Scripts:
    """A name in simplified, traditional and Japanese characters; each None where nothing gives it."""

    hans: Written | None = None
    hant: Written | None = None
    ja: Written | None = None


def scripts(*, hans: str = "", hant: str = "", chinese: str = "", ja: str = "", family: str = "") -> Scripts:
    """What is given of a name, with the Chinese forms that follow from it; `chinese` is a form in either script.

    `family` is the part that is the family name, in any of the forms, empty where that is not known. A name that is not
    wholly in Han characters is not converted.
    """
    basis = chinese or hans or hant or ja
    japanese = not (chinese or hans or hant)
    if basis and any(map(is_han, basis)) and all(is_han(ch) or not ch.isalnum() for ch in basis):
        hans = hans or simplified(basis, japanese=japanese)
        other = traditional(basis, family=family, known=[ja], japanese=japanese)
    else:
        other = Written("")
    given = {chinese, hant, ja}
    written = Written(hant) if hant else replace(other, converted=other.text not in given)
    return Scripts(
        Written(hans, converted=hans not in {*given, basis}) if hans else None,
        written if written.text else None,
        Written(ja) if ja else None,
    )


def is_japanese(name: str) -> bool:
    """Whether Japanese texts can have every character of the name: 金杉憲治, but not 金杉宪治."""
    return all(ch.encode("euc_jis_2004", "ignore") or ch.encode("cp932", "ignore") for ch in name)


def simplified(name: str, *, japanese: bool = False) -> str:
    """The name in simplified characters; `japanese` says that it is written as in Japan (斎 is 齋, not a character of
    its own). What is no Han character, and what only Japan has (辻, 畑), stays."""
    return "".join(_simplified(ch, japanese) for ch in name)


def traditional(name: str, *, family: str = "", known: Iterable[str] = (), japanese: bool = False) -> Written:
    """The name in traditional characters.

    `family` is the part of `name` that is the family name, empty where that is not known; `known` are other written
    forms of the same name, such as the Japanese one, whose characters decide where several are possible.
    """
    hints = [form for form in known if len(form) == len(name)]
    already = any(_simplified(ch, japanese) != ch for ch in name) and not any(map(_only_simplified, name))
    of_family = _family_forms().get(family, frozenset()) if len(family) == 1 else frozenset()
    at = name.find(family) if family else -1
    written, doubts = "", []
    for place, ch in enumerate(name):
        choice = _traditional(ch, japanese)
        hinted = {form[place] for form in hints} & set(choice)
        fitting = of_family & set(choice) if place == at else frozenset()
        if len(choice) < 2 or (already and ch in choice):
            chosen = ch if ch in choice or not choice else choice[0]
        elif len(hinted) == 1 or len(fitting) == 1:
            (chosen,) = hinted if len(hinted) == 1 else fitting
        else:
            chosen = choice[0]
            doubts.append(Doubt(chosen, choice[1:]))
        written += chosen
    return Written(written, True, tuple(doubts))


@lru_cache(maxsize=8192)
def _simplified(ch: str, japanese: bool) -> str:
    if not is_han(ch):
        return ch
    found = _convert("t2s", _convert("jp2t", ch) if japanese else ch)
    # Where both countries write one character, OpenCC may still have an older Japanese form for it: 郎 is no 郞.
    return ch if ch.encode("gb2312", "ignore") and not found.encode("gb2312", "ignore") else found


def _only_simplified(ch: str) -> bool:
    return is_han(ch) and not ch.encode("big5", "ignore") and bool(_traditional_forms().get(ch))


@lru_cache(maxsize=8192)
def _traditional(ch: str, japanese: bool) -> tuple[str, ...]:
    """What a character may be in traditional writing, OpenCC's choice first; empty where it is no Han character."""
    if not is_han(ch):
        return ()
    simple = _simplified(ch, japanese)
    forms = _traditional_forms().get(simple, ())
    if simple != ch and ch in forms:
        return (ch,)
    usual = ch if japanese and ch in forms else _convert("s2t", simple)
    return tuple(dict.fromkeys((usual, *forms))) if usual in forms else forms


@cache
def _traditional_forms() -> Mapping[str, tuple[str, ...]]:
    """The characters of Big5 that each simplified character stands for; rare ones only where there is no other."""
    frequent: defaultdict[str, list[str]] = defaultdict(list)
    rare: defaultdict[str, list[str]] = defaultdict(list)
    known = [(ch, code) for ch in map(chr, range(0x4E00, 0xA000)) if (code := ch.encode("big5", "ignore"))]
    simple = _convert("t2s", "\n".join(ch for ch, _ in known)).split("\n")
    for (ch, code), key in zip(known, simple, strict=True):
        (frequent if code[0] in _FREQUENT else rare)[key].append(ch)
    return {key: tuple(frequent.get(key) or rare[key]) for key in chain(frequent, rare)}


@cache
def _family_forms() -> Mapping[str, frozenset[str]]:
    """All written forms of each family name of one character, by each of them."""
    return {form: frozenset(row.forms) for row in rows() for form in row.forms if len(form) == 1}


def _convert(conversion: str, text: str) -> str:
    converted: str = _converter(conversion).convert(text)
    return converted


@cache
def _converter(conversion: str) -> OpenCC:
    # Most runs convert nothing, and OpenCC reads its dictionaries when it is made.
    from opencc import OpenCC

    return OpenCC(conversion)
