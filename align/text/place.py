"""Where something stands, how wide it looks, and how to show it without letting it command the terminal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from align.model.segment import OBJECT
from align.model.span import Span

LINE_END = re.compile("\r\n|\r|\n")
"""What ends a line of a file. Form feeds and the separators of Unicode are characters within a line."""

_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffc\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def line_column(text: str, offset: int) -> tuple[int, int]:
    """The line and column of a code point, both from 1; the column counts code points."""
    if "\r" not in text:
        return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
    line, begin = 1, 0
    for end in LINE_END.finditer(text):
        if end.end() > offset:
            break
        line, begin = line + 1, end.end()
    return line, offset - begin + 1


def line_spans(text: str) -> list[Span]:
    """The lines of a text without their ends. An empty text has none, and the end of the last line begins no other."""
    spans, begin = [], 0
    for end in LINE_END.finditer(text):
        spans.append(Span(begin, end.start()))
        begin = end.end()
    if begin < len(text):
        spans.append(Span(begin, len(text)))
    return spans


def cell_width(text: str) -> int:
    """How many terminal cells the text takes: two for a wide character such as Han, none for a mark or a control."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_cells, text))


def printable(text: str) -> str:
    """The text with everything made visible that a terminal would obey or hide.

    Control characters become their pictures (␛ for escape), others, such as direction overrides and zero-width
    characters, `\\u202e` and the like; what stands for a placeholder is an empty box. Nothing
    else is changed, and what is printable already comes back as it is.
    """
    if text.isprintable() and text.isascii():
        return text
    return _UNPRINTABLE.sub(lambda found: _visible(found[0]), text)


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character == OBJECT:
        return "\u25a2"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


@lru_cache(maxsize=1 << 14)
def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Cs", "Zl", "Zp"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
