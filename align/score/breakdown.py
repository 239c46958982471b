"""Names looked at more closely: by class of entity, by what became of them, by entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from align.score import tallies
from align.score.comparing import interval_of, samples_of
from align.score.names import Rendering
from align.score.resampling import Counted
from align.score.signatures import Trials
from align.score.statistics import Numbers, share
from align.score.values import ClassRow, EntityRow, KindRow, Outcome, System

_CLASSES: Final = ("person", "organisation", "place", "work", "event", "title", "other")


def class_rows(
    found: Sequence[Sequence[Rendering]],
    systems: Sequence[System],
    segments: int,
    groups: Numbers | None,
    trials: Trials,
) -> list[ClassRow]:
    """Name accuracy by class, by system and then in the order of classes; those without a mention are left out.

    `groups` are the documents of segments, where documents are what is drawn.
    """
    rows: list[ClassRow] = []
    counted: list[Counted] = []
    for one, system in zip(found, systems, strict=True):
        for kind in _CLASSES:
            here = [each for each in one if each.outcome.type == kind]
            if not here:
                continue
            tally = tallies.accuracy(here, segments)
            counted.append(Counted(tally if groups is None else tally.grouped(groups), share))
            accepted = sum(each.outcome.outcome is Outcome.ACCEPTED for each in here)
            rows.append(ClassRow(system.name, kind, len(here), tally.cases, accepted, counted[-1].value))
    samples = samples_of(counted, trials)
    return [
        ClassRow(row.system, row.type, row.mentions, row.counted, row.accepted, row.value, interval_of(values))
        for row, values in zip(rows, samples, strict=True)
    ]


def kind_rows(found: Sequence[Sequence[Rendering]], systems: Sequence[System]) -> Iterator[KindRow]:
    """How often each outcome was met, by system and then in the order of outcomes, for all that any system has."""
    there = {each.outcome.outcome for one in found for each in one}
    for one, system in zip(found, systems, strict=True):
        counts = Counter(each.outcome.outcome for each in one)
        counted = sum(times for outcome, times in counts.items() if outcome.counts)
        for outcome in Outcome:
            if outcome in there:
                whole = counted if outcome.counts else counts.total()
                yield KindRow(system.name, outcome, counts[outcome], 100 * counts[outcome] / whole if whole else 0.0)


def entity_rows(found: Sequence[Sequence[Rendering]], systems: Sequence[System]) -> Iterator[EntityRow]:
    """Each entity that any system has wrong, the one with the most errors first, for each the systems in order."""
    outcomes = [[each.outcome for each in one if each.outcome.outcome.counts] for one in found]
    errors = Counter(said.entity for one in outcomes for said in one if said.outcome.is_error)
    named = {said.entity: said for one in reversed(outcomes) for said in reversed(one)}
    by_entity = []
    for one in outcomes:
        here = defaultdict(list)
        for said in one:
            here[said.entity].append(said)
        by_entity.append(here)
    for entity in sorted(errors, key=lambda entity: (-errors[entity], named[entity].name, entity)):
        for here, system in zip(by_entity, systems, strict=True):
            mentions = here.get(entity, [])
            wrong = Counter((said.rendering, said.outcome) for said in mentions if said.outcome.is_error)
            yield EntityRow(
                system.name,
                entity,
                named[entity].name,
                named[entity].type,
                named[entity].source,
                len(mentions),
                sum(said.outcome is Outcome.ACCEPTED for said in mentions),
                tuple((rendering, outcome, times) for (rendering, outcome), times in wrong.most_common()),
            )
