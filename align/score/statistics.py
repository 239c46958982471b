"""What a measure needs to know of one system, so that any resample of the test set can be scored in one multiplication.

A unit is what is drawn: a segment, or a whole document. Each has a row of counts, and a measure is a function of their sum.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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

    They stand in the order of their entities, and `starts` is where those of each begin. Most units have no mention of most
    entities, so that a row of counts for each would be nearly all zeros.
    """

    unit: Numbers
    starts: Numbers
    accepted: Vector
    counted: Vector
    units: int

    @staticmethod
    def of(mentions: Sequence[tuple[int, int, bool, bool]], units: int) -> ByEntity:
        """From the unit and entity (numbers) of each mention, whether it is accepted and whether it counts."""
        table = np.array(sorted(mentions, key=lambda mention: mention[1]), dtype=np.int64).reshape(-1, 4)
        starts = np.flatnonzero(np.diff(table[:, 1], prepend=-1))
        return ByEntity(table[:, 0], starts, table[:, 2].astype(np.float64), table[:, 3].astype(np.float64), units)

    @property
    def cases(self) -> int:
        if not len(self.unit):
            return 0
        return int(np.count_nonzero(np.add.reduceat(self.counted, self.starts)))

    def totals(self, weights: Matrix) -> Matrix:
        """Accepted mentions of each entity, then counted ones of each."""
        if not len(self.unit):
            return np.zeros((len(weights), 0))
        drawn = weights[:, self.unit]
        accepted = np.add.reduceat(drawn * self.accepted, self.starts, axis=1)
        counted = np.add.reduceat(drawn * self.counted, self.starts, axis=1)
        return np.hstack([accepted, counted])

    def grouped(self, groups: Numbers) -> ByEntity:
        units = int(groups.max(initial=-1)) + 1
        return ByEntity(groups[self.unit], self.starts, self.accepted, self.counted, units)

    def same(self, other: Statistics) -> bool:
        return (
            isinstance(other, ByEntity)
            and np.array_equal(self.unit, other.unit)
            and np.array_equal(self.accepted, other.accepted)
            and np.array_equal(self.counted, other.counted)
        )


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
