"""What a text with markup is made of, and how that becomes the lines of a view.

A reader of Markdown or HTML takes a block apart into pieces, in the order of the file; here they are put together again
as one would read them: the ends of lines are spaces, a picture on its own stands on a line of its own, an address is no
word. Places count code points of the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from align.formats.stretch import Gathering
from align.text.scripts import is_hangul


class Kind(Enum):
    """What a piece of a block is."""

    TEXT = "text"
    """Characters of the text: as they stand in the file if they take as many places there, else written otherwise."""
    BREAK = "break"
    """The end of a line within a block, with all that stands between the words around it."""
    TAG = "tag"
    """Markup between two characters."""
    OBJECT = "object"
    """Something that stands for a word and is no text: code, an address."""
    PICTURE = "picture"
    """A picture; the pieces of the text that stands for it are `inner`."""
    CUT = "cut"
    """Here one line ends and another begins."""


class Piece(NamedTuple):
    """Something of a block that stands from `start` to `end` of the file; `name` says what markup it is."""

    kind: Kind
    start: int
    end: int
    text: str = ""
    name: str = ""
    inner: tuple[Piece, ...] = ()

    @property
    def verbatim(self) -> bool:
        """Whether its text stands in the file as it is."""
        return self.end - self.start == len(self.text)

    @property
    def says_nothing(self) -> bool:
        """Whether it is neither words nor something in the place of one."""
        return self.kind not in (Kind.TEXT, Kind.OBJECT) or (self.kind is Kind.TEXT and self.text.isspace())


REFERENCE = "reference"
"""The name of text that must stay as it is, since the address of a link is found by it."""


def gather(lines: Iterable[Sequence[Piece]], gathering: Gathering) -> None:
    """Adds lines to a view, an empty one between each two of them. What holds no words is left out."""
    for line in lines:
        pieces = list(_with_objects(_tidied(line)))
        if any(piece.kind is Kind.TEXT and not piece.text.isspace() for piece in pieces):
            if gathering.length:
                begin = gathering.length
                gathering.escaped("\n", pieces[0].start, pieces[0].start)
                gathering.escaped("\n", pieces[0].start, pieces[0].start)
                gathering.protect("block", begin)
            _add(pieces, gathering)


def lines_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The lines that a block makes: one, unless it is cut or holds pictures apart from its text."""
    line: list[Piece] = []
    for piece in _with_pictures(pieces):
        if piece.kind is Kind.CUT:
            yield line
            line = []
        else:
            line.append(piece)
    yield line


_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:https?|ftp)://|www\.)[!#-;=?-~]*[/\w$%&=~-]|[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    re.ASCII | re.IGNORECASE,
)
_WIDE_BESIDE_WIDE = frozenset("“”‘’—…·")


def _with_pictures(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with the text of each picture in its place: on a line of its own if the picture stands before or behind all
    words of the block or alone between two ends of lines.
    """
    if not any(piece.kind is Kind.PICTURE for piece in pieces):
        yield from pieces
        return
    telling = [number for number, piece in enumerate(pieces) if not piece.says_nothing]
    first, last = (telling[0], telling[-1]) if telling else (len(pieces), -1)
    for number, piece in enumerate(pieces):
        if piece.kind is not Kind.PICTURE:
            yield piece
            continue
        apart = not first < number < last or (_at_break(pieces, number, -1) and _at_break(pieces, number, 1))
        if apart:
            cut = Piece(Kind.CUT, piece.start, piece.start)
            yield from (cut, *_inline(piece.inner), cut._replace(start=piece.end, end=piece.end))
        elif any(not inner.says_nothing for inner in _inline(piece.inner)):
            tag = Piece(Kind.TAG, piece.start, piece.start, name="picture")
            yield from (tag, *_inline(piece.inner), tag)
        else:
            yield Piece(Kind.OBJECT, piece.start, piece.end, name="picture")


def _inline(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces of the text of a picture, without cuts, those of pictures in it among them."""
    for piece in pieces:
        if piece.kind is Kind.PICTURE:
            yield from _inline(piece.inner)
        elif piece.kind is not Kind.CUT:
            yield piece


def _at_break(pieces: Sequence[Piece], number: int, step: int) -> bool:
    """Whether an end of a line is next to a piece, before it (`step` -1) or behind it (1)."""
    number += step
    while 0 <= number < len(pieces) and pieces[number].kind is not Kind.BREAK:
        if not pieces[number].says_nothing:
            return False
        number += step
    return True


def _tidied(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces of a line from its first word to its last: neighbours of one kind put together, spaces beside the end of a
    line taken for part of it.
    """
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if piece.kind is Kind.BREAK and last and last.kind is Kind.TEXT and last.verbatim and last.end == piece.start:
            text = last.text.rstrip()
            piece = piece._replace(start=last.start + len(text))
            found[-1:] = [last._replace(end=piece.start, text=text)] if text else []
            last = found[-1] if found else None
        elif (
            piece.kind is Kind.TEXT and piece.verbatim and last and last.kind is Kind.BREAK and last.end == piece.start
        ):
            text = piece.text.lstrip()
            piece = piece._replace(start=piece.end - len(text), text=text)
            last = found[-1] = last._replace(end=piece.start)
            if not text:
                continue
        if last is None or last.end != piece.start or last.kind is not piece.kind:
            found.append(piece)
        elif piece.kind is Kind.BREAK:
            found[-1] = last._replace(end=piece.end)
        elif piece.kind is Kind.TEXT and last.verbatim and piece.verbatim and last.name == piece.name:
            found[-1] = last._replace(end=piece.end, text=last.text + piece.text)
        else:
            found.append(piece)
    return _without_margins(found)


def _without_margins(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a line without spaces, ends of lines and markup before its first and behind its last word."""
    said = [number for number, piece in enumerate(pieces) if not piece.says_nothing]
    if not said:
        return []
    pieces = pieces[said[0] : said[-1] + 1]
    first = pieces[0]
    if first.kind is Kind.TEXT and first.verbatim:
        text = first.text.lstrip()
        pieces[0] = first._replace(start=first.end - len(text), text=text)
    last = pieces[-1]
    if last.kind is Kind.TEXT and last.verbatim:
        text = last.text.rstrip()
        pieces[-1] = last._replace(end=last.start + len(text), text=text)
    return pieces


def _with_objects(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with addresses in the text taken for what they are."""
    for piece in pieces:
        if piece.kind is not Kind.TEXT or not piece.verbatim or not _ADDRESS.search(piece.text):
            yield piece
            continue
        done = 0
        for match in _ADDRESS.finditer(piece.text):
            if match.start() > done:
                yield _part(piece, done, match.start())
            yield Piece(Kind.OBJECT, piece.start + match.start(), piece.start + match.end(), name="address")
            done = match.end()
        if done < len(piece.text):
            yield _part(piece, done, len(piece.text))


def _part(piece: Piece, begin: int, end: int) -> Piece:
    return piece._replace(start=piece.start + begin, end=piece.start + end, text=piece.text[begin:end])


def _add(pieces: Sequence[Piece], gathering: Gathering) -> None:
    """Adds the pieces of a line to a view."""
    before = ""
    for number, piece in enumerate(pieces):
        if piece.kind is Kind.TAG:
            gathering.tag(piece.name)
        elif piece.kind is Kind.OBJECT:
            gathering.object(piece.name, piece.start, piece.end)
            before = ""
        elif piece.kind is Kind.BREAK:
            after = next((other.text[:1] for other in pieces[number + 1 :] if other.kind is not Kind.TAG), "")
            if piece.name == "hard" or not _touch(before, after):
                gathering.escaped(" ", piece.start, piece.end, soft=True)
        else:
            begin = gathering.length
            _add_text(piece, gathering)
            if piece.name == REFERENCE:
                gathering.protect(REFERENCE, begin)
            before = piece.text[-1:]


def _add_text(piece: Piece, gathering: Gathering) -> None:
    if piece.verbatim:
        gathering.verbatim(piece.text, piece.start)
        return
    begin = gathering.length
    gathering.escaped(piece.text[0], piece.start, piece.end)
    if len(piece.text) > 1:
        # The few entities that are two characters: one of them cannot be changed without the other.
        for character in piece.text[1:]:
            gathering.escaped(character, piece.end, piece.end)
        gathering.protect("entity", begin)


def _touch(before: str, after: str) -> bool:
    """Whether two characters stand side by side where a line ends between them, as they do in Chinese and Japanese."""
    wide = _is_wide(before), _is_wide(after)
    return all(wide) or (any(wide) and (before in _WIDE_BESIDE_WIDE or after in _WIDE_BESIDE_WIDE))


def _is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF" and not is_hangul(character)
