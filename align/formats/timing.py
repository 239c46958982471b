"""Which cues of two tracks of subtitles belong together, told by their times.

Two cues belong together if at least half of the shorter one is shown while the other is. The pairs whose times agree best
are made first; a cue that was split or merged by the translator joins them as long as the cues of one side follow each
other. What no such pair takes stands alone: better no source than a doubtful one.

A shift of a whole track (another head of the film, a time code that begins at ten hours) is found and taken out. Where
the times do not correspond even so, as in tracks of different cuts or speeds, nothing is said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple


class Times(NamedTuple):
    """When a cue is shown, in milliseconds."""

    start: int
    end: int


class Group(NamedTuple):
    """Cues of source and translation that belong together, by their numbers; one side is empty where nothing does."""

    sources: range
    targets: range


_LARGEST = 5  # cues of one side in a group
_AT_ONCE = 32  # cues shown at the same time that are looked at; a watermark over the whole film is one of them
_NEAR = 300  # milliseconds between starts that are one start
_FAR = 60_000  # the largest shift that is looked for
_STEP = 100
_SAMPLE = 1_000  # cues by which a shift is found
_FEWEST = 5  # cues that tell of a shift
_AGREE = 500  # milliseconds between the starts of what two subtitlers gave the same line
_ENOUGH = 0.6  # the share of groups whose starts agree in two tracks of one film; by chance about a third do


def grouped(sources: Sequence[Times], targets: Sequence[Times], *, sure: bool = False) -> tuple[Group, ...] | None:
    """Every cue of both tracks in one group, in the order of the translation; None where the times do not correspond.

    `sure` says that the tracks are known to belong together.
    """
    shift = 0 if sure else _shift(sources, targets)
    moved = [Times(cue.start + shift, cue.end + shift) for cue in sources]
    groups = _linked(moved, targets)
    if not sure and not _corresponds(groups, moved, targets):
        return None
    return tuple(_completed(groups, len(sources), len(targets)))


class _Link(NamedTuple):
    """A cue of each side; sorted, those that agree best come first."""

    disagreement: float
    source: int
    target: int


def _linked(sources: Sequence[Times], targets: Sequence[Times]) -> list[Group]:
    """Groups with both sides, in no order."""
    of_source: dict[int, Group] = {}
    of_target: dict[int, Group] = {}
    for _, source, target in sorted(_links(sources, targets)):
        parts = {
            of_source.get(source, Group(range(source, source + 1), range(0))),
            of_target.get(target, Group(range(0), range(target, target + 1))),
        }
        if len(parts) == 1:
            continue
        one = _together([part.sources for part in parts], sources)
        other = _together([part.targets for part in parts], targets)
        if one is not None and other is not None:
            group = Group(one, other)
            of_source |= dict.fromkeys(one, group)
            of_target |= dict.fromkeys(other, group)
    return list(dict.fromkeys(of_source.values()))


def _links(sources: Sequence[Times], targets: Sequence[Times]) -> Iterator[_Link]:
    """Cues of which the shorter is shown half its time while the other is."""
    order = sorted(range(len(targets)), key=lambda number: targets[number].start)
    begun = 0
    shown: list[int] = []
    for source in sorted(range(len(sources)), key=lambda number: sources[number].start):
        start, end = sources[source]
        while begun < len(order) and targets[order[begun]].start < end:
            shown.append(order[begun])
            begun += 1
        shown = [target for target in shown if targets[target].end > start][-_AT_ONCE:]
        for target in shown:
            first, last = targets[target]
            both = min(end, last) - max(start, first)
            if both > 0 and 2 * both >= min(end - start, last - first):
                yield _Link(1 - both / (max(end, last) - min(start, first)), source, target)


def _together(ranges: Sequence[range], cues: Sequence[Times]) -> range | None:
    """Cues of one side as one range; None where they do not follow each other, are too many or are shown at once."""
    one, *others = sorted((numbers for numbers in ranges if numbers), key=lambda numbers: numbers.start)
    if not others:
        return one
    (other,) = others
    if one.stop != other.start or len(one) + len(other) > _LARGEST:
        return None
    before, after = cues[one[-1]], cues[other[0]]
    overlap = min(before.end, after.end) - max(before.start, after.start)
    if 2 * overlap > min(before.end - before.start, after.end - after.start):
        return None
    return range(one.start, other.stop)


def _completed(groups: Sequence[Group], sources: int, targets: int) -> Iterator[Group]:
    """The groups in the order of the translation, with those of one side in between."""
    by_target = {group.targets.start: group for group in groups}
    grouped = set(chain.from_iterable(group.sources for group in groups))
    alone = iter([number for number in range(sources) if number not in grouped])
    waiting = next(alone, None)
    target = 0
    while target < targets:
        group = by_target.get(target)
        while group is not None and waiting is not None and waiting < group.sources.start:
            yield Group(range(waiting, waiting + 1), range(target, target))
            waiting = next(alone, None)
        yield group or Group(range(0), range(target, target + 1))
        target = group.targets.stop if group is not None else target + 1
    while waiting is not None:
        yield Group(range(waiting, waiting + 1), range(targets, targets))
        waiting = next(alone, None)


def _corresponds(groups: Sequence[Group], sources: Sequence[Times], targets: Sequence[Times]) -> bool:
    """Whether most cues of the shorter track are in groups, and most groups begin at the same time on both sides."""
    covered = min(sum(len(group.sources) for group in groups), sum(len(group.targets) for group in groups))
    agree = sum(abs(sources[group.sources[0]].start - targets[group.targets[0]].start) <= _AGREE for group in groups)
    return 2 * covered >= min(len(sources), len(targets)) and agree >= _ENOUGH * len(groups) and bool(groups)


def _shift(sources: Sequence[Times], targets: Sequence[Times]) -> int:
    """How many milliseconds later than the source the whole translation is; 0 where no shift explains much more."""
    starts = sorted(cue.start for cue in sources)[:_SAMPLE]
    others = sorted(cue.start for cue in targets)
    fewest = min(len(starts), len(others))
    if fewest < _FEWEST:
        return 0
    found: Counter[int] = Counter()
    for around in {0, others[0] - starts[0]}:
        for start in starts:
            first = bisect_left(others, start + around - _FAR)
            last = bisect_left(others, start + around + _FAR)
            found.update((others[number] - start) // _STEP for number in range(first, last))
    likely = [step for step, _ in found.most_common(10)]
    shifts = [0, *(step * _STEP + _STEP // 2 for step in likely)]
    matches = {shift: _matches(starts, others, shift) for shift in shifts}
    best = max(shifts, key=matches.__getitem__)
    if 2 * matches[0] >= fewest or matches[best] < _ENOUGH * fewest or matches[best] < 2 * matches[0]:
        return 0
    return best


def _matches(starts: Sequence[int], others: Sequence[int], shift: int) -> int:
    """How many cues have one of the other track that begins when they do, once they are shifted."""
    return sum(
        bisect_left(others, start + shift - _NEAR) < bisect_left(others, start + shift + _NEAR + 1) for start in starts
    )
