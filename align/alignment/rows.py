"""Which units of two texts, lines or sentences, correspond.

The rows are those of the best way through both texts (`align.alignment.path`) by how well the units fit
(`align.alignment.fit`), and of the sections that stand elsewhere in the translation (`align.alignment.moved`). Empty lines
are set aside before and put back after. `docs/alignment.md` has the method with its figures.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.alignment.fit import Anchors, Fit, Weights
from align.alignment.meaning import Encode
from align.alignment.moved import with_moved
from align.alignment.path import Step, best_path

__all__ = ["Anchors", "Row", "align_texts"]


@dataclass(frozen=True, slots=True)
class Row:
    """Units that correspond, by their numbers from 0; an empty side means that nothing does.

    `score` says how well the two sides fit, from 0 to 1. It is 0 where one side is empty, and 1 for empty lines.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float


def align_texts(
    source_units: Sequence[str],
    target_units: Sequence[str],
    anchors: Anchors | None = None,
    *,
    encode: Encode | None = None,
    moves: bool = False,
    weights: Weights | None = None,
) -> list[Row]:
    """The rows of two texts, each given as its lines or sentences.

    Every unit stands in exactly one row. The rows are in the order of the translation; with `moves` a section of the source
    may come earlier or later than it stands, otherwise they are in the order of both. What nothing corresponds to follows
    what it follows in its own text. Empty units pair with empty ones.
    """
    sources = [number for number, unit in enumerate(source_units) if unit.strip()]
    targets = [number for number, unit in enumerate(target_units) if unit.strip()]
    texts = [source_units[number] for number in sources], [target_units[number] for number in targets]
    fit = Fit(*texts, (_breaks(sources), _breaks(targets)), anchors, encode, weights)
    steps = best_path(fit, range(len(sources)), range(len(targets)))
    parts = with_moved(fit, steps) if moves else [steps]
    rows = [
        [Row(_through(sources, step.i, step.di), _through(targets, step.j, step.dj), _score(step)) for step in part]
        for part in parts
    ]
    return list(_with_empty_units(rows, len(source_units), len(target_units)))


def _breaks(numbers: list[int]) -> list[bool]:
    """For each unit that is not empty, whether a paragraph begins there: at the beginning or after an empty unit."""
    return [before + 1 != number for before, number in zip([-2, *numbers], numbers, strict=False)]


def _through(numbers: list[int], start: int, count: int) -> tuple[int, ...]:
    """The numbers of some units with those of the empty units between them."""
    return tuple(range(numbers[start], numbers[start + count - 1] + 1)) if count else ()


def _score(step: Step) -> float:
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, step.fit)))), 3) if step.di and step.dj else 0.0


def _with_empty_units(parts: list[list[Row]], sources: int, targets: int) -> Iterator[Row]:
    """The rows of all parts, with those of the empty units.

    Empty units belong to the part whose last unit they follow, and at the beginning of a text to the part that begins it.
    """
    source_ends = _ends([[number for row in part for number in row.source] for part in parts], sources)
    target_ends = _ends([[number for row in part for number in row.target] for part in parts], targets)
    for part, source, target in zip(parts, source_ends, target_ends, strict=True):
        yield from _with_empty_between(part, source, target)


def _ends(parts: list[list[int]], size: int) -> list[tuple[int, int]]:
    """Where the units of each part begin and end, which are neighbours but for empty ones."""
    starts = sorted(part[0] for part in parts if part)
    if not starts:
        return [(0, size), *[(0, 0) for _ in parts[1:]]]
    following = dict(pairwise([*starts, size]))
    return [((part[0] if part[0] > starts[0] else 0), following[part[0]]) if part else (0, 0) for part in parts]


def _with_empty_between(rows: list[Row], source: tuple[int, int], target: tuple[int, int]) -> Iterator[Row]:
    """The rows, with one for each pair of empty units between two of them and one for each empty unit left over."""
    i, j = source[0], target[0]
    end = Row((source[1],), (target[1],), 0.0)
    for row in [*rows, end]:
        # A row with an empty side says nothing about where on that side the empty units belong.
        next_i = row.source[0] if row.source else i
        next_j = row.target[0] if row.target else j
        pairs = min(next_i - i, next_j - j)
        yield from (Row((i + number,), (j + number,), 1.0) for number in range(pairs))
        yield from (Row((number,), (), 0.0) for number in range(i + pairs, next_i))
        yield from (Row((), (number,), 0.0) for number in range(j + pairs, next_j))
        if row is end:
            return
        yield row
        i = row.source[-1] + 1 if row.source else i
        j = row.target[-1] + 1 if row.target else j
