"""N204 misspelt-name: close to the right form, but not a reading of it in any system.

A slip of the keyboard or a syllable that does not exist. Where the letters are a well-formed reading of other
characters, N202 is reported instead.

Chinese: 孙卫东 → "Sun Weidngo", expected "Sun Weidong".
Japanese: 岸田文雄 → "Fumio Kishdia", expected "Fumio Kishida".

The fix is unsafe: who is meant is a matter for a person to confirm.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.model.alignment import Relation
from align.model.finding import Finding, Severity
from align.rules.base import Context, Rule, wrong_renderings


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such rendering in the segment."""
    yield from wrong_renderings(RULE, context, Relation.SPELLING)


RULE = Rule(
    code="N204",
    name="misspelt-name",
    severity=Severity.ERROR,
    summary="close to the right form, but no reading gives it",
    mqm="accuracy/mistranslation",
    check=check,
    documentation=__doc__,
)
