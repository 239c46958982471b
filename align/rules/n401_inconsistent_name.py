"""N401 inconsistent-name: one entity in several forms or orders within a document.

Each form may be right by itself; together they look like two people. The form that stands more often is taken as the
document's own, the first where they stand equally often, and the others are reported. A part of the name after the whole
(Takaichi after Sanae Takaichi) and a longer form of it (Paul Chan Mo-po) are consistent. Two orders
of the same two words are found for names in no glossary too.

Chinese: 陈茂波 → "Chan Mo-po", later "Chan Mo Po", where the entry accepts both.
Japanese: 河野太郎 → "Taro Kono", later "Kono Taro", where the entry accepts both.

The fix is unsafe: which of them the document should use is for a person to say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.match.discover import runs
from align.model.alignment import Link, Relation
from align.model.finding import Edit, Finding, Fix, Safety, Severity
from align.model.span import Span
from align.rules.base import Context, Rule
from align.text.scripts import is_han
from align.text.words import words

_PAIR = re.compile(r"\b(?=([A-ZÀ-Þ][\w'’-]*[\w]) ([A-ZÀ-Þ][\w'’-]*[\w])\b)")
_HARMLESS = frozenset({Relation.PARTIAL})


@dataclass(frozen=True, slots=True)
class Use:
    """One rendering: where it stands (`index` is the segment), its words' letters, and its link where it has one."""

    index: int
    span: Span
    surface: str
    pieces: tuple[str, ...]
    link: Link | None = None


def check(context: Context) -> Iterator[Finding]:
    """One finding for each rendering that is not in the document's own form."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for use in _declared(context):
        assert use.link is not None
        uses[use.link.entity].append(use)
    for use in _undeclared(context):
        uses[" ".join(sorted(use.pieces))].append(use)
    for group in uses.values():
        if group[0].link is None and not _one_person(context, group):
            continue
        yield from _deviations(context, group)


def _declared(context: Context) -> Iterator[Use]:
    """Whole renderings of glossary entities that are right in themselves."""
    for index, alignment in enumerate(context.alignments):
        for link in alignment.links:
            if not (link.entity and link.target) or not context.lexicon.entity(link.entity).is_person:
                continue
            if any(difference.relation not in _HARMLESS for difference in link.differences):
                continue
            pieces = tuple(word.letters for word in words(link.target.surface))
            if len(pieces) > 1:
                yield Use(index, link.target.span, link.target.surface, pieces, link)


def _undeclared(context: Context) -> Iterator[Use]:
    """Names in no glossary that stand in two orders: the same two words, turned."""
    pairs = [_PAIR.findall(alignment.segment.target or "") for alignment in context.alignments]
    turned = _turned(pairs)
    if not turned:
        return
    for index, alignment in enumerate(context.alignments):
        text = alignment.segment.target
        if not text or not any(first in turned or second in turned for first, second in pairs[index]):
            continue
        taken = [link.target.span for link in alignment.links if link.target]
        for run in runs(words(text), taken):
            if len(run.words) == 2:
                yield Use(index, run.span, run.span.of(text), tuple(word.letters for word in run.words))


def _turned(pairs: Sequence[Sequence[tuple[str, str]]]) -> set[str]:
    """The first words of pairs of capitalised words that stand in both orders: few, and quickly found."""
    found = {pair for here in pairs for pair in here}
    return {first for first, second in found if (second, first) in found}


def _one_person(context: Context, uses: list[Use]) -> bool:
    """Whether names in no glossary, turned, can mean one person: not in one segment, and with a name common to the sources."""
    places = {use.index for use in uses}
    sources = [context.alignments[index].segment.source for index in sorted(places)]
    if not any(sources):
        return True
    shared = set.intersection(*({*_names(source)} for source in sources if source))
    return len(places) > 1 and bool(shared)


def _names(source: str) -> Iterator[str]:
    """Three Han characters in a row, of which a name has at least as many in most cases."""
    for at in range(len(source) - 2):
        if all(map(is_han, source[at : at + 3])):
            yield source[at : at + 3]


def _deviations(context: Context, uses: list[Use]) -> Iterator[Finding]:
    forms = Counter(use.pieces for use in uses)
    if len(forms) < 2:
        return
    first = {pieces: min(i for i, use in enumerate(uses) if use.pieces == pieces) for pieces in forms}
    own = _given_by_readings(context, uses) or min(forms, key=lambda pieces: (-forms[pieces], first[pieces]))
    model = next(use for use in uses if use.pieces == own)
    for use in uses:
        if _consistent(use.pieces, own):
            continue
        edit = Edit(context.alignments[use.index].segment.key, use.span, use.surface, model.surface)
        yield RULE.finding(
            context.at(use.index),
            f'"{use.surface}" is "{model.surface}" elsewhere in this document',
            source=use.link.source if use.link else None,
            target_span=use.span,
            link=use.link,
            expected=(model.surface,),
            fix=Fix(f'Replace with "{model.surface}"', (edit,), Safety.UNSAFE),
        )


def _given_by_readings(context: Context, uses: list[Use]) -> tuple[str, ...]:
    """The form that an undeclared name was given, because its characters read so; empty for a declared one."""
    link = uses[0].link
    entity = context.lexicon.entity(link.entity) if link else None
    if entity is None or entity.is_declared:
        return ()
    pieces = tuple(word.letters for word in words(entity.full))
    return pieces if any(use.pieces == pieces for use in uses) else ()


def _consistent(pieces: tuple[str, ...], own: tuple[str, ...]) -> bool:
    """Whether one form is the other with more words, in the same order."""
    longer, shorter = (pieces, own) if len(pieces) >= len(own) else (own, pieces)
    rest = iter(longer)
    return all(piece in rest for piece in shorter)


RULE = Rule(
    code="N401",
    name="inconsistent-name",
    severity=Severity.WARNING,
    summary="one entity in several forms or orders within a document",
    mqm="style/inconsistent-use",
    check=check,
    scope="document",
    documentation=__doc__,
)
