"""The pipeline: documents to mentions, mentions to links, links to findings.

Built from parts (lexicon, rules, style, date), never from settings. Each document is read as one text from its first
segment to its last; documents know nothing of each other. What comments in a document and what reviewers have decided on
it is obeyed: links as they say, and what they ignore is suppressed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

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
from align.rules.direction import TELLS_OF_IT, is_checked
from align.rules.inline import commented
from align.rules.s101_unused_suppression import RULE as S101
from align.rules.s101_unused_suppression import Unused, unused_comments
from align.rules.suppress import suppressed
from align.rules.wording import Manner

if TYPE_CHECKING:
    from align.alignment.neural import WordAligner
    from align.match.undeclared import Discoverer


@dataclass(frozen=True, slots=True)
class Examined:
    """All that came of one text: its segments aligned, what was found (also what is suppressed), and what it was read by."""

    alignments: tuple[Alignment, ...]
    findings: tuple[Finding, ...]
    lexicon: Lexicon
    expectations: Expectations


@dataclass(frozen=True, slots=True)
class Part:
    """A text as it is judged: its segments, what reviewers have decided on its links, and its date, empty if not known."""

    segments: tuple[Segment, ...]
    constraints: Constraints | None
    date: str


class Checker:
    """Finds what is wrong with the names of documents: those that the lexicon declares, and with a `discoverer` all.

    With `words` ties between links are broken by which words attend to which.
    `date` is that of the documents, where they do not say it themselves; `today`, as `YYYY-MM-DD`, the day up to which
    comments may count, empty where none expires.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        *,
        rules: Sequence[Rule],
        style: Style = DEFAULT,
        date: str = "",
        discoverer: Discoverer | None = None,
        words: WordAligner | None = None,
        decisions: Decisions | None = None,
        today: str = "",
    ) -> None:
        self._rules = tuple(rules)
        self._codes = frozenset(rule.code for rule in rules)
        self._today = today
        self._date = date
        self._style = style
        self._decisions = decisions
        self._aligner = Aligner(lexicon, style, discoverer, words)

    def check(self, documents: Iterable[Document]) -> Iterator[Finding]:
        """Every finding, text by text and segment by segment, within one in the order of the translation."""
        for document in documents:
            yield from self.settled(document, [self.judged(part) for part in self.parts(document)])

    def parts(self, document: Document) -> list[Part]:
        """The texts of a document, each of which is judged by itself."""
        constraints = self._constraints(document, self._decisions)
        found: list[Part] = []
        begin = 0
        for segments in texts(document.segments):
            end = begin + len(segments)
            found.append(Part(tuple(segments), constraints.part(begin, end), self._date or document.date))
            begin = end
        return found

    def judged(self, part: Part) -> list[Finding]:
        """What the rules find in a text, before anything is suppressed."""
        return self._judge(self._read(part.segments, part.constraints), part.date)

    def settled(self, document: Document, found: Sequence[Sequence[Finding]]) -> Iterator[Finding]:
        """The findings of a document, given those of each of its parts, with what is to be ignored suppressed."""
        for part in self._settled(document, found, self._decisions):
            yield from part

    def examine(self, document: Document, decisions: Decisions | None = None) -> Iterator[Examined]:
        """What comes of each text of a document; `decisions` take the place of those that the checker was given."""
        decisions = self._decisions if decisions is None else decisions
        examined: Iterator[Examined] = (
            Examined(aligned.alignments, tuple(found), aligned.lexicon, aligned.expectations)
            for aligned in self._aligned(document, decisions)
            for found in (self._judge(aligned, self._date or document.date),)
        )
        if not decisions and not document.comments:
            return examined
        # One decision or comment holds for findings of the whole file, so that all of it has to be known first.
        whole = list(examined)
        settled = self._settled(document, [one.findings for one in whole], decisions)
        return (replace(one, findings=tuple(found)) for one, found in zip(whole, settled, strict=True))

    def _settled(
        self, document: Document, found: Sequence[Sequence[Finding]], decisions: Decisions | None
    ) -> list[list[Finding]]:
        """The findings of each part, suppressed as comments and decisions say; comments that ignore nothing are findings."""
        findings = [finding for part in found for finding in part]
        idle: list[Finding] = []
        if document.comments:
            findings, unused = commented(findings, document, self._codes, self._today)
            unused = _judged(unused, document)
            idle = list(unused_comments(unused, document)) if S101.code in self._codes else []
        if decisions:
            findings, _ = suppressed(findings, decisions, document.path)
        left = iter(findings)
        parts = [list(islice(left, len(part))) for part in found]
        return _with_idle(parts, idle, document) if idle else parts

    def align(self, documents: Iterable[Document]) -> Iterator[Alignment]:
        """The alignment of every segment, before any rule."""
        for aligned in self.aligned(documents):
            yield from aligned.alignments

    def aligned(self, documents: Iterable[Document]) -> Iterator[Aligned]:
        """The alignments of each text with the lexicon that it was read by."""
        for document in documents:
            yield from self._aligned(document, self._decisions)

    def _aligned(self, document: Document, decisions: Decisions | None) -> Iterator[Aligned]:
        constraints = self._constraints(document, decisions)
        begin = 0
        for segments in texts(document.segments):
            end = begin + len(segments)
            yield self._read(segments, constraints.part(begin, end))
            begin = end

    def _read(self, segments: Sequence[Segment], constraints: Constraints | None) -> Aligned:
        return self._aligner.document(segments, constraints) if is_checked(segments) else self._aligner.unread(segments)

    @staticmethod
    def _constraints(document: Document, decisions: Decisions | None) -> Constraints:
        """What reviewers have decided on the links of a document."""
        if not decisions:
            return Constraints()
        return resolved(decisions, decisions.file(document.path), document.segments).constraints

    def _judge(self, aligned: Aligned, date: str) -> list[Finding]:
        alignments = aligned.alignments
        if not alignments:
            return []
        manner = Manner(alignments, aligned.lexicon)
        context = Context(alignments, 0, aligned.lexicon, aligned.expectations, self._style, manner, date)
        places = {id(alignment.segment): index for index, alignment in enumerate(alignments)}
        found: list[Finding] = []
        rules = self._rules
        if not is_checked([alignment.segment for alignment in alignments]):
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


LONGEST_TEXT: Final = 10_000
"""Segments that are read as one text at most. A book has fewer; what has more is a memory or an export of many texts."""


def texts(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Consecutive segments of one document each, cut where they are more than `LONGEST_TEXT`."""
    for _, group in groupby(segments, key=lambda segment: segment.document):
        while part := list(islice(group, LONGEST_TEXT)):
            yield part


def _judged(unused: list[Unused], document: Document) -> list[Unused]:
    """Comments without those at texts of which nothing was judged, where there was nothing to ignore."""
    silent = {segment.key for part in texts(document.segments) if not is_checked(part) for segment in part}
    if len(silent) == len(document.segments) > 0:
        return []
    return [each for each in unused if not each.comment.keys or not silent.issuperset(each.comment.keys)]


def _with_idle(parts: list[list[Finding]], idle: Sequence[Finding], document: Document) -> list[list[Finding]]:
    """The findings of each text with those about comments before those of the segments that the comments stand at."""
    found: list[list[Finding]] = []
    for part, segments in zip(parts, texts(document.segments), strict=True):
        places = {segment.key: at for at, segment in enumerate(segments)}
        here = [each for each in idle if each.segment.key in places or not (each.segment.key or found)]
        found.append(sorted([*here, *part], key=lambda finding: places.get(finding.segment.key, -1)))
    return found


def _place(finding: Finding) -> tuple[int, int, str]:
    target = finding.target.start if finding.target else -1
    source = finding.source.start if finding.source else -1
    return (target, source, finding.code)
