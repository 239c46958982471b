"""In which culture a person is named, as far as the words around the name say.

The same characters are read in many languages: 文在寅 is Moon Jae-in because the sentence speaks of Seoul. What says so
is first the phrase right before the name (香港特区政府政务司司长张建宗, 越南驻老挝大使馆参赞郑氏心), then the phrases of a list
in which it stands, then what the document speaks of. The words are data: `culture_words.tsv`, and the countries of `countries.tsv`.

In a phrase the first word decides, because the country comes before the office, with two exceptions: what follows 驻, 访
or 对 is where somebody was sent (中国驻柬埔寨大使), and a territory after China is meant by itself (中国香港).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from align.names.countries import countries
from align.names.honorifics import title_before
from align.text.fold import fold_source

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick

STRONG, WEAK, LISTED, SPOKEN_OF = 0.9, 0.6, 0.5, 0.3
"""How much a word says: a strong or a weak one in the phrase before the name, one in the list the name is in, and one
that the document merely uses."""

_OF_COUNTRY: Final = {
    "japan": "ja", "china": "zh-CN", "taiwan": "zh-TW", "hong kong": "zh-HK", "macau": "zh-MO", "south korea": "ko",
    "north korea": "ko", "vietnam": "vi", "singapore": "zh-SG", "malaysia": "zh-MY",
}  # fmt: skip
_SOUTH_EAST_ASIA: Final = frozenset({"cambodia", "laos", "thailand", "myanmar", "indonesia", "philippines", "mongolia"})
_PLACES: Final = frozenset({"hong kong", "macau", "china", "taiwan"})
_WITHIN_CHINA: Final = frozenset({"zh-HK", "zh-MO", "zh-TW"})
_SENT_TO: Final = re.compile("(?:驻|駐|访|訪|对|対|赴|来|抵|援|访问|旅居|侨居|定居|留学|常驻)$")
_POSTED: Final = re.compile("特派|专电|分社|支局")
_BREAK: Final = re.compile(r"[，,。；;：:！!？?「」『』《》〈〉（）()\[\]【】\n|｜、]|[与与和跟](?!会)")
_LISTING: Final = "、"
_GOES_ON: Final = re.compile("的|会见|会晤|接见|拜会|欢迎|邀请")
_LONGEST_PHRASE: Final = 40
_FARTHEST: Final = 200
"""How far back, in code points, a list of names is followed."""
_LOOSE: Final = 0.6
"""What is left of a word's weight where no title joins it to the name."""
_PLACE: Final = Path(__file__).with_name("culture_words.tsv")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of a folded source text that says something of a culture; offsets are those of the folded text."""

    start: int
    end: int
    word: str
    culture: str
    weight: float


@dataclass(frozen=True, slots=True)
class Leaning:
    """How much a culture is spoken for (0 to 1), and the word that does."""

    culture: str
    weight: float
    word: str


def cues(folded: str) -> tuple[Cue, ...]:
    """The telling words of a folded source text, in its order; the longest at each place.

    One that only says where somebody was sent has no weight.
    """
    automaton, meanings = _words()
    return tuple(
        Cue(start, end, folded[start:end], culture, 0.0 if _is_visited(folded, start, end) else weight)
        for start, end, number in automaton.find(folded)
        for culture, weight in (meanings[number],)
    )


def _start(cue: Cue) -> int:
    return cue.start


def _is_visited(folded: str, start: int, end: int) -> bool:
    """Whether a place is where somebody was sent or went: 驻越南大使, 东京特派记者."""
    return bool(_SENT_TO.search(folded, max(0, start - 2), start) or _POSTED.match(folded, end))


def around(folded: str, start: int, found: Sequence[Cue]) -> Leaning | None:
    """What the phrases before a name at `start` of a folded text say of its culture; None where they say nothing.

    `found` are the cues of the text (see `cues`). Several titles in a row (书记处书记、经济部部长) are one phrase.
    """
    first, last = (bisect_left(found, at, key=_start) for at in (start - _FARTHEST, start))
    inside = [cue for cue in found[first:last] if cue.end <= start and cue.weight]
    begin = _phrase_before(folded, start, inside)
    farthest = max(0, start - _FARTHEST)
    while begin > farthest and folded[begin - 1] == _LISTING and title_before(folded, begin - 1):
        begin = _phrase_before(folded, begin - 1, inside)
    here = [cue for cue in inside if begin <= cue.start]
    # What stands last says most: 在韩国的中国留学生, 苏林会见了中国大使.
    later = max((match.end() for match in _GOES_ON.finditer(folded, begin, start)), default=begin)
    own = _decides([cue for cue in here if cue.start >= later], folded[later:start]) or _decides(
        here, folded[begin:start]
    )
    if own:
        near = title_before(folded, start) or any(cue.end == start for cue in here)
        return Leaning(own.culture, own.weight if near else own.weight * _LOOSE, own.word)
    while begin > farthest and folded[begin - 1] == _LISTING:
        end = begin - 1
        begin = _phrase_before(folded, end, inside)
        listed = [cue for cue in inside if begin <= cue.start and cue.end <= end]
        other = _decides(listed, folded[begin:end])
        if other:
            return Leaning(other.culture, LISTED * other.weight / STRONG, other.word)
    return None


def of_text(found: Iterable[Sequence[Cue]]) -> tuple[Leaning, ...]:
    """What a document speaks of, by the cues of its segments: each culture with its share, the largest first."""
    counts: Counter[str] = Counter()
    words: dict[str, Counter[str]] = {}
    for here in found:
        for cue in (cue for cue in here if cue.weight):
            counts[cue.culture] += 1
            words.setdefault(cue.culture, Counter())[cue.word] += 1
    total = counts.total()
    return tuple(
        Leaning(culture, SPOKEN_OF * count / total, words[culture].most_common(1)[0][0])
        for culture, count in counts.most_common()
    )


def _phrase_before(folded: str, end: int, found: Sequence[Cue]) -> int:
    """Where the phrase begins that ends at `end`: after the last sign or word that parts phrases, outside a telling word."""
    begin = max(0, end - _LONGEST_PHRASE)
    for match in _BREAK.finditer(folded, begin, end):
        if not any(cue.start < match.end() and match.start() < cue.end for cue in found):
            begin = match.end()
    return begin


def _decides(found: Sequence[Cue], phrase: str) -> Cue | None:
    """Which cue of a phrase counts: the first strong one, or a territory of China after it; a weak one where it stands alone."""
    if not found:
        return None
    strong = [cue for cue in found if cue.weight >= STRONG] or list(found)
    first = strong[0]
    if first.culture == ABROAD and not any(word in phrase for word in _RESIDENT):
        # A company's country says little of those who work for it: an analyst of a Dutch bank may live in Shanghai.
        return Cue(first.start, first.end, first.word, first.culture, min(first.weight, LISTED))
    if first.culture == "zh-CN":
        return next((cue for cue in strong if cue.culture in _WITHIN_CHINA and first.word in _CHINA), first)
    return first


ABROAD: Final = "western"
_RESIDENT: Final = frozenset(
    fold_source(word).text
    for word in (
        "华裔 美籍 美联邦 侨领 旅美 美华 华人社团 美方 美军 英方 法方 德方 俄方 俄军 澳方 加方 欧方 国会 众议员 参议员 联邦 "
        "总统 总理 部长 国务卿 州长 议长 国防部长 财政部长 运输部长 外长 大使 贸易代表 首席大法官 市议员 州议员"
    ).split()
)
"""Words that say that somebody belongs to the country named before: its officials, and those of Chinese descent."""

_CHINA: Final = frozenset(fold_source(word).text for word in ("中国", "中华人民共和国"))


@cache
def _words() -> tuple[CharwiseDoubleArrayAhoCorasick, tuple[tuple[str, float], ...]]:
    """The automaton of all words, and what each means."""
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    meanings: dict[str, tuple[str, float]] = {}
    for word, culture, weight in _rows():
        meanings.setdefault(fold_source(word).text, (culture, weight))
    automaton = CharwiseDoubleArrayAhoCorasick(list(meanings), match_kind=MATCH_KIND_LEFTMOST_LONGEST)
    return automaton, tuple(meanings.values())


def _rows() -> Iterator[tuple[str, str, float]]:
    for line in _PLACE.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            culture, kind, words = line.split("\t")
            yield from ((word, culture, STRONG if kind == "strong" else WEAK) for word in words.split("|"))
    for country in countries():
        culture = _OF_COUNTRY.get(country.key) or ("other" if country.key in _SOUTH_EAST_ASIA else "western")
        weight = WEAK if country.key in _PLACES else STRONG
        yield from ((word, culture, weight) for word in (*country.written, *country.source) if len(word) > 1)
