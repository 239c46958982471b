"""Names of people in Chinese text, found from both sides.

Chinese has no spaces and no capitals, so the translation is the best witness: a stretch of characters that reads as two
capitalised English words, and begins with a family name, is a name. Where the English is wrong, part of the stretch still
reads so; and where it is all wrong, a family name between a title and what goes on after a name is one by itself.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from rapidfuzz.distance import Indel

from align.match.discover import Run, runs
from align.match.japanese_stretches import Stretch, family_end, named_before, read_in_japanese
from align.match.source_names import SourceName
from align.match.tagged_names import tagged_names
from align.model.span import Span
from align.names.culture import Cue, around
from align.names.honorifics import title_after, title_before
from align.names.readings import characters, han, japanese
from align.names.readings.foreign import is_transcription
from align.names.readings.foreign_spans import SourceSounds
from align.names.readings.reader import JAPANESE
from align.names.readings.running_text import SyllableIndex
from align.names.romanise import pinyin
from align.text.fold import Folded, visible
from align.text.scripts import is_han
from align.text.words import Word, words

EXACT, NEAR, TAGGED, PIECED, BOTH_SIDES = 0.95, 0.7, 0.62, 0.55, 0.6
"""How much says that it is a name: English reads it; English nearly reads it; a tagger takes it for one, or for the parts of
one; what stands on both its sides."""

_GOES_BEFORE: Final = frozenset(
    "，。、；：！？“”‘’「」『』（）()《》〈〉【】[]—-…|｜/／\n 　·,.:;!?\"'和与及同由据对向让被请给"
)
_FOLLOWS: Final = re.compile(
    r"$|[，。、；：！？“”‘’「」『』（）()《》【】\[\]—\-…|｜/／\s,.:;!?\"'\d×]|表示|说|指出|认为|称|强调|介绍|告诉|透露|坦言|回忆|"
    r"出席|参加|主持|率|致辞|会见|会谈|访问|宣布|在|于|当日|日前|今日|昨日|今天|昨天|等|和|与|及|以及|则|也|还|就|对|向|为|是|的|将|"
    r"已|曾|又|来|到|从|被|给|让|同|饰|摄|报道|执导|主演|领衔|呼吁|坚信|建议|解释|补充|回应|批评|质疑|提出|作为|担任|当选|获|先生|女士|[接收看发做进回坐站正便即才能会要想叫今没未不都一]"
)
_NO_GIVEN: Final = frozenset("的了是在和与及我你他她它们这那有不也都就而或被把从对向为以于等个第之着过上下日月年时分号")
_NO_JAPANESE_GIVEN: Final = frozenset("的了是在与我你他她它们这那有不也都就而或被把从对向于等着过表示说指出获得")
_SPEAKS: Final = re.compile(
    "表示|说|指出|认为|称|强调|介绍|告诉|透露|坦言|回忆|致辞|呼吁|坚信|建议|解释|补充|回应|批评|质疑|提出|宣布|出席|饰|摄"
)
_ANY, _RARE, _COMMON, _VERY_COMMON = 0.005, 0.05, 0.2, 0.5
"""How much of a family name a character must be, the more the less the text says."""
_INSTITUTION: Final = re.compile(
    "医院|大学|学院|学校|中学|小学|图书馆|体育馆|纪念馆|博物馆|基金会|楼|奖|杯|路|街|公园|故居|研究所|公司|集团"
)
_UNREADABLE: Final = frozenset({"Co", "Cn"})
"""The categories of characters of which nobody knows what they were: beside one a name may be cut."""
_BY_EAR: Final = re.compile("[（(](?:译音|音译)[）)]")
"""Characters that were chosen for a name heard say nothing of how it is read."""

FOREIGN: Final = "western"
_HEARD: Final = 0.85
_FOREIGN_LOOKING: Final = 0.6
_TAGGED: Final = "a tagger takes it for a name"
_SHOWN: Final = "what stands before and after shows it"
_MOST_GIVEN: Final = 2
_AND: Final = frozenset("和与及跟同")
_LONGEST_JAPANESE: Final = 6
_SAME_ENOUGH: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Hit:
    """A stretch of the folded source that may be a name, with the end of its family name."""

    start: int
    cut: int
    end: int
    weight: float
    culture: str
    why: str
    spelling: str = ""


class ChineseNames:
    """Finds names in Chinese texts with the help of their translations."""

    def find(
        self, text: str, folded: Folded, target: str, cues: Sequence[Cue], taken: Sequence[Span], there: Sequence[Span]
    ) -> tuple[SourceName, ...]:
        """The names of a text (given, and folded) in its order, not overlapping each other or what is `taken`.

        `cues` are those of the folded text (see `names.culture`), `there` what is taken in the translation.
        """
        return _Search(text, folded, target, cues, taken, there).names()


class _Search:
    """The search in one segment."""

    def __init__(
        self, text: str, folded: Folded, target: str, cues: Sequence[Cue], taken: Sequence[Span], there: Sequence[Span]
    ) -> None:
        self._given_text = text
        self._folded = folded
        self._text = folded.text
        self._cues = cues
        self._taken = taken
        self._runs = runs(words(target), there)

    def names(self) -> tuple[SourceName, ...]:
        found: list[_Hit] = []
        # The same words read the same stretches wherever they stand.
        for run in {tuple(word.text for word in run.words): run for run in self._runs}.values():
            found += list(self._read_by(run)) or self._heard_by(run)
        found += self._between()
        found += self._tagged()
        found = [hit for hit in found if not self._is_something_else(hit)]
        chosen: list[_Hit] = []
        used: set[int] = set()
        for hit in sorted(_without_beginnings(found), key=lambda hit: (-hit.weight, hit.start - hit.end, hit.start)):
            if used.isdisjoint(range(hit.start, hit.end)):
                used.update(range(hit.start, hit.end))
                chosen.append(hit)
        return tuple(self._name(hit) for hit in sorted(chosen, key=lambda hit: hit.start))

    def _name(self, hit: _Hit) -> SourceName:
        family, given = self._folded.span(hit.start, hit.cut), self._folded.span(hit.cut, hit.end)
        span = Span(family.start, given.end)
        text = self._given_text
        first, second = (visible(part.of(text)).text for part in (family, given))
        return SourceName(span, first, second, hit.weight, hit.culture, hit.why, hit.spelling)

    @cached_property
    def _free(self) -> tuple[bool, ...]:
        """Which characters of the folded text are Han and not taken."""
        spans = [self._folded.span(at, at + 1) for at in range(len(self._text))] if self._taken else []
        return tuple(
            is_han(ch) and not (spans and any(spans[at].overlaps(other) for other in self._taken))
            for at, ch in enumerate(self._text)
        )

    # what the translation reads

    def _read_by(self, run: Run) -> Iterator[_Hit]:
        for size in range(min(3, len(run.words)), 1, -1):
            found = False
            for first in range(len(run.words) - size + 1):
                hits = list(self._read_by_words(run.words[first : first + size]))
                found = found or bool(hits)
                yield from hits
            if found:
                return

    def _read_by_words(self, pieces: Sequence[Word]) -> Iterator[_Hit]:
        spelt = " ".join(word.text for word in pieces)
        exact = list(self._exactly(pieces))
        if exact:
            yield from exact
            return
        if len(pieces) == 2:
            stretch = read_in_japanese(self._text, self._free, (pieces[0].text, pieces[1].text))
            if stretch:
                yield _japanese(stretch, EXACT, f"{spelt} reads it")
                return
        read = list(self._in_mandarin(pieces, spelt))
        if read:
            yield from read
            return
        yield from self._nearly(tuple(word.letters for word in pieces), spelt)

    def _in_mandarin(self, pieces: Sequence[Word], spelt: str) -> Iterator[_Hit]:
        """Japanese names that the words read in Mandarin."""
        said = any(cue.culture == JAPANESE for cue in self._cues)
        for span in self._index.stretches_in_pinyin([word.text for word in pieces]):
            cut = family_end(self._text[span.start : span.end], said=said) if span.end - span.start > 2 else 0
            if cut and all(self._free[span.start : span.end]):
                cut += span.start
                yield _Hit(span.start, cut, span.end, EXACT, JAPANESE, f"{spelt} reads it in Mandarin")

    def _exactly(self, pieces: Sequence[Word]) -> Iterator[_Hit]:
        spelt = [word.text for word in pieces]
        for span in self._index.spans_read_as(spelt):
            if all(self._free[span.start : span.end]) and len(pieces) in (2, span.end - span.start):
                cut = span.start + _family_length(self._text[span.start : span.end])
                if span.start < cut < span.end:
                    yield _Hit(
                        span.start, cut, span.end, EXACT * span.score, span.culture, f"{' '.join(spelt)} reads it"
                    )

    def _heard_by(self, run: Run) -> list[_Hit]:
        """The stretch that sounds like foreign words."""
        if len(run.words) > 1 and all(pinyin.segmentations(word.letters) for word in run.words):
            return []
        span = self._sounds.best_span([word.text for word in run.words])
        if span is None or span.score < _HEARD:
            return []
        start, end = self._place(span.start), self._place(span.end)
        if end <= start + 1 or not all(self._free[start:end]):
            return []
        spelt = " ".join(word.text for word in run.words)
        if is_transcription(self._text[start:end]) < _FOREIGN_LOOKING:
            return []
        return [_Hit(start, end, end, EXACT * span.score, FOREIGN, f"it sounds like {spelt}", spelt)]

    @cached_property
    def _sounds(self) -> SourceSounds:
        return SourceSounds.of(self._given_text)

    def _place(self, offset: int) -> int:
        """Where the code point of the given text is in the folded one."""
        if self._folded.starts is None:
            return offset
        return bisect_left(self._folded.starts, offset)

    def _is_something_else(self, hit: _Hit) -> bool:
        """Whether a stretch is part of a telling word (马华总会长 is of the 马华), or names an institution by somebody."""
        if names_institution(self._text, hit.end) or _BY_EAR.match(self._text, hit.end):
            return True
        if hit.weight < EXACT * EXACT and title_before(self._text, hit.end) >= hit.end - hit.start:
            return True  # 顾问, 王储
        if any(unicodedata.category(ch) in _UNREADABLE for ch in self._text[max(0, hit.start - 1) : hit.end + 1]):
            return True
        return not self._telling.isdisjoint(range(hit.start, hit.end))

    @cached_property
    def _telling(self) -> frozenset[int]:
        """The places of telling words."""
        return frozenset(at for cue in self._cues for at in range(cue.start, cue.end))

    @cached_property
    def _index(self) -> SyllableIndex:
        # The characters as written: folding makes one of 乾 and 干, which are read differently.
        return SyllableIndex(self._given_text if self._folded.starts is None else self._text)

    @cached_property
    def _families(self) -> dict[str, list[int]]:
        """Where a family name of one character may stand, by each of its readings."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, ch in enumerate(self._text[:-1]):
            if self._free[at] and self._free[at + 1] and han.is_surname(ch) > 0:
                for reading in _family_readings(ch):
                    found[reading].append(at)
        return found

    def _nearly(self, letters: tuple[str, ...], spelt: str) -> Iterator[_Hit]:
        """Stretches of which the family name and part of the given name reads so."""
        for family, given in _orders(letters):
            syllables = pinyin.segmentations(given)
            for at in self._families.get(family, ()):
                if _is_and(self._text[at + 1], given):
                    continue
                best = max((self._likeness(at + 1, one) for one in syllables), default=(0.0, 0))
                best = max(best, self._spelt_alike(at + 1, given))
                if best[0] >= 0.5:
                    yield _Hit(at, at + 1, at + 1 + best[1], NEAR * best[0] + 0.2, "", f"{spelt} nearly reads it")

    def _likeness(self, start: int, syllables: Sequence[str]) -> tuple[float, int]:
        """How much of a given name reads as these syllables, and its length in characters."""
        size = len(syllables)
        if size > _MOST_GIVEN or not all(self._free[start : start + size]) or start + size > len(self._text):
            return 0.0, 0
        same = [_same(ch, syllable) for ch, syllable in zip(self._text[start:], syllables, strict=False)]
        return sum(same) / size, size

    def _spelt_alike(self, start: int, given: str) -> tuple[float, int]:
        """The same by letters, for what is no pinyin."""
        best = (0.0, 0)
        for end in range(start + 1, min(start + _MOST_GIVEN, len(self._text)) + 1):
            if all(self._free[start:end]):
                alike = Indel.normalized_similarity(_joined_reading(self._text[start:end]), given)
                if alike >= _SAME_ENOUGH:
                    best = max(best, (alike, end - start))
        return best

    # what stands around

    def _between(self) -> Iterator[_Hit]:
        """Names that what stands before and after them shows: a title and anything, or a clause's beginning and a verb of
        speaking or a title."""
        for at in range(len(self._text) - 1):
            if not (self._free[at] and self._free[at + 1]):
                continue
            titled = bool(title_before(self._text, at))
            begins = not at or self._text[at - 1] in _GOES_BEFORE or not is_han(self._text[at - 1])
            if titled or begins:
                hit = self._japanese_at(at, titled=titled) or self._chinese_at(at, titled=titled)
                if hit:
                    yield hit

    def _tagged(self) -> Iterator[_Hit]:
        """What a tagger takes for a name."""
        for name in tagged_names(self._text):
            stretch = self._text[name.start : name.end]
            if all(self._free[name.start : name.end]) and is_transcription(stretch) < _FOREIGN_LOOKING:
                cut = name.start + _family_length(stretch)
                if name.start < cut < name.end:
                    yield _Hit(name.start, cut, name.end, TAGGED if name.whole else PIECED, "", _TAGGED)

    def _japanese_at(self, at: int, *, titled: bool) -> _Hit | None:
        """A Japanese name where the text speaks of Japan."""
        if not self._of_japan:
            return None
        leaning = around(self._text, at, self._cues) if titled else None
        if leaning and leaning.culture != JAPANESE:
            return None
        last = min(at + _LONGEST_JAPANESE, len(self._text))
        ends = [end for end in range(at + 2, last + 1) if self._ends(at, end, _NO_JAPANESE_GIVEN)]
        stretch = named_before(self._text, self._free, at, ends, sure=bool(leaning))
        if stretch is None:
            return None
        spoken = _SPEAKS.match(self._text, stretch.end)
        known = japanese.is_given(self._text[stretch.cut : stretch.end]) > 0
        return _japanese(stretch, BOTH_SIDES, _SHOWN) if titled or known or spoken else None

    @cached_property
    def _of_japan(self) -> bool:
        """Whether the text speaks of Japan."""
        return any(cue.culture == JAPANESE and cue.weight for cue in self._cues)

    def _chinese_at(self, at: int, *, titled: bool) -> _Hit | None:
        surname = han.is_surname(self._text[at])
        for size in (3, 2):
            end = at + size
            if end > len(self._text) or not self._ends(at, end, _NO_GIVEN):
                continue
            spoken = bool(_SPEAKS.match(self._text, end) or title_after(self._text, end))
            least = (_RARE if size == 3 else _COMMON) if titled or size == 3 else _VERY_COMMON
            if size == 3 and spoken:
                least = _ANY
            if (titled or spoken) and surname >= least and is_transcription(self._text[at:end]) < _FOREIGN_LOOKING:
                return _Hit(at, at + 1, end, BOTH_SIDES * (1.0 if size == 3 else 0.9), "", _SHOWN)
        return None

    def _ends(self, start: int, end: int, never: frozenset[str]) -> bool:
        """Whether a name that begins at `start` may end at `end`, with none of the characters that are `never` in one."""
        if end > len(self._text) or not all(self._free[start:end]) or never.intersection(self._text[start + 1 : end]):
            return False
        return bool(_FOLLOWS.match(self._text, end) or title_after(self._text, end))


def _without_beginnings(found: Sequence[_Hit]) -> list[_Hit]:
    """The hits, less what a tagger takes for a whole name that something else sees go on: 邵立 of 邵立群."""
    longer = {(hit.start, end) for hit in found if hit.why != _TAGGED for end in range(hit.start + 1, hit.end)}
    return [hit for hit in found if hit.why != _TAGGED or (hit.start, hit.end) not in longer]


def names_institution(text: str, end: int) -> bool:
    """Whether what ends there in a folded text is somebody's name in that of an institution: 邵逸夫医院."""
    return bool(_INSTITUTION.match(text, end))


def _japanese(stretch: Stretch, weight: float, why: str) -> _Hit:
    return _Hit(stretch.start, stretch.cut, stretch.end, weight * stretch.weight, JAPANESE, why)


def _is_and(ch: str, given: str) -> bool:
    """Whether a character is the *and* between two names (小明和小红), as the given name does not begin with it."""
    return ch in _AND and not given.startswith(tuple(reading for reading, _ in characters.mandarin(ch)))


def _orders(letters: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Family and given name in either order, the parts of a spaced given name joined."""
    yield letters[0], "".join(letters[1:])
    yield letters[-1], "".join(letters[:-1])


def _family_length(name: str) -> int:
    return next((len(split.family) for split in han.splits(name)), 0)


@lru_cache(maxsize=4096)
def _family_readings(ch: str) -> frozenset[str]:
    listed = {"".join(one) for one in pinyin.surname_readings(ch)}
    found = listed or {one for one, _ in characters.mandarin(ch)}
    return frozenset(form for reading in found for form in pinyin.u_forms(reading))


@lru_cache(maxsize=65536)
def _joined_reading(han_text: str) -> str:
    return "".join(readings[0][0] if (readings := characters.mandarin(ch)) else "" for ch in han_text)


@lru_cache(maxsize=65536)
def _same(ch: str, syllable: str) -> float:
    """1 where a character is read so, a half where it nearly is, else 0."""
    readings = [reading for reading, _ in characters.mandarin(ch)]
    if syllable in readings:
        return 1.0
    alike = max((Indel.normalized_similarity(reading, syllable) for reading in readings), default=0.0)
    return 0.5 if alike >= 0.75 else 0.0
