"""Grading: systems on a test set, by all the measures asked for, with what tells whether a difference is chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import Final

import numpy as np

from align.errors import AlignError
from align.score import breakdown, fitness, signatures
from align.score.comparing import Compared
from align.score.measuring import Measured, measured
from align.score.names import Knowledge
from align.score.sacre import TextSettings
from align.score.statistics import Numbers
from align.score.values import Grading, Measure, Needs, System, TestSet
from align.score.work import Job, Share, in_turn

UNITS: Final = ("segment", "document")
"""What can be drawn."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How chance is tried, and what BLEU is taken of.

    Both tests draw `samples`, of segments or of whole documents as `unit` says. `baseline` is the system that the others
    are compared with, the first where it is empty.
    """

    bootstrap: bool = True
    randomisation: bool = True
    samples: int = 1000
    seed: int = 12345
    unit: str = "segment"
    baseline: str = ""
    text: TextSettings = field(default_factory=TextSettings)

    @property
    def trials(self) -> signatures.Trials:
        """As signatures tell them."""
        bootstrap = self.samples if self.bootstrap else None
        randomisation = self.samples if self.randomisation else None
        return signatures.Trials(bootstrap, randomisation, self.seed, self.unit)


def grade(
    test_set: TestSet,
    systems: Sequence[System],
    measures: Sequence[Measure],
    *,
    knowledge: Knowledge | None = None,
    settings: Settings | None = None,
    share_out: Share = in_turn,
) -> Grading:
    """All that comes of grading these systems; AlignError where that makes no sense (see `fitness`).

    `knowledge` is what names are judged by, needed where a measure asks for a glossary. `share_out` does the work.
    """
    settings = settings or Settings()
    if all(measure.needs is Needs.REFERENCES for measure in measures):
        knowledge = None
    fitness.examine(test_set, systems, knowledge)
    baseline = _baseline(systems, settings.baseline)
    trials = settings.trials
    job = Job(test_set, tuple(systems), tuple(measure.name for measure in measures), settings.text, knowledge)
    taken, found = measured(job, measures, trials, share_out)
    found = found or [[] for _ in systems]
    documents, groups = _documents(test_set)
    by_document = settings.unit == "document"
    if by_document:
        taken = [_grouped(each, groups) for each in taken]
    compared = Compared(taken, systems, baseline, trials)
    return Grading(
        test_set=test_set.name,
        segments=len(test_set.items),
        documents=documents,
        references=test_set.references,
        systems=tuple(system.name for system in systems),
        baseline=baseline if len(systems) > 1 else "",
        measures=tuple(measures),
        scores=tuple(compared.scores()),
        comparisons=tuple(compared.comparisons()),
        classes=tuple(
            breakdown.class_rows(found, systems, len(test_set.items), groups if by_document else None, trials)
        ),
        kinds=tuple(breakdown.kind_rows(found, systems)),
        entities=tuple(breakdown.entity_rows(found, systems)),
        outcomes=tuple(each.outcome for each in chain.from_iterable(found)),
        remarks=tuple(fitness.told(test_set, systems)),
        settings=_told(settings, baseline),
        signature=signatures.of_run(test_set, knowledge, trials),
    )


def _baseline(systems: Sequence[System], asked: str) -> str:
    names = [system.name for system in systems]
    if asked and asked not in names:
        raise AlignError(f"no system is called {asked!r}", hint=f"the baseline is one of {', '.join(names)}")
    return asked or names[0]


def _documents(test_set: TestSet) -> tuple[int, Numbers]:
    """How many texts there are, and which of them each segment belongs to."""
    runs = [len(list(items)) for _, items in groupby(test_set.items, lambda item: item.document)]
    return len(runs), np.repeat(np.arange(len(runs)), runs)


def _grouped(each: Measured, groups: Numbers) -> Measured:
    """A measure with documents for units."""
    groups = groups if each.groups is None else each.groups
    return each._replace(statistics=tuple(one.grouped(groups) for one in each.statistics))


def _told(settings: Settings, baseline: str) -> tuple[tuple[str, str], ...]:
    tests = [
        name for name, made in (("bootstrap", settings.bootstrap), ("randomisation", settings.randomisation)) if made
    ]
    return (
        ("baseline", baseline),
        ("tests", ", ".join(tests) or "none"),
        ("samples", str(settings.samples)),
        ("seed", str(settings.seed)),
        ("unit", settings.unit),
        ("tokeniser", settings.text.tokeniser),
        ("case", "lower" if settings.text.lowercase else "mixed"),
    )
