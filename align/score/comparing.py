"""From statistics to scores with their intervals, and to comparisons of each system with the baseline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from align.score.measuring import Measured
from align.score.resampling import Counted, Draws, bootstrap_p, exchanged, interval, randomisation_p, resampled
from align.score.signatures import Trials
from align.score.statistics import Statistics, Vector
from align.score.values import Comparison, Interval, Measure, Score, Standing, System

_SIGNIFICANT: Final = 0.05
_FEWEST: Final = 2
"""Units that can be drawn from: of one alone every draw is the same."""


def samples_of(counted: Sequence[Counted], trials: Trials) -> list[Vector | None]:
    """The value of each in every sample of the bootstrap; None where none is drawn."""
    found: list[Vector | None] = [None] * len(counted)
    if trials.bootstrap is not None:
        for units, places in _by_units([one.statistics for one in counted]):
            draws = Draws(units, trials.bootstrap, trials.seed)
            for at, values in zip(places, resampled([counted[at] for at in places], draws), strict=True):
                found[at] = values
    return found


def interval_of(values: Vector | None) -> Interval | None:
    """Where most of the samples' values lie."""
    return None if values is None else interval(values)


class Compared:
    """Scores and comparisons of systems by measures, each number drawn and computed once."""

    def __init__(self, measured: Sequence[Measured], systems: Sequence[System], baseline: str, trials: Trials) -> None:
        self._measured = measured
        self._systems = systems
        self._baseline = next(number for number, system in enumerate(systems) if system.name == baseline)
        self._trials = trials
        counted = [one for each in measured for one in each.counted]
        samples = samples_of(counted, trials)
        self._values: list[list[float | None]] = []
        self._samples: list[list[Vector | None]] = []
        for first in range(0, len(counted), len(systems)):
            self._values.append([one.value for one in counted[first : first + len(systems)]])
            self._samples.append(samples[first : first + len(systems)])

    def scores(self) -> Iterator[Score]:
        """By system, then by measure."""
        for number, system in enumerate(self._systems):
            for each, values, samples in zip(self._measured, self._values, self._samples, strict=True):
                value = values[number]
                yield Score(
                    measure=each.measure.name,
                    system=system.name,
                    value=value,
                    n=each.statistics[number].cases,
                    signature=each.signature,
                    interval=interval_of(samples[number]) if value is not None else None,
                    best=len(values) > 1 and value is not None and value == _best(each.measure, values),
                    detail=each.details[number],
                )

    def comparisons(self) -> Iterator[Comparison]:
        """Of each system but the baseline, by system and then by measure."""
        sizes = self._exchanged()
        for number, system in enumerate(self._systems):
            if number == self._baseline:
                continue
            for at, each in enumerate(self._measured):
                yield self._comparison(at, each, number, system, sizes.get((at, number)))

    def _comparison(self, at: int, each: Measured, number: int, system: System, sizes: Vector | None) -> Comparison:
        baseline = self._systems[self._baseline]
        value, other = self._values[at][number], self._values[at][self._baseline]
        delta = value - other if value is not None and other is not None else None
        samples, others = self._samples[at][number], self._samples[at][self._baseline]
        by_bootstrap: float | None = None
        by_exchanges: float | None = None
        between = None
        if delta is not None and samples is not None and others is not None:
            by_bootstrap = bootstrap_p(others, samples, delta, ties=not each.sacre)
            between = interval(samples - others)
        if delta is not None and sizes is not None:
            by_exchanges = randomisation_p(sizes, delta, ties=not each.sacre)
        if each.statistics[number].same(each.statistics[self._baseline]):
            # Nothing to tell them apart by: a difference of 0 is no chance, and no sample makes another.
            by_bootstrap = None if by_bootstrap is None else 1.0
            by_exchanges = None if by_exchanges is None else 1.0
        tests = [p for p in (by_bootstrap, by_exchanges) if p is not None]
        return Comparison(
            measure=each.measure.name,
            system=system.name,
            baseline=baseline.name,
            delta=delta,
            bootstrap=by_bootstrap,
            randomisation=by_exchanges,
            interval=between,
            standing=Standing.SAME
            if system.hypotheses == baseline.hypotheses
            else _standing(each.measure, delta, tests),
        )

    def _exchanged(self) -> dict[tuple[int, int], Vector]:
        """The differences after exchanges, by measure and system."""
        if self._trials.randomisation is None:
            return {}
        keys = [
            (at, number)
            for at in range(len(self._measured))
            for number in range(len(self._systems))
            if number != self._baseline
        ]
        found: dict[tuple[int, int], Vector] = {}
        for units, places in _by_units([self._measured[at].statistics[number] for at, number in keys]):
            of_places = [(self._measured[at].counted, number) for at, number in (keys[place] for place in places)]
            pairs = [(counted[self._baseline], counted[number]) for counted, number in of_places]
            draws = Draws(units, self._trials.randomisation, self._trials.seed)
            found.update(zip((keys[place] for place in places), exchanged(pairs, draws), strict=True))
        return found


def _by_units(statistics: Sequence[Statistics]) -> list[tuple[int, list[int]]]:
    """The places of those that are drawn together, by the number of their units."""
    places: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(statistics):
        if one.units >= _FEWEST:
            places[one.units].append(at)
    return list(places.items())


def _best(measure: Measure, values: Sequence[float | None]) -> float:
    there = [value for value in values if value is not None]
    return max(there) if measure.higher_is_better else min(there)


def _standing(measure: Measure, delta: float | None, tests: Sequence[float]) -> Standing:
    if not delta or not tests or max(tests) >= _SIGNIFICANT:
        return Standing.UNDECIDED
    return Standing.BETTER if (delta > 0) == measure.higher_is_better else Standing.WORSE
