"""Chinese and Japanese writing in an English text: where it stands, and where an editor leaves it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from align.model.span import Span

_LETTER = (
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U000323af"
)
_MARK = "々〻〆〇ー・゛゜\u3099\u309a\uff65\uff70\uff9e\uff9f"
_FIRST_LETTER = "\u3041"
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")

_OPENING, _CLOSING = "([（［【〔", ")]）］】〕"
_CLOSES_WITHIN = 80
# What may stand between the bracket and the original: nothing, the name of a language, or a reading and a comma.
_LEAD = re.compile(
    r"(?:[^:：]*[,;/=，、；]\s*)?"
    r"(?:(?:in|also|or|the|simplified|traditional|original|literally|chinese|japanese|kanji|hanzi|kana|hiragana|katakana)"
    r"[\s:：,]*)*[\"'“‘「『]?",
    re.IGNORECASE,
)
_NOT_LATIN = "[^A-Za-z\u00c0-\u024f\"“”„‟‘’'«»]*"
_QUOTATION_OPENS = re.compile(f"(?<![A-Za-z])[\"“„‟‘'«]{_NOT_LATIN}$")
_QUOTATION_CLOSES = re.compile(f"{_NOT_LATIN}[\"”‟’'»]")
_MOSTLY = 0.5
_ONE_NAME = 8
_SENTENCE_END = re.compile("[。！？]")
_ADDRESS = re.compile(r"(?:://|[@#＃])[^\s]*$")


def left_writing(text: str) -> list[Span]:
    """Every stretch of Han or kana, in order; parts of addresses and of #tags are none."""
    if not text or max(text) < _FIRST_LETTER:
        return []
    found = (match for match in _stretch().finditer(text) if not _ADDRESS.search(text[: match.start()]))
    return [Span(match.start(), match.start() + len(match.group().rstrip("・\uff65"))) for match in found]


def is_gloss(text: str, span: Span) -> bool:
    """Whether it stands in brackets after English words, as the original of what they say.

    `(和, wa)` and `(Japanese: 和)` are glosses, `(reporter 王小明)` is none.
    """
    opening = max(text.rfind(bracket, 0, span.start) for bracket in _OPENING)
    if opening < 0 or not _LATIN.search(text, 0, opening):
        return False
    closes = any(bracket in text[span.end : span.end + _CLOSES_WITHIN] for bracket in _CLOSING)
    return closes and _LEAD.fullmatch(text, opening + 1, span.start) is not None


def is_spoken_of(text: str, span: Span) -> bool:
    """Whether the text speaks of the writing itself: it is all of a quotation, or a word before it says so."""
    before = text[: span.start]
    if _spoken_of().search(before):
        return True
    opens = _QUOTATION_OPENS.search(before)
    if opens is None or not _QUOTATION_CLOSES.match(text, span.end):
        return False
    # A straight mark may also close: it opens where an even number stands before it.
    return opens.group()[0] != '"' or before.count('"', 0, opens.start()) % 2 == 0


def is_untranslated(text: str, left: Sequence[Span], source: str = "") -> bool:
    """Whether a whole translation is no English, `left` being its Han and kana: one fault of the segment, not many of its
    names.

    It is no English where most of it is Han or kana, or where it is a copy of `source` and holds some. A single stretch as
    short as a name is a name, unless it is a sentence.
    """
    letters = sum(map(len, left))
    if not letters or (len(left) == 1 and letters <= _ONE_NAME and not _SENTENCE_END.search(text)):
        return False
    return letters > _MOSTLY * len(text.replace(" ", "")) or text.strip() == source.strip()


def stands_in(source_words: str, folded_target: str) -> bool:
    """Whether a name of the source, or at least two characters of it, stands in a translation; both are folded."""
    pairs = [source_words[at : at + 2] for at in range(len(source_words) - 1)] or [source_words]
    return any(pair in folded_target for pair in pairs)


# Patterns with so many letters take longer to make than all others of the rules together, and few texts need them.
@cache
def _stretch() -> re.Pattern[str]:
    # Words of one stretch may be parted by a space (高市 早苗), and by figures (7月24日).
    return re.compile(f"[{_LETTER}](?:[{_LETTER}{_MARK}]|[ \u3000](?=[{_LETTER}])|[0-9０-９]+(?=[{_LETTER}]))*")


@cache
def _spoken_of() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:characters?|words?|letters?|kanji|hanzi|kana|hiragana|katakana|ideogra(?:ph|m)s?|radicals?|written(?: as)?)"
        rf"[\s:,]*(?:[\"“‘'「『]?[{_LETTER}{_MARK}]+[\"”’'」』]?(?:,| and| or|, and|, or)?\s*)*[\"“‘'「『]?$",
        re.IGNORECASE,
    )
