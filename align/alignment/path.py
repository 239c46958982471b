"""The best way through two texts: the rows, in the order of both, whose scores add up to the most.

A dynamic programme over pairs of offsets. Texts of up to sixty units or so are searched completely. In longer ones the
rarer shapes of rows (two against three …) are looked for only around the best way that the common ones find. Beyond two
hundred units or so that way is looked for only in a band, around the line through points that are sure: what stands once
in either text, in the same order. So time and memory are proportional to the length of the texts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.alignment.fit import Fit, Weights
from align.alignment.meaning import LONGEST


class Step(NamedTuple):
    """`di` units of the source from `i` on against `dj` of the translation from `j` on, and how well they fit.

    A side of no units begins at 0, and `fit` is 0 then.
    """

    i: int
    di: int
    j: int
    dj: int
    fit: float


Shape = tuple[int, int, float]

# Cells of the table that is searched completely, of that in which all shapes are looked for; the narrowest band to each
# side of the line, and of the way that the common shapes find.
_COMPLETE = 60_000
_THOROUGH = 4_000
_BAND = 30
_NEAR = 8

_NEVER = float("-inf")


def best_path(fit: Fit, sources: Sequence[int], targets: Sequence[int]) -> list[Step]:
    """The best steps through some units of both texts, given by their numbers in order.

    Every one of the units stands in exactly one step. Where units are left out between two, no step holds both.
    """
    table = _Table(fit, sources, targets)
    n, m = len(sources), len(targets)
    band = [range(m + 1)] * (n + 1)
    cells = (n + 1) * (m + 1)
    if cells <= _THOROUGH:
        return table.search(band, _shapes(fit.weights))
    if cells > _COMPLETE:
        width = max(_BAND, 2 * m // (n + 1))
        band = list(_around(_sure_points(fit, sources, targets), n, m, width))
    way = _offsets(table.search(band, _common_shapes(fit.weights)))
    return table.search(list(_around(way, n, m, _NEAR)), _shapes(fit.weights))


def _offsets(steps: Sequence[Step]) -> list[tuple[int, int]]:
    """The pairs of offsets that some steps go through."""
    found = [(0, 0)]
    for step in steps:
        i, j = found[-1]
        found.append((i + step.di, j + step.dj))
    return found


def _common_shapes(weights: Weights) -> list[Shape]:
    return [(1, 1, 0.0), (1, 2, weights.two), (2, 1, weights.two)]


def _shapes(weights: Weights) -> list[Shape]:
    """How many units of either side make a row with two sides, and what that costs."""
    shapes = [*_common_shapes(weights), (2, 2, weights.two_two)]
    for count in range(3, LONGEST + 1):
        cost = weights.three + weights.further * (count - 3)
        shapes += (1, count, cost), (count, 1, cost)
    shapes += (
        (a, b, weights.many + weights.many_further * (a + b - 5)) for a in (2, 3, 4) for b in (2, 3, 4) if a + b > 4
    )
    return shapes


class _Table:
    """The dynamic programme: for each pair of offsets in both texts the best steps that lead there."""

    def __init__(self, fit: Fit, sources: Sequence[int], targets: Sequence[int]) -> None:
        self._fit, self._sources, self._targets = fit, sources, targets
        self._source_run, self._target_run = _runs(sources), _runs(targets)

    def search(self, band: Sequence[range], shapes: Sequence[Shape]) -> list[Step]:
        """The best steps of these shapes; `band` has for each source offset the offsets of the translation to look at."""
        lasts = self._lasts(band, shapes)
        i, j = len(self._sources), len(self._targets)
        found = []
        while i or j:
            di, dj = lasts[i][j - band[i].start]
            i, j = i - di, j - dj
            at = (self._sources[i] if di else 0), di, (self._targets[j] if dj else 0), dj
            found.append(Step(*at, self._fit(*at) if di and dj else 0.0))
        return found[::-1]

    def _lasts(self, band: Sequence[range], shapes: Sequence[Shape]) -> list[list[tuple[int, int]]]:
        """For each pair of offsets within the band, how much the last step takes that leads there."""
        fit, sources, targets = self._fit, self._sources, self._targets
        expected, lengths, alone = fit.expected, fit.lengths, fit.weights.alone
        target_run = self._target_run
        totals: list[dict[int, float]] = []
        lasts: list[list[tuple[int, int]]] = []
        for i, columns in enumerate(band):
            here: dict[int, float] = {}
            taken: list[tuple[int, int]] = []
            above = totals[i - 1] if i else {}
            # What each shape takes of the source, which is the same along the row.
            possible = [
                (
                    di,
                    dj,
                    cost,
                    totals[i - di],
                    sources[i - di],
                    expected[sources[i - 1] + 1] - expected[sources[i - di]],
                )
                for di, dj, cost in shapes
                if di <= self._source_run[i]
            ]
            for j in columns:
                best, last = above.get(j, _NEVER) - alone, (1, 0)
                if (total := here.get(j - 1, _NEVER) - alone) > best:
                    best, last = total, (0, 1)
                for di, dj, cost, before, source, way in possible:
                    if dj > target_run[j] or (total := before.get(j - dj, _NEVER)) == _NEVER:
                        continue
                    target = targets[j - dj]
                    length = lengths[target + dj] - lengths[target]
                    if cost and not 0.4 * way < length < 2.5 * way:
                        continue
                    total += fit(source, di, target, dj) - cost
                    if total > best:
                        best, last = total, (di, dj)
                here[j] = best if i or j else 0.0
                taken.append(last)
            totals.append(here)
            lasts.append(taken)
            if i >= LONGEST:
                totals[i - LONGEST] = {}
        return lasts


def _runs(units: Sequence[int]) -> list[int]:
    """For each offset, how many units before it follow each other directly."""
    found = [0]
    for number, unit in enumerate(units):
        found.append(found[-1] + 1 if number and units[number - 1] + 1 == unit else 1)
    return found


def _around(points: Sequence[tuple[int, int]], n: int, m: int, width: int) -> Iterator[range]:
    """For each source offset, the offsets of the translation near the line through some points, from the beginning of both
    texts to the end; neighbours share at least one.
    """
    at = 0
    begin, end = 0, 1
    for i in range(n + 1):
        while points[at + 1][0] < i:
            at += 1
        (left, low), (right, high) = points[at], points[at + 1]
        middle = low + (high - low) * (i - left) // max(1, right - left)
        begin = max(begin, min(middle - width, end - 1))
        # Several points may share a source offset, where units of the translation stand alone.
        ahead = at + 1
        while ahead + 1 < len(points) and points[ahead + 1][0] <= i:
            ahead += 1
        top = points[ahead][1] if points[ahead][0] <= i else middle
        end = m + 1 if i == n else max(end, min(m + 1, max(middle, top) + width))
        yield range(begin, end)


def _sure_points(fit: Fit, sources: Sequence[int], targets: Sequence[int]) -> list[tuple[int, int]]:
    """The beginning, the end, and between them the longest chain of what the texts share that rises in both."""
    source_offsets = {unit: offset for offset, unit in enumerate(sources)}
    target_offsets = {unit: offset for offset, unit in enumerate(targets)}
    pairs = sorted(
        (
            (source_offsets[i], target_offsets[j])
            for i, j in fit.sharing()
            if i in source_offsets and j in target_offsets
        ),
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
    return [(0, 0), *chain[::-1], (len(sources), len(targets))]
