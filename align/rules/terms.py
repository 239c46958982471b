"""Terms in English: whether one stands in a text, and which words of the text are evidently meant for it.

A term stands where its words stand, whatever their articles, capitals, hyphens, plurals and possessives, `and` or `&`,
British or American spelling; a place stands in its adjective too (North Korea, North Korean). Words that are meant for a
term share its telling words, or say at least that they name a thing of the same kind: `Clean Government Party` is meant
for 公明党, because both are parties. What kinds there are is told by `term_heads.tsv`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from rapidfuzz.distance import Indel

from align.model.span import Span
from align.names.english_words import is_ordinary_capitalised
from align.names.honorifics import ENGLISH_TITLES
from align.rules.countries import country_at
from align.rules.phrases import ARTICLES, Token, singular, tokens
from align.text.fold import fold_source

_LINKING: Final = frozenset({*ARTICLES, "of", "and", "for", "to", "in", "on", "at", "by", "with", "from", "no"})
_JOINING: Final = frozenset({"of", "for", "and", "the"})
_UNSAID: Final = frozenset({*ARTICLES, "and"})
_OF_A_PLACE: Final = ("n", "an", "ian", "ese", "er", "ern", "i", "ish")
_NOT_PART: Final = frozenset(
    "according after although as asked at because before but by citing during earlier for from given however if in "
    "last meanwhile new next on said since so still than that then there these this those though under unlike until "
    "when where which while with yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december".split()
)
_ENDS_PHRASE: Final = frozenset('.;:!?()[]"“”—–\n/|')

_ENOUGH, _ENOUGH_WITH_NAME = 0.6, 0.5
_COUNTRY_WEIGHT, _KIND_WEIGHT = 0.4, 0.6
_SAME_KIND, _ALIKE_SCORE = 0.6, 0.9
_ALIKE, _SHORTEST_ALIKE = 0.8, 4
_SMALL_ENOUGH = 0.8
_LONGER_BY = 4
_LONGEST_RUN = 7


@dataclass(frozen=True, slots=True)
class Piece:
    """A telling word of a phrase. A country is one piece, `@japan` for Japan and Japanese alike. `weight` is how much it
    tells: names most, kinds of things less, countries least. `first` and `last` are its tokens' places in the text."""

    key: str
    weight: float
    first: int
    last: int


@dataclass(frozen=True)
class English:
    """An English text or term, cut."""

    text: str
    tokens: tuple[Token, ...]
    pieces: tuple[Piece, ...]
    joined: str
    """The words' keys in the singular without articles and `and`, run together."""
    starts: tuple[int, ...]
    """Where in `joined` each word begins, and where the last one ends."""
    sources: tuple[int, ...]
    """Which token each of these words is."""

    def span(self, first: int, last: int) -> Span:
        """From one token to another."""
        return Span(self.tokens[first].start, self.tokens[last].end)


@lru_cache(maxsize=1 << 12)
def english(text: str) -> English:
    """A text or term, cut."""
    found = tuple(tokens(text))
    said = [index for index, token in enumerate(found) if token.key and token.key not in _UNSAID]
    keys = [singular(found[index].key) for index in said]
    starts = [0]
    for key in keys:
        starts.append(starts[-1] + len(key))
    return English(text, found, tuple(_pieces(found)), "".join(keys), tuple(starts), tuple(said))


def _pieces(found: Sequence[Token]) -> Iterator[Piece]:
    at = 0
    while at < len(found):
        named = country_at(found, at)
        if named:
            yield Piece(f"@{named.country}", _COUNTRY_WEIGHT, at, at + named.length - 1)
            at += named.length
            continue
        key = found[at].key
        if key and key not in _LINKING:
            stem = singular(key)
            yield Piece(stem, _KIND_WEIGHT if stem in _kinds_of_word() else 1.0, at, at)
        at += 1


# Whether a term stands


def standing(form: str, text: str, *, place: bool = False) -> Iterator[Span]:
    """Every place where the term `form` stands in `text`, in whatever spelling; `place` counts its adjective too."""
    term, whole = english(form), english(text)
    if not term.joined:
        return
    at = whole.joined.find(term.joined)
    while at >= 0:
        first = bisect_left(whole.starts, at)
        end = bisect_left(whole.starts, at + len(term.joined))
        begins = whole.starts[first] == at
        if begins and (whole.starts[end] == at + len(term.joined) or (place and _adjective(whole, at, term, end))):
            first, last = whole.sources[first], whole.sources[end - 1]
            if _written_as_name(term, whole, first, last):
                yield whole.span(first, last)
        at = whole.joined.find(term.joined, at + 1)


def _adjective(whole: English, at: int, term: English, end: int) -> bool:
    """Whether the last word goes on to an adjective: Korean, Tibetan."""
    return whole.joined[at + len(term.joined) : whole.starts[end]] in _OF_A_PLACE


def _written_as_name(term: English, whole: English, first: int, last: int) -> bool:
    """Whether a single word looks like the name it should be: `cabinet` is not the Cabinet, nor `us` the US."""
    if len(term.tokens) > 1 or first != last:
        return True
    name, word = term.tokens[0].text, whole.tokens[first].text
    if len(name) > 1 and name.replace(".", "").isupper():
        return word.rstrip("s").replace(".", "").isupper()
    return word[0].isupper() or name[0].islower() or not is_ordinary_capitalised(name)


# What is meant for a term


@dataclass(frozen=True, slots=True)
class Likeness:
    """Words that are meant for a term: where they stand, how much they share with it (0 to 1), and whether they name a thing
    of its kind; if not, they only bear its name."""

    span: Span
    score: float
    of_kind: bool


Free = Callable[[Span], bool]
"""Whether a stretch of the text is open, not the rendering of something else."""


def alike(forms: Sequence[str], written: str, text: str, free: Free) -> Likeness | None:
    """The words of `text` that share most with one of the English forms of a term written `written` in the source."""
    whole = english(text)
    kinds = kinds_of_source(written)
    best: tuple[float, int, Likeness] | None = None
    for form in forms:
        term = english(form)
        if len(term.pieces) < 2:
            continue
        for first, last, score in _windows(term, whole, kinds, free):
            if best is None or (score, last - first) > best[:2]:
                span = _whole_name(whole, term, whole.pieces[first].first, whole.pieces[last].last, free)
                if span:
                    of_kind = _says_kind(term, whole.pieces[first : last + 1], kinds)
                    best = score, last - first, Likeness(span, score, of_kind)
    return best[2] if best else None


def _windows(term: English, whole: English, kinds: Collection[str], free: Free) -> Iterator[tuple[int, int, float]]:
    """Stretches of pieces that share enough with a term: first and last piece, and how much."""
    like = [max((_sameness(piece.key, other.key) for other in term.pieces), default=0.0) for piece in whole.pieces]
    shared = [index for index, value in enumerate(like) if value]
    longest = len(term.pieces) + _LONGER_BY
    for number, first in enumerate(shared):
        for last in shared[number:]:
            if last - first >= longest or not _one_phrase(whole, whole.pieces[first].first, whole.pieces[last].last):
                break
            score = _shared(term, whole.pieces[first : last + 1], kinds)
            if score and free(whole.span(whole.pieces[first].first, whole.pieces[last].last)):
                yield first, last, score


def _shared(term: English, window: Sequence[Piece], kinds: Collection[str]) -> float:
    """How much a stretch shares with a term (Dice, by weight), 0 where that is not enough to be meant for it."""
    left = list(window)
    common = 0.0
    exact, named = 0, False
    for piece in term.pieces:
        value, match = max(((_sameness(other.key, piece.key), -i) for i, other in enumerate(left)), default=(0.0, 0))
        if value:
            taken = left.pop(-match)
            common += value * min(piece.weight, taken.weight)
            exact += value >= _ALIKE_SCORE and not piece.key.startswith("@")
            named = named or (value >= _ALIKE_SCORE and piece.weight == 1.0)
    score = 2 * common / (sum(p.weight for p in term.pieces) + sum(p.weight for p in window))
    if not (named or exact > 1 or (exact and _is_all_said(term, window))) or not _of_its_kind(term, window, kinds):
        return 0.0
    return score if score >= (_ENOUGH_WITH_NAME if _share_a_name(term, window) else _ENOUGH) else 0.0


def _is_all_said(term: English, window: Sequence[Piece]) -> bool:
    """Whether a term that is but a country and a kind (Taiwan Affairs Office) has the country in common with a stretch, and
    is not all there in another order: `Japanese government` is the Government of Japan."""
    theirs, ours = {piece.key for piece in window}, {piece.key for piece in term.pieces}
    countries = {key for key in ours & theirs if key.startswith("@")}
    return bool(countries) and ours != theirs and all(piece.weight < 1.0 for piece in term.pieces)


def _of_its_kind(term: English, window: Sequence[Piece], kinds: Collection[str]) -> bool:
    """Whether a stretch says what the term is, or bears its proper name: `Hong Kong` is not the Hong Kong Government."""
    kind = _kind_word(term)
    there = {piece.key for piece in window}
    naming = [piece.key for piece in term.pieces if piece.weight == 1.0]
    if not kind or (len(naming) > 1 and there.issuperset(naming)) or _share_a_name(term, window):
        return True
    return _says_kind(term, window, kinds)


def _says_kind(term: English, window: Sequence[Piece], kinds: Collection[str]) -> bool:
    """Whether a stretch has a word for what the term is, as its English or its writing in the source says."""
    kind = _kind_word(term)
    return any((kind and _sameness(piece.key, kind)) or piece.key in kinds for piece in window)


def _kind_word(term: English) -> str:
    """The word that says what a term is a name of: the last, or the one before `of`; empty where it says nothing."""
    of = next((index for index, token in enumerate(term.tokens) if token.key == "of"), len(term.tokens))
    before = [piece.key for piece in term.pieces if piece.last < of]
    return before[-1] if before and before[-1] in _kinds_of_word() else ""


def _share_a_name(term: English, window: Sequence[Piece]) -> bool:
    """Whether both have a word in common that is no English word: Asahi, Fukushima."""
    there = {piece.key for piece in window}
    return any(
        piece.key in there and piece.weight == 1.0 and _is_proper(term.tokens[piece.first].text)
        for piece in term.pieces
    )


@lru_cache(maxsize=1 << 13)
def _is_proper(word: str) -> bool:
    return word[0].isupper() and not is_ordinary_capitalised(word)


@lru_cache(maxsize=1 << 16)
def _sameness(one: str, other: str) -> float:
    """1 for one word in any form, less for words that are alike or of one kind, 0 for others."""
    if one == other:
        return 1.0
    if one[0] == "@" or other[0] == "@" or (one in ENGLISH_TITLES) != (other in ENGLISH_TITLES):
        return 0.0
    if _kinds_of_word().get(one, frozenset()) & _kinds_of_word().get(other, frozenset()):
        return _SAME_KIND
    long = min(len(one), len(other)) >= _SHORTEST_ALIKE and one[0] == other[0]
    return _ALIKE_SCORE if long and Indel.normalized_similarity(one, other) >= _ALIKE else 0.0


def _one_phrase(whole: English, first: int, last: int) -> bool:
    """Whether nothing between two tokens ends a phrase."""
    return all(_joins(before, after) for before, after in pairwise(whole.tokens[first : last + 1]))


def _joins(before: Token, after: Token) -> bool:
    gap = after.gap.replace(".", "", 1) if before.key in ("no", "st", "mt") or len(before.key) == 1 else after.gap
    return _ENDS_PHRASE.isdisjoint(gap) and gap.count(",") < 2


def _whole_name(whole: English, term: English, first: int, last: int, free: Free) -> Span | None:
    """The stretch with the capitalised words that go on from it; None where it is no name: one word, or small letters."""
    own = {piece.key for piece in term.pieces}
    while first > 0 and _goes_on(whole, own, first - 1, first - 1, first, free):
        first -= 1
    while last + 1 < len(whole.tokens) and _goes_on(whole, own, last + 1, last, last + 1, free):
        last += 1
    inside = [piece for piece in whole.pieces if first <= piece.first and piece.last <= last]
    small = not any(token.capitalised for token in whole.tokens[first : last + 1])
    if len(inside) < 2 or all(piece.key.startswith("@") for piece in inside) or (small and len(inside) < len(own)):
        return None
    return whole.span(first, last)


def _goes_on(whole: English, own: Collection[str], at: int, left: int, right: int, free: Free) -> bool:
    """Whether the token at `at` belongs to a name that begins or ends beside it. Others' words do not, nor do countries and
    titles: Japanese Foreign Office, Foreign Office Spokesperson."""
    token = whole.tokens[at]
    if whole.tokens[right].gap not in (" ", "-", ", ") or whole.tokens[left].possessive:
        return False
    if whole.tokens[right].gap == ", " and singular(token.key) not in own and token.key != "one":
        return False
    if not token.capitalised or token.key in _LINKING or token.key in _NOT_PART or token.key in ENGLISH_TITLES:
        return False
    if singular(token.key) in ENGLISH_TITLES or country_at(whole.tokens, at):
        return False
    return free(whole.span(at, at))


def of_the_kind(written: str, text: str, free: Free) -> Span | None:
    """The one capitalised name in `text` that says it is a thing of the kind that the term `written` is; None where there
    is none, or more than one."""
    kinds = kinds_of_source(written)
    if not kinds:
        return None
    whole = english(text)
    found = [
        span for first, last in _capital_runs(whole, kinds, free) if (span := _named_kind(whole, first, last, kinds))
    ]
    return found[0] if len(found) == 1 else None


def _named_kind(whole: English, first: int, last: int, kinds: Collection[str]) -> Span | None:
    inside = [piece for piece in whole.pieces if first <= piece.first and piece.last <= last]
    named = [piece for piece in inside if not piece.key.startswith("@")]
    if len(named) < 2 or last - first >= _LONGEST_RUN:
        return None
    of = next((index for index in range(first, last + 1) if whole.tokens[index].key == "of"), last + 1)
    before = [piece for piece in named if piece.last < of]
    return whole.span(first, last) if before and before[-1].key in kinds else None


def _capital_runs(whole: English, kinds: Collection[str], free: Free) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised tokens that may be a name, with `of` and the like between them; after a word for the kind, `and`
    begins another name."""
    first = last = -1
    for index, token in enumerate(whole.tokens):
        fits = token.capitalised and token.key not in _LINKING | _NOT_PART and free(whole.span(index, index))
        fits = fits and singular(token.key) not in ENGLISH_TITLES and not country_at(whole.tokens, index)
        between = whole.tokens[last + 1 : index + 1]
        joined = first >= 0 and not whole.tokens[last].possessive and all(t.gap in (" ", "-") for t in between)
        if fits and joined and all(t.key in _JOINING for t in between[:-1]):
            if singular(whole.tokens[last].key) in kinds and any(t.key == "and" for t in between):
                yield first, last
                first = index
            last = index
        elif fits:
            if first >= 0:
                yield first, last
            first = last = index
    if first >= 0:
        yield first, last


# Kinds


def kinds_of_source(written: str) -> frozenset[str]:
    """The English words for what a Chinese or Japanese term says it is by its ending: `party` for 公明党."""
    return _kinds_of_ending().get(ending_of_source(written), frozenset())


def ending_of_source(written: str) -> str:
    """The ending, folded, that says what a term is; empty where none does."""
    folded = fold_source(written).text
    return next((folded[at:] for at in range(len(folded)) if folded[at:] in _kinds_of_ending()), "")


def is_kind(word: str) -> bool:
    """Whether a word (in the singular, small letters) says what kind of thing something is."""
    return word in _kinds_of_word()


@cache
def _rows() -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    lines = Path(__file__).with_name("term_heads.tsv").read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(
        (
            tuple(fold_source(form).text for form in source.split("|") if form),
            frozenset(singular(word) for word in words.split("|")),
        )
        for source, words in cells
    )


@cache
def _kinds_of_ending() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for endings, words in _rows():
        for ending in endings:
            found[ending] = found.get(ending, frozenset()) | words
    return found


@cache
def _kinds_of_word() -> Mapping[str, frozenset[int]]:
    """For each such English word, the rows that it stands in."""
    found: dict[str, set[int]] = {}
    for number, (_, words) in enumerate(_rows()):
        for word in words:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(rows) for word, rows in found.items()}
