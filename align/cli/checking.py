"""Judging the documents of a batch: what `check` and `fix` do alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, islice
from pathlib import Path

from align import baseline as kept
from align.alignment.sentences import Anchors
from align.checker import Part
from align.cli.ignored import in_use, unused
from align.cli.inputs import Batch
from align.cli.reading import read
from align.cli.reviewed import reviewed
from align.cli.runs import anchors_of, checker_of, ignoring, lexicon_of, rules_of
from align.config import FileIgnore, Pair
from align.model.finding import Finding
from align.model.segment import Document
from align.rules.baseline import Baseline, baselined


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
