"""Titles, offices and honorifics: what stands beside a name and shows that it is one, and what it says of the person.

The lists are data: `titles.tsv` for Chinese and Japanese, `english_titles.txt` for English, each explained at its top.
Source titles are known in simplified, traditional and Japanese characters and as `align.text.fold` folds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from align.text.fold import fold_source
from align.text.scripts import is_latin

MALE: Final = "male"
FEMALE: Final = "female"

_PRONOUNS: Final = (
    "he him his himself she her hers herself they them their theirs themself themselves who whom whose "
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves"
)
PRONOUNS: Final = frozenset(_PRONOUNS.split())
"""English pronouns that can stand for persons, in small letters."""

_MALE: Final = (
    "mr mister sir lord king emperor prince duke baron earl count he him his himself man gentleman boy male "
    "father grandfather son grandson brother husband uncle nephew widower stepfather stepson son-in-law "
    "father-in-law brother-in-law grandpa congressman businessman monk godfather"
)
_FEMALE: Final = (
    "mrs ms miss madam madame mme lady dame queen empress princess duchess baroness countess she her hers herself "
    "woman girl female mother grandmother daughter granddaughter sister wife aunt niece widow stepmother "
    "stepdaughter daughter-in-law mother-in-law sister-in-law grandma auntie congresswoman businesswoman "
    "spokeswoman chairwoman actress nun heroine godmother policewoman housewife"
)
ENGLISH_GENDER: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(_MALE.split(), MALE) | dict.fromkeys(_FEMALE.split(), FEMALE)
)
"""English words, in small letters, that say the gender of whom they stand for: `male` or `female`. Doubtful ones
(actor, chairman, spokesman) are left out."""

_MALE_IN_SOURCE: Final = (
    "先生 爵士 男士 国王 國王 王子 亲王 親王 父亲 父親 爷爷 爺爺 丈夫 儿子 兒子 息子 哥哥 弟弟 叔叔 大哥 男演员 男演員"
)
_FEMALE_IN_SOURCE: Final = (
    "女士 小姐 夫人 太太 女史 嬢 女王 王后 王妃 皇后 公主 女帝 母亲 母親 奶奶 妻子 女儿 女兒 娘 姐姐 妹妹 姉妹 阿姨 "
    "大姐 女优 女優 女演员 女演員 女发言人 女發言人 修女 内亲王 内親王 太子妃"
)
SOURCE_GENDER: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(_MALE_IN_SOURCE.split(), MALE) | dict.fromkeys(_FEMALE_IN_SOURCE.split(), FEMALE)
)
"""Chinese and Japanese words that say the gender of whom they stand for. 先生 does so in Chinese alone."""

# What turns an office into a former, present or deputy one and stands between name and office: 麻生元首相, 石破前首相.
_BEFORE_OFFICE: Final = "前 元 现任 現任 现 現 新任 新 原 副 代理 次期 候任 当选 當選"


Listed = tuple[tuple[int, ...], frozenset[str]]
"""Titles that share a character, and their lengths, the longest first."""

_NONE: Final[Listed] = ((), frozenset())


def _data_lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]


def _cells(name: str) -> Iterable[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    for line in _data_lines(name):
        forms, place, english = line.split("\t")
        yield tuple(forms.split("|")), place, tuple(filter(None, english.split("|")))


_TITLES: Final = tuple(_cells("titles.tsv"))

SOURCE_TITLES: Final = tuple(form for forms, place, _ in _TITLES if place != "before" for form in forms)
"""Chinese and Japanese titles, offices and honorifics that follow a name, as they are written."""

PREFIX_TITLES: Final = tuple(form for forms, place, _ in _TITLES if place != "after" for form in forms)
"""Chinese and Japanese titles and callings that stand before a name, as they are written; many may also follow one."""

TITLE_ENGLISH: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {form: english for forms, _, english in _TITLES if english for form in forms}
)
"""The usual English renderings of a source title, in small letters; a title that has no certain one is not there."""

ENGLISH_TITLES: Final = frozenset(_data_lines("english_titles.txt"))
"""English titles and offices, single words and phrases, in small letters and without full stops."""


def title_after(text: str, at: int) -> int:
    """The length in code points of the longest title that begins at `at`, as after a name; 0 where there is none.

    `text` may be folded by `align.text.fold` or not. A title in katakana or Latin letters counts only where no further
    letter of its script follows.
    """
    length = _title(text, at)
    for qualifier in _starting(_qualifiers(), text, at):
        office = _title(text, at + len(qualifier))
        length = max(length, len(qualifier) + office if office > 1 else 0)
    return length


def title_before(text: str, end: int) -> int:
    """The length in code points of the longest title that ends right before `end`, as before a name; 0 for none.

    `text` may be folded or not; katakana and Latin letters as in `title_after`.
    """
    lengths, titles = _preceding().get(text[end - 1 : end], _NONE) if end > 0 else _NONE
    fitting = (length for length in lengths if length <= end and text[end - length : end] in titles)
    return next((length for length in fitting if _whole(text, end - length)), 0)


def _title(text: str, at: int) -> int:
    return next((len(title) for title in _starting(_following(), text, at) if _whole(text, at + len(title))), 0)


def _starting(listed: Mapping[str, Listed], text: str, at: int) -> Iterator[str]:
    """Those of the `listed` that stand at `at`, the longest first."""
    lengths, titles = listed.get(text[at : at + 1], _NONE)
    for length in lengths:
        piece = text[at : at + length]
        if len(piece) == length and piece in titles:
            yield piece


def _whole(text: str, edge: int) -> bool:
    """Whether no word in katakana or Latin letters is cut at `edge`."""
    if not 0 < edge < len(text):
        return True
    before, after = text[edge - 1], text[edge]
    return not (_is_katakana(before) and _is_katakana(after)) and not (is_latin(before) and is_latin(after))


def _is_katakana(ch: str) -> bool:
    return "ァ" <= ch <= "ヺ" or ch == "ー"


@cache
def _following() -> Mapping[str, Listed]:
    """Titles after a name, by their first character."""
    return _by_character(SOURCE_TITLES, 0)


@cache
def _preceding() -> Mapping[str, Listed]:
    """Titles before a name, by their last character."""
    return _by_character(PREFIX_TITLES, -1)


@cache
def _qualifiers() -> Mapping[str, Listed]:
    return _by_character(_BEFORE_OFFICE.split(), 0)


def _by_character(words: Iterable[str], index: int) -> Mapping[str, Listed]:
    found: dict[str, set[str]] = {}
    for word in _with_folded(words):
        found.setdefault(word[index], set()).add(word)
    return {
        character: (tuple(sorted(set(map(len, titles)), reverse=True)), frozenset(titles))
        for character, titles in found.items()
    }


def _with_folded(words: Iterable[str]) -> set[str]:
    """The words as written and as folded, all in one call: no title holds a space."""
    written = set(words)
    return written.union(fold_source(" ".join(written)).text.split(" "))
