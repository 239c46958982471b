"""Which kana each character of a name stands for, learnt from names and their kana alone.

Expectation maximisation: every way to share the kana of a name among its characters counts with its probability, the
readings of each character are counted anew, and again. A character reads otherwise in family and given names, and at
the beginning, later and alone (川 is かわ, then がわ); rare characters lean on what is known of both kinds of name and
on the dictionary's readings, voiced, cut short and before っ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

from japanese_name_sources import hiragana

from align.text.scripts import is_kana

ALONE, FIRST, LATER = range(3)
"""Where a character stands in its part of the name."""

LONGEST_PIECE = 6
MOST_KANA = 14
MOST_CHARACTERS = 5
_NEVER_FIRST = frozenset("ゃゅょっんーぁぃぅぇぉゎ")
_LINKING = frozenset("ケカノツ")
"""Katakana that stand for other kana between Han characters: ヶ is が, か or こ."""

_VOICED = dict(zip("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True))
_HALF_VOICED = dict(zip("はひふへほ", "ぱぴぷぺぽ", strict=True))
# How many bearers' worth the knowledge of the wider kind counts.
_FROM_ROLE, _FROM_BOTH, _FROM_DICTIONARY = 3.0, 2.0, 2.0
_UNLIKELY = 1e-4


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of a name: its folded writing and its kana; `weight` says how much it counts."""

    form: str
    kana: str
    role: str
    weight: float


@cache
def shares(kana: str, parts: int) -> tuple[tuple[str, ...], ...]:
    """Every way to share kana among so many characters."""
    cuts = [at for at in range(1, len(kana)) if kana[at] not in _NEVER_FIRST]
    found = []
    for chosen in combinations(cuts, parts - 1):
        edges = (0, *chosen, len(kana))
        pieces = tuple(kana[a:b] for a, b in pairwise(edges))
        if all(len(piece) <= LONGEST_PIECE or parts == 1 for piece in pieces):
            found.append(pieces)
    return tuple(found)


def place(at: int, length: int) -> int:
    """Where the character at an offset stands."""
    return ALONE if length == 1 else FIRST if at == 0 else LATER


def variants(reading: str) -> Iterator[tuple[str, float]]:
    """What names make of a reading in the dictionary, and how much each counts: itself, voiced, before っ, cut short."""
    yield reading, 1.0
    if reading[0] in _VOICED:
        yield _VOICED[reading[0]] + reading[1:], 0.3
    if reading[0] in _HALF_VOICED:
        yield _HALF_VOICED[reading[0]] + reading[1:], 0.1
    if len(reading) > 1:
        if reading[-1] in "くきつち":
            yield reading[:-1] + "っ", 0.2
        for at in range(1, len(reading)):
            if reading[at] not in _NEVER_FIRST:
                yield reading[:at], 0.1
                yield reading[at:], 0.03


class Alignment:
    """The readings of characters; `learn` improves them."""

    def __init__(self, dictionary: Mapping[str, tuple[str, ...]]) -> None:
        self._dictionary = dictionary
        self._counts: dict[tuple[str, str, int], Counter[str]] = defaultdict(Counter)
        self._role: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._both: dict[str, Counter[str]] = defaultdict(Counter)
        self._known: dict[tuple[str, str, int, str], float] = {}
        self._from_dictionary: dict[str, dict[str, float]] = {}

    def probability(self, character: str, role: str, where: int, piece: str) -> float:
        """How probable it is that the character is read so in that place."""
        asked = character, role, where, piece
        known = self._known.get(asked)
        if known is None:
            known = self._known[asked] = self._probability(*asked)
        return known

    def _probability(self, character: str, role: str, where: int, piece: str) -> float:
        if is_kana(character) and character not in _LINKING:
            return float(piece == hiragana(character))
        both, in_role = self._both[character], self._role[character, role]
        here = self._counts[character, role, where]
        wide = self._listed(character).get(piece, _UNLIKELY * 0.5 ** abs(len(piece) - 2))
        wide = (both[piece] + _FROM_DICTIONARY * wide) / (both.total() + _FROM_DICTIONARY)
        wide = (in_role[piece] + _FROM_BOTH * wide) / (in_role.total() + _FROM_BOTH)
        return (here[piece] + _FROM_ROLE * wide) / (here.total() + _FROM_ROLE)

    def _listed(self, character: str) -> Mapping[str, float]:
        """The dictionary's readings of a character with their variants; their shares sum to one."""
        found = self._from_dictionary.get(character)
        if found is None:
            weights: Counter[str] = Counter()
            for reading in self._dictionary.get(character, ()):
                for piece, weight in variants(reading):
                    weights[piece] += weight  # type: ignore[assignment]
            total = sum(weights.values()) or 1.0
            found = self._from_dictionary[character] = {piece: weight / total for piece, weight in weights.items()}
        return found

    def of(self, form: str, kana: str, role: str) -> list[tuple[tuple[str, ...], float]]:
        """Each way to share the kana among the characters, with its probability."""
        length = len(form)
        found = []
        for pieces in shares(kana, length):
            probability = 1.0
            for at, piece in enumerate(pieces):
                probability *= self.probability(form[at], role, place(at, length), piece)
                if not probability:
                    break
            else:
                found.append((pieces, probability))
        return found

    def learn(self, pairs: Iterable[Pair], *, rounds: int) -> None:
        """Counts the readings of each character, with what was known before, so many times."""
        for _ in range(rounds):
            counts: dict[tuple[str, str, int], Counter[str]] = defaultdict(Counter)
            for pair in pairs:
                found = self.of(pair.form, pair.kana, pair.role)
                total = sum(probability for _, probability in found)
                length = len(pair.form)
                for pieces, probability in found:
                    share = pair.weight * probability / total
                    if share > 0.01:
                        for at, piece in enumerate(pieces):
                            counts[pair.form[at], pair.role, place(at, length)][piece] += share  # type: ignore[assignment]
            self._counts = counts
            self._role.clear()
            self._both.clear()
            for (character, role, _), pieces_seen in counts.items():
                for piece, count in pieces_seen.items():
                    self._role[character, role][piece] += count
                    self._both[character][piece] += count
            self._known.clear()

    def readings(self, character: str, role: str) -> dict[str, tuple[float, float, float]]:
        """What a character may be read as in a role: for each piece its probability alone, first and later."""
        pieces = {*self._both.get(character, ()), *self._listed(character)}
        return {
            piece: (
                self.probability(character, role, ALONE, piece),
                self.probability(character, role, FIRST, piece),
                self.probability(character, role, LATER, piece),
            )
            for piece in sorted(pieces)
        }

    def seen(self, character: str, piece: str) -> float:
        """How many times, more or less, names have a character with that reading."""
        return self._both[character][piece]

    @property
    def characters(self) -> list[str]:
        """All that any name has, or the dictionary."""
        return sorted({*self._both, *self._dictionary})


def usable(form: str, kana: str) -> bool:
    """Whether a part of a name has a length that can be shared out."""
    return len(form) <= MOST_CHARACTERS and len(form) <= len(kana) <= MOST_KANA
