"""Judging the documents of a batch, in this process or in several: what `check` and `fix` do alike.

However many processes work, the findings are the same, in the same order. A file is judged as a whole by one process; one
that is large is cut between its texts, which know nothing of each other.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, islice
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Final

from align import baseline as kept
from align.alignment.sentences import Anchors
from align.checker import Part
from align.cli.ignored import in_use, unused
from align.cli.inputs import STDIN, Batch, read
from align.cli.progress import Progress
from align.cli.reviewed import reviewed
from align.cli.runs import anchors_of, checker_of, ignoring, lexicon_of, rules_of
from align.config import FileIgnore, Pair
from align.errors import AlignError
from align.model.finding import Finding
from align.model.segment import Document
from align.rules.baseline import Baseline, baselined

_LARGE: Final = 1 << 21
"""Bytes of a file from which on its texts are shared out among processes."""

_MUCH: Final = 1 << 23
"""Bytes of all files from which on several processes work without being asked to; for less they take longer to begin."""

_MOST_UNASKED: Final = 4

_AHEAD: Final = 4
"""So many files wait for each process."""

_SHARES: Final = 8
"""So many shares of a large file fall to each process: a few, since each costs time, and not too few, since they differ."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one document file beside one source.

    `documents` counts its texts. `sourced` says whether there was a source. `remarks` are for standard error, `ignores`
    the entries of `per-file-ignores` that ignore something in it. `gone` says how many entries of the baseline no finding
    is left for, and is known only when all documents of the file are (see `Judge.counted`).
    """

    path: Path
    findings: tuple[Finding, ...]
    documents: int = 0
    segments: int = 0
    sourced: bool = False
    remarks: tuple[str, ...] = ()
    ignores: frozenset[FileIgnore] = frozenset()
    gone: int = 0


class Judge:
    """Says what is wrong in the documents of a batch, and what of it counts; AlignError where it cannot be set up."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.lexicon = lexicon_of(batch)
        self.rules = rules_of(batch)
        self.codes = frozenset(rule.code for rule in self.rules)
        self.log = reviewed(batch.settings)
        path = batch.settings.baseline
        self.baseline = kept.read(path) if path else Baseline({})
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
        return Judged(
            document.path,
            tuple(ignoring(self.batch.settings, document, findings)),
            sum(1 for _ in groupby(document.segments, key=lambda segment: segment.document)),
            len(document.segments),
            any(segment.source for segment in document.segments),
            remarks,
            in_use(self.batch.settings, document, findings),
        )

    def counted(self, judged: Sequence[Judged]) -> list[Judged]:
        """The same, the findings suppressed that the baseline knows; all documents of a file must be among them."""
        path = self.batch.settings.baseline
        done = list(judged)
        if path is None or not self.baseline.files:
            return done
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(judged):
            places[kept.name_of(one.path, path)].append(at)
        for name, here in places.items():
            findings = [finding for at in here for finding in judged[at].findings]
            settled, gone = baselined(findings, self.baseline.files.get(name, ()), self.codes)
            left = iter(settled)
            for at in here:
                mine = tuple(islice(left, len(judged[at].findings)))
                done[at] = replace(judged[at], findings=mine, gone=gone if at == here[0] else 0)
        return done

    def about_settings(self, judged: Sequence[Judged]) -> list[Judged]:
        """What is found in the configuration itself, once all documents of the batch are judged: one, or none."""
        settings = self.batch.settings
        if settings.path is None or not settings.per_file_ignores:
            return []
        used = frozenset[FileIgnore]().union(*(one.ignores for one in judged))
        checked = [pair.target for pair in self.batch.pairs]
        return [Judged(settings.path, tuple(unused(settings, used, checked, self.codes)))]

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
        self._others = frozenset(multiprocessing.active_children())
        self._pool = ProcessPoolExecutor(number, initializer=_begin, initargs=(judge.batch,)) if number > 1 else None
        if self._pool is not None:
            for _ in range(number):
                self._pool.submit(_nothing)

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
        return self._shared_out(self._pool, list(parts))()

    def _shared_out(self, pool: ProcessPoolExecutor, parts: Sequence[Part]) -> Callable[[], list[list[Finding]]]:
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
        begun: list[Future[list[list[Finding]]]] = [pool.submit(_found, share) for share in shares]
        return lambda: [found for share in begun for found in share.result()]

    def _begun(self, pool: ProcessPoolExecutor, pair: Pair) -> Callable[[], Judged]:
        """The work on a document, begun: calling it waits for what comes of it."""
        if pair.target != STDIN and (pair.source or _size(pair.target) < _LARGE):
            return pool.submit(_judged, pair).result
        document = self._judge.read(pair)
        found = self._shared_out(pool, self._judge.parts(document))
        return lambda: self._judge.settled(document, found())

    def close(self, *, at_once: bool = False) -> None:
        """End the processes when they have done what they are at, or `at_once`."""
        if self._pool is None:
            return
        if at_once:
            for process in frozenset(multiprocessing.active_children()) - self._others:
                process.terminate()
        self._pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def workers(judge: Judge, *, whole: bool = True) -> Iterator[Workers]:
    """The processes that the settings of a batch ask for, gone when the work is over, however it ends.

    `whole` says that they are given whole files, and not only the texts of large ones.
    """
    team = Workers(judge, _number(judge.batch, whole=whole))
    try:
        yield team
    except BrokenExecutor as error:
        message = "a process that was at work has ended before it was done"
        raise AlignError(message, hint="there may be too little memory: give a smaller number of --jobs") from error
    except BaseException:
        team.close(at_once=True)
        raise
    finally:
        team.close()


def _number(batch: Batch, *, whole: bool) -> int:
    """How many processes work: no more than there are texts to share out, as far as that can be told beforehand."""
    jobs = batch.settings.jobs
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if jobs is None:
        much = sum(_size(pair.target) for pair in batch.pairs if pair.target != STDIN) >= _MUCH
        jobs = min(processors, _MOST_UNASKED) if much else 1
    jobs = jobs or processors
    large = any(pair.source is None and pair.target != STDIN and _size(pair.target) >= _LARGE for pair in batch.pairs)
    return jobs if large else max(1, min(jobs, len(batch.pairs))) if whole else 1


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


# --- in a process that works for another ------------------------------------------------------------------------

_OWN: list[Judge] = []


def _begin(batch: Batch) -> None:
    """Set up this process. The one that it works for is told of Ctrl-C, and ends it; it ends as well if that one is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _OWN[:] = [Judge(batch)]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _judged(pair: Pair) -> Judged:
    return _OWN[0].judged(pair)


def _found(parts: Sequence[Part]) -> list[list[Finding]]:
    return [_OWN[0].found(part) for part in parts]


def _nothing() -> None:
    """Done first, so that a process is set up while its first work is still being read."""
