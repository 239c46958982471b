"""Whether a difference is chance: paired bootstrap (Koehn 2004) and approximate randomisation (Riezler and Maxwell 2005).

Both as sacrebleu makes them, with its generator and its way from a seed to draws, so that its figures come out. Bootstrap:
units are drawn with repetition, the same for both systems, and p is how often the difference strays from its mean by more
than what was found. Randomisation: each unit's two hypotheses are exchanged or not, by the toss of a coin, and p is how
often the difference is then no smaller than what was found. Both are two-sided, and one is added to both counts of p, so
that it is never 0 (Phipson and Smyth 2010).

sacrebleu counts the differences that are larger, not those that are as large. Its own measures hardly ever know two that are
equal, and keep to that here, so that its p values come out; of names there may be two in a hundred wrong, and equal
differences are what chance mostly makes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from align.score.statistics import Formula, Matrix, Statistics, Together, Vector
from align.score.values import Interval

_CELLS: Final = 1 << 21
"""How many weights are held at once: a draw of 10,000 segments has 10,000."""
_TOSSES: Final = 32
"""Tosses come from the generator so many at a time; a part that is no multiple of it would lose some."""
_EQUAL: Final = 1e-9
"""Points by which two equal differences may differ, being sums in another order."""


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


class Counted(NamedTuple):
    """What can be resampled: counts, and how a value comes of them. `sacre` says that sacrebleu makes it so too."""

    statistics: Statistics
    formula: Formula
    sacre: bool = False

    @property
    def value(self) -> float | None:
        """The value of the whole, None where there is nothing to measure."""
        value = float(self.formula(self.statistics.totals(np.ones((1, self.statistics.units))))[0])
        return None if math.isnan(value) else value


def resampled(measured: Sequence[Counted], draws: Draws) -> list[Vector]:
    """The value of each in each sample of the bootstrap; not a number where a sample has nothing to measure.

    All of them have the units of `draws`, which are drawn once for all.
    """
    found: list[list[Vector]] = [[] for _ in measured]
    together = Together(one.statistics for one in measured)
    for weights in draws.bootstrap():
        totals = together.totals(weights)
        for values, one in zip(found, measured, strict=True):
            sums = totals(one.statistics)
            # sacrebleu's resamples are of single precision, and so is what it makes of them.
            values.append(one.formula(sums.astype(np.float32) if one.sacre else sums))
    return [np.concatenate(values) for values in found]


def exchanged(pairs: Sequence[tuple[Counted, Counted]], draws: Draws) -> list[Vector]:
    """For each pair the difference between the two, in size, after each round of exchanges."""
    found: list[list[Vector]] = [[] for _ in pairs]
    together = Together(one.statistics for pair in pairs for one in pair)
    whole = together.totals(np.ones((1, draws.units)))
    for kept in draws.exchanges():
        totals = together.totals(kept)
        for values, (one, other) in zip(found, pairs, strict=True):
            mine, yours = totals(one.statistics), totals(other.statistics)
            first = one.formula(mine + whole(other.statistics) - yours)
            second = one.formula(yours + whole(one.statistics) - mine)
            values.append(np.abs(first - second))
    return [np.concatenate(values) for values in found]


def interval(values: Vector) -> Interval | None:
    """The middle 95 of 100 values as sacrebleu cuts them; None where none is a number."""
    values = np.sort(values[~np.isnan(values)])
    if not len(values):
        return None
    cut = len(values) // 40
    return Interval(float(values[cut]), float(values[len(values) - cut - 1]), float(values.mean()))


def bootstrap_p(baseline: Vector, system: Vector, delta: float, *, ties: bool = True) -> float:
    """How likely the bootstrap makes a difference of this size by chance, from the two systems' values in each sample.

    `ties` says whether a difference that is as large counts.
    """
    sizes = np.abs(system - baseline)
    sizes = sizes[~np.isnan(sizes)]
    return _p(sizes - sizes.mean(), abs(delta), ties=ties) if len(sizes) else 1.0


def randomisation_p(sizes: Vector, delta: float, *, ties: bool = True) -> float:
    """How likely exchanges make a difference of this size, from those that they made."""
    sizes = sizes[~np.isnan(sizes)]
    return _p(sizes, abs(delta), ties=ties) if len(sizes) else 1.0


def _p(sizes: Vector, delta: float, *, ties: bool) -> float:
    as_large = sizes >= delta - _EQUAL if ties else sizes > delta
    return (int(np.count_nonzero(as_large)) + 1) / (len(sizes) + 1)
