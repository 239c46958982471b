"""N201 romanisation-variant: the same reading, spelt by another system or with another long vowel.

It is the right person, but a reader who searches for the name will not find them, and two spellings look like two people:
Ono, Ohno and Ōno; Kinosita and Kinoshita; Hsi and Xi. The glossary's spelling is the one to use; spellings that its entry
accepts are not reported.

Chinese: 习近平 → "Hsi Chin-p'ing" (Wade–Giles), expected "Xi Jinping".
Japanese: 大野 → "Ohno", expected "Ono".

The fix is safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.model.alignment import Relation
from align.model.finding import Finding, Severity
from align.rules.base import Context, Rule, wrong_renderings


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such rendering in the segment."""
    yield from wrong_renderings(RULE, context, Relation.VARIANT)


RULE = Rule(
    code="N201",
    name="romanisation-variant",
    severity=Severity.WARNING,
    summary="the same reading spelt otherwise",
    mqm="terminology/inconsistent-with-terminology-resource",
    check=check,
    documentation=__doc__,
)
