"""N302 missing-name: nothing in the translation renders a name that the source gives.

The reader learns that something was said, not by whom. It is reported where the source gives a whole name, no form of
it stands in the segment, and neither a pronoun nor an office can stand for it: they can, once the document has
introduced the person in English. A name that the segment renders once may be repeated by a pronoun, and one that stands
in its own writing is untranslated (N304). Where more was left out than the name, a clause or a byline, it is told as
`info`.

Chinese: 金杉宪治大使表示 → "The ambassador said", where nobody has been introduced; expected "Kenji Kanasugi".
Japanese: 小池百合子知事は → "Governor released a message", expected "Yuriko Koike".

There is no fix: where the name belongs is for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from statistics import median

from align.alignment.gap import seam
from align.model.alignment import Link, Mention, Verdict
from align.model.finding import Finding, Severity
from align.model.span import Span
from align.rules.base import Context, Rule, confidence_in, is_whole
from align.rules.left_writing import stands_in
from align.rules.stand_ins import THIRD_PERSON, is_stand_in
from align.text.fold import fold_source
from align.text.words import Word, words

_USUAL_LENGTH = {"ja": 2.3, "zh": 3.0}
"""English letters for one of the source, in news."""
_ENOUGH_SEGMENTS = 5
_SUBJECTS = frozenset({"he", "she"})
_NEAR = 0.25
_CLAUSE = 20
_CLAUSE_LEFT_OUT = 0.7
"""Below this share of the usual length more than a name was left out."""
_BYLINE = re.compile(
    r"[(（【\[〔][^)）】\]〕]*(?:[记記]者|通讯员|通訊員|编辑|編輯|责编|責編|摄|攝|撮影|文責)[^)）】\]〕]*$"
)
_REPORTED = re.compile(r"\b(?:reporters?|reported|correspondents?|edit(?:or|ed)|photo(?:s|graph)?|by)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each person whom a segment's source names and its translation does not."""
    measured = _measured_length(context)
    introduced: set[str] = set()
    for index, alignment in enumerate(context.alignments):
        yield from _in_segment(context.at(index), introduced, measured)
        introduced.update(link.entity for link in alignment.links if link.target)


def _in_segment(context: Context, introduced: Set[str], measured: float | None) -> Iterator[Finding]:
    """The findings of one segment; `introduced` are those whom earlier ones have named in English."""
    text, source = context.segment.target, context.segment.source
    if not text or not source:
        return
    links = context.alignment.links
    rendered = {link.entity for link in links if link.target}
    told: set[str] = set()
    for link in links:
        if not _is_missing(context, link) or link.entity in rendered | told:
            continue
        assert link.source is not None
        found = words(text)
        if link.entity in introduced and _stand_in(found):
            continue
        told.add(link.entity)
        yield RULE.finding(
            context,
            f'nothing renders {link.source.surface}; expected "{link.expected[0]}"',
            source=link.source,
            target_span=_place(link, context, found),
            link=link,
            expected=link.expected,
            confidence=min(_confidence(context, link, measured), confidence_in(link), _declared(context, link)),
        )


def _declared(context: Context, link: Link) -> float:
    """How much the name itself is to be trusted: one that nobody declares is no more than a guess of where names stand."""
    return 1.0 if context.lexicon.entity(link.entity).is_declared else 0.4


def _confidence(context: Context, link: Link, measured: float | None) -> float:
    """Low where more than a name was left out: several people, the byline, or much of what the source says."""
    missing = {link.entity for link in context.alignment.links if _is_missing(context, link)}
    if len(missing - {link.entity for link in context.alignment.links if link.target}) > 1:
        return 0.4
    source, target = context.segment.source or "", context.segment.target or ""
    if link.source and _BYLINE.search(source, 0, link.source.span.start) and not _REPORTED.search(target):
        return 0.4
    rate = measured or _USUAL_LENGTH.get(context.segment.source_lang[:2], min(_USUAL_LENGTH.values()))
    usual = rate * len(source)
    return 0.4 if len(source) >= _CLAUSE and len(target) < _CLAUSE_LEFT_OUT * usual else 0.8


def _measured_length(context: Context) -> float | None:
    """English letters for one of the source in this document; None where it is too short to tell."""
    lengths = [
        len(alignment.segment.target) / len(alignment.segment.source)
        for alignment in context.alignments
        if alignment.segment.source and alignment.segment.target
    ]
    return median(lengths) if len(lengths) >= _ENOUGH_SEGMENTS else None


def _is_missing(context: Context, link: Link) -> bool:
    """Whether the source gives the whole name of a person of the glossary here, and nothing is linked to it.

    A name that stands untranslated in the English is another fault (N304).
    """
    if link.verdict is not Verdict.MISSING or not link.entity or link.source is None or not is_whole(link.source):
        return False
    return context.lexicon.entity(link.entity).is_person and not _is_left(context, link.source)


def _is_left(context: Context, mention: Mention) -> bool:
    target = context.segment.target or ""
    return not target.isascii() and stands_in(fold_source(mention.surface).text, fold_source(target).text)


def _stand_in(found: Sequence[Word]) -> bool:
    """Whether a pronoun or an office is there that may stand for the person."""
    return any(is_stand_in(found, index) for index in range(len(found)))


def _place(link: Link, context: Context, found: Sequence[Word]) -> Span | None:
    """Where the name should stand: at a pronoun that has taken its place, or in the gap that it left."""
    source, text = context.segment.source or "", context.segment.target or ""
    assert link.source is not None
    if found and link.source.span.start == 0 and found[0].text.lower() in THIRD_PERSON:
        return Span(found[0].start, found[0].end)
    gap = seam(link, context.alignment.links, source, text, found)
    return gap or _subject_near(link.source.span.start / len(source), text, found)


def _subject_near(share: float, text: str, found: Sequence[Word]) -> Span | None:
    """The `he` or `she` that stands about as far in the translation as the name in the source."""
    subjects = [Span(word.start, word.end) for word in found if word.text.lower() in _SUBJECTS]
    near = min(subjects, key=lambda span: abs(span.start / len(text) - share), default=None)
    return near if near and abs(near.start / len(text) - share) <= _NEAR else None


RULE = Rule(
    code="N302",
    name="missing-name",
    severity=Severity.WARNING,
    summary="nothing renders this mention, and no pronoun or role stands for it",
    mqm="accuracy/omission",
    check=check,
    scope="document",
    documentation=__doc__,
)
