"""Wade–Giles: the older way to write Mandarin in Latin letters, still that of names from Taiwan and of historical ones.

Its apostrophe marks aspiration (`t'ai` is tai, `tai` is dai), but names leave it out, so that one Wade–Giles syllable
often stands for two of pinyin: Chiang is jiang or qiang. The circumflex of ê is left out too, and the dots of ü nearly
always; all of these are spellings of one syllable here.

Source: Giles, A Chinese-English Dictionary (1912), with the habits of passports from Taiwan.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import islice, product
from types import MappingProxyType
from typing import Final
from unicodedata import normalize

from align.names.romanise.pinyin import SYLLABLES

_INITIALS: Final = (
    # Two letters before one: the first that fits is taken.
    *(("zh", "ch"), ("ch", "ch'"), ("sh", "sh")),
    *(("b", "p"), ("p", "p'"), ("m", "m"), ("f", "f"), ("d", "t"), ("t", "t'"), ("n", "n"), ("l", "l")),
    *(("g", "k"), ("k", "k'"), ("h", "h"), ("j", "ch"), ("q", "ch'"), ("x", "hs")),
    *(("r", "j"), ("z", "ts"), ("c", "ts'"), ("s", "s")),
)
_FINALS: Final = {
    "ian": "ien",
    "ie": "ieh",
    "ue": "üeh",
    "ve": "üeh",
    "v": "ü",
    "er": "erh",
    "ong": "ung",
    "iong": "iung",
}
_AFTER_J_Q_X: Final = {"u": "ü", "uan": "üan", "un": "ün"}
# Syllables that no rule of initial and final gives.
_WHOLE_TABLE: Final = """
zhi chih  chi ch'ih  shi shih  ri jih  zi tzu  ci tz'u  si ssu  ge ko  ke k'o  he ho  gui kuei  kui k'uei  e o  er erh
yi i  you yu  yu yü  yuan yüan  yue yüeh  yun yün  yan yen  ye yeh  yong yung
"""
_WORDS: Final = _WHOLE_TABLE.split()
_WHOLE: Final = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
# Finals in uo lose their u except after these.
_UO_INITIALS: Final = frozenset({"g", "k", "h", "sh"})
# Further spellings: other editions of the system, and what passports from Taiwan have.
_ALSO: Final = {
    "i": ("yi",),
    "ssu": ("szu", "sze"),
    "tzu": ("tze",),
    "tz'u": ("tz'e",),
    "ko": ("ke",),
    "k'o": ("k'e",),
}
_MARKS: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'"})
_PARTS: Final = re.compile(r"[\s\-‐‑]+")
_MOST: Final = 64


@lru_cache(maxsize=1024)
def from_pinyin(syllable: str) -> str:
    """The Wade–Giles spelling of one pinyin syllable, with its apostrophe and ü: `xu` gives `hsü`.

    The syllable has no tone, its ü is written ü or v. Raises ValueError for what is no syllable of pinyin.
    """
    plain = syllable.lower().replace("ü", "v")
    if plain not in SYLLABLES:
        raise ValueError(f"not a syllable of pinyin: {syllable!r}")
    if plain in _WHOLE:
        return _WHOLE[plain]
    initial, wade = next(((one, other) for one, other in _INITIALS if plain.startswith(one)), ("", ""))
    return wade + _final(initial, plain[len(initial) :])


def _final(initial: str, final: str) -> str:
    if final == "uo":
        return "uo" if initial in _UO_INITIALS else "o"
    if initial in ("j", "q", "x") and final in _AFTER_J_Q_X:
        return _AFTER_J_Q_X[final]
    return _FINALS.get(final, final)


@lru_cache(maxsize=1024)
def spellings(syllable: str) -> tuple[str, ...]:
    """The Wade–Giles spellings of one pinyin syllable that one meets, the full one first: `t'ai`, `tai`.

    Without the apostrophe, without the dots of ü, and with the habits of Taiwan (`yi` for `i`). Empty for what is no
    syllable of pinyin.
    """
    try:
        full = from_pinyin(syllable)
    except ValueError:
        return ()
    found = dict.fromkeys(form for spelling in (full, *_ALSO.get(full, ())) for form in _plainer(spelling))
    return tuple(found)


def _plainer(spelling: str) -> tuple[str, ...]:
    """The spelling, and the same without its dots, without its apostrophe, and without either."""
    undotted = spelling.replace("ü", "u")
    return spelling, undotted, spelling.replace("'", ""), undotted.replace("'", "")


@cache
def _readings() -> Mapping[str, frozenset[str]]:
    """The pinyin syllables that each Wade–Giles spelling stands for."""
    found: dict[str, set[str]] = defaultdict(set)
    for syllable in SYLLABLES - {"lue", "nue"}:  # lve and nve without their dots
        for spelling in spellings(syllable):
            found[spelling].add(syllable)
    return MappingProxyType({spelling: frozenset(syllables) for spelling, syllables in found.items()})


@lru_cache(maxsize=8192)
def to_pinyin(token: str) -> frozenset[str]:
    """The pinyin that a Wade–Giles token may stand for, without tones, ü as v; empty where it is no Wade–Giles.

    An apostrophe that is there is believed, one that is missing may have been left out: `t'ai` is tai, `tai` is dai or
    tai. The syllables of a hyphenated or spaced token are read one by one and joined: `Tse-tung` gives `zedong` among
    others, 64 readings at most.
    """
    parts = [part for part in _PARTS.split(_plain(token)) if part]
    choices = [_readings().get(part, frozenset()) for part in parts]
    if not parts or not all(choices):
        return frozenset()
    return frozenset("".join(reading) for reading in islice(product(*map(sorted, choices)), _MOST))


def _plain(token: str) -> str:
    """The token in small letters, its circumflexes and digits gone, its apostrophes straight, ü kept."""
    text = normalize("NFC", token.lower()).translate(_MARKS).replace("ê", "e").replace("ŭ", "u")
    return re.sub(r"[0-9]+", "", text)
