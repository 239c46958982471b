"""Japanese on-readings: how Japanese reads the names of Chinese, Korean and Vietnamese people in its own way.

習近平 is Shū Kinpei in a Japanese newspaper, 毛沢東 Mō Takutō, 金正恩 Kin Shōon. English calls nobody so: where these
readings stand in a translation, the characters were read in the wrong language.

Inside this file a reading is written in Hepburn in small letters with doubled vowels (`shuu`). What characters are read
stands in a table beside this file, made from Unihan (`UNICODE-LICENSE.txt`); go-on and kan-on are not told apart.

Syllables change where they meet: h becomes p or b after n (kin + hei: kinpei); k, s, t and h are voiced after n and
after a long vowel, in which Chinese had ng (chuu + koku: chuugoku); tsu, chi, ku and ki give way to a double consonant
(katsu + hei: kappei, koku + kyou: kokkyou).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise, product
from typing import Final

from align.names.romanise import hepburn
from align.names.romanise.character_table import CharacterTable

_MOST_CHARACTERS: Final = 4
_MOST_READINGS: Final = 256
_LONG: Final = ("ou", "uu", "ei")
# Longer ones first: sh is not s.
_VOICED: Final = (("sh", "j"), ("ch", "j"), ("ts", "z"), ("k", "g"), ("s", "z"), ("t", "d"), ("h", "b"), ("f", "b"))
_DOUBLED: Final = (("sh", "ssh"), ("ch", "tch"), ("k", "kk"), ("s", "ss"), ("t", "tt"), ("h", "pp"), ("f", "pp"))
_TABLE: Final = CharacterTable("on_readings.txt")


@lru_cache(maxsize=8192)
def on_readings(char: str) -> tuple[str, ...]:
    """The on-readings of one Han character in small letters with doubled vowels, the most usual first, three at most.

    A simplified character has those of the characters it stands for, a rare form those of its folded form (see
    `align.text.fold`). Empty for what is no Han character or has no on-reading.
    """
    return _TABLE.readings(char)


def reads(letters: str, han: str) -> bool:
    """Whether `letters` are an on-reading of all characters of `han`, in any spelling of Japanese: Kinpei, Kimpei.

    Long vowels do not count (see `hepburn.canonical`). `han` may be as written or folded; more than four characters are
    no part of a name and have no reading.
    """
    return bool(letters) and hepburn.canonical(letters) in _keys(han)


@lru_cache(maxsize=4096)
def _keys(han: str) -> frozenset[str]:
    """The keys of everything that `han` can be read as, 256 ways at most; empty where a character has no on-reading."""
    if len(han) > _MOST_CHARACTERS:
        return frozenset()
    characters: list[tuple[str, ...]] = []
    for char in han:
        characters.append(characters[-1] if char == "々" and characters else on_readings(char))
    if not han or not all(characters):
        return frozenset()
    spoken = (word for syllables in product(*characters) for word in _spoken(syllables))
    return frozenset(hepburn.canonical(word) for word in islice(spoken, _MOST_READINGS))


def _spoken(syllables: tuple[str, ...]) -> list[str]:
    """The words that syllables make together, the one without any change first."""
    words = [syllables[0]]
    for last, syllable in pairwise(syllables):
        words = [joined for word in words for joined in _joined(word, last, syllable)]
    return words


def _joined(word: str, last: str, syllable: str) -> Iterator[str]:
    """`word`, which ends in the syllable `last`, with another one after it: as they are, then with each change of sound."""
    yield word + syllable
    nasal = last.endswith("n")
    if nasal or last.endswith(_LONG):
        yield from (word + changed for changed in _changed(syllable, _VOICED))
    if nasal and syllable[0] in "hf":
        yield word + "p" + syllable[1:]
    if len(last) > 3 and last.endswith(("tsu", "chi")):
        yield from (word[:-3] + changed for changed in _changed(syllable, _DOUBLED))
    elif len(last) > 2 and last.endswith(("ku", "ki")) and syllable[0] == "k":
        yield word[:-2] + "k" + syllable


def _changed(syllable: str, table: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """The syllable with the onset that `table` has for its own; nothing where it has none."""
    for onset, other in table:
        if syllable.startswith(onset):
            yield other + syllable[len(onset) :]
            return
