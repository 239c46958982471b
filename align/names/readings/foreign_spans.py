"""Which stretch of a source text sounds like an English name: the strongest way to find transcribed names in Chinese.

A text is prepared once (`SourceSounds.of`): its stretches of katakana, and of Han characters that transcriptions use, with
an index of the places where each letter may begin. Then each English word walks only from those places, and leaves a
place as soon as its letters have become unlikely. In Japanese text (one with kana) only katakana is looked at.

A stretch of katakana is mostly one word, so a span that cuts it is less likely; among Han characters, those that
ordinary text uses more than transcriptions do make a span less likely.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from align.names.readings.foreign import character_use, is_listed
from align.names.readings.sounds import (
    IMPOSSIBLE,
    LONGEST,
    MOST_LETTERS,
    UNLISTED,
    Sound,
    letters,
    letters_costs,
    score_of,
    sound,
    symbols,
)
from align.text.fold import Folded, fold_source

_STRETCH: Final = re.compile(r"[ァ-ヺ][ァ-ヺー]*|[\u3400-\u9fff]+")
_KANA: Final = re.compile("[ぁ-ヺ]")
_BETWEEN: Final = re.compile(r"[\s・=\-–—.]*")
_MOST_JOINED: Final = 3
_LEFT_OUT: Final = 0.2
# In hundredths of natural logarithms.
_LOST: Final = 450  # a walk this much less likely than any name is given up
_CUT: Final = 250  # for each end of a span that cuts a stretch of katakana
_ORDINARY: Final = -3.2  # characters with a smaller ratio to running text end a stretch (natural logarithm)
_WEIGHT_OF_USE: Final = 60  # of a character's ratio, which counts from -3 to 2
_KEPT: Final = 4  # spans that are kept for each word
_KEPT_CHAINS: Final = 12  # rows of spans that are kept for each word
_MOST_WORDS: Final = 12  # more are no name
_LEAST: Final = 0.2
_LEAST_LISTED: Final = 0.03  # by sound alone, before a dictionary is asked
_LISTED: Final = 0.99  # the least score of a span for which a dictionary lists the word
_ALONE: Final = (
    0.6  # the share of its score that one symbol keeps, since most texts have one that sounds like a short name
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source text (code points) and how well it sounds like the words (0 to 1)."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Place:
    """A symbol of the text: where it begins and ends in the folded text, and what it sounds like."""

    start: int
    end: int
    sound: Sound
    bonus: int
    first: bool
    last: bool
    katakana: bool


@dataclass(frozen=True, slots=True)
class SourceSounds:
    """A source text prepared for `best_span`."""

    folded: Folded
    stretches: tuple[tuple[_Place, ...], ...]
    beginnings: Mapping[str, tuple[tuple[int, int], ...]]
    """For each letter the stretches and places where a name with this first letter may begin."""
    _found: dict[str, tuple[Span, ...]]

    @classmethod
    def of(cls, text: str) -> SourceSounds:
        """Prepares a text; the work is linear in its length."""
        folded = fold_source(text)
        japanese = _KANA.search(folded.text) is not None
        stretches = tuple(_stretches(folded.text, japanese))
        beginnings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, stretch in enumerate(stretches):
            for at, place in enumerate(stretch):
                for letter in place.sound.beginnings:
                    beginnings[letter].append((number, at))
        return cls(folded, stretches, {letter: tuple(places) for letter, places in beginnings.items()}, {})

    def best_span(self, english_words: Sequence[str]) -> Span | None:
        """The stretch that sounds most like the words, in their order; None where nothing does.

        Where the source has only a part of the name, the span is that part (特朗普 for Donald Trump); where it has more
        parts side by side, with or without a separator, the span holds them all. Places of the original text. None too for
        more than twelve words.
        """
        chain = _best_chain(self, tuple(letters(word) for word in english_words))
        if chain is None:
            return None
        span = self.folded.span(chain.start, chain.end)
        return Span(span.start, span.end, chain.score)

    def spans(self, word: str) -> tuple[Span, ...]:
        """The likeliest stretches of the folded text for one word, in letters, the best first."""
        found = self._found.get(word)
        if found is None:
            found = self._found[word] = tuple(_spans(self, word))
        return found


def best_span(source_text: str, english_words: Sequence[str]) -> tuple[int, int, float] | None:
    """`SourceSounds.best_span` for one question about a text: start and end in code points, and the score."""
    found = SourceSounds.of(source_text).best_span(english_words)
    return (found.start, found.end, found.score) if found else None


def _stretches(text: str, japanese: bool) -> Iterator[tuple[_Place, ...]]:
    for found in _STRETCH.finditer(text):
        katakana = found[0] < "一" and "ァ" <= found[0][0] <= "ー"
        if japanese and not katakana:
            continue
        at = found.start()
        places: list[_Place] = []
        row = symbols(found[0])
        for number, symbol in enumerate(row):
            heard, bonus = _heard(symbol)
            if heard is None:
                if places:
                    yield tuple(places)
                places = []
            else:
                places.append(_Place(at, at + len(symbol), heard, bonus, number == 0, number == len(row) - 1, katakana))
            at += len(symbol)
        if places:
            yield tuple(places)


@lru_cache(maxsize=8192)
def _heard(symbol: str) -> tuple[Sound | None, int]:
    """What a symbol of a text sounds like, None for one that no transcription would have, and what its use counts."""
    if "ァ" <= symbol[0] <= "ー":
        return sound(symbol), 0
    use = character_use(symbol).text
    if use < _ORDINARY:
        return None, 0
    return sound(symbol), round(_WEIGHT_OF_USE * max(-3.0, min(2.0, use)))


def _spans(text: SourceSounds, word: str) -> list[Span]:
    if not 2 <= len(word) <= MOST_LETTERS:
        return []
    prices = letters_costs(word)
    whole = prices[-1]
    size = len(word)
    pieces = [[word[start:end] for end in range(start, min(start + LONGEST, size) + 1)] for start in range(size + 1)]
    found: list[Span] = []
    for number, first in text.beginnings.get(word[0], ()):
        stretch = text.stretches[number]
        reached = {0: 0}
        bonus = 0
        for at in range(first, min(first + size + 1, len(stretch))):
            place = stretch[at]
            bonus += place.bonus
            last_row, row, composed = place.sound.at_end, place.sound.inside, place.sound.composed
            end_cost = IMPOSSIBLE
            ahead: dict[int, int] = {}
            for start, so_far in reached.items():
                if size - start <= LONGEST:
                    piece = pieces[start][-1]
                    price = last_row.get(piece)
                    if price is None:
                        price = composed.get(piece, UNLISTED[size - start])
                    total = so_far + price
                    if total < end_cost:
                        end_cost = total
                for length, piece in enumerate(pieces[start]):
                    price = row.get(piece)
                    if price is None:
                        price = composed.get(piece, UNLISTED[length])
                    total = so_far + price
                    end = start + length
                    if total - prices[end] < _LOST and total < ahead.get(end, IMPOSSIBLE):
                        ahead[end] = total
            if at == first:
                ahead.pop(0, None)
            if end_cost < IMPOSSIBLE:
                ratio = float(whole - end_cost + bonus)
                if place.katakana:
                    ratio -= _CUT * ((not stretch[first].first) + (not place.last))
                likely = score_of(ratio / 100, at + 1 - first, place.katakana) * (_ALONE if at == first else 1)
                if likely > _LEAST_LISTED:
                    begin = stretch[first].start
                    if is_listed(text.folded.text[begin : place.end], word):
                        likely = _LISTED + (1 - _LISTED) * likely
                    if likely > _LEAST:
                        found.append(Span(begin, place.end, likely))
            if not ahead:
                break
            reached = ahead
    found.sort(key=lambda span: -span.score)
    return found[:_KEPT]


def _best_chain(text: SourceSounds, words: tuple[str, ...]) -> Span | None:
    """The best row of neighbouring spans for the words, or for those of them that the text has."""
    best: Span | None = None
    if len(words) > _MOST_WORDS:
        return None
    weights = [float(len(word)) if len(word) > 1 else 0.5 for word in words]
    total = sum(weights, 0.0)
    # Chains by the word after their last one: span, letters that are heard (weighed by their scores), words passed over.
    chains: list[list[tuple[Span, float, float, int]]] = [[] for _ in range(len(words) + 1)]
    for first in range(len(words)):
        chains[first] = sorted(chains[first], key=lambda chain: -chain[1])[:_KEPT_CHAINS]
        for end in range(first + 1, min(first + _MOST_JOINED, len(words)) + 1):
            joined = "".join(words[first:end])
            if end - first > 1 and not text.beginnings.get(joined[:1]):
                continue
            size = sum(weights[first:end], 0.0)
            for span in text.spans(joined):
                chains[end].append((span, size * span.score, size, first))
                for before in range(first + 1):
                    for other, heard, heard_size, start in chains[before]:
                        gap = text.folded.text[other.end : span.start]
                        if other.end <= span.start and _BETWEEN.fullmatch(gap):
                            joint = Span(other.start, span.end, 0.0)
                            chains[end].append((joint, heard + size * span.score, heard_size + size, start))
    for end, found in enumerate(chains):
        after = sum(weights[end:], 0.0)
        for span, heard, size, _ in found:
            ahead = total - size - after
            value = heard / (size + _LEFT_OUT * ahead + 3 * _LEFT_OUT * after)
            if best is None or value > best.score:
                best = Span(span.start, span.end, value)
    return best
