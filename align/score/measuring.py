"""From texts to statistics: each measure of each system, before anything is resampled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice
from typing import Final, NamedTuple

import numpy as np

from align.score import signatures, tallies
from align.score.measures import NAMED
from align.score.names import Rendering, completed
from align.score.resampling import Counted
from align.score.sacre import SacreMeasure
from align.score.statistics import Formula, Numbers, Rows, Statistics, mean_share, rest, share
from align.score.terms import terms_of
from align.score.values import Measure
from align.score.work import SACRE, TERMS, Job, NamesOf, Share, TermShare, TextShare, shares, texts

_CASES: Final = {"order": tallies.orders, "style": tallies.forms}


class Measured(NamedTuple):
    """One measure of all systems, in their order: its counts, how a value comes of them, and what is said besides.

    `groups` are the documents of its units, None where these are segments. `sacre` marks sacrebleu's own.
    """

    measure: Measure
    statistics: tuple[Statistics, ...]
    formula: Formula
    signature: str
    details: tuple[str, ...]
    groups: Numbers | None = None
    sacre: bool = False

    @property
    def counted(self) -> list[Counted]:
        """What can be resampled of each system."""
        return [Counted(one, self.formula, self.sacre) for one in self.statistics]


def measured(
    job: Job, measures: Sequence[Measure], trials: signatures.Trials, share_out: Share
) -> tuple[list[Measured], list[list[Rendering]]]:
    """Every measure of a job, in the order asked for, and what became of each mention (nothing without knowledge)."""
    segments = len(job.test_set.items)
    cut = shares(segments)
    # All that can be done at once is handed out before any of it is waited for, what takes longest first.
    parts = texts(job.test_set) if job.knowledge else []
    reading = share_out(job, [NamesOf(number, *part) for number in range(len(job.systems)) for part in parts])
    scoring = share_out(job, [TextShare(first, end) for first, end in cut] if job.has(SACRE) else [])
    found: list[list[Rendering]] = []
    if job.knowledge:
        read = [list(chain.from_iterable(islice(reading, len(parts)))) for _ in job.systems]
        found = completed(read, job.test_set, job.systems)
    made: dict[str, Measured] = {}
    if job.has(SACRE):
        done = list(scoring)
        for name in job.has(SACRE):
            rows = list(chain.from_iterable(part[name] for part in done))
            made[name] = _sacre(job, name, rows, trials)
    if job.has(TERMS):
        # Terms are those of the test set, whatever a system made of them.
        terms = terms_of(found[0])
        tasks = [
            TermShare(first, end, {at: terms[at] for at in range(first, end) if at in terms}) for first, end in cut
        ]
        shared = list(share_out(job, tasks))
        for name in job.has(TERMS):
            counts = list(chain.from_iterable(part[name] for part in shared))
            statistics = [
                tallies.rows(((at, *row[number]) for at, row in enumerate(counts)), segments)
                for number in range(len(job.systems))
            ]
            made[name] = _own(job, name, statistics, rest if name == "1-term" else share, trials)
    made.update((name, _of_names(job, name, found, trials)) for name in job.measures if name not in made)
    return [made[measure.name] for measure in measures], found


def _sacre(job: Job, name: str, rows: Sequence[Sequence[Sequence[float]]], trials: signatures.Trials) -> Measured:
    """One of sacrebleu's, from its statistics by segment and system."""
    measure = SacreMeasure(name, job.text, len(job.test_set.references))
    table = np.array(rows, dtype=np.float64)
    statistics = tuple(Rows(table[:, number], len(rows)) for number in range(len(job.systems)))
    details = tuple(measure.detail(table[:, number].sum(axis=0)) for number in range(len(job.systems)))
    signature = measure.signature(**trials.fields())
    return Measured(NAMED[name], statistics, measure.scores, signature, details, sacre=True)


def _of_names(job: Job, name: str, found: Sequence[Sequence[Rendering]], trials: signatures.Trials) -> Measured:
    """One that what became of the names tells by itself."""
    segments = len(job.test_set.items)
    if name in _CASES:
        kept = [_CASES[name](one) for one in found]
        cases = sorted({case for one in kept for case in one})
        numbers = {document: number for number, document in enumerate(dict.fromkeys(document for document, _ in cases))}
        groups = np.array([numbers[document] for document, _ in cases], dtype=np.int64)
        made = [tallies.consistency(one, cases) for one in kept]
        return _own(job, name, made, share, trials)._replace(groups=groups)
    statistics: list[Statistics]
    if name == "names-macro":
        statistics = [*tallies.accuracy_by_entity(found, segments)]
    elif name == "m-eta":
        statistics = [tallies.m_eta(one, system) for one, system in zip(found, job.systems, strict=True)]
    else:
        statistics = [tallies.accuracy(one, segments, strict=name == "names-strict") for one in found]
    return _own(job, name, statistics, mean_share if name == "names-macro" else share, trials)


def _own(
    job: Job, name: str, statistics: Sequence[Statistics], formula: Formula, trials: signatures.Trials
) -> Measured:
    assert job.knowledge is not None
    signature = signatures.own(name, job.knowledge, trials)
    return Measured(NAMED[name], tuple(statistics), formula, signature, ("",) * len(statistics))
