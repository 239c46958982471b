"""How alike two syllables in Latin letters sound, whatever system each is written in.

People spell their names as they like (Ing-wen for 英文, Hsien Loong for 显龙), so a spelling that no table gives may still
be one. Both syllables are taken apart into an initial and a rime; initials are grouped by where and how they are spoken,
rimes are compared letter by letter with vowels that are often confused.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_PARTS: Final = re.compile(r"((?:qu|gu|ku|cu)(?=[aeio])|[bcdfghjklmnpqrstvxz]*)(.*)")
_NASAL_ALONE: Final = frozenset({"m", "ng", "n"})
_CLASSES: Final = {
    **dict.fromkeys("p b bp bh".split(), "P"),
    **dict.fromkeys("ph f".split(), "F"),
    "m": "M",
    **dict.fromkeys("t d th dt dh tt".split(), "T"),
    "n": "N",
    "l": "L",
    **dict.fromkeys("r rh".split(), "R"),
    **dict.fromkeys("k g kh gh c ck qu gu ku cu kk".split(), "K"),
    "h": "H",
    **dict.fromkeys("ng".split(), "G"),
    **dict.fromkeys("ch j zh z ts tz tj q dz jh tch chh cz dj tsh".split(), "C"),
    **dict.fromkeys("s sh x hs ss sz sch".split(), "S"),
    "v": "V",
    "": "",
}
_RELATED: Final = {
    frozenset(pair): value
    for pair, value in (
        *(("CS", 0.5), ("KH", 0.5), ("LR", 0.7), ("LN", 0.6), ("PF", 0.5), ("FH", 0.6), ("VF", 0.5), ("TC", 0.4)),
        *(("KC", 0.45), ("HS", 0.5), ("PM", 0.4), ("MV", 0.5), ("NG", 0.7), ("RC", 0.4), ("PV", 0.4)),
        *((("G", ""), 0.8), (("V", ""), 0.8), (("N", ""), 0.5), (("R", ""), 0.5), (("H", ""), 0.4), (("K", ""), 0.15)),
        *((("K", "G"), 0.4), (("L", ""), 0.3), (("C", ""), 0.15)),
    )
}
_TIDY: Final = (
    *(("yi", "i"), ("wu", "u"), ("yu", "iu"), ("y", "i"), ("ee", "i"), ("oo", "u"), ("ow", "au"), ("aw", "au")),
    *(("ao", "au"), ("w", "u"), ("ah", "a"), ("oh", "o"), ("eh", "e"), ("ih", "i"), ("uh", "e"), ("ng", "G")),
    *(("ck", "k"), ("or", "o"), ("ar", "a"), ("er", "e"), ("ii", "i"), ("uu", "u")),
)
_ENDINGS: Final = {"c": "k", "g": "k", "q": "k", "d": "t", "b": "p"}
_VOWELS: Final = frozenset("aeiou")
_NEAR: Final = {
    frozenset(pair): cost
    for pair, cost in (
        *(("ae", 0.45), ("ou", 0.3), ("ie", 0.35), ("ao", 0.5), ("eo", 0.45), ("ui", 0.6), ("au", 0.5), ("eu", 0.5)),
        *(("nG", 0.3), ("mn", 0.5), ("mG", 0.6), ("kt", 0.4), ("pt", 0.5), ("kp", 0.5), ("kG", 0.6), ("tn", 0.6)),
        *(("lt", 0.4), ("pm", 0.5), ("rl", 0.1), ("ht", 0.4), ("hk", 0.4)),
    )
}
_VOWEL_MORE, _END_MORE = 0.35, 0.55


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """How alike two syllables in small letters sound, 0 to 1; 1 only for the same letters."""
    if one == other:
        return 1.0
    (first, rime), (second, ending) = _parts(one), _parts(other)
    start, rest = _initials(first, second), _rimes(rime, ending)
    sound = 0.45 * start + 0.55 * rest
    return min(0.96, sound if start and rest > 0.3 else sound / 2)


@lru_cache(maxsize=32768)
def _parts(syllable: str) -> tuple[str, str]:
    """The initial as written and the rime in few letters; w and y belong to the rime."""
    if syllable in _NASAL_ALONE:
        return "", "G" if syllable == "ng" else syllable
    found = _PARTS.fullmatch(syllable)
    if found is None:
        return syllable, ""
    initial, rime = found[1], found[2]
    if initial in ("qu", "gu", "ku", "cu"):
        rime = "u" + rime
    for old, new in _TIDY:
        rime = rime.replace(old, new)
    return initial, rime[:-1] + _ENDINGS.get(rime[-1], rime[-1]) if rime else ""


def _initials(one: str, other: str) -> float:
    if one == other:
        return 1.0
    classes = _CLASSES.get(one, "?"), _CLASSES.get(other, "?")
    if classes[0] == classes[1]:
        return 0.92 if classes[0] != "?" else 0.0
    return _RELATED.get(frozenset(classes), 0.0)


@lru_cache(maxsize=65536)
def _rimes(one: str, other: str) -> float:
    """1 less the price of turning one into the other, by length."""
    if one == other:
        return 1.0
    row = [0.0]
    for letter in other:
        row.append(row[-1] + _more(letter))
    for letter in one:
        above, row = row, [row[0] + _more(letter)]
        for place, its in enumerate(other):
            swap = 0.0 if its == letter else _NEAR.get(frozenset((its, letter)), 1.0)
            row.append(min(above[place] + swap, above[place + 1] + _more(letter), row[-1] + _more(its)))
    return max(0.0, 1 - row[-1] / max(1.2, 0.5 * max(len(one), len(other))))


def _more(letter: str) -> float:
    return _VOWEL_MORE if letter in _VOWELS else _END_MORE
