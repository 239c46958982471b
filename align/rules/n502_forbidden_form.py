"""N502 forbidden-form: a form that the glossary forbids.

Somebody met this error before and wrote it down, with the reason. It is reported where the source names the entry, or
where there is no source at all; elsewhere the words may well be somebody else's right name.

Chinese: 金井正彰启程 → "Takashi Kanai departs" where the entry forbids "Takashi Kanai", expected "Masaaki Kanai".
Japanese: 公明党 → "Clean Government Party" where the entry forbids it, expected "Komeito".

The fix is safe where the source names the entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.model.alignment import Relation
from align.model.finding import Finding, Severity
from align.rules.base import Context, Rule, differing, expecting, is_shouted, replacement


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such rendering in the segment."""
    for link, difference in differing(context, Relation.FORBIDDEN):
        assert link.target is not None
        why = f" ({difference.why})" if difference.why else ""
        whose = f" for {link.source.surface}" if link.source else ""
        yield RULE.finding(
            context,
            f'the glossary forbids "{link.target.surface}"{whose}{why}{expecting(link)}',
            source=link.source,
            target=link.target,
            link=link,
            expected=link.expected,
            fix=replacement(link, context.segment.key, shouting=is_shouted(context.segment.target or "")),
        )


RULE = Rule(
    code="N502",
    name="forbidden-form",
    severity=Severity.ERROR,
    summary="a form that the glossary forbids",
    mqm="terminology/wrong-term",
    check=check,
    documentation=__doc__,
)
