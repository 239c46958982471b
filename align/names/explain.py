"""What language alone says of a name: how it is read, where its family name ends, how else it is spelt.

A Chinese name has a reading that its characters give, with few alternatives, and its family name one of its own; people
elsewhere spell the same characters in other ways. A foreign name in transcription has the spellings that dictionaries
list. Characters of a Japanese name have many readings, of which only the person knows the right one: all that are likely
at all are listed, with how likely each is and what it rests on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice, product
from math import prod
from typing import Final

from align.names.elsewhere import MAINLAND, spellings_elsewhere
from align.names.parts import split_han
from align.names.readings import han
from align.names.readings.foreign import is_transcription
from align.names.readings.japanese import name_readings
from align.names.readings.model import NameReading, PartReading, Split
from align.names.romanise import hepburn, pinyin, wade_giles
from align.names.surnames import SYSTEMS, Surname, rows, surname_pinyin
from align.names.transcribed import Transcribed, is_listed, spelt_out, transcription
from align.text.scripts import guess_lang, has_cjk, has_han, is_han, is_kana, is_latin

LONGEST: Final = 40
"""More code points than this are no name of a person."""

_MOST_READINGS: Final = 6
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_DOTS: Final = "・·‧•"
_SEVERAL: Final = "these characters can be read in several ways, and only who bears the name knows which"
_UNREADABLE: Final = "nothing known gives the reading: these characters can be read in several ways"
_NO_FAMILY: Final = "it begins with no Chinese family name that is known here"
_FOREIGN: Final = "its characters transcribe a foreign name: look up how its bearer writes it"
_MAY_BE_FOREIGN: Final = "its characters may transcribe a foreign name: then look up how its bearer writes it"
_SURELY: Final = 0.9
"""From here on a name that a dictionary lists as a transcription is one, and its Mandarin reading a wrong one."""

_SOURCES: Final = {"surnames": "family name table"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name.

    `romaji` is family then given name: plain Hepburn without macrons, or for a Chinese name pinyin. `kana` is empty
    where there are none. `family` and `given` are the name in its own writing, cut as this reading has it; both empty
    for a name without two parts. `likelihood` is 0 to 1, None where nothing says how likely it is. `sources` says what
    the reading rests on.
    """

    romaji: str
    kana: str = ""
    family: str = ""
    given: str = ""
    likelihood: float | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of a name, or of its family name alone, in a named system."""

    text: str
    system: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A name explained without any glossary.

    `lang` is `zh`, `ja` or empty. `family` and `given` are empty where the name has no two parts that can be told.
    `foreign` says that the characters transcribe a foreign name, and `transcribed` has the spellings that dictionaries
    list for its parts. `mandarin` is what the characters would be in Mandarin where that is the wrong language, else
    empty. `spellings` are of the whole name, `family_spellings` of the family name in other systems. `cultures` has what
    the rules of other cultures make of a whole Chinese name, by origin (see `spellings_elsewhere`). `remark` is for users:
    what is not known, or why nothing is.
    """

    lang: str
    family: str = ""
    given: str = ""
    readings: tuple[Reading, ...] = ()
    foreign: bool = False
    mandarin: str = ""
    spellings: tuple[Spelling, ...] = ()
    family_spellings: tuple[Spelling, ...] = ()
    cultures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    transcribed: tuple[Transcribed, ...] = ()
    remark: str = ""


def tidy(name: str) -> str:
    """The name as it is looked up: one width, single spaces, no invisible or unassigned characters."""
    visible = (" " if ch.isspace() else ch for ch in name if ch.isspace() or unicodedata.category(ch) not in _INVISIBLE)
    plain = unicodedata.normalize("NFKC", _SELECTORS.sub("", "".join(visible)))
    return " ".join(plain.split())


def likely_lang(name: str) -> str:
    """`zh` or `ja`, guessed from the characters; empty where there is neither Han nor kana.

    Most names of Han characters can be either. One that begins with a Chinese family name and has the length of a
    Chinese name counts as Chinese, and so does a transcription that a dictionary lists (特朗普); any other that has no
    simplified character counts as Japanese.
    """
    guess = guess_lang(name)
    if guess in ("", "ja"):
        return guess
    return "zh" if guess == "zh-Hans" or _is_chinese_shape(name) or is_listed(name) else "ja"


def _is_chinese_shape(name: str) -> bool:
    # A married woman may put two family names before two more characters, but most names of four are Japanese.
    return not all(map(is_han, name)) or bool(surname_pinyin(_chinese_parts(name)[0]))


def explain(name: str, lang: str) -> Explanation:
    """What is known of `name`, which is `tidy`, as a name in texts of `lang` (`zh`, `ja`, or empty for neither)."""
    nothing = _why_nothing(name)
    if nothing:
        return Explanation(lang, remark=nothing)
    return _japanese(name) if lang == "ja" else _chinese(name)


def _why_nothing(name: str) -> str:
    """Why nothing can be said, empty where something can."""
    if not name:
        return "there is no name here"
    if len(name) > LONGEST:
        return f"this is too long for a name: {len(name):,} characters"
    if not has_cjk(name):
        script = "Latin letters do not say" if any(map(is_latin, name)) else "nothing here says"
        return f"{script} which characters are meant"
    if not all(is_han(ch) or is_kana(ch) or ch in f" {_DOTS}" for ch in name):
        return "something here is neither a Han character nor kana"
    return ""


# --- Japanese ----------------------------------------------------------------------------------------------------


def _japanese(name: str) -> Explanation:
    if not has_han(name):
        return _in_kana(name)
    found = name_readings(name)
    cut = found[0].split if found else Split(*split_han(name, origin="ja"), 1.0)
    family, given = (cut.family, cut.given) if cut.family and cut.given else ("", "")
    return Explanation(
        "ja",
        family,
        given,
        tuple(map(_of_characters, found)),
        mandarin=mandarin(family, given) or mandarin("", name),
        remark=_SEVERAL if len(found) > 1 else "" if found else _UNREADABLE,
    )


def _of_characters(reading: NameReading) -> Reading:
    """A reading that the tables give, as it is shown."""
    parts = [part for part in (reading.family, reading.given) if part]
    cut = reading.split
    return Reading(
        " ".join(part.spelling for part in parts),
        " ".join(part.kana for part in parts),
        cut.family if cut.given else "",
        cut.given if cut.family else "",
        round(reading.likelihood, 4),
        tuple(dict.fromkeys(source for part in parts for source in part.sources)),
    )


def _in_kana(name: str) -> Explanation:
    """Kana say their own reading. Katakana mostly spell a foreign name, whose English is no romanisation."""
    parts = [part for part in re.split(f"[ {_DOTS}]", name) if part]
    family, given = parts if len(parts) == 2 else ("", "")
    foreign = not any("ぁ" <= ch <= "ゖ" for ch in name)
    if foreign and any(dot in name for dot in _DOTS):
        family, given = split_han(name, origin="ja")
    kana = " ".join(filter(None, (family, given))) or " ".join(parts)
    kana = kana.translate(dict.fromkeys(map(ord, _DOTS)))
    if not hepburn.is_kana_reading(kana):
        return Explanation("ja", remark="these signs spell no reading")
    remark = "katakana mostly spell a foreign name: look up how its bearer writes it" if foreign else ""
    reading = Reading(hepburn.romaji(kana), kana, family, given, 1.0, ("kana",))
    transcribed = transcription(name) if foreign else ()
    return Explanation("ja", family, given, (reading,), foreign=foreign, transcribed=transcribed, remark=remark)


def mandarin(family: str, given: str) -> str:
    """The characters of a name in Mandarin, family name first, as a foreigner's name is misread; empty where one of
    them has no reading."""
    han = family + given
    return pinyin.romanised(family, given) if han and all(map(is_han, han)) else ""


# --- Chinese -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Syllables:
    """One reading of a name, syllable by syllable."""

    family: tuple[str, ...]
    given: tuple[str, ...]


def _chinese(name: str) -> Explanation:
    if any(dot in name for dot in _DOTS):
        return _dotted(name)
    joined = name.replace(" ", "")
    parts, share = transcription(joined), is_transcription(joined)
    foreign = bool(parts) and share >= _SURELY
    family, given = _chinese_parts(name) if not foreign else ("", joined)
    cut = (family, given) if family and given else ("", "")
    read = tuple(chinese_readings(family, given))
    if not read:
        return Explanation("zh", *cut, remark="not every character here has a reading in Mandarin")
    readings = _either(tuple(_spelt_out(joined, parts)), read, share)
    if foreign:
        wrong = mandarin("", joined)
        return Explanation("zh", readings=readings, foreign=True, mandarin=wrong, transcribed=parts, remark=_FOREIGN)
    return Explanation(
        "zh",
        *cut,
        readings,
        spellings=tuple(_wade_giles(next(_syllables(family, given)))),
        family_spellings=family_spellings(family),
        cultures=spellings_elsewhere(*cut),
        transcribed=parts,
        remark=_MAY_BE_FOREIGN if share >= _SURELY else "" if _has_surname(family) else _NO_FAMILY,
    )


def _dotted(name: str) -> Explanation:
    family, given = split_han(name, origin=MAINLAND)
    parts = transcription(name)
    readings = tuple(replace(reading, family=family, given=given) for reading in _spelt_out(name, parts))
    remark = "a dot parts the name of a foreigner: look up how its bearer writes it"
    return Explanation("zh", family, given, readings, foreign=True, transcribed=parts, remark=remark)


def _spelt_out(name: str, parts: tuple[Transcribed, ...]) -> Iterator[Reading]:
    for spelling in spelt_out(name, parts):
        yield Reading(spelling.spelling, likelihood=spelling.likelihood, sources=spelling.sources)


def _either(foreign: Sequence[Reading], chinese: Sequence[Reading], share: float) -> tuple[Reading, ...]:
    """The readings of a name that may be foreign (with that share) or Chinese, the likeliest first."""
    if not foreign:
        return tuple(chinese)
    weighed = [*((reading, share) for reading in foreign), *((reading, 1 - share) for reading in chinese)]
    scaled = (replace(reading, likelihood=round((reading.likelihood or 0.0) * part, 4)) for reading, part in weighed)
    likely = (reading for reading in scaled if reading.likelihood)
    return tuple(sorted(likely, key=lambda reading: -(reading.likelihood or 0.0)))


def _has_surname(family: str) -> bool:
    """Whether it is a family name, or the two that some married women carry."""
    return bool(family) and all(map(surname_pinyin, (family,) if surname_pinyin(family) else family))


def _chinese_parts(name: str) -> tuple[str, str]:
    """Family and given name; a family name alone has no given name, what is neither has no family name."""
    family, given = split_han(name, origin="zh-CN")
    if family:
        return family, given
    plain = name.replace(" ", "")
    return (plain, "") if surname_pinyin(plain) else ("", plain)


def chinese_readings(family: str, given: str) -> Iterator[Reading]:
    """The Mandarin readings of a name, the likeliest first, a few at most; none where a character has none.

    The likelihood is None for a name too long for the tables, which then has the first reading of each character.
    """
    cut = (family, given) if family and given else ("", "")
    parts = [han.readings(part, MAINLAND, family=first) for part, first in ((family, True), (given, False)) if part]
    if not all(parts):
        plain = pinyin.romanised(family, given)
        if plain:
            yield Reading(plain, "", *cut, None, ("pinyin",))
        return
    whole = sorted(product(*parts), key=lambda each: -_likelihood(each))
    for each in whole[:_MOST_READINGS]:
        romaji = " ".join(part.spelling for part in each)
        yield Reading(romaji, "", *cut, round(_likelihood(each), 4), _sources(each))


def _likelihood(parts: Sequence[PartReading]) -> float:
    return prod(part.likelihood for part in parts)


def _sources(parts: Sequence[PartReading]) -> tuple[str, ...]:
    named = (name for part in parts for source in part.sources for name in source.split(", "))
    return tuple(dict.fromkeys(_SOURCES.get(name, name) for name in named))


def _syllables(family: str, given: str) -> Iterator[_Syllables]:
    families: Sequence[tuple[str, ...]] = pinyin.surname_readings(family) or tuple(
        islice(product(*pinyin.mandarin(family)), _MOST_READINGS)
    )
    for one, other in product(families, islice(product(*pinyin.mandarin(given)), _MOST_READINGS)):
        yield _Syllables(one, other)


def _wade_giles(syllables: _Syllables) -> Iterator[Spelling]:
    """In full, and as names are usually printed: without apostrophes and dots."""
    parts = ("-".join(map(wade_giles.from_pinyin, part)) for part in (syllables.family, syllables.given))
    full = " ".join(part[:1].upper() + part[1:] for part in parts if part)
    plain = full.replace("'", "").replace("ü", "u")
    yield Spelling(full, "Wade–Giles")
    if plain != full:
        yield Spelling(plain, "Wade–Giles without its signs")


def family_spellings(family: str) -> tuple[Spelling, ...]:
    """How else a Chinese family name is spelt, system by system, the usual spelling of each first; empty for one that
    is not in the table. Whoever bears the name chose one: none of these is derived from characters."""
    row = _surnames().get(family)
    if row is None:
        return ()
    columns = zip(SYSTEMS, row.spellings, strict=True)
    return tuple(Spelling(text, system) for system, spellings in columns for text in spellings)


@cache
def _surnames() -> dict[str, Surname]:
    found: dict[str, Surname] = {}
    for row in rows():
        for form in row.forms:
            found.setdefault(form, row)
    return found
