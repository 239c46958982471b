"""Which fixes are made, and what comes of them.

A fix is made as a whole or not at all, and only one that everything agrees with: its safety is among those asked for, its
finding counts (nothing suppresses it), the words that it replaces still stand there, and it touches nothing protected:
no tag, placeholder, link or code. Of two fixes that overlap, the one that begins earlier is made, of two that begin
together the longer one; equal ones are one. The other is tried again when the text has been checked anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from align.model.finding import Edit, Finding, Fix, Safety
from align.model.segment import Comment, Document, Segment
from align.model.span import Side, Span

SAFE = frozenset({Safety.SAFE})
ALL = frozenset({Safety.SAFE, Safety.UNSAFE})


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be done to one document.

    `made` are the findings whose fixes are made, `targets` the new translations by the keys of their segments, `comments`
    what is left of comments. `put_off` are findings whose fixes are of the safety asked for and not made, each with why.
    """

    made: tuple[Finding, ...] = ()
    targets: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[Comment, tuple[str, ...]] = field(default_factory=dict)
    put_off: tuple[tuple[Finding, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.made)


def chosen(findings: Iterable[Finding], document: Document, allowed: frozenset[Safety] = SAFE) -> Choice:
    """Which of the fixes for a document's findings are made."""
    segments = {segment.key: segment for segment in document.segments}
    places = {key: at for at, key in enumerate(segments)}
    taken: defaultdict[str, list[Edit]] = defaultdict(list)
    comments: dict[Comment, tuple[str, ...]] = {}
    made: list[Finding] = []
    put_off: list[tuple[Finding, str]] = []
    for finding, fix in sorted(_fixes(findings, allowed), key=lambda pair: _order(pair[1], places)):
        why = _against(fix, segments, taken, comments)
        if why:
            put_off.append((finding, why))
            continue
        made.append(finding)
        comments.update(fix.comments)
        for edit in fix.edits:
            if edit not in taken[edit.key]:
                taken[edit.key].append(edit)
    targets = {key: _edited(segments[key].target or "", edits) for key, edits in taken.items() if edits}
    return Choice(tuple(made), targets, comments, tuple(put_off))


def _fixes(findings: Iterable[Finding], allowed: frozenset[Safety]) -> Iterable[tuple[Finding, Fix]]:
    for finding in findings:
        if finding.fix and finding.fix.safety in allowed and finding.suppressed is None:
            yield finding, finding.fix


def _order(fix: Fix, places: Mapping[str, int]) -> tuple[int, int, int]:
    """Earlier first, then longer, by the first edit; `places` are those of the segments in the text."""
    return min(((places.get(edit.key, -1), edit.span.start, -edit.span.end) for edit in fix.edits), default=(-1, 0, 0))


def _against(
    fix: Fix,
    segments: Mapping[str, Segment],
    taken: Mapping[str, Sequence[Edit]],
    comments: Mapping[Comment, tuple[str, ...]],
) -> str:
    """What speaks against making a fix; empty where nothing does."""
    if any(comment in comments for comment, _ in fix.comments):
        return "another fix changes the same comment"
    for edit in fix.edits:
        segment = segments.get(edit.key)
        if segment is None or segment.target is None or edit.span.of(segment.target) != edit.expected:
            return "the words are no longer there"
        if any(_touches(edit.span, mark.span) for mark in segment.protected if mark.side is Side.TARGET):
            return "a tag, a placeholder, a link or code stands within the words"
        others = (*taken.get(edit.key, ()), *(other for other in fix.edits if other.key == edit.key))
        if any(_meet(edit, other) for other in others if other != edit):
            return "another fix changes the same words"
    return ""


def _touches(span: Span, mark: Span) -> bool:
    """Whether an edit reaches into what is protected; an insertion does within it, not at its border."""
    if not len(span):
        return mark.start < span.start < mark.end
    return span.overlaps(mark)


def _meet(one: Edit, other: Edit) -> bool:
    """Whether two edits change the same words, or put words into the same place."""
    if not len(one.span) or not len(other.span):
        return one.span.start <= other.span.end and other.span.start <= one.span.end
    return one.span.overlaps(other.span)


def _edited(text: str, edits: Sequence[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text
