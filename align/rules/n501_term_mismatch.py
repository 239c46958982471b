"""N501 term-mismatch: an organisation, place, work or event that is not rendered as the glossary says.

Readers follow institutions by their names; two names for one ministry look like two ministries. It is an error where
words stand in the translation that are evidently meant for the entity and are no accepted form of it. Where nothing
alike is found, the translation may well have paraphrased: that is told as `info`.

Chinese: 外交部亚洲司 → "Asian Office of the Foreign Ministry", expected "Department of Asian Affairs".
Japanese: 福島第一原子力発電所 → "Fukushima No. 1 power station", expected "Fukushima Daiichi nuclear power plant".

The fix is unsafe: articles and cases around the term may have to change with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from align.model.alignment import Link, Verdict
from align.model.finding import Edit, Finding, Fix, Safety, Severity
from align.model.span import Span
from align.rules.base import Context, Rule
from align.text.words import Word, words

_LINKING = frozenset({"of", "the", "and", "for", "to", "in", "on", "a", "an", "s"})
_ALIKE = 0.62
_SAME_WORD = 0.74
_UNSURE = 0.3


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such entity that the segment's translation does not name."""
    text = context.segment.target
    if not text or not context.segment.source:
        return
    rendered = {link.entity for link in context.alignment.links if link.target}
    told: set[str] = set()
    for link in context.alignment.links:
        if link.verdict is not Verdict.MISSING or not link.entity or link.entity in rendered | told or not link.source:
            continue
        if context.lexicon.entity(link.entity).is_person:
            continue
        told.add(link.entity)
        yield _finding(context, link, _nearest(context, link, words(text)), text)


def _finding(context: Context, link: Link, near: Span | None, text: str) -> Finding:
    assert link.source is not None
    seen = f'rendered as "{near.of(text)}"' if near else "not rendered as the glossary says"
    fix = None
    if near:
        edit = Edit(context.segment.key, near, near.of(text), link.expected[0])
        fix = Fix(f'Replace with "{link.expected[0]}"', (edit,), Safety.UNSAFE)
    return RULE.finding(
        context,
        f'{link.source.surface} is {seen}; expected "{link.expected[0]}"',
        source=link.source,
        target_span=near,
        link=link,
        expected=link.expected,
        fix=fix,
        confidence=0.8 if near else _UNSURE,
    )


def _nearest(context: Context, link: Link, found: Sequence[Word]) -> Span | None:
    """Words that share most of theirs with an accepted form, None where there are none."""
    taken = [other.target.span for other in context.alignment.links if other.target]
    best, where = _ALIKE, None
    for form in link.expected:
        wanted = _telling(words(form))
        if len(wanted) < 2:
            continue
        for first in range(len(found)):
            for last in range(first, min(first + len(wanted) + 3, len(found))):
                span = Span(found[first].start, found[last].end)
                if not _may_begin(found[first]) or not _may_begin(found[last]) or any(span.overlaps(t) for t in taken):
                    continue
                score = _overlap(wanted, _telling(found[first : last + 1]))
                if score > best:
                    best, where = score, span
    return where


def _may_begin(word: Word) -> bool:
    return word.letters not in _LINKING


def _telling(found: Sequence[Word]) -> list[str]:
    return [word.letters for word in found if word.letters and word.letters not in _LINKING]


def _overlap(wanted: Sequence[str], seen: Sequence[str]) -> float:
    """How many words two terms share (Dice), words of one stem counting as the same."""
    left = list(seen)
    common = 0
    for word in wanted:
        match = next((other for other in left if Indel.normalized_similarity(word, other) >= _SAME_WORD), None)
        if match is not None:
            left.remove(match)
            common += 1
    return 2 * common / (len(wanted) + len(seen)) if seen else 0.0


RULE = Rule(
    code="N501",
    name="term-mismatch",
    severity=Severity.ERROR,
    summary="an organisation, place, work or event not rendered as the glossary says",
    mqm="terminology/wrong-term",
    check=check,
    documentation=__doc__,
)
