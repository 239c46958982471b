"""Who judges the documents of a batch: this process alone, or several others.

However many processes work, the findings are the same, in the same order. A file is judged as a whole by one process; one
that is large is cut between its texts, which know nothing of each other.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final, Protocol

from align.checker import Part
from align.cli.checking import Judge, Judged
from align.cli.inputs import Batch
from align.cli.progress import Progress
from align.config import Pair
from align.formats.base import STDIN
from align.model.finding import Finding

_LARGE: Final = 1 << 21
"""Bytes of a file from which on its texts are shared out among processes."""

_MUCH: Final = 1 << 23
"""Bytes of all files from which on several processes work without being asked to; for less they take longer to begin."""

_MOST_UNASKED: Final = 4


class Workers(Protocol):
    """Those who judge."""

    def each(self, progress: Progress) -> Iterator[Judged]:
        """What comes of each document of the batch, in their order."""

    def found(self, parts: Iterable[Part]) -> list[list[Finding]]:
        """What is found in each of these texts."""


class Alone:
    """This process itself."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def each(self, progress: Progress) -> Iterator[Judged]:
        """What comes of each document of the batch, in their order."""
        pairs = self._judge.batch.pairs
        return map(self._judge.judged, progress.over(pairs, "documents checked", len(pairs)))

    def found(self, parts: Iterable[Part]) -> list[list[Finding]]:
        """What is found in each of these texts."""
        return [self._judge.found(part) for part in parts]


@contextlib.contextmanager
def workers(judge: Judge, *, whole: bool = True) -> Iterator[Workers]:
    """The workers that the settings of a batch ask for, gone when the work is over, however it ends.

    `whole` says that they are given whole files, and not only the texts of large ones.
    """
    large = frozenset(pair for pair in judge.batch.pairs if _is_large(pair))
    number = _number(judge.batch, large, whole=whole)
    if number == 1:
        yield Alone(judge)
        return
    # What passes work between processes takes longer to load than a short text to check.
    from align.cli.processes import processes

    with processes(judge, number, large) as team:
        yield team


def _number(batch: Batch, large: Collection[Pair], *, whole: bool) -> int:
    """How many processes work: no more than there are texts to share out, as far as that can be told beforehand."""
    jobs = batch.settings.jobs
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if jobs is None and batch.settings.aligner:
        # Each process would load an encoder of its own, which has all processors at work by itself.
        jobs = 1
    if jobs is None:
        much = sum(_size(pair.target) for pair in batch.pairs if pair.target != STDIN) >= _MUCH
        jobs = min(processors, _MOST_UNASKED) if much else 1
    jobs = jobs or processors
    return jobs if large else max(1, min(jobs, len(batch.pairs))) if whole else 1


def _is_large(pair: Pair) -> bool:
    """Whether the texts of a document are worth sharing out. Two texts that are aligned are one; of standard input it cannot
    be told."""
    return pair.source is None and pair.target != STDIN and _size(pair.target) >= _LARGE


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
