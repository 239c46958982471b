"""N304 untranslated-name: Han characters or kana are left in the English.

Most readers of English cannot read them, and a name left so was usually overlooked. Two kinds are not reported: the
original in brackets after its English, "Takaichi (高市早苗)", and writing that the text speaks of, in quotation marks
or after words such as `character` and `kanji`: the character “福”. Neither excuses a person who has no English name in
the sentence at all. A segment that is Chinese or Japanese for the most part is D101.

Chinese: 孙卫东表示 → "孙卫东 said", expected "Sun Weidong".
Japanese: 高市氏は → "高市 said", expected "Takaichi".

There is a fix where one entry gives the English form, and for an honorific, which English leaves out ("Misakiさん").
It is never safe: the words around it may have to change too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.match.automaton import Kind
from align.match.known import Known
from align.model.alignment import Link, Verdict
from align.model.finding import Edit, Finding, Fix, Safety, Severity
from align.model.span import Side, Span
from align.names.honorifics import TITLE_ENGLISH, title_after, title_before
from align.rules.base import Context, Rule
from align.rules.left_writing import is_gloss, is_spoken_of, is_untranslated, left_writing
from align.rules.lookup import known_names
from align.text.fold import fold_source

_COURTESIES = frozenset({"mr", "ms", "mrs", "miss"})


@dataclass(frozen=True, slots=True)
class _Name:
    """What is left, read: the entries that it may name, and the title that stands with the name (empty for none)."""

    known: tuple[Known, ...]
    title: str = ""

    @property
    def english_titles(self) -> tuple[str, ...]:
        """The title's renderings; empty for an honorific, which English leaves out."""
        return tuple(title for title in TITLE_ENGLISH.get(self.title, ()) if title not in _COURTESIES)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each stretch of Han or kana in the translation."""
    text = context.segment.target
    if not text or text.isascii():
        return
    left = left_writing(text)
    if is_untranslated(text, left, context.segment.source or ""):
        return
    protected = [place.span for place in context.segment.protected if place.side is Side.TARGET]
    for span in left:
        if any(span.overlaps(other) for other in protected):
            continue
        name = _name(context, span.of(text))
        if (is_gloss(text, span) or is_spoken_of(text, span)) and not _is_lost(context, name):
            continue
        yield _finding(context, span, name)


def _finding(context: Context, span: Span, name: _Name) -> Finding:
    left = span.of(context.segment.target or "")
    expected = _expected(context, name)
    wanted = f'; expected "{expected[0]}"' if expected else ""
    if name.title == left and not expected:
        wanted = "; English does without it"
    link = _link(context, name, left)
    return RULE.finding(
        context,
        f"{left} is left in the English{wanted}",
        target_span=span,
        source_span=link.source.span if link and link.source else _place_in_source(context, left),
        link=link,
        expected=expected,
        fix=_fix(context, span, name, expected),
    )


def _fix(context: Context, span: Span, name: _Name, expected: Sequence[str]) -> Fix | None:
    left = span.of(context.segment.target or "")
    if name.title == left and not expected:
        return Fix(f'Remove "{left}"', (Edit(context.segment.key, span, left, ""),), Safety.UNSAFE)
    if len(_entities(name)) != 1:
        return None
    edit = Edit(context.segment.key, span, left, expected[0])
    return Fix(f'Replace with "{expected[0]}"', (edit,), Safety.UNSAFE)


def _name(context: Context, left: str) -> _Name:
    """The name in what is left, with a title before or after it, or the title alone."""
    known = _known(context, left)
    if known:
        return _Name(known)
    for cut in range(len(left)):
        if title_after(left, cut) == len(left) - cut and (cut == 0 or (known := _known(context, left[:cut]))):
            return _Name(known, left[cut:])
        if cut and title_before(left, cut) == cut and (known := _known(context, left[cut:])):
            return _Name(known, left[:cut])
    return _Name(())


def _known(context: Context, left: str) -> tuple[Known, ...]:
    """The entries that `left` may name: those that the segment names, else whole names, else people of the document."""
    found = known_names(context.lexicon.declared).of(left)
    here = {entity for link in context.alignment.links if link.source for entity in link.source.entities}
    named = tuple(known for known in found if known.entity.id in here)
    whole = tuple(known for known in found if known.kind.whole)
    if named or whole or not found:
        return named or whole
    met = {link.entity for alignment in context.alignments for link in alignment.links}
    return tuple(known for known in found if known.entity.id in met)


def _expected(context: Context, name: _Name) -> tuple[str, ...]:
    """What should stand there: a part for a part, with the title's English before it; for a title alone its English."""
    if not name.known:
        return name.english_titles
    forms = [form for known in name.known for form in _forms(context, known)]
    if name.english_titles:
        title = name.english_titles[0].title()
        forms = [f"{title} {form}" for form in forms]
    return tuple(dict.fromkeys(forms))


def _forms(context: Context, known: Known) -> tuple[str, ...]:
    expected = context.expectations.of(known.entity.id).name
    if known.kind is Kind.GIVEN and expected.given:
        return (expected.given.spelling,)
    if known.kind is Kind.FAMILY and expected.family:
        return (expected.family.spelling, *expected.forms)
    return expected.forms


def _entities(name: _Name) -> set[str]:
    return {known.entity.id for known in name.known}


def _is_lost(context: Context, name: _Name) -> bool:
    """Whether it is a person whom the source names and nothing else in the translation renders."""
    people = {known.entity.id for known in name.known if known.entity.is_person}
    links = [link for link in context.alignment.links if link.entity in people and link.source]
    return bool(links) and all(link.target is None for link in links)


def _link(context: Context, name: _Name, left: str) -> Link | None:
    """The link of the source mention that was left: one that nothing renders, and the one written alike, come first."""
    entities = _entities(name)
    links = [link for link in context.alignment.links if link.source and link.entity in entities]
    folded = fold_source(left).text
    return min(
        links,
        key=lambda link: (
            link.verdict is not Verdict.MISSING,
            link.source is None or fold_source(link.source.surface).text != folded,
        ),
        default=None,
    )


def _place_in_source(context: Context, left: str) -> Span | None:
    """Where the source has the same characters, in whatever script."""
    source, wanted = fold_source(context.segment.source or ""), fold_source(left).text
    at = source.text.find(wanted)
    return source.span(at, at + len(wanted)) if at >= 0 else None


RULE = Rule(
    code="N304",
    name="untranslated-name",
    severity=Severity.ERROR,
    summary="Han or kana left in the English",
    mqm="accuracy/untranslated",
    check=check,
    documentation=__doc__,
)
