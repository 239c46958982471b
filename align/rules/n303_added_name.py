"""N303 added-name: an English name that nothing in the source accounts for.

A translator may put a name where the source has a pronoun, so only people whom the document's source names nowhere are
reported, and only those whom the glossary knows in the form that stands there.

Chinese: 他表示 → "Taro Kono said" where no segment of the source names 河野太郎.
Japanese: 首相は → "Prime Minister Kishida said" where 岸田 is nowhere in the source.

There is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.model.alignment import Verdict
from align.model.finding import Finding, Severity
from align.rules.base import Context, Rule, is_whole


def check(context: Context) -> Iterator[Finding]:
    """One finding for each such name in the segment."""
    if not context.segment.source:
        return
    for link in context.alignment.links:
        if link.verdict is not Verdict.ADDED or link.target is None or not link.entity or not is_whole(link.target):
            continue
        entity = context.lexicon.entity(link.entity)
        if not entity.is_person or _in_source(context, link.entity):
            continue
        written = next((source.full for source in entity.sources), "")
        yield RULE.finding(
            context,
            f'"{link.target.surface}" ({written}) is nowhere in the source',
            target=link.target,
            link=link,
            confidence=0.8,
        )


def _in_source(context: Context, entity: str) -> bool:
    return any(
        link.source is not None and entity in link.source.entities
        for alignment in context.alignments
        for link in alignment.links
    )


RULE = Rule(
    code="N303",
    name="added-name",
    severity=Severity.WARNING,
    summary="an English name that nothing in the source accounts for",
    mqm="accuracy/addition",
    check=check,
    documentation=__doc__,
)
