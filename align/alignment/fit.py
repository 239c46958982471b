"""How well some units of a source, lines or sentences, and some of a translation fit each other.

What counts is what the two sides have in common (`align.alignment.cues`, and names that the caller knows) less what
only one side has; how alike they are in meaning, where there is an encoder (`align.alignment.meaning`); whether both end
where a sentence ends; and whether the translation is as long as the source lets expect, from its numbers of Han
characters, kana and others, as Gale and Church (1993) have it. A paragraph is likely to begin where one begins on the
other side.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from align.alignment.cues import Cues, source_cues, target_cues
from align.alignment.meaning import Encode, Meaning
from align.text.scripts import is_han, is_kana

Anchors = Callable[[str, str], float]
"""How much a stretch of source and one of translation have in common by name: 0 for nothing, about 1 a name."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much.

    `shared` is for what both sides have and `lacking` for what only one has; `spread` is how far the length of a
    translation strays, and `longest_way` the most that it may cost; `meaning` is for likeness in meaning beyond `unlike`;
    `ending` is for a sentence that ends on one side only; `same_break` for paragraphs that begin together and
    `joined_break` for those of one side that a row joins; the others are the costs of the shapes of rows: `alone` for a
    unit that nothing corresponds to, `two` for one against two, `three` for one against three, and for each more
    `further`, `two_two` for two against two, `many` for two against three, and for each more `many_further`.
    """

    shared: float = 1.2
    lacking: float = 0.17
    length: float = 0.35
    spread: float = 7.5
    longest_way: float = 11.0
    anchor: float = 1.5
    meaning: float = 18.0
    unlike: float = 0.4
    ending: float = 1.0
    same_break: float = 0.7
    joined_break: float = 1.5
    alone: float = 1.05
    two: float = 1.5
    three: float = 4.4
    further: float = 0.8
    two_two: float = 4.6
    many: float = 5.3
    many_further: float = 0.8


WITH_MEANING = Weights(lacking=0.15, length=0.5, alone=1.1, two=1.4, three=3.5, two_two=4.2, many=4.2)
WITHOUT_MEANING = Weights()

_ANCHORED = 20_000  # pairs of units up to which the caller is asked for names
_KINDS = {"number": 1.5, "month": 1.5, "latin": 1.5, "sound": 1.2, "idea": 0.8, "mark": 0.6}
_SURE = ("number", "latin", "sound")
_HAN_LENGTH, _KANA_LENGTH = 3.3, 1.9  # English characters that translate one
_STEPS = 1 << 20  # to which weights are rounded
_STOPS = tuple(".!?。！？…")
_CLOSING_SPEECH = "」』"  # which ends a sentence with no stop before it
_CLOSING = "\"'”’）)】" + _CLOSING_SPEECH


class Fit:
    """Two texts, given as their units that are not empty, and how well parts of them fit.

    `breaks` say for each unit whether a paragraph begins there. `weights` are chosen by whether there is an encoder.
    """

    def __init__(
        self,
        sources: Sequence[str],
        targets: Sequence[str],
        breaks: tuple[Sequence[bool], Sequence[bool]],
        anchors: Anchors | None = None,
        encode: Encode | None = None,
        weights: Weights | None = None,
    ) -> None:
        self.weights = weights or (WITH_MEANING if encode else WITHOUT_MEANING)
        self._texts, self._breaks = (sources, targets), breaks
        cues = list(map(source_cues, sources)), list(map(target_cues, targets))
        in_source, in_target = (Counter(cue for unit in side for cue in unit.all) for side in cues)
        size = max(len(sources), len(targets), 1)
        self._weight = {cue: _weight(cue, max(in_source[cue], in_target[cue]), size) for cue in in_source | in_target}
        shared = frozenset(in_source.keys() & in_target.keys())
        self._cues = _Side(cues[0], self._weight, shared), _Side(cues[1], self._weight, shared)
        self._once = {cue for cue in shared if in_source[cue] == in_target[cue] == 1}
        self._ends = [list(map(_ends_sentence, side)) for side in (sources, targets)]
        expected, lengths = list(map(_expected_length, sources)), [float(len(text)) for text in targets]
        # A terse or a wordy translator: the whole text tells, unless one text holds far more than the other.
        ratio = sum(lengths) / (sum(expected) or 1)
        scale = ratio if 0.67 <= ratio <= 1.5 else 1.0
        self.expected = list(accumulate((scale * length for length in expected), initial=0.0))
        self.lengths = list(accumulate(lengths, initial=0.0))
        self._in_paragraphs = any(map(any, breaks))
        self._anchors = anchors if len(sources) * len(targets) <= _ANCHORED else None
        self._anchored: dict[tuple[int, int], float] = {}
        self.meaning = Meaning(sources, targets, encode) if encode and sources and targets else None

    @property
    def size(self) -> tuple[int, int]:
        """How many units there are on either side."""
        return len(self._texts[0]), len(self._texts[1])

    def __call__(self, i: int, di: int, j: int, dj: int) -> float:
        """How well `di` units of the source from `i` on and `dj` of the translation from `j` on fit, as the logarithm of
        odds would say it: above 0 they rather do.
        """
        weights, weight = self.weights, self._weight
        source_cues, source_weight = self._cues[0].cues(i, di)
        target_cues, target_weight = self._cues[1].cues(j, dj)
        shared = sum([weight[cue] for cue in source_cues & target_cues])
        lacking = max(0.0, source_weight + target_weight - 2 * shared)
        expected = self.expected[i + di] - self.expected[i]
        length = self.lengths[j + dj] - self.lengths[j]
        difference = length - expected
        way = min(weights.longest_way, difference * difference / (weights.spread * (length + expected)))
        score = weights.shared * shared - weights.lacking * lacking - weights.length * way
        if self.meaning is not None:
            score += weights.meaning * (self.meaning.likeness(i, di, j, dj) - weights.unlike)
        if self._ends[0][i + di - 1] != self._ends[1][j + dj - 1]:
            score -= weights.ending
        if self._breaks[0][i] and self._breaks[1][j]:
            score += weights.same_break
        if di != dj and self._in_paragraphs:
            inner = abs(sum(self._breaks[0][i + 1 : i + di]) - sum(self._breaks[1][j + 1 : j + dj]))
            score -= weights.joined_break * inner
        if self._anchors is not None:
            score += weights.anchor * self._anchor(i, di, j, dj)
        return score

    def sharing(self) -> list[tuple[int, int]]:
        """Pairs of units that have something in common that stands once in either text, in order."""
        in_target = {cue: j for j, cues in enumerate(self._cues[1].all) for cue in cues & self._once}
        return sorted(
            {
                (i, in_target[cue])
                for i, cues in enumerate(self._cues[0].all)
                for cue in cues & self._once
                if cue.startswith(_SURE) and len(cue.partition(" ")[2]) > 2
            }
        )

    def _anchor(self, i: int, di: int, j: int, dj: int) -> float:
        # Names that several units repeat must not make long rows look better than short ones.
        values = [self._anchor_of_pair(source, target) for source in range(i, i + di) for target in range(j, j + dj)]
        return sum(values) / (0.6 * len(values) + 0.4)

    def _anchor_of_pair(self, i: int, j: int) -> float:
        known = self._anchored.get((i, j))
        if known is None and self._anchors is not None:
            known = self._anchored[i, j] = self._anchors(self._texts[0][i], self._texts[1][j])
        return known or 0.0


class _Side:
    """The cues of the units of one text, and what they weigh."""

    def __init__(self, cues: list[Cues], weight: dict[str, float], shared: frozenset[str]) -> None:
        self.all = [unit.all for unit in cues]
        self._owed = [unit.owed for unit in cues]
        self._weight, self._shared = weight, shared
        self._known: dict[tuple[int, int], tuple[frozenset[str], float]] = {}

    def cues(self, start: int, count: int) -> tuple[frozenset[str], float]:
        """The cues of some units that stand in both texts, and the weight of those that the other side ought to have."""
        known = self._known.get((start, count))
        if known is None:
            shared = self._shared.intersection(frozenset[str]().union(*self.all[start : start + count]))
            owed = frozenset[str]().union(*self._owed[start : start + count])
            known = shared, sum([self._weight[cue] for cue in owed])
            self._known[start, count] = known
        return known


def _weight(cue: str, times: int, size: int) -> float:
    """How much a cue says: the rarer, the more."""
    exact = _KINDS[cue.partition(" ")[0]] * math.log1p(size / times) / math.log1p(size)
    # Sets have no order, so that sums over them must be the same in any.
    return round(exact * _STEPS) / _STEPS


def _ends_sentence(unit: str) -> bool:
    """Whether the last characters of a unit are those of a sentence's end."""
    text = unit.rstrip()
    before = text.rstrip(_CLOSING)
    return before.endswith(_STOPS) or any(sign in text[len(before) :] for sign in _CLOSING_SPEECH)


def _expected_length(text: str) -> float:
    han, kana = sum(map(is_han, text)), sum(map(is_kana, text))
    return _HAN_LENGTH * han + _KANA_LENGTH * kana + (len(text) - han - kana)
