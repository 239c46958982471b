"""What a Chinese or Japanese sentence and an English one have in common that can be seen without translating them.

Cues are numbers (also in Chinese characters, with 万 and 億, and in English words), months, strings in Latin letters,
question and exclamation marks, quotations, katakana that sounds like an English word, and common words
(`cue_words.txt`). Each is a short string that comes out the same from both languages.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from align.text.fold import fold_source, fold_target

_FIGURES = re.compile(r"(\d[\d,]*(?:\.\d+)?)([百千万亿兆]*)")
_HAN_NUMBER = re.compile(r"(?<!\d)[〇零一二三四五六七八九十百千万亿兆两]+")
_ENGLISH_FIGURES = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?(?:[ -](hundred|thousand|million|billion|trillion)\b)?"
)
_WORD = re.compile(r"[a-z](?:[a-z.&]*[a-z])?")
_LATIN = re.compile(r"[a-z][a-z0-9.&-]*[a-z0-9]")
_KATAKANA = re.compile("[ァ-ヴー]{3,}")
_MONTH = re.compile("(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月")
_ENDINGS = re.compile("(?:'s|s|es|ed|ing|ly)$")

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_ENGLISH_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ENGLISH_NUMBERS = {
    word: value
    for value, words in {
        2: "two second twice both", 3: "three third", 4: "four fourth", 5: "five fifth", 6: "six sixth",
        7: "seven seventh", 8: "eight eighth", 9: "nine ninth", 10: "ten tenth", 11: "eleven eleventh",
        12: "twelve twelfth", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen",
        18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty",
        70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred", 1000: "thousand",
    }.items()
    for word in words.split()
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = re.compile(
    r"(may(?= \d)|(?:january|february|march|april|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?(?= \d| of |,))|"
    "(?:in|on|of|since|by|until|late|early|last|this|next) "
    "(january|february|march|april|may|june|july|august|september|october|november|december)"
)
_MARKS = (("?", "?"), ("!", "!"), ("(", "("), (":", ":"), ("%", "%"), ("…", "..."))
_QUOTATION = re.compile('["「『“《]')

_SOUNDS = {
    kana: sound
    for sound, row in {
        "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソザズゼゾ", "j": "ジヂ", "t": "タチツテト",
        "d": "ダデド", "n": "ナニヌネノン", "h": "ハヒヘホ", "f": "フ", "b": "バビブベボヴ", "p": "パピプペポ",
        "m": "マミムメモ", "r": "ラリルレロ",
    }.items()
    for kana in row
}  # fmt: skip
_SPELLINGS = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        ("ph", "f"), ("t?ch", "t"), ("sh|sch", "s"), ("th", "s"), ("ck|q", "k"), ("x", "ks"), ("dge?|g(?=[eiy])", "j"),
        ("c(?=[eiy])", "s"), ("c", "k"), ("v", "b"), ("z", "s"), ("m(?=[pb])", "n"), ("r(?![aeiouy])", ""), ("l", "r"),
        ("(?<!^)h", ""), ("[aeiouyw]", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


class Cues(NamedTuple):
    """The cues of a text; `owed` are those that a translation of it, or its source, ought to have as well."""

    all: frozenset[str]
    owed: frozenset[str]


def source_cues(text: str) -> Cues:
    """The cues of a Chinese or Japanese text."""
    folded = fold_source(text).text
    owed = _source_numbers(folded) | _marks(folded, 0)
    owed.update(f"month {_han_value(month):.0f}" for month in _MONTH.findall(folded))
    owed.update(f"latin {word}" for word in _LATIN.findall(folded))
    owed.update(f"sound {key}" for key in map(_katakana_sound, _KATAKANA.findall(folded)) if len(key) > 1)
    weak: set[str] = set()
    pattern, ideas = _source_words()
    for word in pattern.findall(folded):
        # A single character may be part of a name or of another word.
        (owed if len(word) > 1 else weak).update(ideas[word])
    return Cues(frozenset(owed | weak), frozenset(owed))


def target_cues(text: str) -> Cues:
    """The cues of an English text."""
    folded = fold_target(text).text
    ideas = _target_words()
    owed = _marks(folded, 1)
    weak = {f"latin {word}" for word in _LATIN.findall(folded)}
    words = _WORD.findall(folded)
    for word, following in pairwise([*words, ""]):
        for form in (word, _ENDINGS.sub("", word), f"{word}_{following}"):
            owed.update(ideas.get(form, ()))
        if word in _ENGLISH_NUMBERS:
            owed.add(f"number {_compound(word, following):.6g}")
        if len(word) > 3:
            weak.add(f"sound {_english_sound(word)}")
    for figures, scale in _ENGLISH_FIGURES.findall(folded):
        owed.add(f"number {float(figures.replace(',', '')) * _ENGLISH_SCALES.get(scale, 1):.6g}")
    for month, other in _MONTH_NAME.findall(folded):
        owed.add(f"month {_MONTHS.index((month or other)[:3]) + 1}")
    return Cues(frozenset(owed | weak), frozenset(owed))


def _compound(word: str, following: str) -> int:
    """The value of a number word with the one that may follow it (twenty-one, three hundred)."""
    value = _ENGLISH_NUMBERS[word]
    other = 1 if following in ("one", "first") else _ENGLISH_NUMBERS.get(following, 0)
    if following in _ENGLISH_SCALES:
        return value * _ENGLISH_SCALES[following]
    return value + other if value % 10 == 0 and 20 <= value <= 90 and other < 10 else value


def _marks(folded: str, side: int) -> set[str]:
    found = {f"mark {marks[0]}" for marks in _MARKS if marks[side] in folded}
    if _QUOTATION.search(folded):
        found.add("mark quotation")
    return found


def _source_numbers(folded: str) -> set[str]:
    found = set()
    for figures, scales in _FIGURES.findall(folded):
        value = float(figures.replace(",", ""))
        for scale in scales:
            value *= _SCALES[scale]
        found.add(f"number {value:.6g}")
    for written in _HAN_NUMBER.findall(folded):
        if (value := _han_value(written)) > 1:
            found.add(f"number {value:.6g}")
    return found


def _han_value(written: str) -> float:
    """The value of a number in Chinese characters or figures."""
    if written.isascii():
        return float(written)
    if not any(character in _SCALES for character in written):
        return float("".join(str(_DIGITS[character]) for character in written))
    total = section = digit = 0
    for character in written:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif (scale := _SCALES[character]) < 10**4:
            section, digit = section + (digit or 1) * scale, 0
        else:
            total, section, digit = total + (section + digit or 1) * scale, 0, 0
    return float(total + section + digit)


def _katakana_sound(kana: str) -> str:
    """The consonants of a katakana word, as `_english_sound` writes them."""
    return re.sub(r"(.)\1+", r"\1", "".join(_SOUNDS.get(character, "") for character in kana))


@lru_cache(maxsize=1 << 14)
def _english_sound(word: str) -> str:
    for spelling, sound in _SPELLINGS:
        word = spelling.sub(sound, word)
    return word


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """English forms and folded source forms of every idea."""
    lines = Path(__file__).with_name("cue_words.txt").read_text(encoding="utf-8").splitlines()
    sides = (line.split(" = ") for line in lines if line and not line.startswith("#"))
    return tuple((tuple(english.split()), tuple(fold_source(source).text.split())) for english, source in sides)


@lru_cache(maxsize=1)
def _source_words() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    ideas: dict[str, list[str]] = {}
    for english, source in _table():
        for word in source:
            ideas.setdefault(word, []).append(f"idea {english[0]}")
    longest_first = sorted(ideas, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), ideas


@lru_cache(maxsize=1)
def _target_words() -> dict[str, list[str]]:
    ideas: dict[str, list[str]] = {}
    for english, _ in _table():
        for word in english:
            ideas.setdefault(word, []).append(f"idea {english[0]}")
    return ideas
