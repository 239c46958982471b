"""Several processes that judge the documents of a batch for this one. Loaded only where there are to be some."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Final

from align.checker import Part
from align.cli.checking import Judge, Judged
from align.cli.depending import at_work, depend_on_parent, terminate_all_but
from align.cli.inputs import Batch
from align.cli.progress import Progress
from align.config import Pair
from align.formats.base import STDIN
from align.model.finding import Finding

_AHEAD: Final = 4
"""So many files wait for each process."""

_SHARES: Final = 8
"""So many shares of a large file fall to each process: a few, since each costs time, and not too few, since they differ."""


class Processes:
    """The processes at work. What is in `large` is shared out among them text by text."""

    def __init__(self, judge: Judge, number: int, large: Collection[Pair]) -> None:
        self._judge = judge
        self._number = number
        self._large = large
        self._others = frozenset(multiprocessing.active_children())
        self._pool = ProcessPoolExecutor(number, initializer=_begin, initargs=(judge.batch, number))
        for _ in range(number):
            self._pool.submit(_nothing)

    def each(self, progress: Progress) -> Iterator[Judged]:
        """What comes of each document of the batch, in their order."""
        waiting: deque[Callable[[], Judged]] = deque()
        pairs = self._judge.batch.pairs
        for pair in progress.over(pairs, "documents checked", len(pairs)):
            waiting.append(self._begun(pair))
            while len(waiting) > _AHEAD * self._number:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()

    def found(self, parts: Iterable[Part]) -> list[list[Finding]]:
        """What is found in each of these texts."""
        return self._shared_out(list(parts))()

    def _begun(self, pair: Pair) -> Callable[[], Judged]:
        """The work on a document, begun: calling it waits for what comes of it."""
        if pair.target != STDIN and pair not in self._large:
            return self._pool.submit(_judged, pair).result
        document = self._judge.read(pair)
        found = self._shared_out(self._judge.parts(document))
        return lambda: self._judge.settled(document, found())

    def _shared_out(self, parts: Sequence[Part]) -> Callable[[], list[list[Finding]]]:
        """The work on texts, begun in shares: calling it waits for what is found in each text."""
        least = sum(len(part.segments) for part in parts) / (_SHARES * self._number)
        shares: list[list[Part]] = []
        size = 0.0
        for part in parts:
            if not shares or size >= least:
                shares.append([])
                size = 0
            shares[-1].append(part)
            size += len(part.segments)
        begun: list[Future[list[list[Finding]]]] = [self._pool.submit(_found, share) for share in shares]
        return lambda: [found for share in begun for found in share.result()]

    def close(self, *, at_once: bool = False) -> None:
        """End the processes when they have done what they are at, or `at_once`."""
        if at_once:
            terminate_all_but(self._others)
        self._pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def processes(judge: Judge, number: int, large: Collection[Pair]) -> Iterator[Processes]:
    """So many processes, gone when the work is over, however it ends; AlignError where one of them ends before that."""
    with at_work(Processes(judge, number, large)) as team:
        yield team


# --- in a process that works for another ------------------------------------------------------------------------

_OWN: list[Judge] = []


def _begin(batch: Batch, number: int) -> None:
    """Set up this process, one of so many."""
    if batch.settings.aligner:
        # An encoder takes all processors for itself unless it is told not to before it is loaded.
        os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // number)))
    depend_on_parent()
    _OWN[:] = [Judge(batch)]


def _judged(pair: Pair) -> Judged:
    return _OWN[0].judged(pair)


def _found(parts: Sequence[Part]) -> list[list[Finding]]:
    return [_OWN[0].found(part) for part in parts]


def _nothing() -> None:
    """Done first, so that a process is set up while its first work is still being read."""
