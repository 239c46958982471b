"""N203 wrong-language-reading: the characters are read in a language that is not the name's own.

Han characters are shared; readings are not. A Japanese, Korean, Vietnamese, Hong Kong or Singaporean name read in
Mandarin, a mainland name read in Cantonese, a Chinese or Korean one read in Japanese (Shu Kinpei) names nobody that an
English reader could find. A Taiwanese or overseas spelling is the person's own and is never derived: its plain pinyin is
reported here as well.

Chinese: 文在寅 → "Wen Zaiyin", expected "Moon Jae-in".
Japanese: 高市早苗 → "Gaoshi Zaomiao", expected "Sanae Takaichi".

The fix is unsafe: who is meant is a matter for a person to confirm.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.model.alignment import Relation
from align.model.finding import Finding, Severity
from align.rules.base import Context, Rule, wrong_renderings


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such rendering in the segment."""
    yield from wrong_renderings(RULE, context, Relation.LANGUAGE)


RULE = Rule(
    code="N203",
    name="wrong-language-reading",
    severity=Severity.ERROR,
    summary="the reading of the wrong language",
    mqm="accuracy/mistranslation",
    check=check,
    documentation=__doc__,
)
