"""Mentions of glossary entities on both sides of the segments of one document.

First everything is found, cheaply and without judgement; then `select` chooses a consistent set: the longer wins, then
the earlier. A part of a name (a family name alone, a given name alone) means somebody only where that person has been
named before in the document, or where a title says so and no other entry has the name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from align.glossary.lexicon import Lexicon
from align.match.automaton import ANY, Automaton, Hit, Kind, automaton, langs_of
from align.match.select import Candidate, select
from align.model.alignment import FormRole, FormStatus, Mention, NameForm, Refused, Via
from align.model.segment import Segment
from align.model.span import Side, Span
from align.names.english_words import begins_sentences
from align.names.honorifics import title_after
from align.text.fold import Folded, fold_source, fold_target
from align.text.scripts import is_han, is_kana

Introduced = Mapping[int, int]
"""Whom a document has named in full, by place in the lexicon, and in which of its segments first."""

_ROLES = {
    Kind.FULL: (FormRole.FULL, FormStatus.PREFERRED),
    Kind.TURNED: (FormRole.FULL, FormStatus.ALLOWED),
    Kind.ACCEPTED: (FormRole.SHORT, FormStatus.ALLOWED),
    Kind.FORBIDDEN: (FormRole.FULL, FormStatus.FORBIDDEN),
    Kind.FAMILY: (FormRole.FAMILY, FormStatus.ALLOWED),
    Kind.GIVEN: (FormRole.GIVEN, FormStatus.ALLOWED),
}


@dataclass(frozen=True, slots=True)
class Scan:
    """One text of a segment, folded, with every form that occurs in it."""

    text: str
    folded: Folded
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a segment, each side in the order of its text, and the candidates that lost."""

    source: tuple[Mention, ...]
    target: tuple[Mention, ...]
    refused: tuple[Refused, ...] = ()


class Finder:
    """Finds what one lexicon knows."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._source: Automaton = automaton(lexicon, Side.SOURCE)
        self._target: Automaton = automaton(lexicon, Side.TARGET)

    def document(self, segments: Sequence[Segment]) -> list[Mentions]:
        """The mentions of each segment of one document."""
        sources = [
            _scan(segment.source, fold_source, self._source, langs_of(segment.source_lang)) for segment in segments
        ]
        targets = [_scan(segment.target, fold_target, self._target) for segment in segments]
        named_in_source = introduced(sources)
        # Where there is a source, it says who a bare family name in the translation can be.
        named_in_target = introduced(targets, _stands_alone)
        named = {number: min(at, named_in_source.get(number, at)) for number, at in named_in_target.items()}
        named = {**named_in_source, **named}
        return [
            self._mentions(source, target, named_in_source, named, index)
            for index, (source, target) in enumerate(zip(sources, targets, strict=True))
        ]

    def _mentions(
        self, source: Scan | None, target: Scan | None, in_source: Introduced, named: Introduced, index: int
    ) -> Mentions:
        sources, refused = select(self._source_candidates(source, in_source, index)) if source else ((), ())
        targets, also = select(self._target_candidates(target, named, index)) if target else ((), ())
        return Mentions(sources, targets, (*refused, *also))

    def _source_candidates(self, scan: Scan, named: Introduced, index: int) -> Iterable[Candidate]:
        for hit in scan.hits:
            if not _source_boundary(scan.folded.text, hit):
                continue
            followed = title_after(scan.folded.text, hit.end)
            whole = {number: kind for number, kind in hit.owners if kind.whole}
            known = {
                number: kind for number, kind in hit.owners if not kind.whole and named.get(number, index + 1) <= index
            }
            if whole and not (known and followed):
                yield self._candidate(Side.SOURCE, scan, hit.start, hit.end, whole)
            elif known:
                yield self._partial(scan, hit, known, followed)
            elif followed and len(hit.owners) == 1 and hit.owners[0][1] is Kind.FAMILY:
                yield self._candidate(Side.SOURCE, scan, hit.start, hit.end, dict(hit.owners))
        yield from self._short_family_names(scan, named, index)

    def _partial(self, scan: Scan, hit: Hit, known: dict[int, Kind], followed: int) -> Candidate:
        families = {number: kind for number, kind in known.items() if kind is Kind.FAMILY}
        candidate = self._candidate(Side.SOURCE, scan, hit.start, hit.end, families or known)
        if not followed and (not families or _inside_word(scan.folded.text, hit)):
            return Candidate(candidate.mention, "it may be part of another word: no title follows it")
        if any(self._abbreviated(number, scan.folded.text, hit.end) for number in families):
            return Candidate(candidate.mention, "it is part of a shortened whole name")
        return candidate

    def _abbreviated(self, number: int, text: str, at: int) -> bool:
        """Whether the first character of the given name follows, as in sports results: 鈴木将 for 鈴木将平."""
        givens = (source.given for source in self._lexicon.at(number).sources if len(source.given) > 1)
        return any(text.startswith(fold_source(given).text[0], at) for given in givens)

    def _short_family_names(self, scan: Scan, named: Introduced, index: int) -> Iterable[Candidate]:
        """Family names of one character, which mean a person only before a title (劉局長, 林氏)."""
        short: dict[str, dict[int, Kind]] = {}
        for number, first in named.items():
            if first <= index:
                for source in self._lexicon.at(number).sources:
                    if len(source.family) == 1:
                        short.setdefault(fold_source(source.family).text, {})[number] = Kind.FAMILY
        text = scan.folded.text
        for character, owners in short.items():
            at = text.find(character)
            while at >= 0:
                if title_after(text, at + 1):
                    yield self._candidate(Side.SOURCE, scan, at, at + 1, owners)
                at = text.find(character, at + 1)

    def _target_candidates(self, scan: Scan, named: Introduced, index: int) -> Iterable[Candidate]:
        text = scan.folded.text
        for hit in scan.hits:
            if not _word_boundary(text, hit.start, hit.end):
                continue
            surface = scan.folded.span(hit.start, hit.end).of(scan.text)
            owners = {number: kind for number, kind in hit.owners if kind.whole and self._as_written(number, surface)}
            if not owners and surface[0].isupper():
                owners = {
                    number: kind
                    for number, kind in hit.owners
                    if not kind.whole and named.get(number, index + 1) <= index
                }
                if owners and begins_sentences(surface) and _starts_sentence(text, hit.start):
                    candidate = self._candidate(Side.TARGET, scan, hit.start, hit.end, owners)
                    yield Candidate(candidate.mention, f"{surface} begins a sentence and is an English word too")
                    continue
            if owners:
                yield self._candidate(Side.TARGET, scan, hit.start, hit.end, owners)

    def _as_written(self, number: int, surface: str) -> bool:
        """Whether a single word is written as a name is: `observer` is not the paper `Observer`."""
        if surface[0].isupper() or " " in surface:
            return True
        entity = self._lexicon.at(number)
        return surface in (entity.full, *entity.accept)

    def _candidate(self, side: Side, scan: Scan, start: int, end: int, owners: Mapping[int, Kind]) -> Candidate:
        span = scan.folded.span(start, end)
        surface = span.of(scan.text)
        kind = min(owners.values())
        ids = tuple(self._lexicon.at(number).id for number, of_kind in owners.items() if of_kind.whole == kind.whole)
        role, status = _ROLES[kind]
        via = Via.PARTIAL if not kind.whole else Via.EXACT
        return Candidate(Mention(side, span, surface, ids, NameForm(surface, role, status), via))


def _scan(text: str | None, fold: Callable[[str], Folded], forms: Automaton, langs: int = ANY) -> Scan | None:
    if not text:
        return None
    folded = fold(text)
    return Scan(text, folded, forms.hits(folded.text, langs))


def introduced(scans: Sequence[Scan | None], counts: Callable[[Scan, Hit], bool] | None = None) -> dict[int, int]:
    """Who is named in full, and in which segment first; `counts` may refuse a hit."""
    first: dict[int, int] = {}
    for index, scan in enumerate(scans):
        if scan is None:
            continue
        for hit in scan.hits:
            if counts is not None and not counts(scan, hit):
                continue
            for number, kind in hit.owners:
                if kind.whole:
                    first.setdefault(number, index)
    return first


def _stands_alone(scan: Scan, hit: Hit) -> bool:
    return _word_boundary(scan.folded.text, hit.start, hit.end)


def _source_boundary(text: str, hit: Hit) -> bool:
    """Whether a form stands for itself: a katakana or Latin word is none inside a longer one of its script."""
    before = text[hit.start - 1] if hit.start else " "
    after = text[hit.end] if hit.end < len(text) else " "
    first, last = text[hit.start], text[hit.end - 1]
    return not (_same_word(before, first) or _same_word(last, after))


def _same_word(one: str, other: str) -> bool:
    if _katakana(one) and _katakana(other):
        return True
    return one.isascii() and other.isascii() and one.isalnum() and other.isalnum()


def _katakana(ch: str) -> bool:
    return "ァ" <= ch <= "ヺ" or ch == "ー"


def _inside_word(text: str, hit: Hit) -> bool:
    """Whether Han characters stand on both sides of a bare family name in Japanese, where they would be one word with it."""
    before = text[hit.start - 1] if hit.start else " "
    after = text[hit.end] if hit.end < len(text) else " "
    japanese = any(is_kana(ch) for ch in text)
    return japanese and is_han(before) and is_han(after)


def _word_boundary(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'([")
    return not before or before[-1] in ".!?:;\n"
