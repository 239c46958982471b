"""Whether a difference is chance: paired bootstrap (Koehn 2004) and approximate randomisation (Riezler and Maxwell 2005).

Both as sacrebleu makes them, with its generator and its way from a seed to draws, so that its figures come out. Bootstrap:
units are drawn with repetition, the same for both systems, and p is how often the difference strays from its mean by more
than what was found. Randomisation: each unit's two hypotheses are exchanged or not, by the toss of a coin, and p is how
often the difference is then larger than what was found. Both are two-sided, and one is added to both counts of p, so
that it is never 0 (Phipson and Smyth 2010).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from align.score.statistics import Formula, Matrix, Statistics, Vector
from align.score.values import Interval

_CELLS: Final = 1 << 22
"""How many weights are held at once: a draw of 10,000 segments has 10,000."""
_TOSSES: Final = 32
"""Tosses come from the generator so many at a time; a part that is no multiple of it would lose some."""


@dataclass(frozen=True, slots=True)
class Draws:
    """So many `samples` of so many `units`, the same whenever they are asked for."""

    units: int
    samples: int
    seed: int

    def bootstrap(self) -> Iterator[Matrix]:
        """How often each unit is drawn, a row for each sample, some rows at a time."""
        generator = np.random.default_rng(self.seed)
        rows = max(1, _CELLS // max(1, self.units))
        for first in range(0, self.samples, rows):
            drawn = generator.choice(self.units, size=(min(rows, self.samples - first), self.units), replace=True)
            yield np.array([np.bincount(row, minlength=self.units) for row in drawn], dtype=np.float64)

    def exchanges(self) -> Iterator[Matrix]:
        """1 where the baseline's unit is kept and 0 where it is exchanged, a row for each sample, some rows at a time."""
        generator = np.random.default_rng(self.seed)
        rows = _TOSSES * max(1, _CELLS // max(1, self.units) // _TOSSES)
        for first in range(0, self.samples, rows):
            size = (min(rows, self.samples - first), self.units)
            yield generator.integers(2, size=size, dtype=bool).astype(np.float64)


def resampled(statistics: Statistics, formula: Formula, draws: Draws) -> Vector:
    """The value of one system in each sample of the bootstrap; not a number where a sample has nothing to measure."""
    # sacrebleu's resamples are of single precision, and so is what it makes of them.
    return np.concatenate([formula(_single(statistics.totals(weights))) for weights in draws.bootstrap()])


def _single(totals: Matrix) -> Matrix:
    return totals.astype(np.float32)


def exchanged(one: Statistics, other: Statistics, formula: Formula, draws: Draws) -> Vector:
    """The difference between two systems, in size, after each round of exchanges."""
    found = []
    for kept in draws.exchanges():
        turned = 1.0 - kept
        first = formula(one.totals(kept) + other.totals(turned))
        second = formula(one.totals(turned) + other.totals(kept))
        found.append(np.abs(first - second))
    return np.concatenate(found)


def interval(values: Vector) -> Interval | None:
    """The middle 95 of 100 values as sacrebleu cuts them; None where none is a number."""
    values = np.sort(values[~np.isnan(values)])
    if not len(values):
        return None
    cut = len(values) // 40
    return Interval(float(values[cut]), float(values[len(values) - cut - 1]), float(values.mean()))


def bootstrap_p(baseline: Vector, system: Vector, delta: float) -> float:
    """How likely the bootstrap makes a difference of this size by chance, from the two systems' values in each sample."""
    sizes = np.abs(system - baseline)
    sizes = sizes[~np.isnan(sizes)]
    return _p(sizes - sizes.mean(), abs(delta)) if len(sizes) else 1.0


def randomisation_p(sizes: Vector, delta: float) -> float:
    """How likely exchanges make a difference of this size, from those that they made."""
    sizes = sizes[~np.isnan(sizes)]
    return _p(sizes, abs(delta)) if len(sizes) else 1.0


def _p(sizes: Vector, delta: float) -> float:
    return (int(np.count_nonzero(sizes > delta)) + 1) / (len(sizes) + 1)
