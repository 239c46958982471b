"""Japanese names read character by character, for what no list has: 賀津雄 is か + づ + お, so Kazuo.

The table says how usual a character is in family and in given names where it stands alone, first or later, and how
probable each of its readings is there (川 is かわ, then がわ). A line has the character, six digits (alone, first, later,
for both kinds of name), the readings in family names and those in given names, each with its three digits.

Names also use readings that no table has met: voiced (た, だ), with っ (いち, いっ), cut short (あい, あ). They are
believed too, but little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import nlargest
from typing import Final

from align.names.readings import table
from align.names.readings.kana_letters import decode
from align.names.readings.table import Table
from align.names.romanise import hepburn
from align.text.scripts import hiragana, is_kana

FAMILY, GIVEN = 0, 1
"""Columns of the table of characters."""

LEVELS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
"""How the tables write a probability: the digit counts halvings, two for each factor of one half."""

NEVER: Final = "."
"""What stands for a reading that a character never has in a place."""

_ALONE, _FIRST, _LATER = range(3)
_LONGEST_KEY: Final = 3
_WIDTH: Final = 40
"""How many beginnings of a name are followed while readings are composed."""

_GENERATED: Final = 0.003
"""Readings of a character that are rarer than this are recognised, but none is proposed."""

_NEGLIGIBLE: Final = 0.002
"""A composed reading that is less likely than the best by this factor is left out."""

_LEAST_USED: Final = 2.0**-19
"""The share of names that have a character which the table has in no name."""

_LINKING: Final = frozenset("ケカノツ")
_NEVER_FIRST: Final = frozenset("ゃゅょっんーぁぃぅぇぉゎ")
_ENDINGS: Final = "しむるすぶうくきとみ"
"""With one of these the stem of an adjective or verb is a name: 宏 ひろ, ひろし, ひろむ."""

_WITH_ENDING: Final = 0.01
_VOICED: Final = dict(
    zip(
        "かきくけこさしすせそたちつてとはひふへほ",
        "がぎぐげござじずぜぞだぢづでどばびぶべぼ",
        strict=True,
    )
)
_HALF_VOICED: Final = dict(zip("はひふへほ", "ぱぴぷぺぽ", strict=True))


@dataclass(frozen=True, slots=True)
class Composed:
    """A reading put together from readings of the characters: kana in hiragana, each character's apart."""

    pieces: tuple[str, ...]
    probability: float

    @property
    def kana(self) -> str:
        """The kana of the whole."""
        return "".join(self.pieces)


@lru_cache(maxsize=4096)
def compose(form: str, role: int) -> tuple[Composed, ...]:
    """The likeliest readings of a folded form; best first, none where a character has no reading."""
    # Kana to probability and pieces; a character at a time, so that two ways to one reading are one.
    beams: list[dict[str, tuple[float, tuple[str, ...]]]] = [{} for _ in range(len(form) + 1)]
    beams[0][""] = 1.0, ()
    for at in range(len(form)):
        starts = nlargest(_WIDTH, beams[at].items(), key=lambda each: each[1][0])
        for end in range(at + 1, min(len(form), at + _LONGEST_KEY) + 1):
            onward = beams[end]
            for piece, likely in _proposed(form[at:end], role, _place(at, end, len(form))):
                for kana, (before, pieces) in starts:
                    whole, here = kana + piece, before * likely
                    old = onward.get(whole)
                    if old is None:
                        onward[whole] = here, (*pieces, piece)
                    else:
                        onward[whole] = old[0] + here, old[1]
    found = nlargest(_WIDTH, beams[-1].items(), key=lambda each: each[1][0])
    least = found[0][1][0] * _NEGLIGIBLE if found else 0.0
    return tuple(Composed(pieces, likely) for _, (likely, pieces) in found if likely > least)


def probability(form: str, role: int, letters: str) -> float:
    """How probable it is that a folded form is read so; 0.0 where no composition gives it.

    `letters` is the reading as `hepburn.canonical` has it, so that its spelling does not matter.
    """
    length, size = len(form), len(letters)
    reached: list[dict[int, float]] = [{} for _ in range(length + 1)]
    reached[0][0] = 1.0
    for at in range(length):
        for end in range(at + 1, min(length, at + _LONGEST_KEY) + 1):
            if not reached[at]:
                break
            sounds = _sounds(form[at:end], role, _place(at, end, length))
            if sounds is None:
                continue
            for begin, before in reached[at].items():
                onward = reached[end]
                for stop, likely in sounds.matches(letters, begin, size):
                    onward[stop] = onward.get(stop, 0.0) + before * likely
    return reached[length].get(size, 0.0)


def _place(at: int, end: int, length: int) -> int:
    return _ALONE if end - at == length else _FIRST if at == 0 else _LATER


@cache
def _table() -> Table:
    return Table(table.FOLDER / "japanese_characters.txt")


@lru_cache(maxsize=8192)
def _listed(key: str, role: int) -> tuple[tuple[str, str], ...]:
    """The readings of a character with their three digits, as the table has them."""
    found = _table().get(key)
    if found is None:
        return ()
    return tuple((decode(reading[:-3]), reading[-3:]) for reading in found.split("\t")[1 + role].split())


@lru_cache(maxsize=8192)
def _uses(character: str, role: int) -> tuple[float, float, float]:
    """What share of all names have the character, of those of one character, at the beginning and later."""
    found = _table().get(character)
    digits = found[3 * role : 3 * role + 3] if found else NEVER * 3
    alone, first, later = (_LEAST_USED if digit == NEVER else 2.0 ** (-LEVELS.index(digit) / 2) for digit in digits)
    return alone, first, later


def likeness(form: str, role: int) -> float:
    """How probable it is that a name of that length has these characters, each taken by itself."""
    likely = 1.0
    for at, character in enumerate(form):
        likely *= _uses(character, role)[_place(at, at + 1, len(form))]
    return likely


def _readings(key: str, role: int, place: int) -> Iterator[tuple[str, float]]:
    """Readings of a character in a place; kana are read as they are."""
    if len(key) == 1 and is_kana(key) and key not in _LINKING:
        if hiragana(key) in "っー" or hepburn.is_kana_reading(hiragana(key)):
            yield hiragana(key), 1.0
        return
    for piece, digits in _listed(key, role):
        if digits[place] != NEVER:
            yield piece, 2.0 ** (-LEVELS.index(digits[place]) / 2)


@lru_cache(maxsize=8192)
def _proposed(key: str, role: int, place: int) -> tuple[tuple[str, float], ...]:
    found = [(piece, likely) for piece, likely in _readings(key, role, place) if likely >= _GENERATED]
    return tuple(sorted(found, key=lambda each: (-each[1], each[0])))


# --- recognised in letters ---------------------------------------------------------------------------------------


class _Sounds:
    """The readings of a character in canonical letters, ready to be found in a longer reading.

    A vowel that lengthens the one before has no letter of its own (と + うま is `toma`), and っ takes the letter of what
    follows (いっ + さく is `isaku` with the s doubled).
    """

    def __init__(self, readings: Mapping[str, float]) -> None:
        self._plain: dict[str, float] = {}
        self._after_o: dict[str, float] = {}
        self._after_u: dict[str, float] = {}
        self._stopped: dict[str, float] = {}
        for kana, likely in readings.items():
            letters = _spelt(kana.removesuffix("っ"))
            if kana.endswith("っ"):
                _add(self._stopped, letters, likely)
            else:
                _add(self._plain, letters, likely)
                _add(self._after_o, letters.lstrip("ou") if letters[:1] in ("o", "u") else letters, likely)
                _add(self._after_u, letters.lstrip("u"), likely)
        self._longest = max(map(len, self._plain), default=0)

    def matches(self, letters: str, begin: int, size: int) -> Iterator[tuple[int, float]]:
        """Where a reading that begins there ends, with its probability."""
        before = letters[begin - 1] if begin else ""
        table = self._after_o if before == "o" else self._after_u if before == "u" else self._plain
        for stop in range(begin, min(size, begin + self._longest) + 1):
            piece = letters[begin:stop]
            likely = table.get(piece)
            if likely is not None:
                yield stop, likely
            if piece in self._stopped and stop + 1 < size and _doubled(letters, stop):
                yield stop + 1, self._stopped[piece]


def _add(table: dict[str, float], letters: str, likely: float) -> None:
    table[letters] = table.get(letters, 0.0) + likely


def _doubled(letters: str, at: int) -> bool:
    return (letters[at] == letters[at + 1] and letters[at] not in "aiueon") or letters[at : at + 3] == "tch"


@lru_cache(maxsize=1 << 16)
def _spelt(kana: str) -> str:
    return hepburn.canonical(hepburn.romaji(kana)) if kana else ""


@lru_cache(maxsize=1 << 14)
def _sounds(key: str, role: int, place: int) -> _Sounds | None:
    """The readings of a character and what names make of them; None where there are none."""
    readings = dict(_readings(key, role, place))
    if not readings:
        return None
    if len(key) == 1 and not is_kana(key):
        for reading, likely in tuple(readings.items()):
            for piece, share in _made_of(reading):
                readings[piece] = readings.get(piece, 0.0) + share * likely
        if role == GIVEN and place == _ALONE:
            for reading, likely in _listed_alone(key):
                for ending in _ENDINGS:
                    readings[reading + ending] = readings.get(reading + ending, 0.0) + _WITH_ENDING * likely
    return _Sounds(readings)


def _listed_alone(key: str) -> Iterator[tuple[str, float]]:
    """What a character reads in longer names, and the beginnings of it: つとめ gives つと, whence つとむ."""
    for reading, likely in _readings(key, GIVEN, _FIRST):
        yield reading, likely
        for at in range(2, len(reading)):
            if reading[at] not in _NEVER_FIRST:
                yield reading[:at], likely / 4


def _made_of(reading: str) -> Iterator[tuple[str, float]]:
    """What names make of a reading, and for how many uses of it each stands."""
    if reading[0] in _VOICED:
        yield _VOICED[reading[0]] + reading[1:], 0.01
    if reading[0] in _HALF_VOICED:
        yield _HALF_VOICED[reading[0]] + reading[1:], 0.005
    if len(reading) > 1 and reading[-1] in "くきつち":
        yield reading[:-1] + "っ", 0.01
    for at in range(1, len(reading)):
        if reading[at] not in _NEVER_FIRST:
            yield reading[:at], 0.005
            yield reading[at:], 0.002
