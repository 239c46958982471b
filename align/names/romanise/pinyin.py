"""Hanyu Pinyin: Mandarin in Latin letters, joined, spaced, hyphenated, with tones or without.

Inside this file a syllable is written in plain letters without its tone, ü as v (`lv`, `nve`), as on a keyboard.
`SYLLABLES` also has the forms that drop the dots (`lue`), since English print does.

What characters are read stands in a table beside this file, made from pypinyin. Family names have readings of their
own (曾 Zeng, 单 Shan), which `align.names.surnames` knows.

Sources: GB/T 16159 (joined given names, apostrophe before a, e, o) and GB/T 28039-2011 (names of persons; ü as yu).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Final
from unicodedata import normalize

from align.names.romanise.character_table import CharacterTable

# Initials by the finals that they take; interjections (o, yo, ng, hm...) are left out: no name has them.
_FINALS: Final = """
- a ai an ang ao e en er ou yi ya yan yang yao ye yin ying yong you yu yuan yue yun wu wa wai wan wang wei wen weng wo
b a ai an ang ao ei en eng i ian iao ie in ing o u
p a ai an ang ao ei en eng i ian iao ie in ing o ou u
m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
f a an ang ei en eng o ou u
d a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
t a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve ue
l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve ue
g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
k a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo
h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j i ia ian iang iao ie in ing iong iu u uan ue un
q i ia ian iang iao ie in ing iong iu u uan ue un
x i ia ian iang iao ie in ing iong iu u uan ue un
zh a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r an ang ao e en eng i ong ou u ua uan ui un uo
z a ai an ang ao e ei en eng i ong ou u uan ui un uo
c a ai an ang ao e en eng i ong ou u uan ui un uo
s a ai an ang ao e en eng i ong ou u uan ui un uo
"""


def _all_syllables() -> Iterator[str]:
    for line in _FINALS.strip().splitlines():
        initial, *finals = line.split()
        yield from (final if initial == "-" else initial + final for final in finals)


SYLLABLES: Final = frozenset(_all_syllables())
"""Every syllable of Mandarin that a name can have, without tone; ü stands as v, and after l and n also as u."""

_LONGEST: Final = 6
_TONES: Final = dict.fromkeys((0x300, 0x301, 0x302, 0x304, 0x306, 0x30C))
_UMLAUT: Final = re.compile("u(?:\u0308|:)")
_NO_DOTS: Final = re.compile("(?<=[jqxy])v")
_NOT_LETTERS: Final = re.compile("[^a-z]+")
_MOST_LETTERS: Final = 32
_MOST_READINGS: Final = 64


def letters(token: str) -> str:
    """`token` in plain small letters: tones, digits, spaces and signs gone, ü as v (Lǚ Xùn: `lvxun`; Xi'an: `xian`)."""
    text = token.lower()
    if not text.isascii() or ":" in text:
        text = _UMLAUT.sub("v", normalize("NFD", text).translate(_TONES))
    return _NO_DOTS.sub("u", _NOT_LETTERS.sub("", text))


# --- Latin letters to syllables ----------------------------------------------------------------------------------


@lru_cache(maxsize=16384)
def segmentations(token: str) -> tuple[tuple[str, ...], ...]:
    """All ways to read a token as pinyin syllables, those as written and with the fewest first; empty for none.

    Signs between syllables do not count: `Xi'an` and `Xian` both give `xian` and `xi an`. The passport's yu for ü (Lyu)
    gives `lv`. A token of more than 32 letters has no reading.
    """
    text = letters(token)
    if not text or len(text) > _MOST_LETTERS:
        return ()
    return tuple(sorted(_readings_from(text), key=lambda reading: ("".join(reading) != text, len(reading), reading)))


def _readings_from(text: str) -> list[tuple[str, ...]]:
    """Every division of `text` into syllables, built from its end."""
    endings: list[list[tuple[str, ...]]] = [[] for _ in text] + [[()]]
    for start in range(len(text) - 1, -1, -1):
        for end in range(start + 1, min(start + _LONGEST, len(text)) + 1):
            syllable = _syllable(text[start:end])
            if syllable and endings[end]:
                endings[start] += [(syllable, *rest) for rest in endings[end]]
    return endings[0]


def _syllable(text: str) -> str:
    """The syllable that `text` spells, empty where it spells none."""
    if text in SYLLABLES:
        return text
    dotted = text.replace("yu", "v", 1)
    return dotted if text[:3] in ("lyu", "nyu") and dotted in SYLLABLES else ""


def split(text: str) -> tuple[str, ...]:
    """The syllables of correct pinyin, in which an apostrophe stands before every inner a, e and o; empty for others.

    Law: `split(join(syllables)) == syllables`, ü being v. Spaces and hyphens part syllables too.
    """
    syllables: list[str] = []
    for piece in re.split(r"[\s'’‘ʼ\-‐‑]+", text.strip()):
        regular = [
            reading for reading in segmentations(piece) if all(syllable[0] not in "aeo" for syllable in reading[1:])
        ]
        if not regular:
            return ()
        syllables += regular[0]
    return tuple(syllables)


def join(syllables: Sequence[str]) -> str:
    """One word in small letters, with an apostrophe before an inner a, e or o and ü where the syllable has v."""
    word = ""
    for syllable in syllables:
        word += ("'" if word and syllable[0] in "aeo" else "") + syllable.replace("v", "ü")
    return word


# --- Han characters to syllables ---------------------------------------------------------------------------------


_TABLE: Final = CharacterTable("pinyin_readings.txt")


@lru_cache(maxsize=8192)
def readings(char: str) -> tuple[str, ...]:
    """The Mandarin readings of one Han character without tones, the likeliest in a name first, four at most.

    A Japanese or variant form that Chinese does not use has the readings of the character it stands for. Empty for what
    is no Han character or has no reading.
    """
    return _TABLE.readings(char)


@lru_cache(maxsize=4096)
def surname_reading(han: str) -> str | None:
    """How a Chinese family name is read, in small letters, joined; None where `han` is none that is known."""
    found = surname_readings(han)
    return "".join(found[0]) if found else None


def surname_readings(han: str) -> tuple[tuple[str, ...], ...]:
    """Every reading that `han` has as a family name, the usual one first; empty where it is none."""
    from align.names.surnames import surname_syllables

    return tuple(tuple(letters(syllable) for syllable in reading) for reading in surname_syllables(han))


@lru_cache(maxsize=8192)
def mandarin(han: str) -> tuple[tuple[str, ...], ...]:
    """The readings of each character of `han`; 々 has those of the character before, an unknown character has none."""
    found: list[tuple[str, ...]] = []
    for char in han:
        found.append(found[-1] if char == "々" and found else readings(char))
    return tuple(found)


def romanised(family_han: str, given_han: str) -> str:
    """The pinyin of a whole name: family name, then the given name joined (Zhang Xiaoming, Ouyang Xiu, Lü Xi'en).

    Empty where a character has no reading; a missing part is left out.
    """
    family = _family_word(family_han)
    given = join([character[0] for character in mandarin(given_han) if character])
    if (family_han and not family) or not all(mandarin(given_han)):
        return ""
    return " ".join(word[:1].upper() + word[1:] for word in (family, given) if word)


def _family_word(han: str) -> str:
    """The family name in small letters, ü dotted; empty where a character has no reading."""
    known = surname_readings(han)
    if known:
        return join(known[0])
    characters = mandarin(han)
    return join([character[0] for character in characters]) if all(characters) else ""


@lru_cache(maxsize=8192)
def matches(token: str, han: str) -> bool:
    """Whether `token` spells `han` in Mandarin: any spacing, hyphens, tones or manner of ü, any reading of a character.

    The readings that family names have count for the first character, and for the first two.
    """
    text = letters(token)
    return bool(text and han) and any(_spells(text, row) for row in _rows(han))


def _rows(han: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The readings of each character, and the same with those that the beginning has as a family name."""
    characters = mandarin(han)
    yield characters
    for length in (1, 2):
        for reading in surname_readings(han[:length]) if len(han) >= length else ():
            yield (("".join(reading),), *characters[length:])


def _spells(text: str, characters: Sequence[tuple[str, ...]]) -> bool:
    """Whether `text` is one syllable of each character in turn."""
    reached = {0}
    for character in characters:
        forms = {form for syllable in character for form in u_forms(syllable)}
        reached = {at + len(form) for at in reached for form in forms if text.startswith(form, at)}
        if not reached:
            return False
    return len(text) in reached


def u_forms(syllable: str) -> tuple[str, ...]:
    """The ways to write a syllable in plain letters: `lv`, `lu` and `lyu` where it has ü, else the syllable itself."""
    return (syllable, syllable.replace("v", "u"), syllable.replace("v", "yu")) if "v" in syllable else (syllable,)


@lru_cache(maxsize=8192)
def joined_readings(han: str) -> tuple[str, ...]:
    """The readings of several characters, joined, the likeliest first, 64 at most; empty where a character has none."""
    characters = mandarin(han)
    if not han or not all(characters):
        return ()
    return tuple(dict.fromkeys("".join(reading) for reading in islice(product(*characters), _MOST_READINGS)))
