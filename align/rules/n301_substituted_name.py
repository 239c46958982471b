"""N301 substituted-name: another person, place or organisation stands where this one should.

The worst error there is: the sentence is fluent, and false. It is reported where the source names a glossary entry and
the translation has, in its place, what the glossary knows as another person, place or organisation, or somebody's name
that nothing in the source accounts for (with less confidence).

Chinese: 日本首相高市早苗 → "Japanese Prime Minister Taro Kono", expected "Sanae Takaichi".
Japanese: 岸田文雄 → "Nobuo Kishi", expected "Fumio Kishida".

The fix is unsafe: who is meant is a matter for a person to confirm.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.model.alignment import Relation
from align.model.finding import Finding, Severity
from align.rules import substitutes
from align.rules.base import Context, Rule, wrong_renderings


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such rendering in the segment."""
    yield from wrong_renderings(RULE, context, Relation.IDENTITY)
    yield from substitutes.findings(RULE, context)


RULE = Rule(
    code="N301",
    name="substituted-name",
    severity=Severity.ERROR,
    summary="another person, place or organisation stands where this one should",
    mqm="accuracy/mistranslation",
    check=check,
    documentation=__doc__,
)
