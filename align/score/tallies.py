"""What the renderings of names add up to: accuracy, consistency, M-ETA."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from align.score.names import Rendering
from align.score.statistics import ByEntity, Rows
from align.score.values import Outcome, System

Case: TypeAlias = tuple[str, str]
"""A document and an entity that it names."""


def accuracy(found: Iterable[Rendering], segments: int, *, strict: bool = False) -> Rows:
    """Accepted and counted mentions of each segment; where `strict` says so, those that are stood for count too."""
    counted = (each.outcome for each in found if strict or each.outcome.outcome.counts)
    return rows(((each.item, each.outcome is Outcome.ACCEPTED, 1) for each in counted), segments)


def accuracy_by_entity(found: Sequence[Iterable[Rendering]], segments: int) -> list[ByEntity]:
    """The same, for each system, and for each entity by itself: the same entities for all, of which one may be named for one
    system alone (where several fit, the hypothesis decides who is meant)."""
    outcomes = [[each.outcome for each in one] for one in found]
    numbers = {name: number for number, name in enumerate(sorted({each.entity for one in outcomes for each in one}))}
    return [
        ByEntity.of(
            ((each.item, numbers[each.entity], each.outcome is Outcome.ACCEPTED, each.outcome.counts) for each in one),
            segments,
            len(numbers),
        )
        for one in outcomes
    ]


def m_eta(found: Iterable[Rendering], system: System) -> Rows:
    """M-ETA as SemEval-2025 Task 2 takes it: whether an accepted form, small and capital letters alike, stands anywhere in
    the hypothesis. A row of that task has one entity; here each entity of a segment makes a row.
    """
    forms: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    for each in found:
        forms[each.outcome.item, each.outcome.entity].update(dict.fromkeys(each.forms))
    folded = [text.casefold() for text in system.hypotheses]
    return rows(
        ((item, any(form.casefold() in folded[item] for form in known), 1) for (item, _), known in forms.items()),
        len(system.hypotheses),
    )


def orders(found: Iterable[Rendering]) -> dict[Case, bool]:
    """Whether each person whose parts stand in an order twice or more in a document keeps it."""
    return _alike((_case(each), each.order) for each in found)


def forms(found: Iterable[Rendering]) -> dict[Case, bool]:
    """Whether each entity that is named by itself twice or more in a document keeps one form."""
    return _alike((_case(each), each.form) for each in found)


def consistency(kept: Mapping[Case, bool], cases: Sequence[Case]) -> Rows:
    """Those that keep to one and those of whom it can be asked, a unit for each of `cases`: a draw is one of entities in
    documents."""
    return rows(((at, kept[case], 1) for at, case in enumerate(cases) if case in kept), len(cases))


def rows(counts: Iterable[tuple[int, float, float]], units: int) -> Rows:
    """The sums of the two counts for each unit; the second is of cases."""
    summed = np.zeros((units, 2))
    for unit, part, whole in counts:
        summed[unit] += part, whole
    return Rows(summed, int(summed[:, 1].sum()))


def _case(each: Rendering) -> Case:
    return each.outcome.document, each.outcome.entity


def _alike(uses: Iterable[tuple[Case, str]]) -> dict[Case, bool]:
    """Whether all uses of each case are alike, of those that are used more than once; an empty use is none."""
    found: dict[Case, list[str]] = defaultdict(list)
    for case, use in uses:
        if use:
            found[case].append(use)
    return {case: len(set(here)) == 1 for case, here in found.items() if len(here) > 1}
