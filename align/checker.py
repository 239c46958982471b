"""The pipeline: documents to mentions, mentions to links, links to findings.

Built from parts (lexicon, rules, style, date), never from settings. Each document is read as one text from its first
segment to its last; documents know nothing of each other. What reviewers have decided on a document is obeyed: links as
they say, and what they ignore is suppressed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING

from align.alignment.decided import Constraints, resolved
from align.alignment.expected import Expectations
from align.alignment.link import Aligned, Aligner
from align.glossary.lexicon import Lexicon
from align.model.alignment import Alignment
from align.model.decision import Decisions
from align.model.finding import Finding
from align.model.segment import Document, Segment
from align.names.style import DEFAULT, Style
from align.rules.base import Context, Rule
from align.rules.direction import TELLS_OF_IT, is_reversed
from align.rules.suppress import suppressed

if TYPE_CHECKING:
    from align.match.undeclared import Discoverer


@dataclass(frozen=True, slots=True)
class Examined:
    """All that came of one text: its segments aligned, what was found (also what is suppressed), and what it was read by."""

    alignments: tuple[Alignment, ...]
    findings: tuple[Finding, ...]
    lexicon: Lexicon
    expectations: Expectations


class Checker:
    """Finds what is wrong with the names of documents: those that the lexicon declares, and with a `discoverer` all."""

    def __init__(
        self,
        lexicon: Lexicon,
        *,
        rules: Sequence[Rule],
        style: Style = DEFAULT,
        date: str = "",
        discoverer: Discoverer | None = None,
        decisions: Decisions | None = None,
    ) -> None:
        self._rules = tuple(rules)
        self._date = date
        self._style = style
        self._decisions = decisions
        self._aligner = Aligner(lexicon, style, discoverer)

    def check(self, documents: Iterable[Document]) -> Iterator[Finding]:
        """Every finding, text by text and segment by segment, within one in the order of the translation."""
        for document in documents:
            for examined in self.examine(document):
                yield from examined.findings

    def examine(self, document: Document, decisions: Decisions | None = None) -> Iterator[Examined]:
        """What comes of each text of a document; `decisions` take the place of those that the checker was given."""
        decisions = self._decisions if decisions is None else decisions
        examined = (
            Examined(aligned.alignments, tuple(found), aligned.lexicon, aligned.expectations)
            for aligned in self._aligned(document, decisions)
            for found in (self._judge(aligned, self._date or document.date),)
        )
        # One decision holds for one finding of the whole file, so that all of it has to be known first.
        return _decided(examined, decisions, document) if decisions else examined

    def align(self, documents: Iterable[Document]) -> Iterator[Alignment]:
        """The alignment of every segment, before any rule."""
        for aligned in self.aligned(documents):
            yield from aligned.alignments

    def aligned(self, documents: Iterable[Document]) -> Iterator[Aligned]:
        """The alignments of each text with the lexicon that it was read by."""
        for document in documents:
            yield from self._aligned(document, self._decisions)

    def _aligned(self, document: Document, decisions: Decisions | None) -> Iterator[Aligned]:
        constraints = Constraints()
        if decisions:
            constraints = resolved(decisions, decisions.file(document.path), document.segments).constraints
        begin = 0
        for segments in texts(document.segments):
            end = begin + len(segments)
            yield self._aligner.document(segments, constraints.part(begin, end))
            begin = end

    def _judge(self, aligned: Aligned, date: str) -> list[Finding]:
        alignments = aligned.alignments
        if not alignments:
            return []
        context = Context(alignments, 0, aligned.lexicon, aligned.expectations, self._style, date)
        places = {id(alignment.segment): index for index, alignment in enumerate(alignments)}
        found: list[Finding] = []
        rules = self._rules
        if is_reversed(alignment.segment for alignment in alignments):
            rules = tuple(rule for rule in rules if rule.code == TELLS_OF_IT)
        for_document = [rule for rule in rules if rule.scope == "document"]
        for_segment = [rule for rule in rules if rule.scope == "segment"]
        for rule in for_document:
            found.extend(rule.check(context))
        for index in range(len(alignments)):
            here = context.at(index)
            for rule in for_segment:
                found.extend(rule.check(here))
        found.sort(key=lambda finding: (places[id(finding.segment)], _place(finding)))
        return found


def _decided(examined: Iterable[Examined], decisions: Decisions, document: Document) -> Iterator[Examined]:
    """The same, with the findings suppressed that reviewers ignore."""
    whole = list(examined)
    findings, _ = suppressed([finding for one in whole for finding in one.findings], decisions, document.path)
    left = iter(findings)
    for one in whole:
        yield replace(one, findings=tuple(islice(left, len(one.findings))))


def texts(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Consecutive segments of one document each."""
    for _, group in groupby(segments, key=lambda segment: segment.document):
        yield list(group)


def _place(finding: Finding) -> tuple[int, int, str]:
    target = finding.target.start if finding.target else -1
    source = finding.source.start if finding.source else -1
    return (target, source, finding.code)
