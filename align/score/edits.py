"""The edits that TER counts (Snover et al. 2006), as sacrebleu counts them and many times as fast.

TER moves stretches of the hypothesis to where they stand in the reference, each move one edit, as long as that leaves fewer
other edits, and counts those. Which moves are tried, and which of equal ones is taken, is what sacrebleu has of Tercom;
the numbers are the same, to the last edit. Each word is one character here, so that rapidfuzz measures a candidate in a
microsecond, and the alignment that decides which moves are tried is worked out a row of bits at a time (Hyyrö 2003).

sacrebleu looks at a band around the diagonal alone. That cannot matter where there are few edits (see `_BAND`); a
hypothesis that is longer or more different than that is left to sacrebleu itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

_BAND: Final = 48
"""An alignment that leaves sacrebleu's band of 25 has more edits than this less the difference of the lengths, as long as
that is half of it at most: those that lead away from the diagonal, and those that lead back to it."""
_LONGEST_MOVE: Final = 10
_FARTHEST_MOVE: Final = 50
_MOST_TRIED: Final = 1000


@dataclass(frozen=True, slots=True)
class Moved:
    """A hypothesis after its moves: how many there were, and its words in their new order."""

    moves: int
    words: tuple[str, ...]


def edits(hypothesis: Sequence[str], reference: Sequence[str]) -> int:
    """How many edits make the reference of the hypothesis; both are words."""
    if not reference:
        return len(hypothesis)
    written, model = _written(hypothesis, reference)
    found = _moved(written, model)
    if found is None:
        from sacrebleu.metrics.lib_ter import translation_edit_rate

        return int(translation_edit_rate(list(hypothesis), list(reference))[0])
    moves, text = found
    return moves + Levenshtein.distance(text, model)


def moved(hypothesis: Sequence[str], reference: Sequence[str]) -> Moved:
    """The hypothesis with the moves that TER makes; with none where it is too unlike the reference to be worth any."""
    written, model = _written(hypothesis, reference)
    found = _moved(written, model) if reference else None
    if found is None:
        return Moved(0, tuple(hypothesis))
    words = dict(zip(written, hypothesis, strict=True))
    return Moved(found[0], tuple(words[letter] for letter in found[1]))


def _written(hypothesis: Sequence[str], reference: Sequence[str]) -> tuple[str, str]:
    """Both with one character for each word, the same for the same."""
    letters: dict[str, str] = {}
    # From a plane without surrogates on.
    for word in (*reference, *hypothesis):
        letters.setdefault(word, chr(0x10000 + len(letters)))
    return "".join(map(letters.__getitem__, hypothesis)), "".join(map(letters.__getitem__, reference))


def _moved(text: str, model: str) -> tuple[int, str] | None:
    """How many moves are made, and what they make of the text; None where sacrebleu's band may matter."""
    length = abs(len(text) - len(model))
    distance = Levenshtein.distance(text, model)
    if 2 * length > _BAND or distance > _BAND - length:
        return None
    places: dict[str, list[int]] = defaultdict(list)
    for at, letter in enumerate(model):
        places[letter].append(at)
    moves = tried = 0
    while distance:
        gain, better, tried = _best_move(text, model, places, distance, tried)
        if tried >= _MOST_TRIED or gain <= 0:
            break
        moves += 1
        text = better
        distance -= gain
    return moves, text


def _best_move(text: str, model: str, places: dict[str, list[int]], distance: int, tried: int) -> tuple[int, str, int]:
    """The move that leaves the fewest edits: how many fewer, the text after it, and how many have been tried by now.

    Of equal ones it is the longest, then the one from farthest left, then the one to farthest left.
    """
    beside, wrong_here, wrong_there = _aligned(text, model)
    best = (0, 0, 0, 0)
    found = text
    for start, place, length in _shared(text, model, places):
        end = start + length
        if wrong_here.find(1, start, end) < 0 or wrong_there.find(1, place, place + length) < 0:
            continue
        if start <= beside[place] < end:
            continue
        before = -1
        for offset in range(-1, length):
            if place + offset >= len(model):
                break
            to = beside[place + offset] + 1 if place + offset >= 0 else 0
            if to == before:
                continue
            before = to
            candidate = _with_move(text, start, end, to)
            gain = distance - Levenshtein.distance(candidate, model)
            tried += 1
            if gain > 0 and (order := (gain, length, -start, -to)) > best:
                best, found = order, candidate
        if tried >= _MOST_TRIED:
            break
    return best[0], found, tried


def _shared(text: str, model: str, places: dict[str, list[int]]) -> Iterator[tuple[int, int, int]]:
    """Every stretch of the text that stands in the model as well: where in each, and how long."""
    for start, letter in enumerate(text):
        for place in places.get(letter, ()):
            if abs(place - start) > _FARTHEST_MOVE:
                continue
            most = min(_LONGEST_MOVE, len(text) - start, len(model) - place)
            length = 1
            yield start, place, length
            while length < most and text[start + length] == model[place + length]:
                length += 1
                yield start, place, length


def _with_move(text: str, start: int, end: int, to: int) -> str:
    """The text with a stretch of it put before `to`, which counts as if the stretch still stood where it did."""
    stretch = text[start:end]
    if to < start:
        return text[:to] + stretch + text[to:start] + text[end:]
    if to > end:
        return text[:start] + text[end:to] + stretch + text[to:]
    length = end - start
    return text[:start] + text[end : length + to] + stretch + text[length + to :]


def _aligned(text: str, model: str) -> tuple[list[int], bytearray, bytearray]:
    """For each word of the model the one of the text beside or before which it stands (-1 for none), and which words of
    the text and of the model are wrong.

    Of equal alignments it is the one that, from the end, keeps or replaces a word where it can, and else drops one of the
    text rather than of the model.
    """
    masks: dict[str, int] = defaultdict(int)
    for at, letter in enumerate(model):
        masks[letter] |= 1 << at
    every = (1 << len(model)) - 1
    more, less = every, 0
    kept_rows: list[int] = []
    dropped_rows: list[int] = []
    for letter in text:
        mask = masks.get(letter, 0)
        # Where the edits are as many as one word earlier in both, and where they are one more than one word of the text ago.
        kept = ((((mask & more) + more) ^ more) | mask | less) & every
        dropped = (less | ~(kept | more)) & every
        fewer = kept & more
        dropped_before = dropped << 1 | 1
        more = (fewer << 1 | ~(kept | dropped_before)) & every
        less = dropped_before & kept
        kept_rows.append(kept)
        dropped_rows.append(dropped)
    beside = [-1] * len(model)
    wrong_here, wrong_there = bytearray(len(text)), bytearray(len(model))
    here, there = len(text), len(model)
    while there:
        bit = 1 << (there - 1)
        if here and text[here - 1] == model[there - 1]:
            here, there = here - 1, there - 1
            beside[there] = here
        elif here and not kept_rows[here - 1] & bit:
            here, there = here - 1, there - 1
            beside[there] = here
            wrong_here[here] = wrong_there[there] = 1
        elif here and dropped_rows[here - 1] & bit:
            here -= 1
            wrong_here[here] = 1
        else:
            there -= 1
            beside[there] = here - 1
            wrong_there[there] = 1
    wrong_here[:here] = b"\1" * here
    return beside, wrong_here, wrong_there
