"""N305 ambiguous-name: several glossary entries fit and nothing decides.

Two people of one family name are in the document, and a bare 田中 or "Tanaka" may be either. The checker does not
guess; it says so, in case the reader would have to guess as well. The name and its rendering are one finding, with both
places. Always `info`.

Chinese: 王局长 where 王毅 and 王文涛 have both been named.
Japanese: 菅氏 where 菅義偉 and 菅直人 have both been named.

There is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.glossary.entity import Entity
from align.model.alignment import Link, Mention
from align.model.finding import Finding, Severity
from align.model.span import Span
from align.rules.base import Context, Rule
from align.text.words import plain_letters, words

_SHOWN = 4
"""So many of them are told by name; a common family name may have dozens."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for each name of the source that stands for several entries; of the English where no source is."""
    links = context.alignment.links
    sources = [link.source for link in links if link.source and _is_open(link, link.source)]
    targets = [link.target for link in links if link.source is None and link.target and _is_open(link, link.target)]
    for mention in sources:
        rendering = next((target for target in targets if set(target.entities) & set(mention.entities)), None)
        if rendering:
            targets.remove(rendering)
        both = [entity for entity in mention.entities if rendering is None or entity in rendering.entities]
        people = _entities(context, both)
        if len(people) > 1 and any(entity.is_declared for entity in people):
            place = rendering.span if rendering else _written(context, people)
            yield _finding(context, mention.surface, people, mention.span, place)
    if context.segment.source:
        return
    for mention in targets:
        people = _entities(context, mention.entities)
        if all(entity.is_person for entity in people):
            yield _finding(context, mention.surface, people, None, mention.span)


def _is_open(link: Link, mention: Mention) -> bool:
    return len(mention.entities) > 1 and not link.entity


def _entities(context: Context, ids: Sequence[str]) -> list[Entity]:
    return [context.lexicon.entity(entity) for entity in ids]


def _finding(
    context: Context, surface: str, people: Sequence[Entity], source: Span | None, target: Span | None
) -> Finding:
    *others, last = _told_apart(people)
    return RULE.finding(
        context,
        f"{surface} may be {', '.join(others)} or {last}; nothing here decides",
        source_span=source,
        target_span=target,
        expected=tuple(dict.fromkeys(entity.full for entity in people)),
    )


def _told_apart(people: Sequence[Entity]) -> list[str]:
    """Their names, with the entry's id where two have the same one; of many the first few and how many more."""
    names = [entity.full for entity in people]
    shown = [
        f"{entity.full} ({entity.id})" if names.count(entity.full) > 1 else entity.full for entity in people[:_SHOWN]
    ]
    more = len(people) - _SHOWN
    return [*shown, "one more" if more == 1 else f"{more} more"] if more > 0 else shown


def _written(context: Context, people: Sequence[Entity]) -> Span | None:
    """A word of the translation that is the family name of any of them, and part of no linked name."""
    families = {plain_letters(entity.family) for entity in people if entity.family}
    taken = [link.target.span for link in context.alignment.links if link.target]
    for word in words(context.segment.target or ""):
        span = Span(word.start, word.end)
        if word.capitalised and word.letters in families and not any(span.overlaps(other) for other in taken):
            return span
    return None


RULE = Rule(
    code="N305",
    name="ambiguous-name",
    severity=Severity.INFO,
    summary="several glossary entries fit and nothing decides",
    mqm="terminology",
    check=check,
    documentation=__doc__,
)
