"""Sections that stand elsewhere in the translation than in the source.

A way through both texts in their order leaves such a section alone on either side, or pairs it with what it has nothing to
do with. Among the units left so, pairs are looked for that share a rare cue or are each other's nearest in meaning. Pairs
that follow each other in both texts make a section, if all of it aligned in turn fits so well that chance cannot have done
it. The rest of both texts is then aligned anew without the sections, which nothing may bridge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from align.alignment.fit import Fit
from align.alignment.path import Step, best_path

_DOUBTFUL = 1.5  # the fit below which a row may hide a section
_FIT = 1.5  # what a pair must have to be looked at
_LIKE = 0.45  # likeness in meaning from which units are each other's nearest
_COMPARED = 10_000  # pairs of units, at most, that are compared where there is no encoder
_APART = 4  # units from one pair to the next in a section, at most
_FEWEST = 2  # pairs
_ENOUGH = 8.0  # what the rows of a section must fit together, beyond those that they replace


def with_moved(fit: Fit, steps: list[Step]) -> list[list[Step]]:
    """The steps in parts, each in the order of both texts, and all of them in the order of the translation.

    Where nothing has moved this is one part with the same steps.
    """
    sections = _sections(fit, steps)
    if not sections:
        return [steps]
    gone = _units(step for section in sections for step in section)
    sources, targets = (
        [unit for unit in range(size) if unit not in taken] for size, taken in zip(fit.size, gone, strict=True)
    )
    return _in_parts(best_path(fit, sources, targets), sections)


def _sections(fit: Fit, steps: Sequence[Step]) -> list[list[Step]]:
    """The steps of each section that moved."""
    free = [step for step in steps if not step.di or not step.dj or step.fit < _DOUBTFUL]
    sources, targets = _units(free)
    if len(sources) < _FEWEST or len(targets) < _FEWEST:
        return []
    pairs = {(i, j) for i, j in fit.sharing() if i in sources and j in targets}
    pairs.update(_nearest(fit, sorted(sources), sorted(targets)))
    together = {(step.i, step.j) for step in free if step.di and step.dj}
    good = {pair: score for pair in sorted(pairs - together) if (score := fit(pair[0], 1, pair[1], 1)) >= _FIT}
    found: list[list[Step]] = []
    for chain in _chains(good):
        section = _aligned(fit, chain, sources, targets)
        if section and _gain(fit, section, free) >= _ENOUGH:
            found.append(section)
            gone = _units(section)
            sources -= gone[0]
            targets -= gone[1]
    return found


def _nearest(fit: Fit, sources: Sequence[int], targets: Sequence[int]) -> Iterator[tuple[int, int]]:
    """For each of some units the one of the other text that is most like it: by meaning, or else by all that is known, as far
    as there are few enough to compare.
    """
    if fit.meaning is not None:
        yield from fit.meaning.nearest(sources, targets, _LIKE)
    elif len(sources) * len(targets) <= _COMPARED:
        yield from ((i, max(targets, key=lambda j: fit(i, 1, j, 1))) for i in sources)
        yield from ((max(sources, key=lambda i: fit(i, 1, j, 1)), j) for j in targets)


def _chains(pairs: dict[tuple[int, int], float]) -> Iterator[list[tuple[int, int]]]:
    """Pairs that follow each other closely in both texts, those that fit best together first; no pair stands in two."""
    totals: dict[tuple[int, int], float] = {}
    before: dict[tuple[int, int], tuple[int, int]] = {}
    for (i, j), score in pairs.items():
        near = [
            (i - di, j - dj) for di in range(1, _APART + 1) for dj in range(1, _APART + 1) if (i - di, j - dj) in totals
        ]
        if near:
            before[i, j] = max(near, key=totals.__getitem__)
        totals[i, j] = score + (totals[before[i, j]] if near else 0.0)
    left = set(totals)
    for last in sorted(totals, key=lambda pair: -totals[pair]):
        chain = []
        at: tuple[int, int] | None = last
        while at in left:
            left.remove(at)
            chain.append(at)
            at = before.get(at)
        if len(chain) >= _FEWEST:
            yield chain[::-1]


def _aligned(fit: Fit, chain: Sequence[tuple[int, int]], sources: set[int], targets: set[int]) -> list[Step]:
    """The rows from the first to the last of some pairs; none where a unit between them is not free."""
    (first_source, first_target), (last_source, last_target) = chain[0], chain[-1]
    here, there = range(first_source, last_source + 1), range(first_target, last_target + 1)
    if not sources.issuperset(here) or not targets.issuperset(there):
        return []
    while _follows(fit, here[0] - 1, there[0] - 1, sources, targets):
        here, there = range(here[0] - 1, here[-1] + 1), range(there[0] - 1, there[-1] + 1)
    while _follows(fit, here[-1] + 1, there[-1] + 1, sources, targets):
        here, there = range(here[0], here[-1] + 2), range(there[0], there[-1] + 2)
    steps = best_path(fit, here, there)
    sure = [number for number, step in enumerate(steps) if step.fit >= _FIT]
    return steps[sure[0] : sure[-1] + 1] if len(sure) >= _FEWEST else []


def _follows(fit: Fit, i: int, j: int, sources: set[int], targets: set[int]) -> bool:
    """Whether two units at the edge of a section are free and belong to it."""
    return i in sources and j in targets and fit(i, 1, j, 1) >= _FIT


def _gain(fit: Fit, section: Sequence[Step], free: Sequence[Step]) -> float:
    """How much better the rows of a section fit than the doubtful ones from which it takes units."""
    sources, targets = _units(section)
    taken = (
        step for step in free if step.di and step.dj and (_units([step])[0] & sources or _units([step])[1] & targets)
    )
    new = sum(step.fit if step.di and step.dj else -fit.weights.alone for step in section)
    return new - sum(max(0.0, step.fit) for step in taken)


def _units(steps: Iterable[Step]) -> tuple[set[int], set[int]]:
    """The units of source and translation in some steps."""
    sources: set[int] = set()
    targets: set[int] = set()
    for step in steps:
        sources.update(range(step.i, step.i + step.di))
        targets.update(range(step.j, step.j + step.dj))
    return sources, targets


def _in_parts(steps: Sequence[Step], sections: Sequence[list[Step]]) -> list[list[Step]]:
    """All steps in the order of the translation, cut where one does not follow the one before in both texts."""
    waiting = sorted(sections, key=_first_target, reverse=True)
    parts: list[list[Step]] = []
    part: list[Step] = []
    source: int | None = None  # the units that would come next, once there are any
    target: int | None = None
    for step in steps:
        between = []
        while waiting and step.dj and _first_target(waiting[-1]) < step.j:
            between.append(waiting.pop())
        if between or (step.di and source not in (None, step.i)) or (step.dj and target not in (None, step.j)):
            parts += [part, *between]
            part, source, target = [], None, None
        part.append(step)
        source, target = (step.i + step.di if step.di else source), (step.j + step.dj if step.dj else target)
    return [part for part in (*parts, part, *reversed(waiting)) if part]


def _first_target(section: Sequence[Step]) -> int:
    return min(step.j for step in section if step.dj)
