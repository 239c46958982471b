"""Western and other foreign names in Han or katakana transcription: what fits, how the parts pair, which spellings are known.

A transcription has no one spelling: 克里斯 is Chris and Kris, クリス too. So a pair is measured by its sound
(`align.names.readings.sounds`), and dictionaries add the spellings that they list. Parts of a name are separated in the
source by ・ · • ＝ = - or a space, and often by nothing; English leaves parts out, and so does the source.

A score of ½ means that a right and a wrong pair are equally likely where half of all pairs are right; callers who have
many wrong pairs for each right one ask for more. On pairs that the model had not learned from, of wrong pairs of like
length (half with the same first letter) one in a hundred scores .65 in Han and .58 in katakana, which 96 % and 97 % of
the right pairs reach; one in a thousand scores .984 and .991, which 86 % of the right pairs reach in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from pathlib import Path
from typing import Final

from align.names.readings import neural
from align.names.readings.model import PartReading
from align.names.readings.sounds import MOST_LETTERS, is_katakana, letters, score, symbols
from align.names.readings.table import Table
from align.names.romanise import pinyin
from align.text.fold import fold_source

_HERE: Final = Path(__file__).parent
_SPELLINGS: Final = Table(_HERE / "foreign_names.tsv")
_CHARACTERS: Final = Table(_HERE / "transcription_characters.tsv")
_PART: Final = re.compile(r"[^\s・=\-–—.]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MOST_JOINED: Final = 3
_MOST_PARTS: Final = 12  # more parts or words are no name
_PARTICLES: Final = frozenset("van der den de la le von zu dos da di del el al bin ibn ben y jr sr ii iii iv".split())
# What a part that the other side does not have costs, by its letters: before the last pair (a given name left out), after.
_LEFT_OUT_BEFORE, _LEFT_OUT_AFTER = 0.2, 0.6
_LETTERS_PER_SYMBOL: Final = 2
_OTHER_ORDER: Final = 0.95

_NOT, _SURELY = 0.02, 0.98
"""Between them a score by sound leaves open whether a word is meant."""
_TRANSCRIBED: Final = 0.5
"""From here on a name is more likely a transcription than not; of others the network has learnt nothing."""

_PROPOSED, _SPELLINGS_PROPOSED = 4, 5
_LEAST: Final = 1e-6
_TOGETHER: Final = ((0.276, 0.815, 1.101, 4.742), (0.968, 0.274, 0.774, 1.974))
"""What counts how much where a network is asked as well, in Han and in katakana: the log-odds by sound, the logarithm of
the spelling's probability for each letter, the same beside the likeliest spelling, and a constant. Fitted to the names that
`scripts/name_reader_corpora.py` sets aside for development."""


@dataclass(frozen=True, slots=True)
class PartPair:
    """A part of a transcription and the English words that it stands for.

    `start` and `end` are code points of the source, `first` and `last` the indexes of the words (both included), and
    `score` (0 to 1) is how well they sound alike.
    """

    start: int
    end: int
    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True)
class PartAlignment:
    """How the parts of a transcription pair with English words, in the order of the source.

    `score` is that of the whole (0 to 1): parts that only one side has lower it, given names that are left out little.
    """

    pairs: tuple[PartPair, ...]
    score: float


NO_ALIGNMENT: Final = PartAlignment((), 0.0)


def likeness(source: str, english: str) -> float:
    """How well English words sound like a transcription, 0 to 1: Trump like 特朗普, 川普 or トランプ.

    All of one must be all of the other: 特朗普 is Trump, not Donald Trump (see `align_parts` for that). Case, hyphens,
    apostrophes and diacritics do not count. A spelling that a dictionary lists for the transcription scores 1.
    """
    parts = _parts(source)
    if len(parts) == 1:
        return _likeness(parts[0].text, letters(english))
    words = _WORD.findall(english)
    if not parts or not words:
        return 0.0
    found = align_parts(source, words)
    paired = sum(pair.last + 1 - pair.first for pair in found.pairs)
    return found.score if len(found.pairs) == len(parts) and paired == len(words) else found.score / 2


def _likeness(part: str, word: str) -> float:
    """The score of one folded part and letters."""
    return _heard(part, word, neural.consulted())


@lru_cache(maxsize=65536)
def _heard(part: str, word: str, network: neural.Network | None) -> float:
    """The same; where the sound leaves it open, `network` is asked as well, if there is one."""
    if not word:
        return 0.0
    if part.isascii():
        return 1.0 if part == word else 0.8 if len(part) == 1 and word.startswith(part) else 0.0
    if is_listed(part, word):
        return 1.0
    found = score(symbols(part), word)
    if (
        network is None
        or not _NOT < found < _SURELY
        or (not is_katakana(part) and is_transcription(part) < _TRANSCRIBED)
    ):
        return found
    return _with(network, part, word, found)


def _with(network: neural.Network, part: str, word: str, found: float) -> float:
    """What sound and network say together of one folded part and letters.

    The network's word is how likely it takes the spelling to be, by itself and beside the likeliest, for each letter.
    """
    katakana = is_katakana(part)
    task: neural.Task = "katakana" if katakana else "transcribed"
    (spelling,) = network.scores([(task, part, word)])
    (proposals,) = network.proposals(task, [part], _PROPOSED)
    likeliest = log(max(proposals[0].probability, _LEAST)) if proposals else log(_LEAST)
    sound, alone, beside, even = _TOGETHER[katakana]
    letters_said = len(word) + 1
    sum_of_all = (
        even
        + sound * log(found / (1 - found))
        + alone * spelling / letters_said
        + beside * (spelling - likeliest) / letters_said
    )
    return 1 / (1 + exp(-sum_of_all))


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    start: int
    end: int


def _parts(source: str) -> tuple[_Part, ...]:
    """The folded parts of a source name with their places in it."""
    folded = fold_source(source)
    found = []
    for each in _PART.finditer(folded.text):
        span = folded.span(*each.span())
        found.append(_Part(each[0], span.start, span.end))
    return tuple(found)


def align_parts(source: str, english_words: Sequence[str]) -> PartAlignment:
    """Pairs the parts of a transcribed name with English words: 唐纳德·特朗普 with Donald Trump, 特朗普 with its Trump.

    One part may stand for up to three words (范德萨 is van der Sar). Initials, particles and what only one side has are
    passed over. Where the order of both sides differs (オルバーン・ヴィクトル, Viktor Orbán) two words may change places.
    Nothing pairs where either side has more than twelve parts.
    """
    parts = _parts(source)
    words = tuple(letters(word) for word in english_words)
    if not parts or not any(words) or len(parts) > _MOST_PARTS or len(words) > _MOST_PARTS:
        return NO_ALIGNMENT
    found = _aligned(parts, words)
    if found.score < 0.9 and len(parts) == len(words) == 2:
        turned = _aligned(parts, words[::-1])
        if turned.score * _OTHER_ORDER > found.score:
            pairs = (PartPair(each.start, each.end, 1 - each.last, 1 - each.first, each.score) for each in turned.pairs)
            return PartAlignment(tuple(pairs), turned.score * _OTHER_ORDER)
    return found


def _aligned(parts: Sequence[_Part], words: Sequence[str]) -> PartAlignment:
    # For each number of parts and words that are behind: the best value so far, and the pairs that gave it.
    best: dict[tuple[int, int], tuple[float, tuple[PartPair, ...]]] = {(0, 0): (0.0, ())}

    def offer(place: tuple[int, int], value: float, pairs: tuple[PartPair, ...]) -> None:
        if place not in best or value > best[place][0]:
            best[place] = (value, pairs)

    for at in range(len(parts) + 1):
        for word in range(len(words) + 1):
            value, pairs = best[at, word]
            share = _LEFT_OUT_BEFORE if not pairs else _LEFT_OUT_AFTER
            if word < len(words):
                offer((at, word + 1), value - share * _word_weight(words[word]), pairs)
            if at < len(parts):
                part = parts[at]
                offer((at + 1, word), value - share * _part_weight(part), pairs)
                for end in range(word + 1, min(word + _MOST_JOINED, len(words)) + 1):
                    joined = "".join(words[word:end])
                    found = _likeness(part.text, joined)
                    if found > 0.0:
                        pair = PartPair(part.start, part.end, word, end - 1, found)
                        weight = max(len(joined), _part_weight(part)) if not part.text.isascii() else 1.0
                        offer((at + 1, end), value + weight * (found - 0.5), (*pairs, pair))
    value, pairs = best[len(parts), len(words)]
    return PartAlignment(pairs, _whole_score(parts, words, pairs)) if pairs else NO_ALIGNMENT


def _word_weight(word: str) -> float:
    return 0.0 if len(word) < 2 or word in _PARTICLES else float(len(word))


def _part_weight(part: _Part) -> float:
    return 0.5 if part.text.isascii() else float(_LETTERS_PER_SYMBOL * len(symbols(part.text)))


def _whole_score(parts: Sequence[_Part], words: Sequence[str], pairs: Sequence[PartPair]) -> float:
    """The mean of the pairs by their letters, lowered by what stands alone."""
    first = pairs[0]
    paired = {at for pair in pairs for at in range(pair.first, pair.last + 1)}
    places = {pair.start for pair in pairs}
    size = sum(sum(map(len, words[pair.first : pair.last + 1])) for pair in pairs)
    heard = sum(sum(map(len, words[pair.first : pair.last + 1])) * pair.score for pair in pairs)
    words_before = sum(_word_weight(word) for word in words[: first.first])
    words_after = sum(_word_weight(word) for at, word in enumerate(words) if at > first.first and at not in paired)
    alone = [part for part in parts if part.start not in places]
    parts_before = sum(_part_weight(part) for part in alone if part.start < first.start)
    parts_after = sum(_part_weight(part) for part in alone if part.start > first.start)
    # Where both sides have more before the first pair, these two do not sound alike: nothing was left out.
    before = min(words_before, parts_before) + _LEFT_OUT_BEFORE * abs(words_before - parts_before)
    return heard / (size + before + _LEFT_OUT_AFTER * (words_after + parts_after))


# --- Spellings that dictionaries list -----------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def known_spellings(source: str) -> tuple[str, ...]:
    """The spellings that dictionaries list for one transcribed word, the most likely first; empty for none."""
    folded = fold_source(source).text.strip()
    row = _SPELLINGS.get(folded) if folded else None
    return tuple(row.split("|")) if row else ()


def is_listed(part: str, word: str) -> bool:
    """Whether a dictionary lists a word, in letters a to z, for a folded transcription."""
    return word in _listed_letters(part)


@lru_cache(maxsize=16384)
def _listed_letters(part: str) -> frozenset[str]:
    return frozenset(letters(spelling) for spelling in known_spellings(part))


def proposals(source: str) -> tuple[PartReading, ...]:
    """The known spellings of one transcribed word with their shares by sound, the likeliest first, and who lists them.

    Where no dictionary lists any, those that a network proposes, if one is asked.
    """
    spellings = known_spellings(source)
    folded = fold_source(source).text.strip()
    if not spellings:
        return _proposed(folded, neural.consulted()) if is_transcription(folded) >= _TRANSCRIBED else ()
    source_name = "ENAMDICT" if is_katakana(folded) else "CC-CEDICT"
    weights = [score(symbols(folded), letters(spelling)) + 0.05 for spelling in spellings]
    found = [
        PartReading(spelling, "", weight / sum(weights), (source_name,))
        for spelling, weight in zip(spellings, weights, strict=True)
    ]
    return tuple(sorted(found, key=lambda reading: -reading.likelihood))


def _proposed(part: str, network: neural.Network | None) -> tuple[PartReading, ...]:
    """What a network makes of one folded part: of each spelling its share among those that it proposes."""
    if network is None:
        return ()
    (found,) = network.proposals("katakana" if is_katakana(part) else "transcribed", [part], _SPELLINGS_PROPOSED)
    total = sum(each.probability for each in found)
    return tuple(
        PartReading(each.text.replace(neural.BREAK, " ").title(), "", each.probability / total, neural.SOURCES)
        for each in found
        if total
    )


# --- What a Han string looks like ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CharacterUse:
    """How much more often a character is met in transcriptions (natural logarithms of ratios).

    `text`: than in running text; `first` and `later`: than at the beginning and in the rest of a Chinese name.
    """

    text: float
    first: float
    later: float


@lru_cache(maxsize=8192)
def character_use(char: str) -> CharacterUse:
    """The use of one folded Han character; one that no transcription has is rare there by as much as the table can tell."""
    row = _CHARACTERS.get(char)
    if row is None:
        return CharacterUse(-5.0, -3.0, -3.0)
    text, first, later = (int(value) / 100 for value in row.split(" "))
    return CharacterUse(text, first, later)


def is_transcription(han: str) -> float:
    """How much a name in Han characters looks like a transcribed foreign one rather than a Chinese one, 0 to 1.

    Judged by its characters and its length, with no English: 比拉吉 high, 张建宗 low, 安娜 in between. One for which a
    dictionary lists a spelling has at least ½. A name with a separator or in katakana is a transcription (1); 0 where
    no Han character stands.
    """
    parts = _parts(han)
    if len(parts) > 1 or (parts and is_katakana(parts[0].text)):
        return 1.0
    text = parts[0].text if parts else ""
    if not text or not all(char > "\u2e80" for char in text):
        return 0.0
    uses = [character_use(char) for char in text]
    ratio = uses[0].first + sum(use.later for use in uses[1:])
    likely = 1 / (1 + exp(-max(-30.0, min(30.0, _combined(ratio, len(text))))))
    return (1 + likely) / 2 if known_spellings(text) else likely


def _combined(ratio: float, length: int) -> float:
    """The log-odds of a transcription by its characters and its length; Chinese names have two to four characters."""
    per_length = {1: -0.5, 2: -1.0, 3: -0.5, 4: 2.0}
    return 0.9 * ratio + per_length.get(length, 3.0)


# --- Plain pinyin -------------------------------------------------------------------------------------------------


def pinyin_likeness(han: str, english: str) -> float:
    """How near English letters are to the plain pinyin of a transcription, 0 to 1: Bilaji for 比拉吉 1, Bilagi .83.

    With `is_transcription` high and the spelling in no dictionary, a value above .8 means that a foreign name was read as
    if it were Chinese. A spelling that a dictionary lists has 0 (安娜 is Anna, though its pinyin is the same).
    """
    word = letters(english)
    folded = "".join(part.text for part in _parts(han))
    if not word or not folded or len(word) > MOST_LETTERS or is_listed(folded, word):
        return 0.0
    return max((_nearness(word, reading) for reading in pinyin.joined_readings(folded)), default=0.0)


def _nearness(left: str, right: str) -> float:
    """1 less the edit distance as a share of the longer."""
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, 1):
        diagonal, row[0] = row[0], at
        for place, other in enumerate(right, 1):
            diagonal, row[place] = row[place], min(diagonal + (letter != other), row[place] + 1, row[place - 1] + 1)
    return 1 - row[-1] / max(len(left), len(right))
