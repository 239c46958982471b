"""What grading computes segment by segment, cut into tasks that know nothing of each other.

Who does them is for the caller to say: this process in turn, or several at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Protocol, TypeVar

from align.score.names import Knowledge, Rendering, renderings
from align.score.sacre import SacreMeasure, TextSettings
from align.score.terms import Place, Term, exact_matches, places, term_error_rate, tokens, window_overlap
from align.score.values import System, TestSet

_SHARE: Final = 250
"""Segments of a task: enough that handing it over costs nothing, and few enough that all end at about the same time."""

SACRE: Final = ("bleu", "chrf", "chrf++", "ter")
TERMS: Final = ("terms", "window2", "window3", "1-term")
_SIZES: Final = {"window2": 2, "window3": 3}

Result = TypeVar("Result", covariant=True)


@dataclass(frozen=True, slots=True)
class Job:
    """What is graded by which measures; `knowledge` is None where no names are looked at."""

    test_set: TestSet
    systems: tuple[System, ...]
    measures: tuple[str, ...]
    text: TextSettings
    knowledge: Knowledge | None = None

    def has(self, names: Sequence[str]) -> list[str]:
        """Those of these measures that are asked for."""
        return [name for name in names if name in self.measures]


class Task(Protocol[Result]):
    """A part of the work."""

    def done(self, job: Job) -> Result:
        """What comes of it."""


class Share(Protocol):
    """Has tasks done, and gives what comes of each in their order."""

    def __call__(self, job: Job, tasks: Sequence[Task[Result]]) -> Iterator[Result]: ...


def in_turn(job: Job, tasks: Sequence[Task[Result]]) -> Iterator[Result]:
    """Does them here, one after the other."""
    return (task.done(job) for task in tasks)


@dataclass(frozen=True, slots=True)
class NamesOf:
    """What became of the names in some hypotheses of one system; a document begins at `first` and at `end`."""

    system: int
    first: int
    end: int

    def done(self, job: Job) -> list[Rendering]:
        """Every mention with its rendering."""
        assert job.knowledge is not None
        return renderings(job.test_set, job.systems[self.system], job.knowledge, self.first, self.end)


@dataclass(frozen=True, slots=True)
class TextShare:
    """sacrebleu's statistics for some segments of all systems, who share what is taken of a reference."""

    first: int
    end: int

    def done(self, job: Job) -> dict[str, list[list[list[float]]]]:
        """By measure, for each segment, for each system."""
        found: dict[str, list[list[list[float]]]] = {}
        items = job.test_set.items[self.first : self.end]
        for name in job.has(SACRE):
            measure = SacreMeasure(name, job.text, len(job.test_set.references))
            found[name] = [
                measure.statistics([system.hypotheses[at] for system in job.systems], item.references)
                for at, item in enumerate(items, self.first)
            ]
        return found


@dataclass(frozen=True, slots=True)
class TermShare:
    """The measures of terms for some segments of all systems; `terms` are those of each segment that has any."""

    first: int
    end: int
    terms: Mapping[int, Sequence[Term]]

    def done(self, job: Job) -> dict[str, list[list[tuple[float, float]]]]:
        """By measure, for each segment, for each system: its sum, and over how many cases."""
        asked = job.has(TERMS)
        found: dict[str, list[list[tuple[float, float]]]] = {name: [] for name in asked}
        for at in range(self.first, self.end):
            item = job.test_set.items[at]
            terms = self.terms.get(at, ())
            if not terms and "1-term" not in asked:
                for name in asked:
                    found[name].append([(0.0, 0.0)] * len(job.systems))
                continue
            reference = tokens(item.references[0]) if item.references else ()
            placed = [place for place in places(terms, reference) if place]
            hypotheses = [tokens(system.hypotheses[at]) for system in job.systems]
            for name in asked:
                found[name].append([_measured(name, terms, reference, placed, words) for words in hypotheses])
        return found


def _measured(
    name: str, terms: Sequence[Term], reference: tuple[str, ...], placed: Sequence[Place], hypothesis: tuple[str, ...]
) -> tuple[float, float]:
    if name == "terms":
        return exact_matches(terms, hypothesis), len(terms)
    if name == "1-term":
        return term_error_rate(reference, placed, hypothesis), 1
    return (window_overlap(reference, placed, hypothesis, _SIZES[name]), 1) if placed else (0.0, 0.0)


def texts(test_set: TestSet) -> list[tuple[int, int]]:
    """Where parts of a test set begin and end that have whole documents, and enough of them to be worth a task."""
    found: list[tuple[int, int]] = []
    first = end = 0
    for _, items in groupby(test_set.items, lambda item: item.document):
        end += sum(1 for _ in items)
        if end - first >= _SHARE:
            found.append((first, end))
            first = end
    return [*found, (first, end)] if end > first else found


def shares(segments: int) -> list[tuple[int, int]]:
    """Where the shares of so many segments begin and end."""
    return [(first, min(segments, first + _SHARE)) for first in range(0, segments, _SHARE)]
