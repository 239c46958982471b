"""N103 partial-name: only part of the name where the document mentions it first.

"Takaichi" means somebody only to a reader who has met Sanae Takaichi before. Many houses leave this to the writer, so the
rule is off unless selected.

Chinese: 习近平 → "Xi" in the first sentence, expected "Xi Jinping".
Japanese: 高市早苗 → "Takaichi" in the first sentence, expected "Sanae Takaichi".

The fix is unsafe: a title or a headline may be the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.model.alignment import Relation
from align.model.finding import Edit, Finding, Fix, Safety, Severity
from align.rules.base import Context, Rule, rendered


def check(context: Context) -> Iterator[Finding]:
    """One finding for each entity whose first rendering in the document is a part of a whole source name."""
    seen: set[str] = set()
    for index, alignment in enumerate(context.alignments):
        for link in alignment.links:
            if not (link.entity and link.source and link.target) or link.entity in seen:
                continue
            seen.add(link.entity)
            if any(difference.relation is Relation.PARTIAL for difference in link.differences):
                full = context.expectations.of(link.entity).name.forms[0]
                edit = Edit(alignment.segment.key, link.target.span, link.target.surface, full)
                yield RULE.finding(
                    context.at(index),
                    f'{rendered(link)} at its first mention; expected "{full}"',
                    source=link.source,
                    target=link.target,
                    link=link,
                    expected=(full,),
                    fix=Fix(f'Replace with "{full}"', (edit,), Safety.UNSAFE),
                )


RULE = Rule(
    code="N103",
    name="partial-name",
    severity=Severity.WARNING,
    summary="only part of the name at the first mention in a document",
    mqm="accuracy/omission",
    check=check,
    scope="document",
    default_on=False,
    documentation=__doc__,
)
