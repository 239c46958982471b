"""Which units of two texts, lines or sentences, correspond.

A dynamic programme over both texts picks the rows (one sentence for one, two for one, one for none …) whose scores add
up to the most. A row's score is what its two sides have in common (`align.alignment.cues`, and names that the caller
knows), less what only one side has, less a penalty for lengths that do not fit each other and for the shape of the row,
as Gale and Church (1993) have it. The length of an English translation is expected from the numbers of Han characters,
kana and others. Empty lines are set aside, but a paragraph is likely to begin where one begins on the other side.

Texts of up to a few hundred sentences are searched completely. In longer ones only a band is looked at, around the
line through points that are sure: rare cues that stand once in either text, in the same order. The band keeps time and
memory proportional to the length of the texts.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from align.alignment.cues import Cues, source_cues, target_cues
from align.text.scripts import is_han, is_kana

Anchors = Callable[[str, str], float]
"""How much a stretch of source and one of translation have in common by name: 0 for nothing, about 1 a name."""


@dataclass(frozen=True, slots=True)
class Row:
    """Units that correspond, by their numbers from 0; an empty side means that nothing does.

    `score` says how well the two sides fit, from 0 to 1. It is 0 where one side is empty, and 1 for empty lines.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much.

    `shared` is for what both sides have and `lacking` for what only one has; `spread` is how far the length of a
    translation strays, and `longest_way` the most that it may cost; `same_break` is for paragraphs that begin together
    and `joined_break` for those of one side that a row joins; the others are the costs of the shapes of rows.
    """

    shared: float = 1.6
    lacking: float = 0.12
    length: float = 0.6
    spread: float = 7.5
    longest_way: float = 11.0
    anchor: float = 1.5
    same_break: float = 0.7
    joined_break: float = 1.5
    alone: float = 1.8
    two: float = 1.2
    three: float = 3.5
    further: float = 0.8
    two_two: float = 3.75


_DEFAULT = Weights()

# Cells of the table that is searched completely, and the narrowest band to each side of the line otherwise.
_COMPLETE = 60_000
_BAND = 15
_ANCHORED = 20_000  # cells up to which the caller is asked for names

_KINDS = {"number": 1.5, "month": 1.5, "latin": 1.5, "sound": 1.2, "idea": 0.8, "mark": 0.6}
_SURE = ("number", "latin", "sound")
_HAN_LENGTH, _KANA_LENGTH = 3.3, 1.9  # English characters that translate one

_LONGEST = 5  # units on one side of a row
_NEVER = float("-inf")


def align_texts(
    source_units: Sequence[str],
    target_units: Sequence[str],
    anchors: Anchors | None = None,
    weights: Weights = _DEFAULT,
) -> list[Row]:
    """The rows of two texts, each given as its lines or sentences.

    Every unit stands in exactly one row, and the rows are in the order of both texts. Empty units pair with empty ones.
    """
    sources = [number for number, unit in enumerate(source_units) if unit.strip()]
    targets = [number for number, unit in enumerate(target_units) if unit.strip()]
    texts = _Texts([source_units[number] for number in sources], [target_units[number] for number in targets])
    table = _Table(texts, _breaks(sources), _breaks(targets), anchors, weights)
    rows = [
        Row(_through(sources[i : i + di]), _through(targets[j : j + dj]), score) for i, di, j, dj, score in table.rows()
    ]
    return list(_with_empty_units(rows, len(source_units), len(target_units)))


def _breaks(numbers: list[int]) -> list[bool]:
    """For each unit that is not empty, whether a paragraph begins there: at the beginning or after an empty unit."""
    return [before + 1 != number for before, number in zip([-2, *numbers], numbers, strict=False)]


def _through(numbers: list[int]) -> tuple[int, ...]:
    """The numbers with the empty units between them."""
    return tuple(range(numbers[0], numbers[-1] + 1)) if numbers else ()


def _with_empty_units(rows: list[Row], sources: int, targets: int) -> Iterator[Row]:
    """The rows, with one for each pair of empty units between two of them and one for each empty unit left over."""
    i = j = 0
    end = Row((sources,), (targets,), 0.0)
    for row in [*rows, end]:
        # A row with an empty side says nothing about where on that side the empty units belong.
        next_i = row.source[0] if row.source else i
        next_j = row.target[0] if row.target else j
        pairs = min(next_i - i, next_j - j)
        yield from (Row((i + number,), (j + number,), 1.0) for number in range(pairs))
        yield from (Row((number,), (), 0.0) for number in range(i + pairs, next_i))
        yield from (Row((), (number,), 0.0) for number in range(j + pairs, next_j))
        if row is end:
            return
        yield row
        i = row.source[-1] + 1 if row.source else i
        j = row.target[-1] + 1 if row.target else j


class _Texts:
    """Both texts, measured: cues, their weights, and lengths summed from the beginning."""

    def __init__(self, sources: list[str], targets: list[str]) -> None:
        self.sources, self.targets = sources, targets
        self.source_cues = list(map(source_cues, sources))
        self.target_cues = list(map(target_cues, targets))
        self._weigh()
        expected, lengths = list(map(_expected_length, sources)), [float(len(text)) for text in targets]
        # A terse or a wordy translator: the whole text tells, unless one text holds far more than the other.
        ratio = sum(lengths) / (sum(expected) or 1)
        scale = ratio if 0.67 <= ratio <= 1.5 else 1.0
        self.expected = list(accumulate((scale * length for length in expected), initial=0.0))
        self.lengths = list(accumulate(lengths, initial=0.0))

    def _weigh(self) -> None:
        """Sets how much each cue says (the rarer, the more), and which cues are in both texts, or once in both."""
        in_source = Counter(cue for cues in self.source_cues for cue in cues.all)
        in_target = Counter(cue for cues in self.target_cues for cue in cues.all)
        size = max(len(self.sources), len(self.targets)) or 1
        self.weight = {
            cue: _KINDS[cue.partition(" ")[0]]
            * math.log1p(size / max(in_source[cue], in_target[cue]))
            / math.log1p(size)
            for cue in in_source.keys() | in_target.keys()
        }
        self.shared = in_source.keys() & in_target.keys()
        self.once = {cue for cue, times in in_source.items() if times == 1 and in_target.get(cue) == 1}


def _expected_length(text: str) -> float:
    han, kana = sum(map(is_han, text)), sum(map(is_kana, text))
    return _HAN_LENGTH * han + _KANA_LENGTH * kana + (len(text) - han - kana)


def _shapes(weights: Weights) -> Iterator[tuple[int, int, float]]:
    """How many units of either side make a row with two sides, and what that costs."""
    yield from ((1, 1, 0.0), (1, 2, weights.two), (2, 1, weights.two), (2, 2, weights.two_two))
    for count in range(3, _LONGEST + 1):
        cost = weights.three + weights.further * (count - 3)
        yield from ((1, count, cost), (count, 1, cost))


class _Side:
    """The cues of a few units in a row of one text, and what they weigh."""

    def __init__(self, cues: list[Cues], weight: dict[str, float], shared: set[str]) -> None:
        self._cues, self._weight, self._shared = cues, weight, shared
        self._known: dict[tuple[int, int], tuple[frozenset[str], float]] = {}

    def cues(self, start: int, count: int) -> tuple[frozenset[str], float]:
        """The cues that stand in both texts, and the weight of those that the other side ought to have."""
        known = self._known.get((start, count))
        if known is None:
            units = self._cues[start : start + count]
            shared = self._shared.intersection(cue for unit in units for cue in unit.all)
            owed = frozenset().union(*(unit.owed for unit in units))
            known = frozenset(shared), sum([self._weight[cue] for cue in owed])
            self._known[start, count] = known
        return known


class _Table:
    """The dynamic programme: for each pair of offsets in both texts the best rows that lead there."""

    def __init__(
        self,
        texts: _Texts,
        source_breaks: list[bool],
        target_breaks: list[bool],
        anchors: Anchors | None,
        weights: Weights,
    ) -> None:
        self._texts, self._weights = texts, weights
        self._breaks = source_breaks, target_breaks
        self._size = len(texts.sources), len(texts.targets)
        self._source = _Side(texts.source_cues, texts.weight, texts.shared)
        self._target = _Side(texts.target_cues, texts.weight, texts.shared)
        self._anchors = anchors if self._size[0] * self._size[1] <= _ANCHORED else None
        self._anchored: dict[tuple[int, int], float] = {}
        self._shapes = tuple(_shapes(weights))

    def rows(self) -> Iterator[tuple[int, int, int, int, float]]:
        """The best rows in order: first source unit and how many, the same for the translation, and a score."""
        steps = self._steps()
        i, j = self._size
        found = []
        while i or j:
            di, dj = steps[i][j]
            i, j = i - di, j - dj
            found.append((i, di, j, dj, _confidence(self.fit(i, di, j, dj)) if di and dj else 0.0))
        yield from reversed(found)

    def _steps(self) -> list[dict[int, tuple[int, int]]]:
        """For each pair of offsets within the band, the size of the last row that leads there."""
        totals: list[dict[int, float]] = []
        steps: list[dict[int, tuple[int, int]]] = []
        alone = self._weights.alone
        expected, lengths = self._texts.expected, self._texts.lengths
        for i, columns in enumerate(self._band()):
            totals.append({})
            steps.append({})
            here, taken = totals[i], steps[i]
            above = totals[i - 1] if i else {}
            for j in columns:
                best, step = above.get(j, _NEVER) - alone, (1, 0)
                if (total := here.get(j - 1, _NEVER) - alone) > best:
                    best, step = total, (0, 1)
                for di, dj, cost in self._shapes:
                    if di > i or (before := totals[i - di].get(j - dj)) is None:
                        continue
                    length, way = lengths[j] - lengths[j - dj], expected[i] - expected[i - di]
                    if cost and not 0.4 * way < length < 2.5 * way:
                        continue
                    total = before - cost + self.fit(i - di, di, j - dj, dj)
                    if total > best:
                        best, step = total, (di, dj)
                here[j] = best if i or j else 0.0
                taken[j] = step
            if i >= _LONGEST:
                totals[i - _LONGEST] = {}
        return steps

    def fit(self, i: int, di: int, j: int, dj: int) -> float:
        """How well some units of both sides fit, by content and length."""
        weights, texts = self._weights, self._texts
        source_cues, source_weight = self._source.cues(i, di)
        target_cues, target_weight = self._target.cues(j, dj)
        weight = texts.weight
        shared = sum([weight[cue] for cue in source_cues & target_cues])
        lacking = max(0.0, source_weight + target_weight - 2 * shared)
        expected = texts.expected[i + di] - texts.expected[i]
        length = texts.lengths[j + dj] - texts.lengths[j]
        difference = length - expected
        way = min(weights.longest_way, difference * difference / (weights.spread * (length + expected)))
        score = weights.shared * shared - weights.lacking * lacking - weights.length * way
        if self._breaks[0][i] and self._breaks[1][j]:
            score += weights.same_break
        if di != dj:
            inner = abs(sum(self._breaks[0][i + 1 : i + di]) - sum(self._breaks[1][j + 1 : j + dj]))
            score -= weights.joined_break * inner
        if self._anchors is not None:
            score += weights.anchor * self._anchor(i, di, j, dj)
        return score

    def _anchor(self, i: int, di: int, j: int, dj: int) -> float:
        # Names that several units repeat must not make long rows look better than short ones.
        values = [self._anchor_of_pair(source, target) for source in range(i, i + di) for target in range(j, j + dj)]
        return sum(values) / (0.6 * len(values) + 0.4)

    def _anchor_of_pair(self, i: int, j: int) -> float:
        known = self._anchored.get((i, j))
        if known is None and self._anchors is not None:
            known = self._anchored[i, j] = self._anchors(self._texts.sources[i], self._texts.targets[j])
        return known or 0.0

    def _band(self) -> Iterator[range]:
        """For each source offset, the offsets of the translation to look at; neighbours share at least one."""
        n, m = self._size
        if (n + 1) * (m + 1) <= _COMPLETE:
            yield from [range(m + 1)] * (n + 1)
            return
        points = [(0, 0), *_sure_points(self._texts), (n, m)]
        width = max(_BAND, _COMPLETE // (n + 1), 2 * m // (n + 1))
        begin = 0
        end = 1
        segment = 0
        for i in range(n + 1):
            while points[segment + 1][0] < i:
                segment += 1
            (left, low), (right, high) = points[segment], points[segment + 1]
            middle = low + (high - low) * (i - left) // max(1, right - left)
            begin = max(begin, min(middle - width, end - 1))
            end = m + 1 if i == n else max(end, min(m + 1, middle + width))
            yield range(begin, end)


def _sure_points(texts: _Texts) -> list[tuple[int, int]]:
    """Pairs of units that share a cue found once in either text: the longest chain that rises in both."""
    in_target = {cue: j for j, cues in enumerate(texts.target_cues) for cue in cues.all & texts.once}
    pairs = sorted(
        {
            (i, in_target[cue])
            for i, cues in enumerate(texts.source_cues)
            for cue in cues.all & texts.once
            if cue.startswith(_SURE) and len(cue.partition(" ")[2]) > 2
        },
        key=lambda pair: (pair[0], -pair[1]),
    )
    ends: list[int] = []  # the lowest last target of a chain of each length, and the pair that it is
    chains: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        before.append(chains[length - 1] if length else -1)
        ends[length : length + 1] = [j]
        chains[length : length + 1] = [number]
    chain = []
    number = chains[-1] if chains else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _confidence(fit: float) -> float:
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, fit)))), 3)
