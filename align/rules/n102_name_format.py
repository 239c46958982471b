"""N102 name-format: the right name with other spaces, hyphens, apostrophes or capitals.

Readers take "Ma Zuo Bo" for three names and search in vain for "Tsai Ing-Wen". A Chinese given name is written as one
word; hyphens and small second syllables belong to Taiwanese, Hong Kong and Korean names as the glossary writes them.
Capitals in a headline that is all capitals are not reported. A Japanese family name in capitals beside a given name that
is not (Akio KINOSHITA) is a usage of ministries and sports pages: it is told as `info` unless the style allows it.
A title that has become a
possession (坂本容疑者 as "Sakamoto's suspect") is reported as well, without a fix.

Chinese: 马左波 → "Ma Zuo Bo", expected "Ma Zuobo".
Japanese: 高市早苗 → "TAKAICHI", expected "Takaichi".

The fix is safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.model.alignment import Relation
from align.model.finding import Finding, Severity
from align.rules.base import Context, Rule, differing, expecting, is_shouted, rendered, replacement
from align.rules.trust import is_left_to_writer, trust


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such rendering in the segment."""
    for link, difference in differing(context, Relation.FORMAT):
        if difference.observed.isupper() and is_shouted(context.segment.target or ""):
            continue
        if is_left_to_writer(context.lexicon.entity(link.entity), link, Relation.FORMAT):
            continue
        wanted = expecting(link) if difference.part != "title" else ""
        yield RULE.finding(
            context,
            f"{rendered(link)}: {difference.why}{wanted}",
            source=link.source,
            target=link.target,
            link=link,
            expected=link.expected,
            fix=replacement(link, context.segment.key) if wanted else None,
            severity=Severity.INFO if difference.part == "capitals" else None,
            confidence=trust(context.lexicon.entity(link.entity), link, Relation.FORMAT),
        )


RULE = Rule(
    code="N102",
    name="name-format",
    severity=Severity.WARNING,
    summary="spacing, hyphen, apostrophe or capitals of a name",
    mqm="locale-convention/name-format",
    check=check,
    documentation=__doc__,
)
