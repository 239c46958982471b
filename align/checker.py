"""The pipeline: documents to mentions, mentions to links, links to findings.

Built from parts (lexicon, rules, style, date), never from settings. Each document is read as one text from its first
segment to its last; documents know nothing of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from align.alignment.link import Aligned, Aligner
from align.glossary.lexicon import Lexicon
from align.model.alignment import Alignment
from align.model.finding import Finding
from align.model.segment import Document, Segment
from align.names.style import DEFAULT, Style
from align.rules.base import Context, Rule

if TYPE_CHECKING:
    from align.match.undeclared import Discoverer


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
    ) -> None:
        self._rules = tuple(rules)
        self._date = date
        self._style = style
        self._aligner = Aligner(lexicon, style, discoverer)

    def check(self, documents: Iterable[Document]) -> Iterator[Finding]:
        """Every finding, text by text and segment by segment, within one in the order of the translation."""
        for document in documents:
            for aligned in self.aligned((document,)):
                yield from self._judge(aligned, self._date or document.date)

    def align(self, documents: Iterable[Document]) -> Iterator[Alignment]:
        """The alignment of every segment, before any rule."""
        for aligned in self.aligned(documents):
            yield from aligned.alignments

    def aligned(self, documents: Iterable[Document]) -> Iterator[Aligned]:
        """The alignments of each text with the lexicon that it was read by."""
        for document in documents:
            for segments in texts(document.segments):
                yield self._aligner.document(segments)

    def _judge(self, aligned: Aligned, date: str) -> list[Finding]:
        alignments = aligned.alignments
        if not alignments:
            return []
        context = Context(alignments, 0, aligned.lexicon, aligned.expectations, self._style, date)
        places = {id(alignment.segment): index for index, alignment in enumerate(alignments)}
        found: list[Finding] = []
        for_document = [rule for rule in self._rules if rule.scope == "document"]
        for_segment = [rule for rule in self._rules if rule.scope == "segment"]
        for rule in for_document:
            found.extend(rule.check(context))
        for index in range(len(alignments)):
            here = context.at(index)
            for rule in for_segment:
                found.extend(rule.check(here))
        found.sort(key=lambda finding: (places[id(finding.segment)], _place(finding)))
        return found


def texts(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Consecutive segments of one document each."""
    for _, group in groupby(segments, key=lambda segment: segment.document):
        yield list(group)


def _place(finding: Finding) -> tuple[int, int, str]:
    target = finding.target.start if finding.target else -1
    source = finding.source.start if finding.source else -1
    return (target, source, finding.code)
