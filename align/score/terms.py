"""The measures of the WMT 2021 terminology task (Alam et al. 2021), with the names of the source for terms.

All of them look at words, cut as BLEU's are (13a), capitals and small letters told apart, and nothing else: they know no
links. Exact match asks for a form of each term somewhere in the hypothesis, each at a place of its own. Window overlap asks
how many of the words around it are those around it in the reference, and 1-TERm is TER with the words of terms counting
twice, taken from 1. The first reference is the one that counts. The task also takes lemmas for words; English names have
none but themselves.
"""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from rapidfuzz.distance import Levenshtein

from align.score.edits import moved
from align.score.names import Rendering

Words: TypeAlias = tuple[str, ...]
Term: TypeAlias = Sequence[Words]
"""The forms of a term, best first, each as words."""

_TERM_WEIGHT: Final = 2


class Place(NamedTuple):
    """Where a form stands: its words, and the number of the first of them."""

    form: Words
    at: int

    @property
    def end(self) -> int:
        """The number of the word after it."""
        return self.at + len(self.form)


def tokens(text: str) -> Words:
    """The words of a text, as BLEU takes them."""
    return tuple(_tokeniser()(text.rstrip()).split())


def terms_of(found: Iterable[Rendering]) -> dict[int, list[Term]]:
    """The terms of each segment that has any: the forms of each mention, in the order of the source."""
    cut = cache(tokens)
    terms: dict[int, list[Term]] = defaultdict(list)
    for each in found:
        terms[each.outcome.item].append([cut(form) for form in each.forms])
    return terms


def places(terms: Iterable[Term], text: Words) -> Iterator[Place | None]:
    """Where each term stands in a text, None where it does not. No two begin at the same word."""
    taken: set[int] = set()
    for forms in terms:
        there = (Place(form, at) for form in forms for at in _occurrences(form, text) if at not in taken)
        place = next(there, None)
        if place:
            taken.add(place.at)
        yield place


def exact_matches(terms: Sequence[Term], hypothesis: Words) -> int:
    """How many of the terms stand in the hypothesis."""
    return sum(place is not None for place in places(terms, hypothesis))


def window_overlap(reference: Words, placed: Iterable[Place], hypothesis: Words, size: int) -> float:
    """Which share of the words around the terms of a reference stands around them in the hypothesis as well (0 to 1).

    `placed` are the terms of the reference. `size` words on each side are looked at, punctuation passed over. Where a form
    stands several times, occurrences are paired so that the best overlaps come first. The mean is taken over pairs, and is
    0 where there is none: what is not in the hypothesis is for exact match to tell.
    """
    standing: dict[Words, list[Place]] = defaultdict(list)
    for place in placed:
        standing[place.form].append(place)
    overlaps: list[float] = []
    for form, there in standing.items():
        here = [Place(form, at) for at in _occurrences(form, hypothesis)]
        pairs = [
            (_overlap(_around(reference, one, size), _around(hypothesis, other, size)), left, right)
            for left, one in enumerate(there)
            for right, other in enumerate(here)
        ]
        used_there: set[int] = set()
        used_here: set[int] = set()
        for overlap, left, right in sorted(pairs, key=lambda pair: -pair[0]):
            if left not in used_there and right not in used_here:
                used_there.add(left)
                used_here.add(right)
                overlaps.append(overlap)
    return sum(overlaps) / len(overlaps) if overlaps else 0.0


def term_error_rate(reference: Words, placed: Iterable[Place], hypothesis: Words) -> float:
    """TER with an edit of a term's word counting twice: edits for each word of the reference.

    The moves are those that TER makes, one edit each. A word of the reference that is missing or replaced counts as that
    word does, one of the hypothesis that is too much counts once.
    """
    if not reference:
        return float(bool(hypothesis))
    heavy = {at for place in placed for at in range(place.at, place.end)}
    arranged = moved(hypothesis, reference)
    if not heavy:
        return (arranged.moves + Levenshtein.distance(arranged.words, reference)) / len(reference)
    weights = [_TERM_WEIGHT if at in heavy else 1 for at in range(len(reference))]
    return (arranged.moves + _weighted(arranged.words, reference, weights)) / len(reference)


def _weighted(hypothesis: Words, reference: Words, weights: Sequence[int]) -> int:
    """The least weight of edits that make the reference."""
    above = [0]
    for weight in weights:
        above.append(above[-1] + weight)
    for word in hypothesis:
        row = [above[0] + 1]
        for at, weight in enumerate(weights):
            replaced = above[at] + (0 if reference[at] == word else weight)
            row.append(min(replaced, above[at + 1] + 1, row[at] + weight))
        above = row
    return above[-1]


def _occurrences(form: Words, text: Words) -> Iterator[int]:
    """Where the words of a form begin in a text, in order."""
    if not form:
        return
    first, length = form[0], len(form)
    for at, word in enumerate(text):
        if word == first and text[at : at + length] == form:
            yield at


def _around(text: Words, place: Place, size: int) -> Counter[str]:
    """The words beside a place, so many on each side, without punctuation."""
    before = _some((text[at] for at in range(place.at - 1, -1, -1)), size)
    after = _some((text[at] for at in range(place.end, len(text))), size)
    return Counter([*before, *after])


def _some(words: Iterator[str], size: int) -> list[str]:
    # Two marks in a row are punctuation as well if they stand so in ASCII, as the task has it.
    telling = (word for word in words if word not in string.punctuation)
    return [word for word, _ in zip(telling, range(size), strict=False)]


def _overlap(reference: Counter[str], hypothesis: Counter[str]) -> float:
    return (reference & hypothesis).total() / reference.total() if reference else 0.0


@cache
def _tokeniser() -> Any:
    from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

    make: Any = Tokenizer13a
    return make()
