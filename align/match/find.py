"""Mentions of glossary entities on both sides of the segments of one document.

First everything is found, cheaply and without judgement; then `select` chooses a consistent set: the longer wins, then
the earlier. A part of a name (a family name alone, a given name alone) means somebody only where that person has been
named before in the document, or where a title says so and no other entry has the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from align.glossary.lexicon import Lexicon
from align.match.automaton import ANY, Automaton, Hit, Kind, as_word, automaton, built_for, langs_of
from align.match.select import Candidate, select
from align.model.alignment import FormRole, FormStatus, Mention, NameForm, Refused, Via
from align.model.segment import Segment
from align.model.span import Side
from align.names.english_words import begins_sentences
from align.names.honorifics import ENGLISH_TITLES, title_after
from align.text.fold import Folded, fold_source, fold_target
from align.text.scripts import has_kana, is_han

Introduced = Mapping[int, int]
"""Whom a document has named in full, by place in the lexicon, and in which of its segments first."""

Short = Mapping[str, Mapping[int, int]]
"""Family names of one character, folded, with the people who have them and the first segment of each."""

# Words that end in a character that is also a family name, before what may be a title.
_NO_FAMILY = frozenset(
    fold_source(word).text
    for word in (
        "双方 中方 日方 美方 韩方 台方 俄方 对方 官方 警方 我方 各方 地方 东方 西方 南方 北方 军方 校方 "
        "驻华 对华 访华 在华 来华 中华 涉华 反华 清华 当时 同时 资金 基金 现金 公安 治安 国安 平安 长安 "
        "地平 和平 水平 公平 会长 校长 部长 双边 周边"
    ).split()
)

# Of how many people with one family name a title can mean one who has not been introduced: with more, the name is common.
_NAMESAKES = 5
_LONGEST_TITLE = 24

_ENDS_IN_TITLE = re.compile(r"\b(?:mr|mrs|ms|dr|prof|gen|sen|rep|gov|capt|lt|col|st)\.$")

ROLES = {
    Kind.FULL: (FormRole.FULL, FormStatus.PREFERRED),
    Kind.TURNED: (FormRole.FULL, FormStatus.ALLOWED),
    Kind.ACCEPTED: (FormRole.SHORT, FormStatus.ALLOWED),
    Kind.FORBIDDEN: (FormRole.FULL, FormStatus.FORBIDDEN),
    Kind.FAMILY: (FormRole.FAMILY, FormStatus.ALLOWED),
    Kind.GIVEN: (FormRole.GIVEN, FormStatus.ALLOWED),
}
"""What part of a name a form is, and what a glossary thinks of it."""


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

    def __init__(self, lexicon: Lexicon, *, passing: bool = False) -> None:
        """`passing` says that the lexicon is a document's, whose automata are not worth remembering."""
        self._lexicon = lexicon
        make = built_for if passing else automaton
        self._source: Automaton = make(lexicon, Side.SOURCE)
        self._target: Automaton = make(lexicon, Side.TARGET)

    def document(self, segments: Sequence[Segment]) -> list[Mentions]:
        """The mentions of each segment of one document."""
        sources = [
            _scan(segment.source, fold_source, self._source, _stands_in_source, langs_of(segment.source_lang))
            for segment in segments
        ]
        targets = [_scan(segment.target, fold_target, self._target, as_word) for segment in segments]
        named_in_source = introduced(sources)
        # Where there is a source, it says who a bare family name in the translation can be.
        named_in_target = introduced(targets)
        named = {number: min(at, named_in_source.get(number, at)) for number, at in named_in_target.items()}
        named = {**named_in_source, **named}
        short = self._short_family_names(named_in_source)
        return [
            self._mentions(source, target, named_in_source, named, short, index)
            for index, (source, target) in enumerate(zip(sources, targets, strict=True))
        ]

    def _mentions(
        self,
        source: Scan | None,
        target: Scan | None,
        in_source: Introduced,
        named: Introduced,
        short: Short,
        index: int,
    ) -> Mentions:
        sources, refused = select(self._source_candidates(source, in_source, short, index)) if source else ((), ())
        targets, also = select(self._target_candidates(target, named, index)) if target else ((), ())
        return Mentions(sources, targets, (*refused, *also))

    def _source_candidates(self, scan: Scan, named: Introduced, short: Short, index: int) -> Iterable[Candidate]:
        for hit in scan.hits:
            whole, parts = hit.owners.whole, hit.owners.parts
            known = _known(parts, named, index) if parts else {}
            if whole and not known:
                yield self._candidate(Side.SOURCE, scan, hit.start, hit.end, whole)
                continue
            followed = title_after(scan.folded.text, hit.end)
            if whole and not (known and followed):
                yield self._candidate(Side.SOURCE, scan, hit.start, hit.end, whole)
            elif known:
                yield self._partial(scan, hit, known, followed)
            elif followed and len(parts) <= _NAMESAKES and set(parts.values()) == {Kind.FAMILY}:
                yield self._candidate(Side.SOURCE, scan, hit.start, hit.end, parts)
        if short:
            yield from self._before_titles(scan, short, index)

    def _partial(self, scan: Scan, hit: Hit, known: dict[int, Kind], followed: int) -> Candidate:
        families = {number: kind for number, kind in known.items() if kind is Kind.FAMILY}
        candidate = self._candidate(Side.SOURCE, scan, hit.start, hit.end, families or known)
        if not followed and (not families or _inside_word(scan.folded.text, hit)):
            return Candidate(candidate.mention, "it may be part of another word: no title follows it")
        if any(self._abbreviated(number, scan.folded.text, hit.end) for number in families):
            return Candidate(candidate.mention, "it is part of a shortened whole name")
        return candidate

    def _abbreviated(self, number: int, text: str, at: int) -> bool:
        """Whether the first character of the given name follows, as in Japanese sports results: 斎藤健 for 斎藤健一.

        Chinese has no such usage, and goes on with any character: 高市早前表示.
        """
        if not has_kana(text):
            return False
        givens = (source.given for source in self._lexicon.at(number).sources if len(source.given) > 1)
        return any(text.startswith(fold_source(given).text[0], at) for given in givens)

    def _short_family_names(self, named: Introduced) -> Short:
        """Family names of one character of the people named in a document, folded, with each person's first segment."""
        short: dict[str, dict[int, int]] = {}
        for number, first in named.items():
            for source in self._lexicon.at(number).sources:
                if len(source.family) == 1:
                    short.setdefault(fold_source(source.family).text, {})[number] = first
        return short

    def _before_titles(self, scan: Scan, short: Short, index: int) -> Iterable[Candidate]:
        """Such names where they mean a person, before a title (劉局長, 林氏) and not in another word (双方代表)."""
        text = scan.folded.text
        for character, firsts in short.items():
            at = text.find(character)
            while at >= 0:
                if title_after(text, at + 1) and text[max(0, at - 1) : at + 1] not in _NO_FAMILY:
                    owners = {number: Kind.FAMILY for number, first in firsts.items() if first <= index}
                    if owners:
                        yield self._candidate(Side.SOURCE, scan, at, at + 1, owners)
                at = text.find(character, at + 1)

    def _target_candidates(self, scan: Scan, named: Introduced, index: int) -> Iterable[Candidate]:
        text = scan.folded.text
        for hit in scan.hits:
            surface = scan.folded.span(hit.start, hit.end).of(scan.text)
            owners = {number: kind for number, kind in hit.owners.whole.items() if self._as_written(number, surface)}
            if not owners and surface[0].isupper():
                owners = _known(hit.owners.parts, named, index)
                if not owners and len(hit.owners.parts) == 1 and _after_title(text, hit.start):
                    owners = dict(hit.owners.parts)  # President Biden: nobody else has the name
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
        ids = tuple(self._lexicon.at(number).id for number in owners)
        role, status = ROLES[kind]
        via = Via.PARTIAL if not kind.whole else Via.EXACT
        return Candidate(Mention(side, span, surface, ids, NameForm(surface, role, status), via))


def _known(parts: Mapping[int, Kind], named: Introduced, index: int) -> dict[int, Kind]:
    """Those of `parts` whom the document has named by this segment. Either may hold thousands; the smaller is gone through."""
    numbers = parts if len(parts) <= len(named) else (number for number in named if number in parts)
    return {number: parts[number] for number in numbers if named.get(number, index + 1) <= index}


def _scan(
    text: str | None,
    fold: Callable[[str], Folded],
    forms: Automaton,
    stands: Callable[[str, int, int], bool],
    langs: int = ANY,
) -> Scan | None:
    if not text:
        return None
    folded = fold(text)
    return Scan(text, folded, forms.hits(folded.text, stands, langs))


def introduced(scans: Sequence[Scan | None]) -> dict[int, int]:
    """Who is named in full, and in which segment first."""
    first: dict[int, int] = {}
    for index, scan in enumerate(scans):
        if scan is not None:
            for hit in scan.hits:
                for number in hit.owners.whole:
                    first.setdefault(number, index)
    return first


def _stands_in_source(text: str, start: int, end: int) -> bool:
    """Whether a form stands for itself: a katakana or Latin word is none inside a longer one of its script."""
    if start and _same_word(text[start - 1], text[start]):
        return False
    return end == len(text) or not _same_word(text[end - 1], text[end])


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
    return is_han(before) and is_han(after) and has_kana(text)


def _after_title(text: str, start: int) -> bool:
    """Whether a title stands right before a place of folded English."""
    before = text[max(0, start - _LONGEST_TITLE) : start].rstrip(" .").rpartition(" ")[2]
    return text[start - 1 : start] == " " and before in ENGLISH_TITLES


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'([")
    return not before or (before[-1] in ".!?:;\n" and not _ENDS_IN_TITLE.search(before))
