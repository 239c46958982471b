"""Names of people in Japanese text, as a morphological analyser, the tables of readings and the translation see them.

SudachiPy with its core dictionary marks family and given names, but cuts a rare given name wherever common words allow it.
So the end of a name is looked for: where the translation has a family and a given name that the characters can be read
as, they are the name; else it ends before a title, a particle or a sign. A family name with a title behind it is a person
too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from align.match.discover import Run, runs
from align.match.japanese_stretches import family_end, likeliest_cut
from align.match.source_names import SourceName
from align.model.span import Span
from align.names.honorifics import title_after
from align.names.readings import han, japanese
from align.names.readings.reader import JAPANESE, possible
from align.names.readings.running_text import SyllableIndex
from align.names.romanise import hepburn, pinyin
from align.text.fold import Folded, visible
from align.text.scripts import is_han, is_kana
from align.text.sentences import split_sentences
from align.text.words import words

if TYPE_CHECKING:
    from sudachipy import Tokenizer

READ, FULL, TITLED, ALONE = 0.97, 0.9, 0.7, 0.4
"""How much says that it is a name: English reads it; family and given name stand together; a title follows a family name; a
given name alone that English reads."""

_LONGEST_FAMILY: Final = 4
_LONGEST_GIVEN: Final = 4
_SHORT: Final = 3
_LONGEST_PIECE: Final = 8_000
_ESTABLISHED: Final = 0.3
_PEOPLE: Final = frozenset({"family", "person"})
_PARTICLES: Final = frozenset("のをはがにへ")
_NEVER_LAST: Final = _PARTICLES | frozenset("とも報園社党院校店館駅港局省庁課班軍系寺賞杯祭展誌紙")
"""Particles, and what newspapers, schools and companies end in: no given name does, whatever reads so."""

_NO_GIVEN: Final = frozenset(
    "県縣市町村区府都道国社党会院学校大高中小店館駅港線局省庁部課班軍派系組寺山川島側勢産製型式報園誌紙賞杯祭展"
)
"""Characters that end the names of places, schools and companies, and hardly a given name after a family name."""
_SIGNS: Final = frozenset("　 ")
_AS_READ: Final = str.maketrans("𠮷", "吉")
"""Characters that neither analyser nor tables know, as the ones they are written for."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the analyser: its place, and whether it takes it for a family or given name, or for a noun at all."""

    start: int
    end: int
    kind: str
    noun: bool


class JapaneseNames:
    """Finds the names in Japanese texts with the help of their translations; the analyser is loaded when first used."""

    def find(self, text: str, target: str) -> tuple[SourceName, ...]:
        """The names of a text in its order, not overlapping."""
        if not any(is_han(ch) or is_kana(ch) for ch in text):
            return ()
        seen = visible(text)
        search = _Search(seen.text.translate(_AS_READ), target)
        found = list(search.names())
        for name in search.read_otherwise():
            overlapping = [other for other in found if other.span.overlaps(name.span)]
            if all(other.weight < READ for other in overlapping) and not any(
                len(other.family) > 1 and other.span == name.span and japanese.is_family(other.family)
                for other in overlapping
            ):
                found = [*(other for other in found if other not in overlapping), name]
        return tuple(sorted((_placed(name, seen) for name in found), key=lambda name: name.span))


class _Search:
    """The search in one segment."""

    def __init__(self, text: str, target: str) -> None:
        self._text = text
        self._target = target
        self._tokens = tuple(_tokens(text))
        capitalised = [word for word in words(target) if word.capitalised]
        self._single = tuple(dict.fromkeys(word.text for word in capitalised))
        self._pairs = tuple(
            dict.fromkeys(
                (one.text, other.text)
                for first, second in pairwise(words(target))
                if first.capitalised and second.capitalised and second.joined
                for one, other in ((first, second), (second, first))
            )
        )

    def names(self) -> Iterator[SourceName]:
        """The names in order: at each word that may begin one the best account of it."""
        done = 0
        for index, token in enumerate(self._tokens):
            if token.start < done or not self._may_begin(token):
                continue
            name = self._read(token)
            if name is None or self._cuts_a_name(name):
                # What is read may be part of a longer name: 山口喜 of 山口喜大.
                name = self._marked(index) or name
            if name:
                done = name.span.end
                yield name

    def read_otherwise(self) -> Iterator[SourceName]:
        """Names that the translation reads in another language: those of others, and Japanese ones read in Mandarin."""
        for run in self._runs:
            spelt = [word.text for word in run.words]
            for span in self._index.spans_read_as(spelt)[:1]:
                cut = next((len(split.family) for split in han.splits(self._text[span.start : span.end])), 0)
                if cut and japanese.is_family(self._text[span.start : span.start + 2]) == 0:
                    yield SourceName(
                        Span(span.start, span.end),
                        self._text[span.start : span.start + cut],
                        self._text[span.start + cut : span.end],
                        READ,
                        span.culture,
                        "the translation reads it so",
                    )
            for span in self._index.stretches_in_pinyin(spelt):
                name, titled = self._text[span.start : span.end], title_after(self._text, span.end)
                cut = family_end(name, said=True) or (titled and len(name) > _SHORT and likeliest_cut(name))
                if cut and (titled or len(name) > _SHORT):
                    yield self._name(
                        span.start, span.start + cut, span.end, READ, "the translation reads it in Mandarin"
                    )

    @cached_property
    def _runs(self) -> tuple[Run, ...]:
        """The runs of words that may be the name of somebody who is not Japanese, or a Japanese one read in Mandarin."""
        found = runs(words(self._target))
        return tuple(run for run in found if len(run.words) > 1 and _may_be_of_others(run))

    @cached_property
    def _index(self) -> SyllableIndex:
        return SyllableIndex(self._text)

    def _cuts_a_name(self, name: SourceName) -> bool:
        """Whether a family or given name, as the analyser marks them, goes on where the name or its family name ends."""
        start, end = name.span.start, name.span.end
        cut = start + len(name.family)
        kinds = {"family": cut, "given": end}
        return any((kind, at) in self._inner for kind, at in kinds.items()) or (
            not self._is_end(end) and end in self._given_starts
        )

    @cached_property
    def _inner(self) -> frozenset[tuple[str, int]]:
        """The places within family and given names, as the analyser marks them."""
        named = (token for token in self._tokens if token.kind in ("family", "given"))
        return frozenset((token.kind, at) for token in named for at in range(token.start + 1, token.end))

    @cached_property
    def _given_starts(self) -> frozenset[int]:
        return frozenset(token.start for token in self._tokens if token.kind == "given")

    @cached_property
    def _given_ends(self) -> frozenset[int]:
        return frozenset(token.end for token in self._tokens if token.kind == "given")

    def _is_end(self, at: int) -> bool:
        """Whether a name may end there, by what follows."""
        return not is_han(self._text[at : at + 1] or " ") or bool(title_after(self._text, at))

    def _may_begin(self, token: _Token) -> bool:
        first = self._text[token.start]
        return (token.noun or bool(token.kind)) and (is_han(first) or (bool(token.kind) and not _is_katakana(first)))

    # what the translation reads

    def _read(self, token: _Token) -> SourceName | None:
        """A name that begins with the token and that two words of the translation read."""
        best: tuple[float, int, int] | None = None
        for cut in range(token.start + 1, min(token.start + _LONGEST_FAMILY, len(self._text)) + 1):
            family = self._text[token.start : cut]
            if not _is_written(family[-1]):
                break
            if not token.kind and not japanese.is_family(family):
                continue
            for spelt, given in self._pairs:
                first = possible(family, spelt, family=True)
                if first:
                    for end, second in self._givens(cut, given):
                        best = max(best or (0.0, 0, 0), (first + second + 0.01 * (end - token.start), cut, end))
        if best is None:
            return None
        return self._name(token.start, best[1], best[2], READ, "the translation reads it so")

    def _givens(self, cut: int, spelt: str) -> Iterator[tuple[int, float]]:
        """Where a given name that begins at `cut` and is spelt so may end, and how well it fits."""
        start = cut + 1 if self._text[cut : cut + 1] in _SIGNS else cut
        for end in range(start + 1, min(start + _LONGEST_GIVEN, len(self._text)) + 1):
            if not _is_written(self._text[end - 1]) or (end > start + 1 and title_after(self._text, end - 1) > 1):
                return
            fits = possible(self._text[start:end], spelt, family=False)
            if fits and self._text[end - 1] not in _NEVER_LAST:
                yield end, fits

    # what the source marks

    def _marked(self, index: int) -> SourceName | None:
        token = self._tokens[index]
        text = self._text[token.start : token.end]
        if token.kind in _PEOPLE or (token.kind == "place" and japanese.is_family(text) >= _ESTABLISHED):
            person = token.kind in _PEOPLE
            shown = len(text) > 1 or is_han(text)
            if person and shown and title_after(self._text, token.end) and not self._is_given(index + 1):
                return self._name(token.start, token.end, token.end, TITLED, "a title follows it")
            end = self._before_title(token.end, person=person) or self._given_end(index, person=person)
            if end:
                return self._name(token.start, token.end, end, FULL, "family and given name stand together")
        parted = not token.start or not is_han(self._text[token.start - 1])
        if token.kind == "given" and len(text) > 1 and parted:
            if title_after(self._text, token.end):
                return self._name(token.start, token.start, token.end, TITLED, "a title follows it")
            if any(possible(text, one, family=False) for one in self._single):
                return self._name(token.start, token.start, token.end, ALONE, "the translation reads it so")
        return None

    def _is_given(self, index: int) -> bool:
        """Whether the analyser takes a word for a given name, so that no title begins there: 君枝 is no 君."""
        return index < len(self._tokens) and self._tokens[index].kind == "given"

    def _before_title(self, start: int, *, person: bool) -> int:
        """Where a given name ends that a title follows; 0 where none does."""
        for end in range(start + 1, min(start + _LONGEST_GIVEN, len(self._text)) + 1):
            given = self._text[start:end]
            titled = title_after(self._text, end)
            odd = given[-1] in _NO_GIVEN or (titled and given[-1] in _PARTICLES)
            if not _is_written(given[-1]) or (odd and end not in self._given_ends):
                return 0
            if titled:
                return end if person or japanese.is_given(given) > 0 else 0
        return 0

    def _given_end(self, index: int, *, person: bool) -> int:
        """Where the given name after a family name ends, by the words of the analyser; 0 where none follows."""
        start = end = self._tokens[index].end
        marked = False
        for token in self._tokens[index + 1 : index + 2 + _LONGEST_GIVEN]:
            text = self._text[token.start : token.end]
            goes_on = token.noun or bool(token.kind) or all(map(is_han, text))
            if not goes_on or not all(map(_is_written, text)) or (end > start and title_after(self._text, end)):
                break
            if marked and token.kind != "given" and len(text) > 1:
                break
            end = token.end
            marked = marked or token.kind == "given"
        given = self._text[start:end]
        if not 0 < len(given) <= _LONGEST_GIVEN or (len(given) == 1 and not is_han(given)):
            return 0
        if given[-1] in _NO_GIVEN and not marked:
            return 0
        known = japanese.is_given(given)
        if person and known >= _ESTABLISHED and self._is_end(end):
            return end
        return end if marked and (person or known > 0) else 0

    def _name(self, start: int, cut: int, end: int, weight: float, why: str) -> SourceName:
        text = self._text
        given = text[cut:end].lstrip("　 ")
        return SourceName(Span(start, end), text[start:cut], given, weight, JAPANESE, why)


def _placed(name: SourceName, seen: Folded) -> SourceName:
    """A name of a text as it is searched, as a name of the text as written."""
    start, end = name.span.start, name.span.end
    family, given = seen.text[start : start + len(name.family)], seen.text[end - len(name.given) : end]
    return replace(name, span=seen.span(start, end), family=family, given=given)


def _may_be_of_others(run: Run) -> bool:
    """Whether words may be a Chinese, Korean or Vietnamese name: hyphened, no Japanese syllables, or all of pinyin."""
    if any("-" in word.text for word in run.words):
        return True
    letters = [word.letters for word in run.words]
    return not all(map(hepburn.is_romaji, letters)) or all(map(pinyin.segmentations, letters))


def _is_katakana(ch: str) -> bool:
    return "ァ" <= ch <= "ヺ"


def _is_written(ch: str) -> bool:
    return is_han(ch) or is_kana(ch)


def _tokens(text: str) -> Iterator[_Token]:
    """The words of a text, piece by piece: the analyser takes no more than some thousand characters at once."""
    for at, piece in _pieces(text):
        for word in _tokenizer().tokenize(piece):
            part, what, kind, sort, *_ = word.part_of_speech()
            if word.begin() == word.end():
                continue  # ⑴ is several words in one character, some of them of nothing
            yield _Token(at + word.begin(), at + word.end(), _kind(what, kind, sort), part == "名詞")


def _kind(what: str, kind: str, sort: str) -> str:
    if what != "固有名詞":
        return ""
    if kind == "人名":
        return {"姓": "family", "名": "given"}.get(sort, "person")
    return "place" if kind == "地名" else "other"


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    if len(text) <= _LONGEST_PIECE:
        yield 0, text
        return
    for span in split_sentences(text, "ja"):
        for start in range(span.start, span.end, _LONGEST_PIECE):
            yield start, text[start : min(start + _LONGEST_PIECE, span.end)]


@cache
def _tokenizer() -> Tokenizer:
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="core").tokenizer(SplitMode.C)
