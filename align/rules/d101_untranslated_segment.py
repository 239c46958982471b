"""D101 untranslated-segment: a segment of the translation is still Chinese or Japanese, or there is none.

The reader meets a passage that says nothing to them, or misses one and does not know it. Reported is a segment whose
translation is Chinese or Japanese for the most part or a copy of its source, and one with a source but without a
translation, which is also what a passage is to which nothing corresponds. A single name left in its own writing is N304,
and a source without Chinese or Japanese (a number, an address, a line of English) owes nothing. Where no segment of a
document is translated, that is told once.

Chinese: 会谈持续了两个小时。 → "会谈持续了两个小时。", expected a sentence in English.
Japanese: 会談は2時間続いた。 → "", expected a sentence in English.

There is no fix: somebody has to translate it.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.model.finding import Finding, Severity
from align.model.segment import Segment
from align.model.span import Span
from align.rules.base import Context, Rule
from align.rules.left_writing import is_untranslated, left_writing
from align.text.scripts import has_cjk

_SEVERAL = 3
"""From so many segments on, a document of which none is translated is one fault."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for each segment, or one for the document where none of its segments is translated."""
    segments = [alignment.segment for alignment in context.alignments]
    faults = {index: what for index, segment in enumerate(segments) if (what := _fault(segment))}
    owed = sum(_owes_translation(segment) for segment in segments)
    if _SEVERAL <= owed == len(faults):
        first = min(faults)
        yield _finding(context.at(first), f"none of the {owed} segments of this document is translated")
        return
    for index, what in faults.items():
        yield _finding(context.at(index), what)


def _owes_translation(segment: Segment) -> bool:
    """Whether there is something to translate; without a source the translation itself says."""
    if segment.source is None:
        return bool(segment.target and not segment.target.isspace())
    return has_cjk(segment.source)


def _fault(segment: Segment) -> str:
    """What is wrong with a segment; empty where it is translated, or nothing has to be."""
    source, target = segment.source, segment.target
    if not target or target.isspace():
        return "this is not translated" if source and has_cjk(source) else ""
    if target.isascii():
        return ""
    if not is_untranslated(target, left_writing(target), source or ""):
        return ""
    copied = source is not None and source.strip() == target.strip()
    return "the translation is a copy of the source" if copied else "the translation is in Chinese or Japanese"


def _finding(context: Context, what: str) -> Finding:
    source, target = context.segment.source, context.segment.target
    return RULE.finding(
        context,
        what,
        source_span=Span(0, len(source)) if source else None,
        target_span=Span(0, len(target)) if target else None,
    )


RULE = Rule(
    code="D101",
    name="untranslated-segment",
    severity=Severity.WARNING,
    summary="a segment left in Chinese or Japanese, or without a translation",
    mqm="accuracy/untranslated",
    check=check,
    scope="document",
    documentation=__doc__,
)
