"""What a measure needs to know of one system, so that any resample of the test set can be scored in one multiplication.

A unit is what is drawn: a segment, or a whole document. Each has a row of counts, and a measure is a function of their sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Matrix: TypeAlias = NDArray[np.float64]
Vector: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.int64]
Formula: TypeAlias = Callable[[Matrix], Vector]
"""Gives the value for each row of totals, not a number where there is nothing to measure."""


class Statistics(Protocol):
    """The counts of one measure for one system."""

    @property
    def units(self) -> int:
        """How many units there are to draw from."""

    @property
    def cases(self) -> int:
        """How many cases the value is taken over."""

    def totals(self, weights: Matrix) -> Matrix:
        """The sums of counts, for each row of `weights`: how often each unit was drawn."""

    def grouped(self, groups: Numbers) -> Statistics:
        """The same with larger units: `groups` says, for each unit, which one it falls to."""

    def same(self, other: Statistics) -> bool:
        """Whether every unit has the same counts, so that no draw can tell the two apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """A row of counts for each unit."""

    rows: Matrix
    cases: int

    @property
    def units(self) -> int:
        return len(self.rows)

    def totals(self, weights: Matrix) -> Matrix:
        return weights @ self.rows

    def grouped(self, groups: Numbers) -> Rows:
        summed = np.zeros((int(groups.max(initial=-1)) + 1, self.rows.shape[1]))
        np.add.at(summed, groups, self.rows)
        return Rows(summed, self.cases)

    def same(self, other: Statistics) -> bool:
        return isinstance(other, Rows) and np.array_equal(self.rows, other.rows)


@dataclass(frozen=True, slots=True, eq=False)
class ByEntity:
    """Mentions, each in a unit and of an entity: `accepted` and `counted` are 0 or 1 for each.

    They stand in the order of their entities, and `starts` is where those of each begin, `columns` the numbers of those that
    have any, of so many `entities`. Most units have no mention of most entities, so that a row of counts for each would be
    nearly all zeros.
    """

    unit: Numbers
    starts: Numbers
    columns: Numbers
    accepted: Vector
    counted: Vector
    units: int
    entities: int

    @staticmethod
    def of(mentions: Iterable[tuple[int, int, bool, bool]], units: int, entities: int) -> ByEntity:
        """From the unit and entity (numbers) of each mention, whether it is accepted and whether it counts."""
        table = np.array(sorted(mentions, key=lambda mention: mention[1]), dtype=np.int64).reshape(-1, 4)
        starts = np.flatnonzero(np.diff(table[:, 1], prepend=-1))
        accepted, counted = table[:, 2].astype(np.float64), table[:, 3].astype(np.float64)
        return ByEntity(table[:, 0], starts, table[starts, 1], accepted, counted, units, entities)

    @property
    def cases(self) -> int:
        return int(np.count_nonzero(self._sums(self.counted[np.newaxis])))

    def totals(self, weights: Matrix) -> Matrix:
        """Accepted mentions of each entity, then counted ones of each."""
        drawn = weights[:, self.unit]
        return np.hstack([self._sums(drawn * self.accepted), self._sums(drawn * self.counted)])

    def _sums(self, mentions: Matrix) -> Matrix:
        """The sums over the mentions of each entity, 0 for one that has none."""
        sums = np.zeros((len(mentions), self.entities))
        if len(self.starts):
            sums[:, self.columns] = np.add.reduceat(mentions, self.starts, axis=1)
        return sums

    def grouped(self, groups: Numbers) -> ByEntity:
        return replace(self, unit=groups[self.unit], units=int(groups.max(initial=-1)) + 1)

    def same(self, other: Statistics) -> bool:
        return (
            isinstance(other, ByEntity)
            and np.array_equal(self.unit, other.unit)
            and np.array_equal(self.starts, other.starts)
            and np.array_equal(self.columns, other.columns)
            and np.array_equal(self.accepted, other.accepted)
            and np.array_equal(self.counted, other.counted)
        )


class Together:
    """Several statistics of the same units, summed at once: drawing is cheap, and going through the draws again is not."""

    def __init__(self, statistics: Iterable[Statistics]) -> None:
        self._all = {id(one): one for one in statistics}
        self._rows = [one for one in self._all.values() if isinstance(one, Rows)]
        self._table = np.hstack([one.rows for one in self._rows]) if self._rows else None

    def totals(self, weights: Matrix) -> Callable[[Statistics], Matrix]:
        """Gives the sums of each of them for each row of `weights`."""
        found: dict[int, Matrix] = {}
        if self._table is not None:
            ends = np.cumsum([one.rows.shape[1] for one in self._rows])[:-1]
            parts = np.split(weights @ self._table, ends, axis=1)
            found = {id(one): part for one, part in zip(self._rows, parts, strict=True)}
        found.update((key, one.totals(weights)) for key, one in self._all.items() if key not in found)
        return lambda one: found[id(one)]


def share(totals: Matrix) -> Vector:
    """The first count in points of the second."""
    return _points(totals[:, 0], totals[:, 1])


def rest(totals: Matrix) -> Vector:
    """What the first count leaves of the second, in points: 100 for no errors, and below 0 for more than there are cases."""
    return 100.0 - _points(totals[:, 0], totals[:, 1])


def mean_share(totals: Matrix) -> Vector:
    """The mean over entities of accepted in counted mentions, of those that are counted at all."""
    half = totals.shape[1] // 2
    accepted, counted = totals[:, :half], totals[:, half:]
    there = counted > 0
    shares = np.divide(accepted, counted, out=np.zeros_like(accepted), where=there)
    return _points(shares.sum(axis=1), there.sum(axis=1).astype(np.float64))


def _points(part: Vector, whole: Vector) -> Vector:
    points: Vector = np.divide(100.0 * part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return points
