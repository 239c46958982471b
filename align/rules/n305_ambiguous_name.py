"""N305 ambiguous-name: several glossary entries fit and nothing decides.

Two people of one family name are in the document, and a bare 田中 or "Tanaka" may be either. The checker does not guess;
it says so, in case the reader would have to guess as well. Always `info`.

Chinese: 王局长 where 王毅 and 王文涛 have both been named.
Japanese: 菅氏 where 菅義偉 and 菅直人 have both been named.

There is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.model.alignment import Mention
from align.model.finding import Finding, Severity
from align.rules.base import Context, Rule


def check(context: Context) -> Iterator[Finding]:
    """One finding for each mention that stands for more than one entry."""
    for link in context.alignment.links:
        mention = link.source or link.target
        if mention is None or len(mention.entities) < 2 or link.entity:
            continue
        if link.source is None and not _is_person_without_source(context, mention):
            continue
        names = [context.lexicon.entity(entity).full for entity in mention.entities]
        yield RULE.finding(
            context,
            f"{mention.surface} may be {', '.join(names[:-1])} or {names[-1]}; nothing here decides",
            source=link.source,
            target=link.target,
            expected=names,
        )


def _is_person_without_source(context: Context, mention: Mention) -> bool:
    """Whether the English alone names somebody: where there is a source, it is the source that decides."""
    return not context.segment.source and all(context.lexicon.entity(entity).is_person for entity in mention.entities)


RULE = Rule(
    code="N305",
    name="ambiguous-name",
    severity=Severity.INFO,
    summary="several glossary entries fit and nothing decides",
    mqm="terminology",
    check=check,
    documentation=__doc__,
)
