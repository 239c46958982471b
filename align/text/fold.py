"""Folding: texts that a reader takes for the same become the same, with a map back to the original positions.

Glossary and text are folded alike and compared folded; what is shown and edited is always the original. The steps, for
one character each and in this order:

1. invisible characters (zero width, soft hyphen, bidirectional marks, variation selectors) and combining marks go;
2. every kind of space and line break becomes a space, curly and modifier apostrophes become `'`, double quotation marks
   `"`, hyphens and the en dash `-`, the middle dots between parts of a name `・`, small ヶ and ヵ the large ones;
3. full-width, half-width, circled, squared and presentation forms become the plain ones (as in Unicode's NFKC, but
   punctuation that would become several characters, such as the ellipsis, stays);
4. diacritics go from Latin, Greek and Cyrillic letters (ō is o, é is e, đ is d), case is folded;
5. simplified, traditional, Japanese and variant Han characters become one key (`han_folding.txt`).

Hiragana and katakana stay apart and keep their voicing marks. In source text 々 becomes the character it repeats,
because Chinese writes 佐佐木 for 佐々木.

Nearly every text folds one to one and takes the fast path, a single `str.translate` over a list, which is filled with
the characters that texts really hold. A character that folds to nothing or to several becomes a sentinel there and
sends the text to the slow path, as does one beyond the Basic Multilingual Plane.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from align.model.span import Span

_UNKNOWN = "\ufdd0"  # noncharacters: no text should hold them, and one that does is only slower
_SLOW = "\ufdd1"
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_VOICING = ("\u3099", "\u309a")

_SPECIAL = (
    dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029", " ")
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u2032\u00b4`\uff07", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\u301f\uff02", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2043\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u00b7\u2022\u2027\u22c5\u2e31\u30fb\uff65", "・")
    | {"\u2015": "\u2014", "\u30a0": "=", "ヶ": "ケ", "ヵ": "カ", "〻": "々"}
    | {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "ħ": "h", "ŧ": "t"}
)
_ALWAYS_PLAIN = ("<wide>", "<narrow>", "<font>", "<small>")
_PLAIN_WHERE_LETTERS = ("<compat>", "<circle>", "<square>", "<vertical>")

_UNSEEN = re.compile(
    "[\u00ad\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_REPEATED = re.compile("([\u3400-\u4dbf\u4e00-\u9fff])(々+)")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where its characters come from.

    `starts` holds, for each character of `text` and for its end, the offset of the original code point; None means that
    offsets are the same in both.
    """

    text: str
    starts: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """The original code points of `text[start:end]`, with the marks and invisible characters that follow them."""
        if self.starts is None:
            return Span(start, end)
        first = self.starts[start]
        if start == end:
            return Span(first, first)
        # Several folded characters may come from one original; the span ends where the next original begins.
        last = self.starts[end - 1]
        while end < len(self.text) and self.starts[end] == last:
            end += 1
        return Span(first, self.starts[end])


def visible(text: str) -> Folded:
    """The text as written, without the characters that nobody sees (those of the first step that are no marks)."""
    if text.isprintable() and not _UNSEEN.search(text):
        return Folded(text)
    starts = [at for at, character in enumerate(text) if not _UNSEEN.match(character)]
    return Folded("".join(text[at] for at in starts), (*starts, len(text)))


def fold_source(text: str) -> Folded:
    """Folds Chinese or Japanese text."""
    folded = _fold(text)
    if "々" not in folded.text:
        return folded
    repeated = _REPEATED.sub(lambda found: found[1] * (1 + len(found[2])), folded.text)
    return Folded(repeated, folded.starts)


def fold_target(text: str) -> Folded:
    """Folds English text, and the Han and kana that may be left in it."""
    return _fold(text)


def _fold(text: str) -> Folded:
    folded = text.translate(_TABLE)
    if _UNKNOWN in folded:
        _learn(text)
        folded = text.translate(_TABLE)
    if _SLOW in folded or _BEYOND.search(folded):
        return _fold_slowly(text)
    return Folded(folded)


def _learn(text: str) -> None:
    """Fills the table with the characters of `text`."""
    for code in map(ord, set(text)):
        if code < len(_TABLE):
            folded = _fold_character(chr(code))
            one_to_one = len(folded) == 1 and folded not in _VOICING and folded <= "\uffff"
            _TABLE[code] = ord(folded if one_to_one else _SLOW)


def _fold_slowly(text: str) -> Folded:
    characters: list[str] = []
    starts: list[int] = []
    for offset, character in enumerate(text):
        piece = _fold_character(character)
        if piece in _VOICING:
            if characters and len(voiced := unicodedata.normalize("NFC", characters[-1] + piece)) == 1:
                characters[-1] = voiced
            continue
        characters.extend(piece)
        starts.extend([offset] * len(piece))
    starts.append(len(text))
    return Folded("".join(characters), tuple(starts))


@lru_cache(maxsize=1 << 16)
def _fold_character(character: str) -> str:
    """What one character folds to: nothing, one or several characters, none of which folds any further."""
    folded = "".join(map(_step, character))
    return folded if folded == character else _fold_character(folded)


def _step(character: str) -> str:
    special = _SPECIAL.get(character)
    if special is not None:
        return special
    key = _HAN.get(ord(character))
    if key is not None:
        return chr(key)
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category in ("Mn", "Me", "Cf"):
        return character if character in _VOICING else ""
    plain = _plain(character)
    return plain if plain != character else character.casefold()


def _plain(character: str) -> str:
    """The character without its width, presentation or diacritics."""
    tag, _, _ = unicodedata.decomposition(character).partition(" ")
    if not tag or "\u3040" <= character <= "\u30ff":
        return character
    if not tag.startswith("<"):
        return unicodedata.normalize("NFD", character)
    plain = unicodedata.normalize("NFKC", character)
    if tag in _ALWAYS_PLAIN or (tag in _PLAIN_WHERE_LETTERS and plain.isalnum()):
        return plain
    return character


def _read_han() -> dict[int, int]:
    """Each Han character with several forms and its key, both as code points."""
    lines = Path(__file__).with_name("han_folding.txt").read_text(encoding="utf-8").splitlines()
    return {ord(other): ord(line[0]) for line in lines if line[0] != "#" for other in line[1:]}


_HAN = _read_han()
_TABLE = [ord(_UNKNOWN)] * 0x10000
