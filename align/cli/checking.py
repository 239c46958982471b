"""Judging the documents of a batch, in this process or in several: what `check` and `fix` do alike.

However many processes work, the findings are the same, in the same order. A file is judged as a whole by one process; one
that is large is cut between its texts, which know nothing of each other.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Final

from align import baseline as kept
from align.alignment.sentences import Anchors
from align.checker import Part
from align.cli.inputs import STDIN, Batch, read
from align.cli.progress import Progress
from align.cli.reviewed import reviewed
from align.cli.runs import anchors_of, checker_of, ignoring, lexicon_of, rules_of
from align.config import Pair
from align.model.finding import Finding
from align.model.segment import Document
from align.rules.baseline import Baseline, baselined

_LARGE: Final = 1 << 21
"""Bytes of a file from which on its texts are shared out among processes."""

_AHEAD: Final = 4
"""So many files wait for each process."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one document file.

    `documents` counts its texts. `sourced` says whether there was a source, `gone` how many entries of the baseline no
    finding is left for. `remarks` are for standard error.
    """

    path: Path
    findings: tuple[Finding, ...]
    documents: int
    segments: int
    sourced: bool
    gone: int
    remarks: tuple[str, ...]


class Judge:
    """Says what is wrong in the documents of a batch, and what of it counts; AlignError where it cannot be set up.

    With `anew` no baseline is obeyed, as one is about to be made.
    """

    def __init__(self, batch: Batch, *, anew: bool = False) -> None:
        self.batch = batch
        self.anew = anew
        self.lexicon = lexicon_of(batch)
        self.rules = rules_of(batch)
        self.log = reviewed(batch.settings)
        path = batch.settings.baseline
        self.baseline = kept.read(path) if path and not anew else Baseline({})
        self._checker = checker_of(batch, self.lexicon, self.rules, self.log.decisions if self.log else None)

    def read(self, pair: Pair, raw: bytes | None = None) -> Document:
        """The document of a pair; `raw` takes the place of what stands in the file of the translation."""
        return read(pair, self._anchors if pair.source else None, raw)

    def parts(self, document: Document) -> list[Part]:
        """The texts of a document."""
        return self._checker.parts(document)

    def found(self, part: Part) -> list[Finding]:
        """What is found in a text before anything is suppressed."""
        return self._checker.judged(part)

    def settled(self, document: Document, found: Sequence[Sequence[Finding]]) -> Judged:
        """What comes of a document, given what was found in each of its texts."""
        findings = list(self._checker.settled(document, found))
        remarks = tuple(self.log.stale(document, findings, self.rules)) if self.log else ()
        findings = list(ignoring(self.batch.settings, document, findings))
        gone = 0
        if self.baseline.files and self.batch.settings.baseline:
            entries = self.baseline.files.get(kept.name_of(document.path, self.batch.settings.baseline), ())
            findings, gone = baselined(findings, entries, {rule.code for rule in self.rules})
        return Judged(
            document.path,
            tuple(findings),
            sum(1 for _ in groupby(document.segments, key=lambda segment: segment.document)),
            len(document.segments),
            any(segment.source for segment in document.segments),
            gone,
            remarks,
        )

    def judged(self, pair: Pair) -> Judged:
        """What comes of the document of a pair."""
        document = self.read(pair)
        return self.settled(document, [self.found(part) for part in self.parts(document)])

    @cached_property
    def _anchors(self) -> Anchors | None:
        return anchors_of(self.lexicon) if len(self.lexicon) else None


class Workers:
    """The processes that judge; one alone is this process itself."""

    def __init__(self, judge: Judge, number: int) -> None:
        self._judge = judge
        self._number = number
        self._pool = (
            ProcessPoolExecutor(number, initializer=_begin, initargs=(judge.batch, judge.anew)) if number > 1 else None
        )

    def each(self, progress: Progress) -> Iterator[Judged]:
        """What comes of each document of the batch, in their order."""
        pairs = progress.over(self._judge.batch.pairs, "documents checked", len(self._judge.batch.pairs))
        if self._pool is None:
            yield from map(self._judge.judged, pairs)
            return
        waiting: deque[Callable[[], Judged]] = deque()
        for pair in pairs:
            waiting.append(self._begun(self._pool, pair))
            while len(waiting) > _AHEAD * self._number:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()

    def found(self, parts: Iterable[Part]) -> list[list[Finding]]:
        """What is found in each of these texts."""
        if self._pool is None:
            return [self._judge.found(part) for part in parts]
        return list(self._pool.map(_found, parts))

    def _begun(self, pool: ProcessPoolExecutor, pair: Pair) -> Callable[[], Judged]:
        """The work on a document, begun: calling it waits for what comes of it."""
        if pair.target != STDIN and (pair.source or _size(pair.target) < _LARGE):
            return pool.submit(_judged, pair).result
        document = self._judge.read(pair)
        found: list[Future[list[Finding]]] = [pool.submit(_found, part) for part in self._judge.parts(document)]
        return lambda: self._judge.settled(document, [part.result() for part in found])

    def close(self) -> None:
        """End the processes; what they have not begun is left undone."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def workers(judge: Judge, *, whole: bool = True) -> Iterator[Workers]:
    """The processes that the settings of a batch ask for, gone when the work is over, however it ends.

    `whole` says that they are given whole files, and not only the texts of large ones.
    """
    team = Workers(judge, _number(judge.batch, whole=whole))
    try:
        yield team
    finally:
        team.close()


def _number(batch: Batch, *, whole: bool) -> int:
    """How many processes work: no more than there are texts to share out, as far as that can be told beforehand."""
    jobs = batch.settings.jobs
    if jobs is None:
        return 1
    if jobs == 0:
        jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    large = any(pair.source is None and pair.target != STDIN and _size(pair.target) >= _LARGE for pair in batch.pairs)
    return jobs if large else max(1, min(jobs, len(batch.pairs))) if whole else 1


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


# --- in a process that works for another ------------------------------------------------------------------------

_OWN: list[Judge] = []


def _begin(batch: Batch, anew: bool) -> None:
    """Set up this process. The one that it works for is told of Ctrl-C, and ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _OWN[:] = [Judge(batch, anew=anew)]


def _judged(pair: Pair) -> Judged:
    return _OWN[0].judged(pair)


def _found(part: Part) -> list[Finding]:
    return _OWN[0].found(part)
