"""N202 wrong-reading: the characters are read in a way that is not this name's.

The result is a person who does not exist, or another one: nothing in the English tells the reader. It is reported where
part of the name is right, or the letters are a well-formed reading close to the right one.

Chinese: 朱镕基 → "Zhu Yongji", expected "Zhu Rongji".
Japanese: 金井正彰 → "Takashi Kanai", expected "Masaaki Kanai".

The fix is unsafe: who is meant is a matter for a person to confirm.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.model.alignment import Relation
from align.model.finding import Finding, Severity
from align.rules.base import Context, Rule, wrong_renderings


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such rendering in the segment."""
    yield from wrong_renderings(RULE, context, Relation.READING)


RULE = Rule(
    code="N202",
    name="wrong-reading",
    severity=Severity.ERROR,
    summary="a reading that these characters do not have here",
    mqm="accuracy/mistranslation",
    check=check,
    documentation=__doc__,
)
