"""Family names written in Han characters and how each is spelt in English, system by system.

The knowledge is in `surnames.tsv`, whose header explains the columns; it is read when something is first asked. A
family name may be given in simplified, traditional or Japanese characters. A spelling may be given in any case; of
diacritics only those of pinyin are known, so fold the others first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

WADE_GILES: Final = "Wade–Giles"
HONG_KONG: Final = "Hong Kong"
MACAU: Final = "Macau"
MIN: Final = "Hokkien or Teochew"
HAKKA: Final = "Hakka"
KOREAN: Final = "Korean"
VIETNAMESE: Final = "Vietnamese"
TAIWAN: Final = "Taiwanese"

SYSTEMS: Final = (WADE_GILES, HONG_KONG, MACAU, MIN, HAKKA, KOREAN, VIETNAMESE, TAIWAN)
"""The systems other than pinyin, in the order of the table's columns."""

_PRECEDENCE: Final = (WADE_GILES, HONG_KONG, KOREAN, VIETNAMESE, MACAU, MIN, HAKKA, TAIWAN)

COMPOUND: frozenset[str]
"""Family names of two characters, in every script, that are taken for one wherever a longer name begins with them."""

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Surname:
    """One row of the table.

    `han` is simplified, `forms` are all written forms, `han` first. `pinyin` holds the readings as a family name, the
    usual one first, each a tuple of small syllables. `spellings` has a tuple of spellings, as written in the table, for
    each of `SYSTEMS`. `long_only` marks a compound that is one only in a name of four characters.
    """

    han: str
    forms: tuple[str, ...]
    pinyin: tuple[tuple[str, ...], ...]
    spellings: tuple[tuple[str, ...], ...]
    long_only: bool


def surname_pinyin(han: str) -> str | None:
    """The pinyin of a family name, without tones: `Zeng`, `Lü`, `Ouyang`; None for one not in the table."""
    found = _find(han)
    return "".join(found.pinyin[0]).capitalize() if found else None


def surname_syllables(han: str) -> tuple[tuple[str, ...], ...]:
    """Every reading of a family name as small pinyin syllables, the usual one first; empty for one not in the table."""
    found = _find(han)
    return found.pinyin if found else ()


@cache
def other_spellings(han: str) -> Mapping[str, str]:
    """The spellings of a family name other than pinyin, in small letters, each with the system that has it first.

    That is the system in which it is the most usual spelling of the name, and of several Wade–Giles, then Hong Kong,
    Korean, Vietnamese: `systems_of` gives them all. Compounds are there with hyphen, with space and joined; a spelling
    with apostrophe is also there without. Empty for a family name that is not in the table.
    """
    found = _find(han)
    if found is None:
        return _NOTHING
    systems: dict[str, str] = {}
    for system, spelling in _usual_first(found):
        for written in _ways_to_write(spelling.lower()):
            systems.setdefault(written, system)
    for written in _pinyin_spellings(found.pinyin):
        systems.pop(written, None)
    return MappingProxyType(systems)


def _usual_first(surname: Surname) -> list[tuple[str, str]]:
    """Every system and spelling, the most usual ones first. All Wade–Giles spellings are one, more or less complete."""
    ranked = [
        (0 if system == WADE_GILES else rank, _PRECEDENCE.index(system), system, spelling)
        for system, column in zip(SYSTEMS, surname.spellings, strict=True)
        for rank, spelling in enumerate(column)
    ]
    return [(system, spelling) for _, _, system, spelling in sorted(ranked)]


def spellings_in(han: str, system: str) -> tuple[str, ...]:
    """The spellings of a family name in one of `SYSTEMS` as the table writes them; empty where it has none."""
    found = _find(han)
    return () if found is None else found.spellings[SYSTEMS.index(system)]


def place(han: str) -> int | None:
    """The place of a family name in the table, in which the commonest is 0; None for one not in the table."""
    found = _find(han)
    return None if found is None else _places()[found.han]


@cache
def _places() -> Mapping[str, int]:
    return {_forms(line)[0]: number for number, line in enumerate(_lines())}


def systems_of(han: str, spelling: str) -> tuple[str, ...]:
    """Every one of `SYSTEMS` in which `spelling` stands for `han`: Lee is 李 in Hong Kong, in Hokkien, in Korean."""
    found = _find(han)
    if found is None:
        return ()
    sought = _key(spelling)
    columns = zip(SYSTEMS, found.spellings, strict=True)
    return tuple(system for system, column in columns if any(sought in _ways_to_write(one.lower()) for one in column))


@cache
def all_spellings() -> frozenset[str]:
    """Every spelling of every family name in every system, pinyin among them, in small letters."""
    return frozenset(_by_spelling())


def is_surname_spelling(token: str) -> bool:
    """Whether a word can be a Chinese, Korean or Vietnamese family name of the table: `Ng`, `Hsieh`, `Au-Yeung`."""
    return _key(token) in _by_spelling()


def surnames_spelt(token: str) -> tuple[str, ...]:
    """The family names, simplified, that a spelling can stand for, the commonest first: Lim is 林 and 任."""
    return _by_spelling().get(_key(token), ())


def rows() -> tuple[Surname, ...]:
    """The whole table, the commonest names first."""
    return tuple(map(_row, _lines()))


@cache
def _lines() -> tuple[str, ...]:
    text = Path(__file__).with_name("surnames.tsv").read_text(encoding="utf-8")
    return tuple(line for line in text.split("\n") if line and line[0] != "#")[1:]


@cache
def _row(line: str) -> Surname:
    _, _, pinyin, *columns, long_only = line.split("\t")
    forms = _forms(line)
    return Surname(
        han=forms[0],
        forms=forms,
        pinyin=tuple(tuple(reading.lower().split(" ")) for reading in pinyin.split("|")),
        spellings=tuple(tuple(column.split("|")) if column else () for column in columns),
        long_only=bool(long_only),
    )


def _forms(line: str) -> tuple[str, ...]:
    han, others, _ = line.split("\t", 2)
    return (han,) if han == others else tuple(dict.fromkeys((han, *others.split("|"))))


@cache
def _by_form() -> Mapping[str, str]:
    """The line of each written form: most runs ask for a few names only, and parsing every line costs milliseconds."""
    return {form: line for line in _lines() for form in _forms(line)}


def _find(han: str) -> Surname | None:
    # Texts ask for any pair of characters: only what is found is kept.
    line = _by_form().get(han)
    return None if line is None else _row(line)


@cache
def _by_spelling() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines():
        han, _, pinyin, *columns, _ = line.lower().split("\t")
        spellings = set(_pinyin_spellings(tuple(reading.split(" ")) for reading in pinyin.split("|")))
        for spelling in filter(None, "|".join(columns).split("|")):
            spellings.update(_ways_to_write(spelling))
        for spelling in spellings:
            found[spelling] = (*found.get(spelling, ()), han)
    return found


def _pinyin_spellings(readings: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Joined, hyphenated and spaced; ü also as u, v and, as in passports, yu."""
    for reading in readings:
        for sign in ("", "-", " ") if len(reading) > 1 else ("",):
            spelling = sign.join(reading)
            yield spelling
            if "ü" in spelling:
                yield from (spelling.replace("ü", other) for other in ("u", "v", "yu"))


def _ways_to_write(spelling: str) -> tuple[str, ...]:
    """A spelling of the table in small letters, with and without its apostrophes and hyphens."""
    if spelling.isalpha():
        return (spelling,)
    plain = spelling.replace("'", "")
    ways = [way.replace("-", sign) for way in (spelling, plain) for sign in ("-", " ", "")]
    return tuple(dict.fromkeys(ways))


def _key(token: str) -> str:
    return token.lower().replace("’", "'").replace("‘", "'").replace("‐", "-").replace("‑", "-")


def __getattr__(name: str) -> frozenset[str]:
    # Only who asks for the compounds pays for reading the table.
    if name == "COMPOUND":
        return _compounds()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _compounds() -> frozenset[str]:
    found = (forms for line in _lines() if len((forms := _forms(line))[0]) == 2 and line[-1] == "\t")
    return frozenset(form for forms in found for form in forms)
